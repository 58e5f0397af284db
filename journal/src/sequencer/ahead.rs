//! The next batch, decided while the one before it is written.
//!
//! Where many commands wait, deciding and writing take turns of two batches: the database writes one
//! while this process decides the other on the state that the first leads to. It is written only
//! after the first was committed, and only onto the very head that the first left; where the first
//! was not committed it is undone and decided again. So nobody is answered before the own durable
//! commit, and nothing is ever decided for good on a state that is not the committed one.

use std::sync::Arc;

use sqlx::PgConnection;
use tokio::sync::{Notify, mpsc, watch};

use super::attempt::is_doubtful;
use super::batch::Batch;
use super::failure::Failure;
use super::{Job, Sequencer, Verdict, commands_of, publish, reply, requests_of, write};
use crate::ledger::Request;
use crate::record::Position;

/// Batches that go the short way or the long one, alone, after another process was met.
const CROWDED: u32 = 32;

/// Where jobs come from, and when no more are taken.
pub(super) struct Line {
    pub(super) jobs: mpsc::UnboundedReceiver<Job>,
    pub(super) stop: watch::Receiver<bool>,
}

/// What is in hand for the next step.
pub(super) enum Next {
    /// Jobs that nothing was done for yet.
    Gathered(Vec<Job>),
    /// A batch that is applied to the state in memory, and not yet written.
    Decided(Box<Decided>),
}

/// Jobs, the verdicts on their requests, and the batch that makes them true.
pub(super) struct Decided {
    jobs: Vec<Job>,
    verdicts: Vec<Verdict>,
    batch: Batch,
}

impl Sequencer {
    /// Brings what is in hand to its answers; what was begun in the meantime is handed back.
    pub(super) async fn step(&mut self, next: Next, line: &mut Line) -> Option<Next> {
        let (jobs, rest) = match next {
            Next::Decided(decided) => return self.write_one(decided, Vec::new(), line).await,
            Next::Gathered(jobs) => self.halve(jobs),
        };
        if self.crowded > 0 || commands_of(&jobs) < self.paired_min {
            self.crowded = self.crowded.saturating_sub(1);
            self.serve(jobs).await;
            return (!rest.is_empty()).then_some(Next::Gathered(rest));
        }
        match self.decide_ahead(None, jobs).await {
            Next::Decided(decided) => self.write_one(decided, rest, line).await,
            Next::Gathered(jobs) => {
                self.serve(jobs).await;
                (!rest.is_empty()).then_some(Next::Gathered(rest))
            }
        }
    }

    /// Two halves where each is worth a batch, so that one can be decided while the other is written.
    fn halve(&self, mut jobs: Vec<Job>) -> (Vec<Job>, Vec<Job>) {
        let count = commands_of(&jobs);
        if self.crowded > 0 || count < 2 * self.paired_min {
            return (jobs, Vec::new());
        }
        let mut sum = 0;
        let half = jobs.iter().position(|job| {
            sum += job.requests.len();
            sum >= count / 2
        });
        let rest = jobs.split_off(half.map_or(jobs.len(), |last| last + 1));
        (jobs, rest)
    }

    /// Writes a batch and answers its callers, while the next one is decided.
    async fn write_one(
        &mut self,
        decided: Box<Decided>,
        rest: Vec<Job>,
        line: &mut Line,
    ) -> Option<Next> {
        let Decided {
            jobs,
            verdicts,
            batch,
        } = *decided;
        let count = commands_of(&jobs);
        let began = std::time::Instant::now();
        if batch.commands.requests.is_empty() {
            // Repeats and denials write nothing.
            reply(jobs, verdicts);
            self.adopt(batch);
            return (!rest.is_empty()).then_some(Next::Gathered(rest));
        }
        let Ok(mut connection) = self.take_connection().await else {
            self.forget_touched(&batch);
            self.serve(jobs).await;
            return (!rest.is_empty()).then_some(Next::Gathered(rest));
        };
        let committed = self.committed.clone();
        let done = Notify::new();
        let writing = async {
            let written = write::write(&mut connection, &batch).await;
            let unanswered = if matches!(written, Ok(true)) {
                publish(&committed, batch.position());
                reply(jobs, verdicts);
                Vec::new()
            } else {
                jobs
            };
            done.notify_one();
            (written, unanswered)
        };
        let ((written, unanswered), next) =
            tokio::join!(writing, self.look_ahead(&batch, rest, line, &done));
        self.pace_by(count, began);
        if matches!(written, Ok(true)) {
            self.connection = Some(connection);
            self.adopt_before(batch, matches!(next, Some(Next::Decided(_))));
            return next;
        }
        self.forget_touched(&batch);
        let next = next.map(|next| self.undecided(next));
        match written {
            Err(error) if is_doubtful(&error) => {
                tracing::error!(%error, commands = count, "a batch was not answered");
                let lost = Failure::OutcomeUnknown(error.to_string());
                let verdicts = vec![lost.verdict(); count];
                reply(unanswered, verdicts);
            }
            Ok(_) | Err(_) => {
                // The server refused, so nothing was written: another process was faster.
                self.crowded = CROWDED;
                self.serve(unanswered).await;
            }
        }
        next
    }

