//! A measure: what a programme counts of a period, as somebody reports it, with its evidence. Never a payment.
//!
//! Life: reported once for a kind, a period and whom it is about (programmes together, an award, a sub-award);
//! corrected any number of times by a report that supersedes the latest one. The earlier reports stay as they were.
//! A figure is kept as it was said: exact, or "approximately", "more than", "nearly". Nothing here moves money.

mod aggregate;
mod command;
mod error;
mod event;
mod evidence;
mod figure;
mod kind;
mod period;
mod policy;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use evidence::*;
pub use figure::*;
pub use kind::*;
pub use period::*;
pub use policy::*;
