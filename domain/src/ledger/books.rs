//! The aggregates in memory, each with the sequence of its last event, and a draft of one decision over them.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, HashMap},
};

use serde_json::Value;
use thiserror::Error;

use super::{Context, Event, Halt, StreamId, StreamKind};
use crate::{
    award::{Award, AwardCommand, AwardError},
    claim::{Claim, ClaimCommand, ClaimError},
    client::{Client, ClientCommand, ClientError},
    closing::{Closing, ClosingCommand, ClosingError},
    id::{ClaimId, ClientCode, MeasureId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    measure::{Measure, MeasureCommand, MeasureError},
    organization::{Organization, OrganizationCommand, OrganizationError},
    oversight::{Oversight, OversightCommand, OversightError},
    payment::{Payment, PaymentCommand, PaymentError},
    programme::{Programme, ProgrammeCommand, ProgrammeError},
    signing::{Signed, Signing, SigningCommand, SigningError},
    sub_award::{SubAward, SubAwardCommand, SubAwardError},
};

#[derive(Debug, Clone, Default)]
struct Held<A> {
    sequence: u64,
    state: A,
}

/// Why an event cannot be added to the books.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BooksError {
    /// Events of the stream are missing in between.
    #[error("{stream} is at {held}, and event {given} does not follow")]
    OutOfSequence {
        /// The stream.
        stream: StreamId,
        /// The sequence held.
        held: u64,
        /// The sequence given.
        given: u64,
    },
    /// The event belongs to another kind of aggregate.
    #[error("an event of {0} does not belong on the stream {1}")]
    WrongKind(&'static str, StreamId),
    /// The snapshot is not of this program's shape.
    #[error("a snapshot of {0} could not be read")]
    Snapshot(StreamId),
}

macro_rules! books {
    ($($field:ident $kind:ident $id:ty, $command:ident $error:ident, $decide:ident;)+) => {
        /// The aggregates in memory. A stream is either not held, or held up to a sequence (0: it is empty).
        #[derive(Debug, Clone, Default)]
        pub struct Books { $($field: HashMap<String, Held<$kind>>),+ }

        impl Books {
            /// The sequence up to which a stream is held; none when it is not held.
            pub fn sequence(&self, stream: &StreamId) -> Option<u64> {
                match stream.kind {
                    $(StreamKind::$kind => self.$field.get(&stream.id).map(|held| held.sequence)),+
                }
            }

            /// Starts to hold a stream, empty.
            pub fn open(&mut self, stream: &StreamId) {
                match stream.kind {
                    $(StreamKind::$kind => { self.$field.entry(stream.id.clone()).or_default(); }),+
                }
            }

            /// No longer holds a stream.
            pub fn forget(&mut self, stream: &StreamId) {
                match stream.kind {
                    $(StreamKind::$kind => { self.$field.remove(&stream.id); }),+
                }
            }

            /// How many streams are held.
            pub fn len(&self) -> usize {
                0 $(+ self.$field.len())+
            }

            /// Applies an event to a stream that is held. What is held already is left alone; what is not held
            /// is none of ours.
            pub fn apply(&mut self, stream: &StreamId, sequence: u64, event: &Event) -> Result<(), BooksError> {
                match (stream.kind, event) {
                    $((StreamKind::$kind, Event::$kind(event)) => {
                        if let Some(held) = self.$field.get_mut(&stream.id) {
                            if sequence <= held.sequence {
                                return Ok(());
                            }
                            if sequence != held.sequence + 1 {
                                return Err(BooksError::OutOfSequence {
                                    stream: stream.clone(), held: held.sequence, given: sequence,
                                });
                            }
                            held.state.evolve(event);
                            held.sequence = sequence;
                        }
                        Ok(())
                    })+
                    (_, other) => Err(BooksError::WrongKind(other.kind().as_str(), stream.clone())),
                }
            }

            /// The state of a stream that is held, as JSON.
            pub fn snapshot(&self, stream: &StreamId) -> Option<Value> {
                match stream.kind {
                    $(StreamKind::$kind => self.$field.get(&stream.id)
                        .and_then(|held| serde_json::to_value(&held.state).ok())),+
                }
            }

            /// Holds a stream from a snapshot on.
            pub fn restore(&mut self, stream: &StreamId, sequence: u64, snapshot: Value) -> Result<(), BooksError> {
                match stream.kind {
                    $(StreamKind::$kind => {
                        let state = serde_json::from_value(snapshot)
                            .map_err(|_| BooksError::Snapshot(stream.clone()))?;
                        self.$field.insert(stream.id.clone(), Held { sequence, state });
                    }),+
                }
                Ok(())
            }

            $(
                /// The aggregate, when it is held; one that never had an event is in its initial state.
                pub fn $field(&self, id: &$id) -> Option<&$kind> {
                    self.$field.get(id.as_str()).map(|held| &held.state)
                }
            )+
        }

        /// One decision in the making: what it has produced so far is seen by what it asks next, and nothing
        /// reaches the books until it is whole.
        ///
        /// The state after the events is made when somebody asks for it: most decisions ask each aggregate once,
        /// and copying a long-lived one costs more than deciding.
        #[derive(Debug)]
        pub struct Draft<'b> {
            books: &'b Books,
            /// The circumstances of the command.
            pub context: &'b Context,
            events: Vec<(StreamId, Event)>,
            $($field: BTreeMap<String, OnceCell<$kind>>),+
        }

        impl<'b> Draft<'b> {
            /// An empty draft.
            pub fn new(books: &'b Books, context: &'b Context) -> Self {
                Self { books, context, events: Vec::new(), $($field: BTreeMap::new()),+ }
            }

            $(
                /// The aggregate as the draft has it so far.
                pub fn $field(&self, id: &$id) -> Result<&$kind, Halt> {
                    let held = self.books.$field(id)
                        .ok_or_else(|| Halt::Missing(vec![StreamId::$field(id)]))?;
                    let Some(drafted) = self.$field.get(id.as_str()) else {
                        return Ok(held);
                    };
                    Ok(drafted.get_or_init(|| {
                        let mut state = held.clone();
                        for (stream, event) in &self.events {
                            if let Event::$kind(event) = event && stream.id == id.as_str() {
                                state.evolve(event);
                            }
                        }
                        state
                    }))
                }

                /// Lets the aggregate decide, and takes its events into the draft.
                pub fn $decide(&mut self, id: &$id, command: &$command) -> Result<(), Halt> {
                    let events = self.$field(id)?.decide(command)?;
                    if events.is_empty() {
                        return Ok(());
                    }
                    let drafted = self.$field.entry(id.as_str().to_owned()).or_default();
                    for event in events {
                        if let Some(state) = drafted.get_mut() {
                            state.evolve(&event);
                        }
                        self.events.push((StreamId::$field(id), Event::$kind(event)));
                    }
                    Ok(())
                }
            )+

            /// What the draft has produced, in order.
            pub fn into_events(self) -> Vec<(StreamId, Event)> {
                self.events
            }
        }

        $(
            impl From<$error> for Halt {
                fn from(error: $error) -> Self {
                    Self::Refused(super::Refusal {
                        code: error.code(),
                        message: error.to_string(),
                        field: error.field(),
                    })
                }
            }
        )+
    };
}

