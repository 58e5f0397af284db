//! What witnesses said of checkpoints.

use super::{IssuedCheckpoint, Journal, ReadError};
use crate::record::Position;

impl Journal {
    /// The largest size that the witness of this verifier key has cosigned here; zero where it has cosigned none.
    pub async fn last_cosigned(&self, witness: &str) -> Result<Position, ReadError> {
        let size: Option<i64> = sqlx::query_scalar(
            "SELECT size FROM checkpoint_cosignatures WHERE witness = $1 \
             ORDER BY size DESC LIMIT 1",
        )
        .bind(witness)
        .fetch_optional(self.pool())
        .await?;
        Position::try_from(size.unwrap_or(0)).map_err(ReadError::malformed)
    }

    /// The earliest checkpoint whose tree has the record at `position` and that at least `threshold` of these witnesses,
    /// given by their verifier keys, have cosigned.
    pub async fn cosigned_over(
        &self,
        position: Position,
        witnesses: &[String],
        threshold: usize,
    ) -> Result<Option<IssuedCheckpoint>, ReadError> {
        let size: Option<i64> = sqlx::query_scalar(
            "SELECT size FROM checkpoint_cosignatures WHERE size >= $1 AND witness = ANY($2) \
             GROUP BY size HAVING count(*) >= $3 ORDER BY size LIMIT 1",
        )
        .bind(position.to_bigint())
        .bind(witnesses)
        .bind(i64::try_from(threshold).unwrap_or(i64::MAX))
        .fetch_optional(self.pool())
        .await?;
        match size {
            Some(size) => {
                let size = Position::try_from(size).map_err(ReadError::malformed)?;
                Ok(Some(self.checkpoint_at(size).await?))
            }
            None => Ok(None),
        }
    }
}
