//! Each command in turn, on the state in memory: authority, repeat, decision.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use almoner_domain::ledger::{Decision, Event, Halt, Refusal, StreamId, authorize, decide};
use sqlx::PgConnection;

use super::batch::Batch;
use super::failure::Failure;
use super::remembered::{self, Remembered};
use super::{ROUNDS_MAX, Sequencer, Verdict};
use crate::ledger::{Accepted, Answer, Request, SubmitError};
use crate::note::Signer;
use crate::verify::replacement;

/// Why a key does not come next.
enum NotNext {
    /// A rule says no.
    Refused(Refusal),
    /// This server does not hold it.
    NotHeld(String),
}

/// Commands that are decided before others get their turn: a batch that is being written must be fed.
const AT_A_TIME: usize = 16;

impl Sequencer {
    /// A verdict on each request; those that have one already keep it. `before` is the batch that is
    /// being written, where there is one.
    pub(super) async fn decide_all(
        &mut self,
        connection: &mut PgConnection,
        before: Option<&Batch>,
        batch: &mut Batch,
        requests: &[Arc<Request>],
        stored: &[Option<Remembered>],
        outsized: &[Option<Verdict>],
    ) -> Result<Vec<Verdict>, Failure> {
        let mut verdicts = Vec::with_capacity(requests.len());
        for ((request, stored), outsized) in requests.iter().zip(stored).zip(outsized) {
            if verdicts.len() % AT_A_TIME == AT_A_TIME - 1 {
                tokio::task::yield_now().await;
            }
            verdicts.push(match outsized {
                Some(verdict) => verdict.clone(),
                None => {
                    self.decide(connection, before, batch, request, stored.as_ref())
                        .await?
                }
            });
        }
        batch.leave_snapshots(&self.cache.books);
        Ok(verdicts)
    }

    async fn decide(
        &mut self,
        connection: &mut PgConnection,
        before: Option<&Batch>,
        batch: &mut Batch,
        request: &Arc<Request>,
        stored: Option<&Remembered>,
    ) -> Result<Verdict, Failure> {
        for _ in 0..ROUNDS_MAX {
            match self.permit(request) {
                None => {}
                Some(Ok(())) => {
                    if let Some(first) = stored {
                        return Ok(first.verdict(request));
                    }
                    let unwritten = batch
                        .answered(request)
                        .or_else(|| before.and_then(|before| before.answered(request)));
                    if let Some(first) = unwritten {
                        return Ok(first.verdict(request));
                    }
                    match self.consider(request) {
                        None => {}
                        Some(Ok(decision)) => {
                            return self
                                .accept(connection, before, batch, request, decision)
                                .await;
                        }
                        Some(Err(Halt::Refused(refusal))) => {
                            let answer = batch.remember(request, remembered::refused(refusal));
                            return Ok(Verdict::Answered(answer));
                        }
                        Some(Err(Halt::Missing(streams))) => {
                            self.load(connection, &streams).await?;
                            continue;
                        }
                    }
                }
                Some(Err(Halt::Refused(refusal))) => {
                    return Ok(Verdict::Failed(SubmitError::Denied(refusal)));
                }
                Some(Err(Halt::Missing(streams))) => {
                    self.load(connection, &streams).await?;
                    continue;
                }
            }
            return Ok(broken("its decision panicked"));
        }
        Ok(broken(
            "its decision never had all the streams it asked for",
        ))
    }

    async fn accept(
        &mut self,
        connection: &mut PgConnection,
        before: Option<&Batch>,
        batch: &mut Batch,
        request: &Arc<Request>,
        decision: Decision,
    ) -> Result<Verdict, Failure> {
        let Decision { events, subject } = decision;
        if events.is_empty() {
            let answer = original(connection, before, batch, request, subject).await?;
            return Ok(Verdict::Answered(
                batch.remember(request, Answer::Accepted(answer)),
            ));
        }
        let next = match self.next_signer(batch, &events) {
            Ok(next) => next,
            Err(NotNext::Refused(refusal)) => {
                let answer = batch.remember(request, remembered::refused(refusal));
                return Ok(Verdict::Answered(answer));
            }
            Err(NotNext::NotHeld(key)) => {
                return Ok(Verdict::Failed(SubmitError::SigningKeyNotHeld { key }));
            }
        };
        let accepted = batch.accept(&mut self.cache, request, subject, events)?;
        if accepted.is_ok()
            && let Some(signer) = next
        {
            batch.hand_over(signer);
        }
        Ok(accepted.map_or_else(Verdict::Failed, Verdict::Answered))
    }

    /// Who signs from the next checkpoint on, where the events bring another key.
    ///
    /// Which key is the first the books do not know: that it is the one to be replaced is seen here.
    fn next_signer(
        &self,
        batch: &Batch,
        events: &[(StreamId, Event)],
    ) -> Result<Option<Arc<Signer>>, NotNext> {
        let Some((from, to)) = events.iter().find_map(|(_, event)| replacement(event)) else {
            return Ok(None);
        };
        let current = batch.head.signer.verifier().to_key();
        if from != current {
            return Err(NotNext::Refused(Refusal {
                code: "SIGNING_KEY_NOT_CURRENT",
                message: format!(
                    "the ledger signs with {current}, and not with the key that is to be replaced"
                ),
                field: Some("from"),
            }));
        }
        let signer = self.signers.find(to);
        signer
            .map(Some)
            .ok_or_else(|| NotNext::NotHeld(to.to_owned()))
    }

    /// Whether the request may be made at all; `None` when the question panicked.
    pub(super) fn permit(&self, request: &Request) -> Option<Result<(), Halt>> {
        let books = &self.cache.books;
        std::panic::catch_unwind(AssertUnwindSafe(|| {
            authorize(books, &request.context, &request.command)
        }))
        .ok()
    }

    /// What follows from the request; `None` when the decision panicked.
    pub(super) fn consider(&self, request: &Request) -> Option<Result<Decision, Halt>> {
        let books = &self.cache.books;
        std::panic::catch_unwind(AssertUnwindSafe(|| {
            decide(books, &request.context, &request.command)
        }))
        .ok()
    }
}

fn place(accepted: &Accepted) -> remembered::Place {
    (accepted.first, accepted.last, accepted.recorded_at)
}

/// The answer to a command whose wish holds already: where and when the original made it so. That is a command of the same
/// name about the subject, or else whatever was recorded last on its stream, be it written yet or not.
async fn original(
    connection: &mut PgConnection,
    before: Option<&Batch>,
    batch: &Batch,
    request: &Request,
    subject: StreamId,
) -> Result<Accepted, Failure> {
    let name = request.command.name();
    let unwritten = batch
        .original(&subject, name)
        .or_else(|| before.and_then(|before| before.original(&subject, name)));
    let (first, last, recorded_at) = match unwritten {
        Some(accepted) => place(accepted),
        None => match remembered::original(connection, &subject, name).await? {
            Some((stored, true)) => stored,
            stored => batch
                .latest(&subject)
                .or_else(|| before.and_then(|before| before.latest(&subject)))
                .map(place)
                .or(stored.map(|(stored, _)| stored))
                .unwrap_or((batch.position(), batch.position(), batch.recorded_at)),
        },
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
