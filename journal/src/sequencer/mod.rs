//! The one task that owns a ledger's order.
//!
//! It drains its queue and makes of what it finds one commit: warm the cache outside the lock, take
//! the head row, catch up with other servers, decide each command in turn on the state in memory,
//! write everything, commit, answer. Where many wait, it decides the next batch while one is written
//! (`ahead`). It holds no rule: the domain decides.

mod ahead;
mod attempt;
mod batch;
mod cache;
mod decide;
mod failure;
mod head;
mod load;
mod notify;
mod preview;
mod remembered;
mod snapshot;
mod survey;
mod warm;
mod write;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures::FutureExt;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool};
use tokio::sync::{mpsc, oneshot, watch};

use crate::ledger::{Answer, ConnectError, LedgerOptions, Request, SubmitError};
use crate::note::Signers;
use crate::record::Position;
use crate::schema::connect_options;
use ahead::{Line, Next};
use cache::Cache;
use head::Head;
pub(crate) use preview::preview;
pub(crate) use remembered::{StoredOutcome, stored_answer, stored_outcome};

/// How often a decision may ask for further streams before it counts as broken.
const ROUNDS_MAX: usize = 16;

/// Connections that load streams at the same time.
const LOADING_CONNECTIONS: u32 = 4;

/// How long a load waits for a connection before the database counts as gone.
const LOADING_WAIT: Duration = Duration::from_secs(3);

/// The longest that a batch waits for more to share it.
const LINGER_MAX: Duration = Duration::from_millis(2);

/// How long a batch may take in all; a database that is silent for so long has gone.
const BATCH_WAIT: Duration = Duration::from_secs(90);

/// Commands of one caller, and where their verdicts go.
pub(crate) struct Job {
    pub(crate) requests: Vec<Arc<Request>>,
    pub(crate) reply: oneshot::Sender<Reply>,
}

/// The requests of a job, handed back, and a verdict on each.
pub(crate) type Reply = (Vec<Arc<Request>>, Vec<Verdict>);

/// What became of one command.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    /// It has its answer.
    Answered(Answer),
    /// It has none.
    Failed(SubmitError),
    /// Its id was used for other content: for which command, and where that was recorded.
    Reused {
        command: String,
        positions: Option<(Position, Position)>,
    },
}

/// The state of the task.
pub(crate) struct Sequencer {
    connect: PgConnectOptions,
    connection: Option<PgConnection>,
    /// A second connection, which looks ahead while the first writes.
    scout: Option<PgConnection>,
    pool: PgPool,
    signers: Arc<Signers>,
    cache: Cache,
    head: Option<Head>,
    batch_max: usize,
    paired_min: usize,
    snapshot_interval: u64,
    queued: Arc<AtomicUsize>,
    committed: watch::Sender<Position>,
    pace: Pace,
    /// Batches for which another process is to be reckoned with.
    crowded: u32,
}

/// How the last batch went, by which the next one is gathered.
#[derive(Default)]
struct Pace {
    /// Commands that it answered.
    answered: usize,
    /// How long it is worth to wait for their callers to come back.
    linger: Duration,
}

impl Sequencer {
    /// Reads the head, issues the checkpoint of the empty tree where there is none, and starts the
    /// task that notifies.
    pub(crate) async fn start(
        options: &LedgerOptions,
        queued: Arc<AtomicUsize>,
        signers: Arc<Signers>,
    ) -> Result<(Self, watch::Receiver<Position>), ConnectError> {
        let connect = connect_options(&options.url, &options.name)?.options(PLANS);
        let pool = PgPoolOptions::new()
            .max_connections(LOADING_CONNECTIONS)
            .acquire_timeout(LOADING_WAIT)
            .connect_lazy_with(connect.clone());
        let (committed, watching) = watch::channel(Position::ZERO);
        let mut sequencer = Self {
            connect,
            connection: None,
            scout: None,
            pool,
            signers,
            cache: Cache::new(options.streams_max),
            head: None,
            batch_max: options.batch_max,
            paired_min: options.paired_min.clamp(1, options.batch_max),
            snapshot_interval: options.snapshot_interval,
            queued,
            committed,
            pace: Pace::default(),
            crowded: 0,
        };
        sequencer.begin().await?;
        sequencer.issue_first_checkpoint().await?;
        tokio::spawn(notify::run(
            sequencer.connect.clone(),
            options.name.clone(),
            watching.clone(),
        ));
        Ok((sequencer, watching))
    }

