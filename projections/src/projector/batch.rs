//! What a batch is written with: the checkpoint, and what tells a failure that repeats from one that passes.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, error::DatabaseError};

use super::Halted;
use crate::feed::FeedError;
use crate::read_models::{ApplyError, Prepared, ReadModels};
use crate::table::{LoadError, Target};

/// How far the read models have copied the journal.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Checkpoint {
    /// The last record that was copied.
    pub(crate) position: i64,
    /// Changes when rebuilt tables are swapped in.
    pub(crate) generation: i64,
    /// The columns of the program that wrote last.
    pub(crate) shape: String,
}

/// Why a batch was not projected.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BatchError {
    /// The connection or the server failed: try again.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// A record cannot be copied, and never will be.
    #[error("{0}")]
    Record(String),
    /// Going on would be wrong.
    #[error("halted at {}: {}", .0.position, .0.reason)]
    Halted(Halted),
}

impl From<LoadError> for BatchError {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Database(error) => of_database(error),
            LoadError::Cell(error) => Self::Record(error.to_string()),
        }
    }
}

impl From<ApplyError> for BatchError {
    fn from(error: ApplyError) -> Self {
        Self::Record(error.to_string())
    }
}

impl From<FeedError> for BatchError {
    fn from(error: FeedError) -> Self {
        let reason = error.to_string();
        let (position, code) = match error {
            FeedError::Hole { expected } => (expected, "JOURNAL_HOLE"),
            FeedError::Unreadable { position, .. } => (position, "RECORD_UNREADABLE"),
            FeedError::Journal(error) => {
                return Self::Database(sqlx::Error::AnyDriverError(Box::new(error)));
            }
        };
        Self::Halted(Halted {
            position,
            code,
            reason,
        })
    }
}

/// Data that a table refuses is refused again; a lost connection is not.
fn of_database(error: sqlx::Error) -> BatchError {
    let code = error.as_database_error().and_then(DatabaseError::code);
    let refused = code.is_some_and(|code| code.starts_with("22") || code.starts_with("23"));
    // A protocol error is our own: a statement that ended other versions than it was given.
    if refused || matches!(error, sqlx::Error::Protocol(_)) {
        BatchError::Record(error.to_string())
    } else {
        BatchError::Database(error)
    }
}

/// A digest of the columns that this program writes.
pub(crate) fn shape() -> String {
    hex::encode(Sha256::digest(format!("{:?}", ReadModels::columns())))
}

/// Copies a batch into the read models and moves the checkpoint, in the transaction at hand.
pub(super) async fn write(
    models: &mut ReadModels,
    connection: &mut PgConnection,
    batch: &[Prepared],
) -> Result<i64, BatchError> {
    models.load(connection, Target::Live, batch).await?;
    for prepared in batch {
        models.apply(prepared)?;
    }
    models
        .write(connection, Target::Live)
        .await
        .map_err(of_database)?;
    let Some(last) = batch.last().map(|prepared| &prepared.recorded) else {
        return Err(BatchError::Record("an empty batch".to_owned()));
    };
    move_checkpoint(connection, last.position, last.at).await?;
    Ok(last.position)
}

/// Takes the checkpoint row until the end of the transaction; none when another holds it.
pub(super) async fn take_checkpoint(
    connection: &mut PgConnection,
) -> Result<Option<Checkpoint>, sqlx::Error> {
    sqlx::query_as(
        "SELECT position, generation, shape, set_config('almoner.scope', 'projector', true) \
         FROM projection_checkpoint FOR UPDATE SKIP LOCKED",
    )
    .fetch_optional(connection)
    .await
}

async fn move_checkpoint(
    connection: &mut PgConnection,
    position: i64,
    recorded_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE projection_checkpoint SET position = $1, recorded_at = $2, shape = $3")
        .bind(position)
        .bind(recorded_at)
        .bind(shape())
        .execute(connection)
        .await
        .map(drop)
}
