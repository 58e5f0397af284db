//! Decisions over several aggregates: which streams a command needs, who may ask, and what follows, in one piece.
//!
//! A command is decided on a [`Draft`]: each aggregate decides in turn and sees what the earlier ones produced. All
//! events of a command are committed together or not at all. Guards stand in this order: authority (what belongs to
//! another organization answers as unknown) → idempotent repeat (the journal's) → exists → phase → policy → money.

mod actions;
mod aggregate_macro;
mod authority;
mod awards;
mod books;
mod cash;
pub mod catalogue;
mod claims;
mod clients;
mod closings;
pub mod codes;
mod command;
mod context;
mod decide;
mod erasures;
mod event;
mod event_macro;
mod event_words;
mod evidence;
mod income;
mod measures;
mod nested_words;
mod organizations;
mod oversight;
mod payments;
mod programmes;
mod refusal;
mod signing;
mod stream;
mod sub_awards;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub(crate) use aggregate_macro::aggregate;
pub use authority::authorize;
pub use books::*;
pub use command::*;
pub use context::*;
pub use decide::*;
pub use event::*;
pub(crate) use event_macro::{domain_event, domain_events, joined, lines_of};
pub(crate) use event_words::Described;
pub use event_words::{EventWords, FieldWords};
pub use nested_words::said_inside;
pub use refusal::*;
pub use stream::*;
