//! The journal as the projector reads it: records in their order, decoded, without a hole.

mod ahead;
mod read;

use std::{collections::BTreeSet, sync::Arc};

use almoner_domain::ledger::{Event, StreamId};
use almoner_journal::record::Metadata;
use chrono::{DateTime, Utc};

pub(crate) use ahead::Ahead;
pub(crate) use read::{head, records};

/// A record of the journal, decoded.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) position: i64,
    pub(crate) at: DateTime<Utc>,
    pub(crate) stream: StreamId,
    pub(crate) sequence: u32,
    /// The version of the form that it is stored in; the event itself is in the program's own.
    pub(crate) event_version: String,
    pub(crate) event: Event,
    pub(crate) metadata: Metadata,
}

/// Records of which a journal holds the place alone: an export may keep them back. Of most journals there are none.
#[derive(Debug, Clone, Default)]
pub struct Withheld(Arc<BTreeSet<i64>>);

impl Withheld {
    /// The records at these positions are withheld.
    pub fn at(positions: BTreeSet<i64>) -> Self {
        Self(Arc::new(positions))
    }

    /// How many there are up to a position.
    pub fn up_to(&self, position: i64) -> usize {
        self.0.range(..=position).count()
    }

    pub(crate) fn holds(&self, position: i64) -> bool {
        self.0.contains(&position)
    }
}

/// What keeps a record from being read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FeedError {
    #[error(transparent)]
    Journal(#[from] almoner_journal::store::ReadError),
    /// A record is missing.
    #[error("record {expected} is missing: the journal has a hole")]
    Hole { expected: i64 },
    /// A record cannot be decoded.
    #[error("record {position} cannot be read: {reason}")]
    Unreadable { position: i64, reason: String },
}
