//! A ledger in memory: authorize, decide, apply, as the journal does it.

use std::collections::BTreeMap;

use crate::ledger::{
    Books, Command, Context, Decision, Event, Halt, Refusal, StreamId, authorize, decide,
};

/// How often a decision may ask for further streams before something is wrong with it.
const ROUNDS_MAX: usize = 16;

/// An event where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The stream.
    pub stream: StreamId,
    /// Its number in the stream, from 1.
    pub sequence: u64,
    /// What happened.
    pub event: Event,
}

/// A ledger in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryLedger {
    books: Books,
    history: Vec<Recorded>,
    accepted: Vec<(Context, Command)>,
    sequences: BTreeMap<StreamId, u64>,
}

impl MemoryLedger {
    pub fn new() -> Self {
        Self::default()
    }

    /// The aggregates.
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// Everything that happened, in order.
    pub fn history(&self) -> &[Recorded] {
        &self.history
    }

    /// Every command that was accepted, in order.
    pub fn accepted(&self) -> &[(Context, Command)] {
        &self.accepted
    }

    /// Gives a command: its events are in the history, or nothing has changed.
    pub fn submit(&mut self, context: &Context, command: &Command) -> Result<Decision, Refusal> {
        self.asked(|books| authorize(books, context, command))?;
        let decision = self.asked(|books| decide(books, context, command))?;
        for (stream, event) in &decision.events {
            self.record(stream, event);
        }
        self.accepted.push((context.clone(), command.clone()));
        Ok(decision)
    }

    fn asked<T>(&mut self, ask: impl Fn(&Books) -> Result<T, Halt>) -> Result<T, Refusal> {
        for _ in 0..ROUNDS_MAX {
            match ask(&self.books) {
                Ok(answer) => return Ok(answer),
                Err(Halt::Refused(refusal)) => return Err(refusal),
                Err(Halt::Missing(streams)) => {
                    for stream in streams {
                        assert_eq!(self.books.sequence(&stream), None, "{stream} was held");
                        self.books.open(&stream);
                    }
                }
            }
        }
        unreachable!("a decision asked for further streams {ROUNDS_MAX} times")
    }

    fn record(&mut self, stream: &StreamId, event: &Event) {
        let sequence = self.sequences.entry(stream.clone()).or_default();
        *sequence += 1;
        self.books.open(stream);
        self.books
            .apply(stream, *sequence, event)
            .expect("the next event of its own stream applies");
        self.history.push(Recorded {
            stream: stream.clone(),
            sequence: *sequence,
            event: event.clone(),
        });
    }

    /// The books as the history alone tells them.
    pub fn refolded(&self) -> Books {
        let mut books = Books::default();
        for recorded in &self.history {
            books.open(&recorded.stream);
            books
                .apply(&recorded.stream, recorded.sequence, &recorded.event)
                .expect("a history applies in order");
        }
        books
    }
}
