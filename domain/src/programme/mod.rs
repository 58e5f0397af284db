//! A programme: what it is, and the rules that it pays by, effective-dated and pinned to a notice of funding.
//!
//! Life: published once; rule sets are published after it, each for a notice from a day on. A rule set never
//! changes: a later one for the same notice takes over from its own first day.

mod aggregate;
pub mod catalogue;
mod command;
mod error;
mod event;
mod policy;
mod rule_set;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use policy::*;
pub use rule_set::*;
