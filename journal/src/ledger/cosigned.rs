//! Keeping what a witness said of a checkpoint.

use chrono::{DateTime, Utc};

use super::Ledger;
use crate::record::Position;
use crate::store::ReadError;

impl Ledger {
    /// Keeps the signature line of a witness, given by its verifier key, beside the checkpoint of a size. Whoever calls
    /// has checked it. A second line of the same witness for the same checkpoint is not kept.
    pub async fn keep_cosignature(
        &self,
        size: Position,
        witness: &str,
        line: &str,
        cosigned_at: DateTime<Utc>,
    ) -> Result<(), ReadError> {
        sqlx::query(
            "INSERT INTO checkpoint_cosignatures (size, witness, line, cosigned_at) \
             SELECT size, $2, $3, $4 FROM checkpoints WHERE size = $1 ON CONFLICT DO NOTHING",
        )
        .bind(size.to_bigint())
        .bind(witness)
        .bind(line)
        .bind(cosigned_at)
        .execute(self.journal().pool())
        .await?;
        Ok(())
    }
}
