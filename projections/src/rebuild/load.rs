//! Fills the new tables: first in bulk, without indexes, then what came in the meantime.

use almoner_journal::store::Journal;
use sqlx::{Connection, PgConnection};

use super::{Progress, RebuildError};
use crate::feed::{Ahead, FeedError, Withheld};
use crate::read_models::{ApplyError, Prepared, ReadModels};
use crate::table::Target;

/// Records that are read and copied at once.
const RECORDS: u32 = 4_000;

/// The read models, whole, in memory: nothing is ever loaded.
pub(crate) struct Load {
    models: ReadModels,
    target: Target,
    position: i64,
    withheld: Withheld,
    left_out: u64,
}

impl Load {
    /// Nothing yet, for tables that are empty. Where records are withheld, those that build on them are left out.
    pub(crate) fn into_empty(target: Target, withheld: Withheld) -> Self {
        Self {
            models: ReadModels::default(),
            target,
            position: 0,
            withheld,
            left_out: 0,
        }
    }

    /// How many records were left out, because they build on what is withheld.
    pub(crate) fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Copies the records up to `last` into the new tables. Versions are written once they have ended, so nothing is
    /// ever updated; those that are valid still are written at the end.
    pub(crate) async fn fill(
        &mut self,
        connection: &mut PgConnection,
        journal: &Journal,
        last: i64,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<(), RebuildError> {
        let mut transaction = connection.begin().await?;
        let mut records = self.ahead(journal, last);
        while let Some(batch) = records.next().await.map_err(broken)? {
            self.apply(&batch)?;
            self.models
                .copy(&mut transaction, self.target, false)
                .await?;
            progress(Progress {
                position: self.position,
                head: last,
            });
        }
        self.models
            .copy(&mut transaction, self.target, true)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Copies what came since, up to `last`, as the projector does.
    pub(super) async fn catch_up(
        &mut self,
        connection: &mut PgConnection,
        journal: &Journal,
        last: i64,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<(), RebuildError> {
        let mut records = self.ahead(journal, last);
        while let Some(batch) = records.next().await.map_err(broken)? {
            self.apply(&batch)?;
            self.models.write(connection, self.target).await?;
            progress(Progress {
                position: self.position,
                head: last,
            });
        }
        Ok(())
    }

    fn ahead(&self, journal: &Journal, last: i64) -> Ahead {
        let withheld = self.withheld.clone();
        Ahead::read(journal.clone(), self.position, last, RECORDS, withheld)
    }

    fn apply(&mut self, batch: &[Prepared]) -> Result<(), RebuildError> {
        for prepared in batch {
            let position = prepared.recorded.position;
            match self.models.apply(prepared) {
                Ok(()) => {}
                Err(ApplyError::Missing(_)) if self.withheld.up_to(position) > 0 => {
                    self.left_out += 1;
                }
                Err(error) => {
                    return Err(RebuildError::Record {
                        position,
                        reason: error.to_string(),
                    });
                }
            }
            self.position = position;
        }
        Ok(())
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is given to map_err as it is"
)]
fn broken(error: FeedError) -> RebuildError {
    RebuildError::Journal(error.to_string())
}
