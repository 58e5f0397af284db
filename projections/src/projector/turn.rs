//! One turn: take the checkpoint, copy a batch, move it; one transaction.

use almoner_journal::store::Journal;
use sqlx::{Connection, PgConnection};

use super::batch::{self, BatchError, Checkpoint};
use super::{Halted, shape};
use crate::feed::{self, FeedError};
use crate::read_models::{Prepared, ReadModels};

/// Records of a batch at most.
const RECORDS_MAX: u32 = 2_000;

/// What came of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Records were copied: `position` of `head` are in.
    Copied { position: i64, head: i64 },
    /// Nothing is left to copy.
    Idle { position: i64 },
    /// A batch failed; a smaller one is tried next.
    Smaller,
    /// Another server holds the checkpoint, or has moved it since the last turn.
    Elsewhere,
}

/// The read models in memory, and where they stand.
#[derive(Debug)]
pub(super) struct Turns {
    models: ReadModels,
    held: Option<Checkpoint>,
    limit: u32,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            models: ReadModels::default(),
            held: None,
            limit: RECORDS_MAX,
        }
    }
}

impl Turns {
    /// Copies one batch, if the checkpoint is free. What is in memory is good only for where it stands: after a
    /// failure, or when another server moved on, it is forgotten.
    pub(super) async fn turn(
        &mut self,
        connection: &mut PgConnection,
        journal: &Journal,
    ) -> Result<Turn, BatchError> {
        let turn = self.take_turn(connection, journal).await;
        match &turn {
            Ok(Turn::Copied { .. } | Turn::Idle { .. }) => {}
            Ok(Turn::Smaller | Turn::Elsewhere) | Err(_) => {
                self.models = ReadModels::default();
                self.held = None;
            }
        }
        turn
    }

    async fn take_turn(
        &mut self,
        connection: &mut PgConnection,
        journal: &Journal,
    ) -> Result<Turn, BatchError> {
        let mut transaction = connection.begin().await?;
        let Some(checkpoint) = batch::take_checkpoint(&mut transaction).await? else {
            transaction.rollback().await?;
            return Ok(Turn::Elsewhere);
        };
        if self.is_behind(&checkpoint) {
            transaction.rollback().await?;
            return Ok(Turn::Elsewhere);
        }
        let after = checkpoint.position;
        let head = feed::head(journal).await.map_err(FeedError::from)?;
        if head <= after {
            transaction.rollback().await?;
            self.held = Some(checkpoint);
            return Ok(Turn::Idle { position: after });
        }
        check_shape(&checkpoint)?;
        let records = match feed::records(journal, after, head, self.limit).await {
            // A record in the middle may be the one that cannot be read: those before it are copied first.
            Err(FeedError::Unreadable { .. }) if self.limit > 1 => {
                transaction.rollback().await?;
                self.limit /= 2;
                return Ok(Turn::Smaller);
            }
            records => records?,
        };
        let records: Vec<Prepared> = records.into_iter().map(Prepared::from).collect();
        match batch::write(&mut self.models, &mut transaction, &records).await {
            Ok(position) => {
                transaction.commit().await?;
                self.models.trim();
                self.limit = self.limit.saturating_mul(2).min(RECORDS_MAX);
                self.held = Some(Checkpoint {
                    position,
                    shape: shape(),
                    ..checkpoint
                });
                Ok(Turn::Copied { position, head })
            }
            Err(BatchError::Record(reason)) if records.len() <= 1 => {
                transaction.rollback().await?;
                Err(BatchError::Halted(Halted {
                    position: after + 1,
                    code: "RECORD_NOT_PROJECTED",
                    reason,
                }))
            }
            Err(BatchError::Record(reason)) => {
                transaction.rollback().await?;
                tracing::debug!(after, %reason, "a batch failed; a smaller one is tried");
                self.limit = u32::try_from(records.len() / 2).unwrap_or(1);
                Ok(Turn::Smaller)
            }
            Err(error @ (BatchError::Database(_) | BatchError::Halted(_))) => Err(error),
        }
    }

    /// Another server has moved on, or rebuilt tables were swapped in, since what is in memory was read.
    fn is_behind(&self, checkpoint: &Checkpoint) -> bool {
        self.held.as_ref().is_some_and(|held| {
            (held.position, held.generation) != (checkpoint.position, checkpoint.generation)
        })
    }
}

fn check_shape(checkpoint: &Checkpoint) -> Result<(), BatchError> {
    if checkpoint.position == 0 || checkpoint.shape == shape() {
        return Ok(());
    }
    Err(BatchError::Halted(Halted {
        position: checkpoint.position + 1,
        code: "READ_MODELS_OUTDATED",
        reason: "the read models were written by a program of another shape; rebuild them"
            .to_owned(),
    }))
}
