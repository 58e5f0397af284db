//! Server-sent events: one request, one subscription, one stream (graphql-sse, distinct connections mode).

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use tokio::{
    sync::mpsc,
    task::AbortHandle,
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};

use super::{
    RequestError, RequestId, answer, body,
    follow::{Follow, Told, error_of},
    pass::Pass,
    question::Question,
    request as requests,
};
use crate::{
    graphql::Progress,
    http::state::{AppState, LedgerState},
    token::TokenError,
};

/// Answers a subscription with a stream, or says what is wrong with it before one begins.
pub(in crate::http::graphql) async fn answer(
    state: &AppState,
    ledger: Arc<LedgerState>,
    request: Request,
    id: &RequestId,
) -> Result<Response, RequestError> {
    let header = request.headers().get(header::AUTHORIZATION);
    let header = header.map(|value| value.to_str().unwrap_or("?"));
    let pass = Pass::read(state, &ledger, header, &id.0)?;
    let bytes = body::read(request.into_body()).await?;
    let question = Question::read(requests::read(&bytes)?)?;
    let place = state
        .live()
        .subscription()
        .ok_or(RequestError::SubscriptionsTooMany)?;
    let progress = Arc::new(Progress::new());
    let follow = Follow {
        state: state.clone(),
        ledger,
        pass: pass.clone(),
        question,
        progress: Arc::clone(&progress),
        id: id.clone(),
        place,
    };
    let (out, mut told) = mpsc::channel(1);
    let running = Running(tokio::spawn(follow.run(out, ())).abort_handle());
    // What is wrong with the question is an answer of its own, with its own status.
    let first = tokio::select! {
        biased;
        first = told.recv() => first,
        () = progress.begun() => None,
    };
    if let Some(((), Told::Failed(errors))) = first {
        return Ok(answer::of_errors(&errors));
    }
    let beat = state.live().options().heartbeat;
    let mut ticks = interval_at(Instant::now() + beat.min(LOOK), beat.min(LOOK));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let stream = Stream {
        state: state.clone(),
        pass,
        told,
        first: first.map(|((), told)| told),
        ticks,
        sent_at: Instant::now(),
        is_over: false,
        id: id.clone(),
        _running: running,
    };
    let body = Body::from_stream(futures::stream::unfold(stream, Stream::next));
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_static("text/event-stream; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, media_type);
    // A proxy that gathers what it is given would keep it from the subscriber.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// How often the token's time is looked at.
const LOOK: std::time::Duration = std::time::Duration::from_secs(1);

/// A subscription's task, which ends with whoever listens.
pub(super) struct Running(pub(super) AbortHandle);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A stream as it is written.
struct Stream {
    state: AppState,
    pass: Pass,
    told: mpsc::Receiver<((), Told)>,
    first: Option<Told>,
    ticks: Interval,
    sent_at: Instant,
    is_over: bool,
    id: RequestId,
    _running: Running,
}

impl Stream {
    /// What is written next; none at the end.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        if self.is_over {
            return None;
        }
        let text = match self.first.take() {
            Some(told) => self.of(told),
            None => self.wait().await?,
        };
        self.sent_at = Instant::now();
        Some((Ok(Bytes::from(text)), self))
    }

    /// Waits for an answer, for the time to say that one is there, or for an end. A stream that ends without
    /// `complete` tells its reader to come back.
    async fn wait(&mut self) -> Option<String> {
        let live = self.state.live().clone();
        let beat = live.options().heartbeat;
        loop {
            tokio::select! {
                biased;
                () = live.ended() => return None,
                told = self.told.recv() => return told.map(|((), told)| self.of(told)),
                _ = self.ticks.tick() => {
                    if self.pass.is_over(self.state.clock()) {
                        let error = RequestError::Token(TokenError::Expired);
                        return Some(self.of(Told::Failed(vec![error_of(&error, &self.id)])));
                    }
                    if self.sent_at.elapsed() >= beat {
                        return Some(":\n\n".to_owned());
                    }
                }
            }
        }
    }

    fn of(&mut self, told: Told) -> String {
        match told {
            Told::Next(body) => event("next", &body),
            Told::Failed(errors) => {
                self.is_over = true;
                let body = json!({ "errors": errors }).to_string();
                event("next", &body) + &event("complete", "")
            }
            Told::Complete => {
                self.is_over = true;
                event("complete", "")
            }
        }
    }
}

/// One event. JSON as it is written here has no line breaks.
fn event(name: &str, data: &str) -> String {
    ["event: ", name, "\ndata: ", data, "\n\n"].concat()
}
