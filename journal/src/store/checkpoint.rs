//! The checkpoints that were issued.

use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::{Journal, ReadError};
use crate::merkle::{Hash, ProofError};
use crate::record::Position;

/// Reads checkpoints with all cosignatures that stand beside them, the earliest first.
macro_rules! select_checkpoints {
    ($which:literal) => {
        concat!(
            "SELECT size, root, note, \
                 cosignatures || ARRAY(SELECT line FROM checkpoint_cosignatures AS given \
                     WHERE given.size = checkpoints.size ORDER BY cosigned_at, witness), \
                 recorded_at \
             FROM checkpoints ",
            $which
        )
    };
}
pub(crate) use select_checkpoints;

/// A checkpoint as it was issued; there is one for every commit that recorded something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedCheckpoint {
    /// Leaves of its tree: the position of the last record.
    pub size: Position,
    /// Root of its tree.
    pub root: Hash,
    /// The signed note, followed by the signature lines of the witnesses that have cosigned it by now.
    pub note: String,
    /// When the last of its records was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl IssuedCheckpoint {
    pub(crate) fn decode(row: &PgRow) -> Result<Self, ReadError> {
        let (size, root): (i64, &[u8]) = (row.try_get(0)?, row.try_get(1)?);
        let mut note: String = row.try_get(2)?;
        for line in row.try_get::<Vec<String>, _>(3)? {
            note.push_str(&line);
            note.push('\n');
        }
        Ok(Self {
            size: Position::try_from(size).map_err(ReadError::malformed)?,
            root: Hash::try_from(root).map_err(ReadError::malformed)?,
            note,
            recorded_at: row.try_get(4)?,
        })
    }
}

impl Journal {
    /// The latest checkpoint; `None` only before a ledger was first served.
    pub async fn latest_checkpoint(&self) -> Result<Option<IssuedCheckpoint>, ReadError> {
        let row = sqlx::query(select_checkpoints!("ORDER BY size DESC LIMIT 1"))
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(IssuedCheckpoint::decode).transpose()
    }

    /// The checkpoint that was issued when the log had exactly `size` records.
    ///
    /// Errors: `TREE_SIZE_IN_FUTURE` where it has not come to that, `CHECKPOINT_UNKNOWN` where no commit ended there.
    pub async fn checkpoint_at(&self, size: Position) -> Result<IssuedCheckpoint, ReadError> {
        let found = self.checkpoint_over(size).await?;
        if let Some(checkpoint) = found {
            return if checkpoint.size == size {
                Ok(checkpoint)
            } else {
                Err(ProofError::NoCheckpoint { size: size.get() }.into())
            };
        }
        let head = self.head().await?.position.get();
        Err(ProofError::InFuture {
            asked: size.get(),
            size: head,
        }
        .into())
    }

    /// The latest checkpoint whose tree does not have the record at `position` yet; none when there was none before.
    pub async fn checkpoint_before(
        &self,
        position: Position,
    ) -> Result<Option<IssuedCheckpoint>, ReadError> {
        let row = sqlx::query(select_checkpoints!(
            "WHERE size < $1 ORDER BY size DESC LIMIT 1"
        ))
        .bind(position.to_bigint())
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(IssuedCheckpoint::decode).transpose()
    }

    /// The earliest checkpoint whose tree has the record at `position`.
    pub async fn checkpoint_over(
        &self,
        position: Position,
    ) -> Result<Option<IssuedCheckpoint>, ReadError> {
        let row = sqlx::query(select_checkpoints!(
            "WHERE size >= $1 ORDER BY size LIMIT 1"
        ))
        .bind(position.to_bigint())
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(IssuedCheckpoint::decode).transpose()
    }
}