    /// Gathers and decides what comes while `before` is written. The callers of the batch before that
    /// one have just been answered: they are awaited, for as long as the writing takes.
    async fn look_ahead(
        &mut self,
        before: &Batch,
        rest: Vec<Job>,
        line: &mut Line,
        done: &Notify,
    ) -> Option<Next> {
        let mut jobs = rest;
        if *line.stop.borrow() {
            return (!jobs.is_empty()).then_some(Next::Gathered(jobs));
        }
        if jobs.is_empty() {
            let share = self.pace.answered.clamp(self.paired_min, self.batch_max);
            let mut count = 0;
            while count < share {
                let job = tokio::select! {
                    biased;
                    job = line.jobs.recv() => job,
                    () = done.notified() => None,
                };
                let Some(job) = job else { break };
                self.taken(&job);
                count += job.requests.len();
                jobs.push(job);
            }
            if count < self.paired_min {
                return (!jobs.is_empty()).then_some(Next::Gathered(jobs));
            }
        }
        Some(self.decide_ahead(Some(before), jobs).await)
    }

    /// Decides jobs on what `before` leads to, or on the head as it is; they are handed back as they
    /// were where that cannot be done now.
    async fn decide_ahead(&mut self, before: Option<&Batch>, jobs: Vec<Job>) -> Next {
        match self.decide_on(before, &requests_of(&jobs)).await {
            Ok(Some((batch, verdicts))) => Next::Decided(Box::new(Decided {
                jobs,
                verdicts,
                batch,
            })),
            Ok(None) => Next::Gathered(jobs),
            Err(failure) => {
                tracing::warn!(reason = %failure, "a batch is decided later");
                Next::Gathered(jobs)
            }
        }
    }

    async fn decide_on(
        &mut self,
        before: Option<&Batch>,
        requests: &[Arc<Request>],
    ) -> Result<Option<(Batch, Vec<Verdict>)>, Failure> {
        let known = before.map(|batch| &batch.head).or(self.head.as_ref());
        let Some(mut known) = known.cloned() else {
            return Ok(None);
        };
        let mut scout = self.take_scout().await?;
        let survey = self.warm(&mut scout, requests).await?;
        let start = Position::try_from(known.frontier.size()).map_err(Failure::inconsistent)?;
        if before.is_none() {
            if (survey.position, survey.root) != (start, known.frontier.root()) {
                self.scout = Some(scout);
                return Ok(None);
            }
            known.refusals = survey.refusals;
        }
        let outsized: Vec<_> = requests
            .iter()
            .map(|request| self.outsized(request))
            .collect();
        let now = survey.now.max(known.recorded_at);
        let mut batch = Batch::new(start, now, known, self.snapshot_interval);
        let decided = self
            .decide_all(
                &mut scout,
                before,
                &mut batch,
                requests,
                &survey.stored,
                &outsized,
            )
            .await;
        match decided {
            Ok(verdicts) => {
                self.scout = Some(scout);
                Ok(Some((batch, verdicts)))
            }
            Err(failure) => {
                // Nothing is decided on what is left until the batch before is through.
                self.cache.clear();
                Err(failure)
            }
        }
    }

    /// Takes back what was decided ahead.
    fn undecided(&mut self, next: Next) -> Next {
        match next {
            Next::Decided(decided) => {
                self.forget_touched(&decided.batch);
                Next::Gathered(decided.jobs)
            }
            Next::Gathered(jobs) => Next::Gathered(jobs),
        }
    }

    async fn take_scout(&mut self) -> Result<PgConnection, Failure> {
        match self.scout.take() {
            Some(scout) => Ok(scout),
            None => self.connect().await,
        }
    }
}
