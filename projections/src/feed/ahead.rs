//! Reads ahead: while a batch is written, the next one is read and decoded.

use almoner_journal::store::Journal;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{FeedError, Withheld, read::records_but};
use crate::read_models::Prepared;

/// Batches that are read and not yet taken, at most.
const BATCHES_MAX: usize = 2;

/// The records of a range, batch by batch, read in a task of its own.
pub(crate) struct Ahead {
    batches: mpsc::Receiver<Result<Vec<Prepared>, FeedError>>,
    task: JoinHandle<()>,
}

impl Ahead {
    /// Reads the records after `after` up to `last`, which is recorded, `limit` at a time, but those that are withheld.
    pub(crate) fn read(
        journal: Journal,
        after: i64,
        last: i64,
        limit: u32,
        withheld: Withheld,
    ) -> Self {
        let (send, batches) = mpsc::channel(BATCHES_MAX);
        let task = tokio::spawn(async move {
            let mut after = after;
            while after < last {
                let batch = records_but(&journal, after, last, limit, &withheld).await;
                let batch = batch.map(|records| {
                    records
                        .into_iter()
                        .map(Prepared::from)
                        .collect::<Vec<Prepared>>()
                });
                let next = batch
                    .as_ref()
                    .ok()
                    .and_then(|batch| batch.last())
                    .map(|prepared| prepared.recorded.position);
                if send.send(batch).await.is_err() {
                    return;
                }
                match next {
                    Some(position) => after = position,
                    None => return,
                }
            }
        });
        Self { batches, task }
    }

    /// The next batch; none after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<Prepared>>, FeedError> {
        self.batches.recv().await.transpose()
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.task.abort();
    }
}
