//! One batch, from the queue to its commit.
//!
//! There are two ways to a commit. While nobody else writes, the head is where this process left it:
//! the batch is decided first, and one statement takes the head, finds it unmoved and writes
//! everything. Where the head has moved, or moves in between, that statement writes nothing, and the
//! batch is decided again under the lock.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{Connection, Executor, PgConnection};

use super::batch::Batch;
use super::failure::Failure;
use super::survey::{self, Survey};
use super::{Sequencer, Verdict, head, publish, snapshot, write};
use crate::ledger::Request;
use crate::merkle::empty_root;
use crate::note::Checkpoint;

/// How long a connection may take to be made.
const CONNECT_WAIT: Duration = Duration::from_secs(5);

impl Sequencer {
    /// A verdict on each request. What can be tried again without harm is.
    pub(super) async fn run_batch(&mut self, requests: &[Arc<Request>]) -> Vec<Verdict> {
        let mut attempted = self.attempt(requests).await;
        if let Err(Failure::Unavailable(reason)) = &attempted {
            // A connection that had died in the meantime, or with the batch: nothing was written.
            tracing::warn!(%reason, "a batch met a dead connection and is tried once more");
            attempted = self.attempt(requests).await;
        }
        match attempted {
            Ok(verdicts) => verdicts,
            Err(Failure::Rejected(reason)) if requests.len() > 1 => {
                // One command spoils the statement for all: each gets a commit of its own.
                tracing::warn!(%reason, "a batch was rejected; its commands are tried one by one");
                let mut verdicts = Vec::with_capacity(requests.len());
                for request in requests {
                    let alone = self.attempt(std::slice::from_ref(request)).await;
                    verdicts.extend(alone.unwrap_or_else(|failure| vec![failure.verdict()]));
                }
                verdicts
            }
            Err(failure) => {
                tracing::error!(reason = %failure, commands = requests.len(), "a batch failed");
                requests.iter().map(|_| failure.verdict()).collect()
            }
        }
    }

    async fn attempt(&mut self, requests: &[Arc<Request>]) -> Result<Vec<Verdict>, Failure> {
        let mut connection = self.take_connection().await?;
        self.ensure_head(&mut connection).await?;
        let survey = self.warm(&mut connection, requests).await?;
        let outsized: Vec<_> = requests
            .iter()
            .map(|request| self.outsized(request))
            .collect();
        let verdicts = if outsized.iter().all(Option::is_some) {
            outsized.into_iter().flatten().collect()
        } else {
            match self
                .unmoved(&mut connection, requests, &outsized, &survey)
                .await?
            {
                Some(verdicts) => verdicts,
                None => self.in_turn(&mut connection, requests, &outsized).await?,
            }
        };
        // Only after success: a connection that failed, or has a transaction open, is let go.
        self.connection = Some(connection);
        Ok(verdicts)
    }

    /// Decides on the head as this process left it, and commits by one statement that finds it so.
    /// `None` where it has moved; then nothing was written.
    async fn unmoved(
        &mut self,
        connection: &mut PgConnection,
        requests: &[Arc<Request>],
        outsized: &[Option<Verdict>],
        survey: &Survey,
    ) -> Result<Option<Vec<Verdict>>, Failure> {
        let Some(mut known) = self.head.clone() else {
            return Ok(None);
        };
        if known.frontier.size() != survey.position.get() || known.frontier.root() != survey.root {
            return Ok(None);
        }
        known.refusals = survey.refusals;
        let now = survey.now.max(known.recorded_at);
        let mut batch = Batch::new(survey.position, now, known, self.snapshot_interval);
        let decided = self.decide_all(
            connection,
            None,
            &mut batch,
            requests,
            &survey.stored,
            outsized,
        );
        let verdicts = match decided.await {
            Ok(verdicts) => verdicts,
            Err(failure) => return Err(self.undo(&batch, failure)),
        };
        if batch.commands.requests.is_empty() {
            // Repeats and denials write nothing, and their answers wait for no commit.
            self.adopt(batch);
            return Ok(Some(verdicts));
        }
        match write::write(connection, &batch).await {
            Ok(true) => {
                self.adopt(batch);
                Ok(Some(verdicts))
            }
            Err(error) if is_doubtful(&error) => {
                let lost = Failure::OutcomeUnknown(error.to_string());
                Err(self.undo(&batch, lost))
            }
            Ok(false) | Err(_) => {
                // The server refused, so nothing was written: another process was faster.
                self.forget_touched(&batch);
                Ok(None)
            }
        }
    }

    /// Takes the head, catches up with what others wrote, decides and commits.
    async fn in_turn(
        &mut self,
        connection: &mut PgConnection,
        requests: &[Arc<Request>],
        outsized: &[Option<Verdict>],
    ) -> Result<Vec<Verdict>, Failure> {
        let locked = head::lock(connection).await?;
        let caught = head::catch_up(
            connection,
            &mut self.head,
            &mut self.cache,
            &locked,
            &self.signers,
        )
        .await;
        caught.inspect_err(|_| self.start_afresh())?;
        let known = self
            .head
            .clone()
            .ok_or_else(|| Failure::inconsistent("no head is known"))?;
        // Under the lock nobody else can be answering the same ids.
        let stored = survey::survey(connection, requests, &[]).await?.stored;
        let mut batch = Batch::new(locked.position, locked.now, known, self.snapshot_interval);
        let decided = self
            .decide_all(connection, None, &mut batch, requests, &stored, outsized)
            .await;
        let committed = match decided {
            Ok(verdicts) => self.commit(connection, &batch).await.map(|()| verdicts),
            Err(failure) => Err(failure),
        };
        match committed {
            Ok(verdicts) => {
                self.adopt(batch);
                Ok(verdicts)
            }
            Err(failure) => Err(self.undo(&batch, failure)),
        }
    }

