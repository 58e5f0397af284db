//! Fills the new tables: first in bulk, without indexes, then what came in the meantime.

use almoner_journal::store::Journal;
use sqlx::{Connection, PgConnection};

use super::{Progress, RebuildError};
use crate::feed::{Ahead, FeedError};
use crate::read_models::{Prepared, ReadModels};
use crate::table::Target;

/// Records that are read and copied at once.
const RECORDS: u32 = 4_000;

/// The read models, whole, in memory: nothing is ever loaded.
#[derive(Default)]
pub(super) struct Load {
    models: ReadModels,
    position: i64,
}

impl Load {
    /// Copies the records up to `last` into the new tables. Versions are written once they have ended, so nothing is
    /// ever updated; those that are valid still are written at the end.
    pub(super) async fn fill(
        &mut self,
        connection: &mut PgConnection,
        journal: &Journal,
        last: i64,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<(), RebuildError> {
        let mut transaction = connection.begin().await?;
        let mut records = Ahead::read(journal.clone(), self.position, last, RECORDS);
        while let Some(batch) = records.next().await.map_err(broken)? {
            self.apply(&batch)?;
            self.models.copy(&mut transaction, false).await?;
            progress(Progress {
                position: self.position,
                head: last,
            });
        }
        self.models.copy(&mut transaction, true).await?;
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
        let mut records = Ahead::read(journal.clone(), self.position, last, RECORDS);
        while let Some(batch) = records.next().await.map_err(broken)? {
            self.apply(&batch)?;
            self.models.write(connection, Target::Next).await?;
            progress(Progress {
                position: self.position,
                head: last,
            });
        }
        Ok(())
    }

    fn apply(&mut self, batch: &[Prepared]) -> Result<(), RebuildError> {
        for prepared in batch {
            let position = prepared.recorded.position;
            self.models
                .apply(prepared)
                .map_err(|error| RebuildError::Record {
                    position,
                    reason: error.to_string(),
                })?;
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
