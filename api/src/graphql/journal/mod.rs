//! The journal itself: its head, its events, its latest checkpoint.

mod event;
mod query;

pub(crate) use event::{JournalEvent, StreamKind};
pub(crate) use query::{EventFilterInput, JournalQuery};