books! {
    programme Programme ProgrammeCode, ProgrammeCommand ProgrammeError, decide_programme;
    organization Organization OrganizationId, OrganizationCommand OrganizationError, decide_organization;
    award Award Fain, AwardCommand AwardError, decide_award;
    sub_award SubAward SubAwardId, SubAwardCommand SubAwardError, decide_sub_award;
    client Client ClientCode, ClientCommand ClientError, decide_client;
    claim Claim ClaimId, ClaimCommand ClaimError, decide_claim;
    payment Payment PaymentId, PaymentCommand PaymentError, decide_payment;
    measure Measure MeasureId, MeasureCommand MeasureError, decide_measure;
    oversight Oversight Fain, OversightCommand OversightError, decide_oversight;
    closing Closing ProgrammeCode, ClosingCommand ClosingError, decide_closing;
    signing Signing Signed, SigningCommand SigningError, decide_signing;
}

impl Books {
    /// No stream is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::ledger::{
        awards::record_direct_cost,
        testing::{ASSISTANCE_PRIME, OUTREACH, Scenario, direct_cost, grantee},
    };

    #[test]
    fn a_cost_on_reimbursement_without_a_document_copies_no_award() {
        let scenario = Scenario::awarded();
        let context = grantee(ASSISTANCE_PRIME);
        let mut draft = Draft::new(scenario.ledger.books(), &context);
        let cost = direct_cost(OUTREACH, "cost-1", "50");
        assert_eq!(cost.document, None);
        record_direct_cost(&mut draft, &cost).unwrap();
        assert_eq!(draft.events.len(), 1);
        assert!(draft.award.values().all(|copy| copy.get().is_none()));
    }
}
