//! Why a replay ended before its end.

use almoner_journal::{ledger::ConnectError, record::format_instant, store};
use chrono::{DateTime, Utc};

use crate::rebuild::RebuildError;

/// A replay that could not be made or compared. The ledger is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// No record has the position that was asked for.
    #[error("there is no position {position}: the journal has the positions 1 to {head}")]
    BeyondHead {
        /// What was asked for.
        position: i64,
        /// The last position.
        head: i64,
    },
    /// Nothing had been recorded yet at the instant that was asked for.
    #[error("nothing had been recorded yet{}", .first.map_or_else(String::new, |first| {
        format!(": the first event is of {}", format_instant(first))
    }))]
    BeforeFirst {
        /// When the first event was recorded; none in an empty journal.
        first: Option<DateTime<Utc>>,
    },
    /// The read models of the ledger have not copied as much.
    #[error(
        "the read models stand at position {position}, before {asked}: serve the ledger until they have caught up"
    )]
    Behind {
        /// Where they stand.
        position: i64,
        /// What was asked for.
        asked: i64,
    },
    /// The read models of the ledger were written by a program with other tables.
    #[error("the read models were written by a program of another shape; rebuild them first")]
    Outdated,
    /// The tables cannot be built.
    #[error(transparent)]
    Rebuild(#[from] RebuildError),
    /// The journal cannot be reached.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The journal cannot be read.
    #[error(transparent)]
    Read(#[from] store::ReadError),
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
}

impl ReplayError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BeyondHead { .. } => "POSITION_BEYOND_HEAD",
            Self::BeforeFirst { .. } => "TIME_BEFORE_FIRST_EVENT",
            Self::Behind { .. } => "READ_MODELS_BEHIND",
            Self::Outdated => "READ_MODELS_OUTDATED",
            Self::Rebuild(error) => error.code(),
            Self::Connect(_) => "LEDGER_NOT_REACHED",
            Self::Read(error) => error.code(),
            Self::Database(_) => "DATABASE_FAILED",
        }
    }

    /// The caller asked for a moment that there is none of, as opposed to something being broken.
    pub fn is_usage(&self) -> bool {
        match self {
            Self::BeyondHead { .. } | Self::BeforeFirst { .. } => true,
            Self::Behind { .. }
            | Self::Outdated
            | Self::Rebuild(_)
            | Self::Connect(_)
            | Self::Read(_)
            | Self::Database(_) => false,
        }
    }
}
