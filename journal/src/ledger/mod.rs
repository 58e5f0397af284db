//! The ledger as its callers see it: hand in a command, get the answer of its own durable commit.
//!
//! Behind it one task owns the order (`sequencer`). What is read, and what is proved, is the
//! [`Journal`]'s, which needs no sequencer.

mod answer;
mod cosigned;
mod keys;
mod options;
mod reuse;
mod submission;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use almoner_domain::ledger::{Command, Context, Decision, Refusal};
use tokio::sync::{Mutex, mpsc, oneshot, watch};
use tokio::task::JoinHandle;

pub use answer::{Accepted, Answer, Refused, SubmitError};
pub use keys::{KeyInForce, SignerError};
pub use options::{ConnectError, Keys, LedgerOptions};
pub(crate) use submission::Request;
pub use submission::Submission;

use crate::note::Signers;
use crate::record::Position;
use crate::schema::LedgerName;
use crate::sequencer::{Job, Reply, Sequencer, Verdict, preview};
use crate::store::Journal;

/// The most commands that one call may hand in together.
pub const SUBMISSIONS_MAX: usize = 1_000;

/// One ledger that takes commands. Cloning gives another handle on the same sequencer.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<Inner>,
}

struct Inner {
    journal: Journal,
    fingerprint_key: [u8; 32],
    signers: Arc<Signers>,
    program: String,
    jobs: mpsc::UnboundedSender<Job>,
    queued: Arc<AtomicUsize>,
    queue_max: usize,
    committed: watch::Receiver<Position>,
    stop: watch::Sender<bool>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Ledger {
    /// Connects to a migrated ledger and starts its sequencer.
    pub async fn connect(options: LedgerOptions) -> Result<Self, ConnectError> {
        let journal =
            Journal::connect(&options.url, &options.name, options.read_connections_max).await?;
        let signers = Arc::new(Signers::try_new(
            journal.origin(),
            &options.keys.signing,
            options.further_seeds.clone(),
        )?);
        let (jobs, queue) = mpsc::unbounded_channel();
        let (stop, stopping) = watch::channel(false);
        let queued = Arc::new(AtomicUsize::new(0));
        let (sequencer, committed) =
            Sequencer::start(&options, Arc::clone(&queued), Arc::clone(&signers)).await?;
        let task = tokio::spawn(sequencer.run(queue, stopping));
        Ok(Self {
            inner: Arc::new(Inner {
                journal,
                fingerprint_key: options.keys.fingerprint,
                signers,
                program: options.program,
                jobs,
                queued,
                queue_max: options.queue_max,
                committed,
                stop,
                task: Mutex::new(Some(task)),
            }),
        })
    }

    /// Hands in one command and waits for its answer, which comes after its own durable commit.
    pub async fn submit(&self, submission: Submission) -> Result<Answer, SubmitError> {
        let mut answers = self.submit_many(vec![submission]).await;
        answers.pop().unwrap_or(Err(SubmitError::OutcomeUnknown))
    }

    /// Hands in up to [`SUBMISSIONS_MAX`] commands in their order, each with an answer of its own.
    ///
    /// They are neither atomic nor alone: one that is refused costs the others nothing, and commands
    /// of other callers may stand between them.
    pub async fn submit_many(
        &self,
        submissions: Vec<Submission>,
    ) -> Vec<Result<Answer, SubmitError>> {
        let count = submissions.len();
        let all = |error: fn() -> SubmitError| (0..count).map(|_| Err(error())).collect();
        if count == 0 {
            return Vec::new();
        }
        let before = self.inner.queued.fetch_add(count, Ordering::AcqRel);
        if count > SUBMISSIONS_MAX || before + count > self.inner.queue_max {
            self.inner.queued.fetch_sub(count, Ordering::AcqRel);
            return all(|| SubmitError::Overloaded);
        }
        let requests: Vec<Arc<Request>> = submissions
            .into_iter()
            .map(|submission| {
                let inner = &self.inner;
                Arc::new(Request::new(
                    submission,
                    &inner.fingerprint_key,
                    &inner.program,
                ))
            })
            .collect();
        let (reply, answered) = oneshot::channel::<Reply>();
        if self.inner.jobs.send(Job { requests, reply }).is_err() {
            self.inner.queued.fetch_sub(count, Ordering::AcqRel);
            return all(|| SubmitError::Unavailable);
        }
        // A sequencer that died with the job in hand may have committed it.
        let Ok((requests, verdicts)) = answered.await else {
            return all(|| SubmitError::OutcomeUnknown);
        };
        let mut answers = Vec::with_capacity(count);
        for (request, verdict) in requests.iter().zip(verdicts) {
            answers.push(self.answer(request, verdict).await);
        }
        answers
    }

    /// What a command would lead to, as the ledger stands, or why a rule would refuse it. Nothing is written, and no
    /// command id is used; who may not give the command may not ask this either.
    pub async fn preview(
        &self,
        context: &Context,
        command: &Command,
    ) -> Result<Result<Decision, Refusal>, SubmitError> {
        preview(self.inner.journal.pool(), context, command).await
    }

    async fn answer(&self, request: &Request, verdict: Verdict) -> Result<Answer, SubmitError> {
        match verdict {
            Verdict::Answered(answer) => Ok(answer),
            Verdict::Failed(error) => Err(error),
            Verdict::Reused { command, positions } => {
                let field =
                    reuse::differing_field(&self.inner.journal, request, &command, positions).await;
                Err(SubmitError::CommandIdReused { command, field })
            }
        }
    }

    /// The ledger's name.
    pub fn name(&self) -> &LedgerName {
        self.inner.journal.name()
    }

    /// What is kept: records, checkpoints, tiles, proofs.
    pub fn journal(&self) -> &Journal {
        &self.inner.journal
    }

    /// The last position that this process has committed or seen committed by another.
    pub fn committed(&self) -> watch::Receiver<Position> {
        self.inner.committed.clone()
    }

    /// Takes no more commands, finishes and answers those in hand, and ends the sequencer.
    pub async fn shutdown(&self) {
        self.inner.stop.send_replace(true);
        if let Some(task) = self.inner.task.lock().await.take()
            && let Err(error) = task.await
        {
            tracing::error!(ledger = %self.name(), %error, "the sequencer did not end by itself");
        }
    }
}
