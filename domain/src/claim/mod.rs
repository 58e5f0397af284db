//! A claim: what a sub-awardee asks for a client and a month, and what came of it, line by line.
//!
//! Life: submitted and adjudicated at once → payable, pended or denied → approved or denied by an officer →
//! scheduled in a payment → paid. Billed less adjustments is what is paid, always.
//!
//! A correction only adds: a claim is voided, or replaced by the next version of its number; a denial is reconsidered
//! once; a late fact adjudicates it again. The events before stay as they are.

mod adjudicate;
mod again;
mod aggregate;
mod clock;
mod command;
mod correct;
mod decide;
mod error;
mod event;
mod evolve;
mod explain;
mod file;
mod grounds;
mod line;
mod policy;
mod reason;
#[cfg(test)]
mod tests;

pub use adjudicate::*;
pub use aggregate::*;
pub use clock::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use explain::*;
pub use file::*;
pub use grounds::*;
pub use line::*;
pub use policy::*;
pub use reason::*;
