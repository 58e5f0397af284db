//! One batch, from the queue to its commit.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use almoner_domain::ledger::{Decision, Halt, StreamId, authorize, decide};
use sqlx::{Connection, Executor, PgConnection};

use super::batch::Batch;
use super::remembered::Remembered;
use super::{Sequencer, Verdict, head, load, remembered, snapshot, write};
use crate::ledger::{Accepted, Answer, ConnectError, Request, SubmitError};
use crate::record::RECORD_BYTES_MAX;

/// How often a decision may ask for further streams before it counts as broken.
const ROUNDS_MAX: usize = 16;

/// How long a connection may take to be made.
const CONNECT_WAIT: Duration = Duration::from_secs(5);

/// Canonical input so long that a record line could be too: it is tried out before the lock is taken.
const LARGE_INPUT_BYTES: usize = 16_384;

/// A batch that was not committed, or is not known to be.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum Failure {
    /// The database cannot be reached; nothing was written.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The database refused a statement; nothing was written.
    #[error("the database refused: {0}")]
    Rejected(String),
    /// What is stored contradicts itself or this program; nothing was written.
    #[error("{0}")]
    Inconsistent(String),
    /// The commit was sent and no answer came.
    #[error("the commit was not answered: {0}")]
    OutcomeUnknown(String),
}

impl Failure {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an error is kept as its text, and `map_err` hands it over by value"
    )]
    pub(super) fn inconsistent(reason: impl ToString) -> Self {
        Self::Inconsistent(reason.to_string())
    }

    fn verdict(&self) -> Verdict {
        Verdict::Failed(match self {
            Self::Unavailable(_) => SubmitError::Unavailable,
            Self::Rejected(reason) | Self::Inconsistent(reason) => {
                SubmitError::Broken(reason.clone())
            }
            Self::OutcomeUnknown(_) => SubmitError::OutcomeUnknown,
        })
    }
}

impl From<Failure> for ConnectError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Inconsistent(reason) => Self::Inconsistent(reason),
            Failure::Unavailable(_) | Failure::Rejected(_) | Failure::OutcomeUnknown(_) => {
                Self::Unavailable(failure.to_string())
            }
        }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        let reason = error.to_string();
        match error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
        {
            // Classes 08, 53, 55 and 57 and serialization: the server is going, full or busy.
            Some(code)
                if ["08", "40", "53", "55", "57", "25P03"]
                    .iter()
                    .any(|it| code.starts_with(it)) =>
            {
                Self::Unavailable(reason)
            }
            Some(_) => Self::Rejected(reason),
            None if error.as_database_error().is_none() && is_decoding(&error) => {
                Self::Inconsistent(reason)
            }
            None => Self::Unavailable(reason),
        }
    }
}

fn is_decoding(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::ColumnDecode { .. }
            | sqlx::Error::Decode(_)
            | sqlx::Error::ColumnNotFound(_)
            | sqlx::Error::ColumnIndexOutOfBounds { .. }
            | sqlx::Error::RowNotFound
    )
}

