//! Builds the read models again beside those that are read, compares them row for row, and swaps them in.
//!
//! The same code that projects fills the tables `…__next`. Under the checkpoint's lock both stand at the same
//! position: their digests are compared, and with `swap` the new ones take the place of the old in one transaction.

pub(crate) mod digest;
pub(crate) mod load;
pub(crate) mod schema;

use almoner_journal::{
    ledger::ConnectError,
    schema::{LedgerName, connect_options},
    store::Journal,
};
use sqlx::{Connection, PgConnection};

use crate::{feed::Withheld, projector::shape, table::Target};
use schema::Place;

pub use digest::TableDigest;

/// A rebuild: compared only, or swapped in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuild {
    /// Put the new tables in the place of the old.
    pub swap: bool,
}

/// How far a rebuild is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The last record that was copied.
    pub position: i64,
    /// The last record that will be.
    pub head: i64,
}

/// What a rebuild found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebuildReport {
    /// The position at which both were compared.
    pub position: i64,
    /// Table by table.
    pub tables: Vec<TableDigest>,
    /// The new tables are in the place of the old.
    pub swapped: bool,
}

impl RebuildReport {
    /// Every table was built again as it was, byte for byte.
    pub fn is_equal(&self) -> bool {
        self.tables.iter().all(TableDigest::is_equal)
    }
}

/// Why a rebuild ended before its end. The tables that are read are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The journal cannot be reached.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// A record is missing, or cannot be read.
    #[error("{0}")]
    Journal(String),
    /// A record cannot be copied.
    #[error("record {position} cannot be copied: {reason}")]
    Record {
        /// The record.
        position: i64,
        /// What is wrong.
        reason: String,
    },
}

impl RebuildError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Database(_) => "DATABASE_FAILED",
            Self::Connect(_) => "LEDGER_NOT_REACHED",
            Self::Journal(_) => "JOURNAL_BROKEN",
            Self::Record { .. } => "RECORD_NOT_PROJECTED",
        }
    }
}

impl Rebuild {
    /// Rebuilds the read models of a ledger as the role that owns them, telling `progress` now and then.
    pub async fn run(
        self,
        owner_url: &str,
        ledger: &LedgerName,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<RebuildReport, RebuildError> {
        let mut connection =
            PgConnection::connect_with(&connect_options(owner_url, ledger)?).await?;
        let journal = Journal::connect(owner_url, ledger, 1).await?;
        let place = Place::beside(ledger.as_str());
        let rebuilt = self.rebuild(&mut connection, &journal, place, &mut progress);
        let outcome = rebuilt.await;
        if outcome.is_err() || !self.swap {
            // A connection that failed cleans up nothing; the next rebuild does, before it begins.
            drop(schema::drop_next(&mut connection).await);
        }
        journal.pool().close().await;
        connection.close().await?;
        outcome
    }

    async fn rebuild(
        self,
        connection: &mut PgConnection,
        journal: &Journal,
        place: Place<'_>,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<RebuildReport, RebuildError> {
        schema::begin_session(connection).await?;
        schema::drop_next(connection).await?;
        schema::create(connection, place).await?;
        let first = checkpoint_position(connection).await?;
        let mut load = load::Load::into_empty(Target::Next, Withheld::default());
        load.fill(connection, journal, first, progress).await?;
        schema::finish(connection, place).await?;

        let mut transaction = connection.begin().await?;
        let position: i64 =
            sqlx::query_scalar("SELECT position FROM projection_checkpoint FOR UPDATE")
                .fetch_one(&mut *transaction)
                .await?;
        load.catch_up(&mut transaction, journal, position, progress)
            .await?;
        let tables = digest::compare(&mut transaction).await?;
        if self.swap {
            if !tables.iter().all(TableDigest::is_equal) {
                // What was stated of other rows is no base for the next statement.
                sqlx::query("UPDATE stating SET afresh = true")
                    .execute(&mut *transaction)
                    .await?;
            }
            schema::swap(&mut transaction).await?;
            sqlx::query("UPDATE projection_checkpoint SET generation = generation + 1, shape = $1")
                .bind(shape())
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
        } else {
            transaction.rollback().await?;
        }
        Ok(RebuildReport {
            position,
            tables,
            swapped: self.swap,
        })
    }
}

async fn checkpoint_position(connection: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT position FROM projection_checkpoint")
        .fetch_one(connection)
        .await
}
