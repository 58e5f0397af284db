//! One connection from its opening to its end.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde_json::{Map, Value};
use tokio::{
    sync::mpsc,
    time::{Instant, MissedTickBehavior, interval},
};

use super::message::{self, End, Said};
use crate::{
    graphql::Progress,
    http::{
        graphql::live::{
            RequestError, RequestId,
            follow::{Follow, Told, error_of},
            pass::Pass,
            question::Question,
            sse::Running,
        },
        graphql::request,
        state::{AppState, LedgerState},
    },
};

/// The most subscriptions of one connection.
const SUBSCRIPTIONS_MAX: usize = 16;
/// How many heartbeats a subscriber may leave without any answer.
const SILENT_BEATS_MAX: u32 = 3;
/// How often the time is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Which subscription speaks: its id, and which one of that id.
type Tag = (String, u64);

struct Session {
    state: AppState,
    ledger: Arc<LedgerState>,
    id: RequestId,
    /// Who asks, as the request's header or the first message told.
    pass: Option<Pass>,
    greeted: bool,
    subscriptions: BTreeMap<String, (u64, Running)>,
    opened: u64,
    out: mpsc::Sender<(Tag, Told)>,
    since: Instant,
    heard_at: Instant,
    beat_at: Instant,
}

/// What happens on a connection.
enum Happened {
    Received(Option<Result<Message, axum::Error>>),
    Told(Tag, Told),
    Tick,
    Ending,
}

/// What is sent, or how it ends.
type Reply = Result<Option<Message>, End>;

/// Serves a connection until it ends.
pub(super) async fn serve(
    mut socket: WebSocket,
    state: AppState,
    ledger: Arc<LedgerState>,
    pass: Option<Pass>,
    id: RequestId,
) {
    let patience = state.live().options().patience;
    let end = if socket.protocol().is_some() {
        let (out, told) = mpsc::channel(4);
        let now = Instant::now();
        let session = Session {
            state,
            ledger,
            id,
            pass,
            greeted: false,
            subscriptions: BTreeMap::new(),
            opened: 0,
            out,
            since: now,
            heard_at: now,
            beat_at: now,
        };
        session.run(&mut socket, told, patience).await
    } else {
        Some(End::protocol())
    };
    if let Some(end) = end {
        tracing::debug!(code = end.code, reason = end.reason, "a socket ends");
        let frame = CloseFrame {
            code: end.code,
            reason: end.reason.into(),
        };
        let closing = async {
            if socket.send(Message::Close(Some(frame))).await.is_ok() {
                // The other side says that it has heard; then nothing that was sent is lost.
                while let Some(Ok(_)) = socket.recv().await {}
            }
        };
        drop(tokio::time::timeout(LOOK, closing).await);
    }
}