impl Sequencer {
    /// A verdict on each request. What can be tried again without harm is.
    pub(super) async fn run_batch(&mut self, requests: &[&Request]) -> Vec<Verdict> {
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
                    let alone = self.attempt(&[*request]).await;
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

    async fn attempt(&mut self, requests: &[&Request]) -> Result<Vec<Verdict>, Failure> {
        self.ensure_head().await?;
        self.warm(requests).await?;
        let outsized: Vec<_> = requests
            .iter()
            .map(|request| self.outsized(request))
            .collect();
        if outsized.iter().all(Option::is_some) {
            return Ok(outsized.into_iter().flatten().collect());
        }
        let mut connection = self.take_connection().await?;
        let locked = head::lock(&mut connection).await?;
        let caught =
            head::catch_up(&mut connection, &mut self.head, &mut self.cache, &locked).await;
        caught.inspect_err(|_| self.start_afresh())?;
        let known = self
            .head
            .clone()
            .ok_or_else(|| Failure::inconsistent("no head is known"))?;
        let stored = remembered::lookup(&mut connection, requests).await?;
        let mut batch = Batch::new(&locked, known, self.snapshot_interval);
        let mut verdicts = Vec::with_capacity(requests.len());
        let mut decided = Ok(());
        for ((request, stored), outsized) in requests.iter().zip(&stored).zip(outsized) {
            if let Some(verdict) = outsized {
                verdicts.push(verdict);
                continue;
            }
            match self
                .decide(&mut connection, &mut batch, request, stored.as_ref())
                .await
            {
                Ok(verdict) => verdicts.push(verdict),
                Err(failure) => {
                    decided = Err(failure);
                    break;
                }
            }
        }
        let written = match decided {
            Ok(()) if batch.commands.ids.is_empty() => {
                // Repeats and denials write nothing, and their answers do not wait for a commit.
                connection.execute("ROLLBACK").await?;
                Ok(())
            }
            Ok(()) => match write::write(&mut connection, &self.signer, &batch).await {
                Ok(()) => write::commit(&mut connection).await,
                Err(failure) => Err(failure),
            },
            Err(failure) => Err(failure),
        };
        if let Err(failure) = written {
            if matches!(failure, Failure::Inconsistent(_)) {
                self.start_afresh();
            }
            for stream in &batch.touched {
                self.cache.forget(stream);
            }
            return Err(failure);
        }
        self.connection = Some(connection);
        self.adopt(batch);
        Ok(verdicts)
    }

    /// Makes the committed batch what this process knows.
    fn adopt(&mut self, batch: Batch<'_>) {
        let position = batch.position();
        self.head = Some(batch.head);
        snapshot::leave(&self.pool, &self.cache.books, batch.snapshots);
        self.cache.end_batch();
        self.committed.send_if_modified(|committed| {
            let grown = position > *committed;
            *committed = position.max(*committed);
            grown
        });
    }

    async fn decide<'batch>(
        &mut self,
        connection: &mut PgConnection,
        batch: &mut Batch<'batch>,
        request: &'batch Request,
        stored: Option<&Remembered>,
    ) -> Result<Verdict, Failure> {
        for _ in 0..ROUNDS_MAX {
            match self.permit(request) {
                None => {}
                Some(Ok(())) => {
                    if let Some(before) = stored.or_else(|| batch.answered(request)) {
                        return Ok(before.verdict(request));
                    }
                    match self.consider(request) {
                        None => {}
                        Some(Ok(decision)) => {
                            return self.accept(connection, batch, request, decision).await;
                        }
                        Some(Err(Halt::Refused(refusal))) => {
                            let answer = batch.remember(request, remembered::refused(refusal));
                            return Ok(Verdict::Answered(answer));
                        }
                        Some(Err(Halt::Missing(streams))) => {
                            self.load(&streams).await?;
                            continue;
                        }
                    }
                }
                Some(Err(Halt::Refused(refusal))) => {
                    return Ok(Verdict::Failed(SubmitError::Denied(refusal)));
                }
                Some(Err(Halt::Missing(streams))) => {
                    self.load(&streams).await?;
                    continue;
                }
            }
            return Ok(broken("its decision panicked"));
        }
        Ok(broken(
            "its decision never had all the streams it asked for",
        ))
    }

