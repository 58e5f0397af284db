//! Lineage: from an amount to its events, and from an event to the figures that it moved.

mod input;
mod movement;
mod object;
mod query;

pub(crate) use input::AmountInput;
pub(crate) use movement::EventMovement;
pub(crate) use object::{AmountExplanation, LineageStep};
pub(crate) use query::LineageQuery;