impl Session {
    /// How it ends; nothing when the other side is gone.
    async fn run(
        mut self,
        socket: &mut WebSocket,
        mut told: mpsc::Receiver<(Tag, Told)>,
        patience: Duration,
    ) -> Option<End> {
        let live = self.state.live().clone();
        let ended = live.ended();
        tokio::pin!(ended);
        let mut ticks = interval(LOOK.min(live.options().heartbeat));
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let happened = tokio::select! {
                received = socket.recv() => Happened::Received(received),
                Some((tag, told)) = told.recv() => Happened::Told(tag, told),
                _ = ticks.tick() => Happened::Tick,
                () = &mut ended => Happened::Ending,
            };
            let reply = match happened {
                Happened::Received(None) => return None,
                Happened::Received(Some(Ok(Message::Close(_)))) => {
                    // Reading on answers the other side's farewell.
                    drop(tokio::time::timeout(LOOK, socket.recv()).await);
                    return None;
                }
                Happened::Received(Some(Err(error))) => return self.broken(&error),
                Happened::Received(Some(Ok(frame))) => self.receive(frame),
                Happened::Told(tag, told) => Ok(self.tell(tag, told)),
                Happened::Tick => self.tick(),
                Happened::Ending => Err(End::going_away()),
            };
            match reply {
                Ok(None) => {}
                Ok(Some(frame)) => {
                    let sent = tokio::time::timeout(patience, socket.send(frame)).await;
                    if !matches!(sent, Ok(Ok(()))) {
                        return None;
                    }
                }
                Err(end) => return Some(end),
            }
        }
    }

    /// A frame that cannot be read: too long, or no frame at all.
    fn broken(&self, error: &axum::Error) -> Option<End> {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            if error.to_string().contains("too long") || error.to_string().contains("too large") {
                return Some(End::too_big());
            }
            cause = error.source();
        }
        tracing::debug!(id = self.id.0, %error, "a socket broke off");
        None
    }

    fn receive(&mut self, frame: Message) -> Reply {
        self.heard_at = Instant::now();
        match frame {
            Message::Text(text) => self.hear(text.as_str()),
            Message::Binary(_) => Err(End::bad_request("A message is text")),
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) => Ok(None),
        }
    }

    fn hear(&mut self, text: &str) -> Reply {
        match Said::read(text)? {
            Said::Init { authorization } => self.greet(authorization.as_deref()),
            Said::Ping => Ok(Some(Message::text(message::pong()))),
            Said::Pong => Ok(None),
            Said::Subscribe { id, operation } => self.subscribe(&id, operation),
            Said::Complete { id } => {
                self.subscriptions.remove(&id);
                Ok(None)
            }
        }
    }

    fn greet(&mut self, authorization: Option<&str>) -> Reply {
        if std::mem::replace(&mut self.greeted, true) {
            return Err(End::greeted_twice());
        }
        if authorization.is_some() || self.pass.is_none() {
            let pass = Pass::read(&self.state, &self.ledger, authorization, &self.id.0);
            self.pass = Some(pass.map_err(|error| End::forbidden(error.code()))?);
        }
        Ok(Some(Message::text(message::ack())))
    }

    fn subscribe(&mut self, id: &str, operation: Map<String, Value>) -> Reply {
        let Some(pass) = self.pass.clone().filter(|_| self.greeted) else {
            return Err(End::unauthorized());
        };
        if self.subscriptions.contains_key(id) {
            return Err(End::exists(id));
        }
        match self.open(id, pass, operation) {
            Ok(()) => Ok(None),
            Err(error) => {
                let error = error_of(&error, &self.id);
                Ok(Some(Message::text(message::error(id, &[error]))))
            }
        }
    }

    fn open(
        &mut self,
        id: &str,
        pass: Pass,
        operation: Map<String, Value>,
    ) -> Result<(), RequestError> {
        let question = Question::read(request::of_object(operation)?)?;
        if self.subscriptions.len() >= SUBSCRIPTIONS_MAX {
            return Err(RequestError::SubscriptionsTooMany);
        }
        let place = self.state.live().subscription();
        let follow = Follow {
            state: self.state.clone(),
            ledger: Arc::clone(&self.ledger),
            pass,
            question,
            progress: Arc::new(Progress::new()),
            id: self.id.clone(),
            place: place.ok_or(RequestError::SubscriptionsTooMany)?,
        };
        self.opened += 1;
        let tag = (id.to_owned(), self.opened);
        let task = tokio::spawn(follow.run(self.out.clone(), tag));
        let running = Running(task.abort_handle());
        self.subscriptions
            .insert(id.to_owned(), (self.opened, running));
        Ok(())
    }

    /// Passes on what a subscription tells, unless it was ended meanwhile.
    fn tell(&mut self, (id, number): Tag, told: Told) -> Option<Message> {
        let is_known = self
            .subscriptions
            .get(&id)
            .is_some_and(|(known, _)| *known == number);
        if !is_known {
            return None;
        }
        let text = match told {
            Told::Next(body) => message::next(&id, &body),
            Told::Failed(errors) => {
                self.subscriptions.remove(&id);
                message::error(&id, &errors)
            }
            Told::Complete => {
                self.subscriptions.remove(&id);
                message::complete(&id)
            }
        };
        Some(Message::text(text))
    }

    fn tick(&mut self) -> Reply {
        let options = self.state.live().options();
        let is_over = |pass: &Pass| pass.is_over(self.state.clock());
        if self.greeted && self.pass.as_ref().is_some_and(is_over) {
            return Err(End::forbidden("TOKEN_EXPIRED"));
        }
        if !self.greeted && self.since.elapsed() >= options.greeting {
            return Err(End::greeting_timed_out());
        }
        // Not even our pings are answered: nobody is there any more.
        if self.heard_at.elapsed() >= options.heartbeat.saturating_mul(SILENT_BEATS_MAX + 1) {
            return Err(End::going_away());
        }
        if self.beat_at.elapsed() >= options.heartbeat {
            self.beat_at = Instant::now();
            return Ok(Some(Message::Ping(Vec::new().into())));
        }
        Ok(None)
    }
}
