//! What a ledger needs to start.

use crate::note::{FurtherSeeds, KeyNameError};
use crate::schema::LedgerName;

/// The two keys that are kept beside the database and never in it.
#[derive(Clone)]
pub struct Keys {
    /// The Ed25519 seed that signs checkpoints, from the first on and until it is replaced.
    pub signing: [u8; 32],
    /// The key of the fingerprints of commands.
    pub fingerprint: [u8; 32],
}

/// How to reach a ledger, and the bounds of its sequencer.
#[derive(Clone)]
pub struct LedgerOptions {
    /// URL of the serving role.
    pub url: String,
    /// Which ledger.
    pub name: LedgerName,
    /// The keys.
    pub keys: Keys,
    /// The keys that sign after the first; asked again whenever one is wanted that is not known.
    pub further_seeds: FurtherSeeds,
    /// Name and version of the program, as every record carries it.
    pub program: String,
    /// Commands that may wait; one more is refused as overloaded.
    pub queue_max: usize,
    /// Commands of one commit.
    pub batch_max: usize,
    /// Commands that are worth a batch of their own while another is written; fewer wait to share the
    /// next commit.
    pub paired_min: usize,
    /// Streams that are kept in memory.
    pub streams_max: usize,
    /// Events of a stream between two snapshots while it is young; those of a long one are further apart.
    pub snapshot_interval: u64,
    /// Connections for reading.
    pub read_connections_max: u32,
}

impl LedgerOptions {
    /// The options with the usual bounds.
    pub fn new(url: &str, name: LedgerName, keys: Keys, program: &str) -> Self {
        Self {
            url: url.to_owned(),
            name,
            keys,
            further_seeds: FurtherSeeds::none(),
            program: program.to_owned(),
            queue_max: 8_192,
            batch_max: 2_000,
            paired_min: 128,
            streams_max: 100_000,
            snapshot_interval: 256,
            read_connections_max: 16,
        }
    }
}

/// A ledger that cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The schema is missing or has not been migrated.
    #[error("ledger {ledger} is not there, or has not been migrated")]
    NotMigrated {
        /// The ledger.
        ledger: LedgerName,
    },
    /// The stored origin cannot name a key.
    #[error("the ledger's origin: {0}")]
    Origin(#[from] KeyNameError),
    /// What is stored contradicts itself.
    #[error("the ledger's head: {0}")]
    Inconsistent(String),
    /// Migrations of this program have not been applied.
    #[error("ledger {ledger} lacks migrations of this program: run `almoner migrate`")]
    Outdated {
        /// The ledger.
        ledger: LedgerName,
    },
    /// The key in force is not among those that this server holds.
    #[error("the ledger signs with {key}, and none of the key files is that key")]
    SigningKeyNotHeld {
        /// The key.
        key: String,
    },
    /// The database was lost on the way.
    #[error("{0}")]
    Unavailable(String),
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
}

impl ConnectError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotMigrated { .. } => "LEDGER_NOT_MIGRATED",
            Self::Outdated { .. } => "LEDGER_OUTDATED",
            Self::Unavailable(_) => "UNAVAILABLE",
            Self::SigningKeyNotHeld { .. } => "SIGNING_KEY_NOT_HELD",
            Self::Origin(_) => "ORIGIN_MALFORMED",
            Self::Inconsistent(_) => "LEDGER_INCONSISTENT",
            Self::Database(_) => "DATABASE_FAILED",
        }
    }
}
