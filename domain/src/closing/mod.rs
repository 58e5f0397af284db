//! The closing of a programme's months: its books up to a month's end, frozen, approved by two officers, and bound.
//!
//! Life: a close is begun for all months up to one that is over, and freezes them there and then: what is recorded
//! later for a frozen day counts in the month after them, with a link to the close ([`accounting_date`]). So the
//! trial balance as of the freezing is final before anybody looks at it. Two officers state its digest and totals;
//! with the second the months are closed for good. Until then the close may be withdrawn, which opens the months again.
//! Nothing here moves money, and nothing keeps a late fact out: it is only dated.

mod aggregate;
mod audit;
mod command;
mod error;
mod event;
mod freeze;
mod policy;
mod statement;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use audit::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use freeze::*;
pub use policy::*;
pub use statement::*;
