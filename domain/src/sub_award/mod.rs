//! A sub-award: funds that a prime obligates to a sub-awardee, and what becomes of every dollar of them.
//!
//! Life: executed → (raised, lowered, extended; suspended ⇄ resumed) → closed. Its obligation is at all times the
//! sum of what is available, reserved by adjudicated claims, accrued by approved ones, and paid. What was paid and no
//! longer stands is owed back by the sub-awardee until it is offset or refunded.

mod about;
mod aggregate;
mod command;
mod decide;
mod error;
mod event;
mod funding;
mod funds;
mod obligation;
mod policy;
mod recovery;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use funds::*;
pub use obligation::*;
pub use policy::*;