    async fn commit(&self, connection: &mut PgConnection, batch: &Batch) -> Result<(), Failure> {
        if batch.commands.requests.is_empty() {
            connection.execute("ROLLBACK").await?;
            return Ok(());
        }
        if !write::write(connection, batch).await? {
            return Err(Failure::inconsistent("the head moved under its lock"));
        }
        // Whatever goes wrong from here on, the outcome is unknown.
        connection
            .execute("COMMIT")
            .await
            .map(drop)
            .map_err(|error| Failure::OutcomeUnknown(error.to_string()))
    }

    /// Makes the committed batch what this process knows.
    pub(super) fn adopt(&mut self, batch: Batch) {
        self.adopt_before(batch, false);
    }

    /// As [`Self::adopt`]; `another` is decided on it already, so that the state in memory must stay.
    pub(super) fn adopt_before(&mut self, batch: Batch, another: bool) {
        publish(&self.committed, batch.position());
        self.head = Some(batch.head);
        snapshot::leave(&self.pool, batch.snapshots);
        self.cache.end_batch(another);
    }

    /// Forgets what a batch made of the state in memory, because it is not known to be committed.
    fn undo(&mut self, batch: &Batch, failure: Failure) -> Failure {
        self.forget_touched(batch);
        if matches!(failure, Failure::Inconsistent(_)) {
            self.start_afresh();
        }
        failure
    }

    pub(super) fn forget_touched(&mut self, batch: &Batch) {
        for stream in &batch.events.streams {
            self.cache.forget(stream);
        }
    }

    async fn ensure_head(&mut self, connection: &mut PgConnection) -> Result<(), Failure> {
        if self.head.is_none() {
            // Before anything is loaded: what is loaded is caught up from this position on.
            self.cache.clear();
            self.head = Some(head::read(connection, &self.signers).await?);
        }
        Ok(())
    }

    /// Connects and reads the head, so that a ledger that cannot be served says so at once.
    pub(super) async fn begin(&mut self) -> Result<(), Failure> {
        let mut connection = self.take_connection().await?;
        self.ensure_head(&mut connection).await?;
        self.connection = Some(connection);
        Ok(())
    }

    /// The checkpoint of the empty tree, so that a log has one from its first day.
    pub(super) async fn issue_first_checkpoint(&mut self) -> Result<(), sqlx::Error> {
        let Some(signer) = self.head.as_ref().map(|head| Arc::clone(&head.signer)) else {
            return Ok(());
        };
        let checkpoint = Checkpoint {
            origin: signer.verifier().name().to_owned(),
            size: 0,
            root: empty_root(),
        };
        sqlx::query(
            "INSERT INTO checkpoints (size, root, note, recorded_at) \
             SELECT 0, $1, $2, recorded_at FROM journal_head WHERE position = 0 \
             ON CONFLICT DO NOTHING",
        )
        .bind(checkpoint.root.as_bytes().as_slice())
        .bind(signer.sign(&checkpoint.body()))
        .execute(&self.pool)
        .await
        .map(drop)
    }

    pub(super) fn start_afresh(&mut self) {
        self.head = None;
        self.cache.clear();
    }

    pub(super) async fn take_connection(&mut self) -> Result<PgConnection, Failure> {
        match self.connection.take() {
            Some(connection) => Ok(connection),
            None => self.connect().await,
        }
    }

    pub(super) async fn connect(&self) -> Result<PgConnection, Failure> {
        let connecting = PgConnection::connect_with(&self.connect);
        let mut connection = tokio::time::timeout(CONNECT_WAIT, connecting)
            .await
            .map_err(|_| Failure::Unavailable("no connection in time".to_owned()))??;
        // An answer promises durability, whatever the server's default says.
        connection
            .execute(
                "SELECT set_config('synchronous_commit', 'on', false) \
             WHERE current_setting('synchronous_commit') = 'off'",
            )
            .await?;
        Ok(connection)
    }
}

/// The statement commits by itself, so an error after it was sent may come after the commit: a connection that broke,
/// or a server that was told to stop (class 57P) while it waited to answer.
pub(super) fn is_doubtful(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_none_or(|refused| refused.code().is_some_and(|state| state.starts_with("57P")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDatabase;

    #[tokio::test]
    async fn a_server_told_to_stop_leaves_a_doubt_and_one_that_refused_leaves_none() {
        let database = TestDatabase::create().await;
        let mut connection = PgConnection::connect(&database.superuser_url())
            .await
            .unwrap();
        for (refused, state) in [
            ("SELECT 1 / 0", "22012"),
            (
                "SET statement_timeout = '1ms'; SELECT pg_sleep(60)",
                "57014",
            ),
            ("SELECT pg_terminate_backend(pg_backend_pid())", "57P01"),
        ] {
            let error = connection.execute(refused).await.unwrap_err();
            let told = error
                .as_database_error()
                .and_then(sqlx::error::DatabaseError::code);
            assert_eq!(told.as_deref(), Some(state));
            assert_eq!(is_doubtful(&error), state.starts_with("57P"), "{state}");
        }
        // The connection has gone with the server's process.
        assert!(is_doubtful(
            &connection.execute("SELECT 1").await.unwrap_err()
        ));
    }
}
