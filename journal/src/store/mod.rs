//! What is kept, read back: records, head, checkpoints, tiles, proofs, the export.
//!
//! A [`Journal`] reads one ledger and never writes to it; an auditor needs no more.

mod answered;
mod checkpoint;
mod copy;
mod cosignature;
mod error;
mod export;
mod keys;
mod known_tiles;
mod proof;
mod receipt;
mod record;
mod refusal;
mod replay;
mod resign;
mod state;
mod tiles;

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Row};

pub use answered::Answered;
pub use checkpoint::IssuedCheckpoint;
pub(crate) use checkpoint::select_checkpoints;
pub(crate) use copy::{CopiedRecord, CopiedRows};
pub use error::ReadError;
pub use proof::{ConsistencyProof, InclusionProof};
pub use receipt::{CarriedOut, Receipt};
pub use record::Record;
pub(crate) use record::select_records;
pub(crate) use refusal::{StoredRefusal, select_refusals};
pub use replay::PastEvent;
pub(crate) use replay::{CHUNK_BYTES, CHUNKS_AHEAD};
pub use resign::{resign, sign_as};
pub(crate) use tiles::partial_tiles;

use self::known_tiles::KnownTiles;
use crate::ledger::ConnectError;
use crate::merkle::Hash;
use crate::record::Position;
use crate::schema::{LedgerName, connect_options, is_current};

/// How long a read waits for a connection before the database counts as gone.
const ACQUIRE_WAIT: Duration = Duration::from_secs(5);

/// Reads one ledger.
#[derive(Clone)]
pub struct Journal {
    pool: PgPool,
    name: LedgerName,
    origin: String,
    tiles: KnownTiles,
}

/// Where a ledger stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalHead {
    /// Position of the last record.
    pub position: Position,
    /// When it was recorded; the epoch while there is none.
    pub recorded_at: DateTime<Utc>,
    /// Root of the tree of all records.
    pub root: Hash,
}

impl Journal {
    /// Connects to a migrated ledger, with a pool of up to `connections_max`.
    pub async fn connect(
        url: &str,
        name: &LedgerName,
        connections_max: u32,
    ) -> Result<Self, ConnectError> {
        let pool = PgPoolOptions::new()
            .max_connections(connections_max)
            .acquire_timeout(ACQUIRE_WAIT)
            .connect_with(connect_options(url, name)?)
            .await?;
        let origin = sqlx::query_scalar("SELECT origin FROM journal_head")
            .fetch_optional(&pool)
            .await
            .map_err(|error| {
                match error
                    .as_database_error()
                    .and_then(sqlx::error::DatabaseError::code)
                {
                    Some(code) if code == "42P01" || code == "42501" => ConnectError::NotMigrated {
                        ledger: name.clone(),
                    },
                    Some(_) | None => ConnectError::Database(error),
                }
            })?
            .ok_or_else(|| ConnectError::NotMigrated {
                ledger: name.clone(),
            })?;
        if !is_current(&pool).await? {
            return Err(ConnectError::Outdated {
                ledger: name.clone(),
            });
        }
        Ok(Self {
            pool,
            name: name.clone(),
            origin,
            tiles: KnownTiles::new(),
        })
    }

    /// The ledger's name.
    pub fn name(&self) -> &LedgerName {
        &self.name
    }

    /// The name of the log in its checkpoints, `<deployment>/<ledger>`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The connections, whose `search_path` is the ledger's schema.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Where the ledger stands.
    pub async fn head(&self) -> Result<JournalHead, ReadError> {
        let row = sqlx::query("SELECT position, recorded_at, root FROM journal_head")
            .fetch_one(&self.pool)
            .await?;
        let (position, root): (i64, &[u8]) = (row.try_get(0)?, row.try_get(2)?);
        Ok(JournalHead {
            position: Position::try_from(position).map_err(ReadError::malformed)?,
            recorded_at: row.try_get(1)?,
            root: Hash::try_from(root).map_err(ReadError::malformed)?,
        })
    }

    /// The last position that was recorded at `instant` or before it; zero before the first.
    pub async fn position_at(&self, instant: DateTime<Utc>) -> Result<Position, ReadError> {
        let size: Option<i64> = sqlx::query_scalar(
            "SELECT size FROM checkpoints WHERE recorded_at <= $1 \
             ORDER BY recorded_at DESC, size DESC LIMIT 1",
        )
        .bind(instant)
        .fetch_optional(&self.pool)
        .await?;
        Position::try_from(size.unwrap_or(0)).map_err(ReadError::malformed)
    }
}