    /// Works until told to stop; then finishes what is queued and ends.
    pub(crate) async fn run(
        mut self,
        jobs: mpsc::UnboundedReceiver<Job>,
        stop: watch::Receiver<bool>,
    ) {
        let mut line = Line { jobs, stop };
        let (mut ready, mut stopping) = (None, false);
        loop {
            let next = match ready.take() {
                Some(Next::Gathered(jobs)) => {
                    Next::Gathered(self.drain(jobs, &mut line.jobs).await)
                }
                Some(decided @ Next::Decided(_)) => decided,
                None => {
                    let first = tokio::select! {
                        biased;
                        _ = line.stop.wait_for(|stop| *stop), if !stopping => {
                            stopping = true;
                            line.jobs.close();
                            continue;
                        }
                        job = line.jobs.recv() => job,
                    };
                    let Some(first) = first else { break };
                    self.taken(&first);
                    Next::Gathered(self.drain(vec![first], &mut line.jobs).await)
                }
            };
            let turn = tokio::time::timeout(BATCH_WAIT, self.step(next, &mut line));
            if let Ok(Ok(next)) = AssertUnwindSafe(turn).catch_unwind().await {
                ready = next;
            } else {
                // Whoever waits on these jobs learns from the dropped reply that the outcome is unknown.
                tracing::error!(
                    "a batch panicked or was never answered; the sequencer starts afresh"
                );
                (self.connection, self.scout) = (None, None);
                self.start_afresh();
            }
        }
        self.pool.close().await;
    }

    /// Takes what else is waiting, up to a batch.
    ///
    /// Callers that were answered together come back together. A moment is left them, a small part of
    /// what a commit takes, so that they share the next commit instead of missing it one by one.
    async fn drain(
        &self,
        mut drained: Vec<Job>,
        jobs: &mut mpsc::UnboundedReceiver<Job>,
    ) -> Vec<Job> {
        let mut count = commands_of(&drained);
        let expected = self
            .queued
            .load(Ordering::Acquire)
            .saturating_add(count)
            .saturating_add(self.pace.answered)
            .min(self.batch_max);
        let began = Instant::now();
        loop {
            while count < self.batch_max
                && let Ok(job) = jobs.try_recv()
            {
                self.taken(&job);
                count += job.requests.len();
                drained.push(job);
            }
            if count >= expected || began.elapsed() >= self.pace.linger {
                return drained;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Counts a job that was taken from the queue.
    fn taken(&self, job: &Job) {
        self.queued.fetch_sub(job.requests.len(), Ordering::AcqRel);
    }

    /// Commits jobs in a batch of their own and answers them.
    async fn serve(&mut self, jobs: Vec<Job>) {
        let began = Instant::now();
        let verdicts = self.run_batch(&requests_of(&jobs)).await;
        self.pace_by(commands_of(&jobs), began);
        reply(jobs, verdicts);
    }

    fn pace_by(&mut self, answered: usize, began: Instant) {
        self.pace = Pace {
            answered,
            linger: (began.elapsed() / 8).min(LINGER_MAX),
        };
    }
}

/// Tells that the ledger is committed up to `position`.
fn publish(committed: &watch::Sender<Position>, position: Position) {
    committed.send_if_modified(|committed| {
        let grown = position > *committed;
        *committed = position.max(*committed);
        grown
    });
}

/// Answers jobs with the verdicts on their requests.
fn reply(jobs: Vec<Job>, verdicts: Vec<Verdict>) {
    let mut verdicts = verdicts.into_iter();
    for Job { requests, reply } in jobs {
        let own = verdicts.by_ref().take(requests.len()).collect();
        // A caller that went away does not want its answer any more.
        drop(reply.send((requests, own)));
    }
}

/// How many commands jobs hold.
fn commands_of(jobs: &[Job]) -> usize {
    jobs.iter().map(|job| job.requests.len()).sum()
}

/// The requests of jobs, in order.
fn requests_of(jobs: &[Job]) -> Vec<Arc<Request>> {
    jobs.iter().flat_map(|job| &job.requests).cloned().collect()
}

/// Settings of the sequencer's connections. Its statements are few, and all of them go by index:
/// a plan made while a table was small must not survive its growth. A sequencer that hangs with the
/// head in hand loses it.
const PLANS: [(&str, &str); 7] = [
    ("enable_seqscan", "off"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
    ("jit", "off"),
    ("plan_cache_mode", "force_generic_plan"),
    ("lock_timeout", "30s"),
    ("idle_in_transaction_session_timeout", "30s"),
];
