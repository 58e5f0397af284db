//! An event of any aggregate, as the journal and the projections handle it.

use serde::de::Error as _;

use super::StreamKind;
use crate::{
    award::AwardEvent, claim::ClaimEvent, client::ClientEvent, organization::OrganizationEvent,
    payment::PaymentEvent, programme::ProgrammeEvent, sub_award::SubAwardEvent,
};

macro_rules! events {
    ($($kind:ident($event:ident)),+ $(,)?) => {
        /// An event of any aggregate.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each variant holds the event of the aggregate of its name")]
        pub enum Event { $($kind($event)),+ }

        impl Event {
            /// The aggregate's kind.
            pub fn kind(&self) -> StreamKind {
                match self { $(Self::$kind(_) => StreamKind::$kind),+ }
            }

            /// The type's name, as stored.
            pub fn event_type(&self) -> &'static str {
                match self { $(Self::$kind(event) => event.name()),+ }
            }

            /// The version of the stored form.
            pub fn event_version(&self) -> &'static str {
                match self { $(Self::$kind(event) => event.version()),+ }
            }

            /// The stored form: compact JSON with the type's name under `type`.
            pub fn payload_json(&self) -> Result<String, serde_json::Error> {
                match self { $(Self::$kind(event) => serde_json::to_string(event)),+ }
            }

            /// Every event type with its kind and current version.
            pub fn types() -> Vec<(StreamKind, &'static str, &'static str)> {
                let mut types = Vec::new();
                $(types.extend($event::TYPES.iter().map(|(name, version)| (StreamKind::$kind, *name, *version)));)+
                types
            }

            /// Reads a stored form. The type and version that it was stored under must be the ones it says.
            pub fn parse(
                kind: StreamKind,
                event_type: &str,
                event_version: &str,
                payload: &str,
            ) -> Result<Self, serde_json::Error> {
                let event = match kind {
                    $(StreamKind::$kind => Self::$kind($event::parse(event_type, payload)?)),+
                };
                if event.event_version() != event_version {
                    return Err(serde_json::Error::custom(format!(
                        "{event_type} is stored in version {event_version}, but it is {}",
                        event.event_version(),
                    )));
                }
                Ok(event)
            }
        }

        $(impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$kind(event)
            }
        })+
    };
}

events! {
    Programme(ProgrammeEvent),
    Organization(OrganizationEvent),
    Award(AwardEvent),
    SubAward(SubAwardEvent),
    Client(ClientEvent),
    Claim(ClaimEvent),
    Payment(PaymentEvent),
}
