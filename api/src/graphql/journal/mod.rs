//! The journal itself: its head, its events, its checkpoints, and the proofs under them.

mod change;
mod event;
mod filter;
mod plain;
mod proof;
mod query;
mod receipt;
mod words;

pub(crate) use change::StateChange;
pub(crate) use event::{JournalEvent, StreamKind};
pub(crate) use filter::EventFilterInput;
pub(crate) use proof::Checkpoint;
pub(crate) use query::JournalQuery;
pub(crate) use receipt::Receipt;
