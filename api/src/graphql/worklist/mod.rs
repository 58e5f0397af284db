//! What an officer works through: the claims that wait, oldest first, with the 30-day clock of a clean claim.

mod item;
mod query;

pub(crate) use item::WorklistItem;
pub(crate) use query::WorklistQuery;
