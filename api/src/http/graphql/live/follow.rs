//! One subscription as it runs: its answers one by one, over and over where the database was gone for a while.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use almoner_projections::client_reads::Way;
use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::{RequestError, RequestId, answer, pass::Pass, question::Question};
use crate::{
    graphql::{Progress, TopError},
    http::state::{AppState, LedgerState},
};

/// How long to wait before a question is asked again that the database did not answer.
const TRY_AGAIN: Duration = Duration::from_millis(500);

/// What a subscription tells its subscriber.
#[derive(Debug)]
pub(super) enum Told {
    /// The body of an answer.
    Next(String),
    /// Errors that end it.
    Failed(Vec<Value>),
    /// It is over.
    Complete,
}

/// One subscription.
pub(super) struct Follow {
    pub(super) state: AppState,
    pub(super) ledger: Arc<LedgerState>,
    pub(super) pass: Pass,
    pub(super) question: Question,
    pub(super) progress: Arc<Progress>,
    pub(super) id: RequestId,
    /// Its place among the server's subscriptions, for as long as it runs.
    pub(super) place: OwnedSemaphorePermit,
}

/// What came of asking once.
enum Asked {
    /// Nothing follows.
    Over,
    /// The database did not answer.
    Again,
}

impl Follow {
    /// Tells what happens until it is over, nobody listens any more, or whoever listens takes too long.
    pub(super) async fn run<T: Clone + Send>(self, out: mpsc::Sender<(T, Told)>, tag: T) {
        let out = Out {
            patience: self.state.live().options().patience,
            sender: out,
            tag,
        };
        loop {
            let asked = AssertUnwindSafe(self.ask(&out)).catch_unwind().await;
            match asked {
                Ok(Asked::Over) => break,
                Ok(Asked::Again) => tokio::time::sleep(TRY_AGAIN).await,
                Err(_panic) => {
                    tracing::error!("a subscription panicked");
                    let error = RequestError::Internal.body()["errors"][0].take();
                    out.tell(Told::Failed(vec![error])).await;
                    break;
                }
            }
        }
        drop(self.place);
    }

    async fn ask<T: Clone + Send>(&self, out: &Out<T>) -> Asked {
        let request = self
            .question
            .ask()
            .data(self.pass.caller.clone())
            .data(Arc::clone(&self.ledger))
            .data(self.state.mint().clone())
            .data(Arc::clone(&self.progress));
        let asked = self.question.words();
        let mut answers = self.state.schema().execute_stream(request);
        while let Some(answered) = answers.next().await {
            if is_passing(&answered) {
                return Asked::Again;
            }
            // What tells of clients is told once it is recorded; if it cannot be, the same is asked again later.
            let caller = &self.pass.caller;
            let recorded = self.ledger.record_read(caller, Way::Subscription, &asked);
            if recorded.await.is_err() {
                return Asked::Again;
            }
            let told = if answered.is_err() && answered.data == async_graphql::Value::Null {
                Told::Failed(answer::errors(&answered, &self.id))
            } else {
                Told::Next(answer::text(&answered, &self.id))
            };
            let is_last = matches!(told, Told::Failed(_));
            if !out.tell(told).await || is_last {
                return Asked::Over;
            }
        }
        out.tell(Told::Complete).await;
        Asked::Over
    }
}

/// Where it tells.
struct Out<T> {
    sender: mpsc::Sender<(T, Told)>,
    tag: T,
    patience: Duration,
}

impl<T: Clone + Send> Out<T> {
    /// Whether it was taken in time.
    async fn tell(&self, told: Told) -> bool {
        let sent = self.sender.send((self.tag.clone(), told));
        matches!(tokio::time::timeout(self.patience, sent).await, Ok(Ok(())))
    }
}

/// The database was gone, or too many wanted it: the same question is answered later.
fn is_passing(answered: &async_graphql::Response) -> bool {
    answered.errors.iter().any(|error| {
        matches!(
            error.source::<TopError>(),
            Some(TopError::Unavailable | TopError::Overloaded)
        )
    })
}

/// An error of the request as GraphQL shows it, with the request's id.
pub(super) fn error_of(error: &RequestError, id: &RequestId) -> Value {
    let mut shown = error.body()["errors"][0].take();
    shown["extensions"]["requestId"] = json!(id.0);
    shown
}