    async fn accept<'batch>(
        &mut self,
        connection: &mut PgConnection,
        batch: &mut Batch<'batch>,
        request: &'batch Request,
        decision: Decision,
    ) -> Result<Verdict, Failure> {
        let Decision { events, subject } = decision;
        if events.is_empty() {
            let answer = original(connection, batch, request, subject).await?;
            return Ok(Verdict::Answered(
                batch.remember(request, Answer::Accepted(answer)),
            ));
        }
        let accepted = batch.accept(&mut self.cache, request, subject, events)?;
        Ok(accepted.map_or_else(Verdict::Failed, Verdict::Answered))
    }

    /// Whether the request may be made at all; `None` when the question panicked.
    fn permit(&self, request: &Request) -> Option<Result<(), Halt>> {
        let books = &self.cache.books;
        std::panic::catch_unwind(AssertUnwindSafe(|| {
            authorize(books, &request.context, &request.command)
        }))
        .ok()
    }

    /// What follows from the request; `None` when the decision panicked.
    fn consider(&self, request: &Request) -> Option<Result<Decision, Halt>> {
        let books = &self.cache.books;
        std::panic::catch_unwind(AssertUnwindSafe(|| {
            decide(books, &request.context, &request.command)
        }))
        .ok()
    }

    /// Whether a record of a command with a large input would be too long, tried out before the lock
    /// is taken. What grows under the lock is checked once more, line by line.
    fn outsized(&self, request: &Request) -> Option<Verdict> {
        if request.input_bytes < LARGE_INPUT_BYTES {
            return None;
        }
        let Some(Ok(())) = self.permit(request) else {
            return None;
        };
        let Some(Ok(decision)) = self.consider(request) else {
            return None;
        };
        let payloads = decision
            .events
            .iter()
            .filter_map(|(_, event)| event.payload_json().ok());
        let bytes = payloads
            .map(|payload| payload.len() + request.metadata.len())
            .max()?;
        (bytes > RECORD_BYTES_MAX).then_some(Verdict::Failed(SubmitError::RecordTooLarge { bytes }))
    }

    /// Loads outside the lock what the batch will need, as far as that can be foreseen.
    async fn warm(&mut self, requests: &[&Request]) -> Result<(), Failure> {
        let mut wanted: Vec<StreamId> = Vec::new();
        let mut cold: Vec<(&Request, Vec<StreamId>)> = Vec::new();
        for request in requests {
            let mut missing = Vec::new();
            for stream in request.command.streams() {
                if self.cache.holds(&stream) {
                    self.cache.touch(&stream);
                } else {
                    missing.push(stream);
                }
            }
            if !missing.is_empty() {
                wanted.extend(missing.iter().cloned());
                cold.push((request, missing));
            }
        }
        let found = self.load(&wanted).await?;
        // What a command names leads to what it does not: those that woke a sleeping stream are
        // tried out, until they ask for nothing more.
        let found: std::collections::BTreeSet<StreamId> = found.into_iter().collect();
        cold.retain(|(_, missing)| missing.iter().any(|stream| found.contains(stream)));
        let mut trying: Vec<&Request> = cold.into_iter().map(|(request, _)| request).collect();
        for _ in 0..ROUNDS_MAX {
            let mut wanted = Vec::new();
            trying.retain(|request| {
                let asked = self.permit(request).and_then(|permitted| match permitted {
                    Ok(()) => self.consider(request).and_then(Result::err),
                    Err(halt) => Some(halt),
                });
                match asked {
                    Some(Halt::Missing(streams)) => {
                        wanted.extend(streams);
                        true
                    }
                    Some(Halt::Refused(_)) | None => false,
                }
            });
            if wanted.is_empty() {
                break;
            }
            self.load(&wanted).await?;
        }
        Ok(())
    }

    /// Holds `streams`, those that are not held yet; answers which of them have events.
    async fn load(&mut self, streams: &[StreamId]) -> Result<Vec<StreamId>, Failure> {
        let mut missing: Vec<StreamId> = streams
            .iter()
            .filter(|stream| !self.cache.holds(stream))
            .cloned()
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return Ok(missing);
        }
        let loaded = load::load(&self.pool, &mut self.cache.books, &missing).await;
        for stream in &missing {
            match &loaded {
                Ok(_) => self.cache.touch(stream),
                // A stream that was read in part must not pass for one that was read.
                Err(_) => self.cache.forget(stream),
            }
        }
        loaded
    }

    pub(super) async fn ensure_head(&mut self) -> Result<(), Failure> {
        if self.head.is_none() {
            // Before anything is loaded: what is loaded is caught up from this position on.
            self.cache.clear();
            let mut connection = self.take_connection().await?;
            self.head = Some(head::read(&mut connection).await?);
            self.connection = Some(connection);
        }
        Ok(())
    }

    /// The checkpoint of the empty tree, so that a log has one from its first day.
    pub(super) async fn issue_first_checkpoint(&mut self) -> Result<(), sqlx::Error> {
        let checkpoint = crate::note::Checkpoint {
            origin: self.signer.verifier().name().to_owned(),
            size: 0,
            root: crate::merkle::empty_root(),
        };
        sqlx::query(
            "INSERT INTO checkpoints (size, root, note, recorded_at) \
             SELECT 0, $1, $2, recorded_at FROM journal_head WHERE position = 0 \
             ON CONFLICT DO NOTHING",
        )
        .bind(checkpoint.root.as_bytes().as_slice())
        .bind(self.signer.sign(&checkpoint.body()))
        .execute(&self.pool)
        .await
        .map(drop)
    }

    pub(super) fn start_afresh(&mut self) {
        self.head = None;
        self.cache.clear();
    }

    async fn take_connection(&mut self) -> Result<PgConnection, Failure> {
        if let Some(connection) = self.connection.take() {
            return Ok(connection);
        }
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

/// The answer to a command whose wish holds already: where and when the original made it so.
async fn original(
    connection: &mut PgConnection,
    batch: &Batch<'_>,
    request: &Request,
    subject: StreamId,
) -> Result<Accepted, Failure> {
    let name = request.command.name();
    let (first, last, recorded_at) = match batch.original(&subject, name) {
        Some(accepted) => (accepted.first, accepted.last, accepted.recorded_at),
        None => remembered::original(connection, &subject, name)
            .await?
            .unwrap_or((batch.position(), batch.position(), batch.recorded_at)),
    };
    Ok(Accepted {
        first,
        last,
        subject,
        recorded_at,
        repeated: false,
        no_op: true,
    })
}

fn broken(reason: &str) -> Verdict {
    Verdict::Failed(SubmitError::Broken(reason.to_owned()))
}
