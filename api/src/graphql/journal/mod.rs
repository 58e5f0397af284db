//! The journal itself: its head, its events, its checkpoints, and the proofs under them.

mod event;
mod proof;
mod query;
mod receipt;

pub(crate) use event::{JournalEvent, StreamKind};
pub(crate) use proof::Checkpoint;
pub(crate) use query::{EventFilterInput, JournalQuery};
pub(crate) use receipt::Receipt;
