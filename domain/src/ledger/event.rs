//! An event of any aggregate, as the journal and the projections handle it.

use serde::de::Error as _;

use super::{Described, StreamKind};
use crate::{
    award::AwardEvent, claim::ClaimEvent, client::ClientEvent, closing::ClosingEvent,
    measure::MeasureEvent, organization::OrganizationEvent, oversight::OversightEvent,
    payment::PaymentEvent, programme::ProgrammeEvent, signing::SigningEvent,
    sub_award::SubAwardEvent,
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

            /// What each type says, in the order of [`Event::types`].
            pub(super) fn described() -> Vec<&'static Described> {
                let mut described = Vec::new();
                $(described.extend($event::WORDS.iter());)+
                described
            }

            /// Reads a stored form. The type that it was stored under must be the one it says, and the version
            /// one that this program reads: the current one, or an older minor one.
            pub fn parse(
                kind: StreamKind,
                event_type: &str,
                event_version: &str,
                payload: &str,
            ) -> Result<Self, serde_json::Error> {
                let event = match kind {
                    $(StreamKind::$kind => Self::$kind($event::parse(event_type, payload)?)),+
                };
                if !reads(event.event_version(), event_version) {
                    return Err(serde_json::Error::custom(format!(
                        "{event_type} is stored in version {event_version}, and this program reads up to {}",
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

/// A program that writes `current` reads `stored`: the same major version, and no later minor one.
fn reads(current: &str, stored: &str) -> bool {
    let parts = |version: &str| -> Option<(u16, u16)> {
        let (major, minor) = version.split_once('.')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    };
    match (parts(current), parts(stored)) {
        (Some((major, newest)), Some((stored_major, minor))) => {
            major == stored_major && minor <= newest
        }
        (None, _) | (_, None) => false,
    }
}

events! {
    Programme(ProgrammeEvent),
    Organization(OrganizationEvent),
    Award(AwardEvent),
    SubAward(SubAwardEvent),
    Client(ClientEvent),
    Claim(ClaimEvent),
    Payment(PaymentEvent),
    Measure(MeasureEvent),
    Oversight(OversightEvent),
    Closing(ClosingEvent),
    Signing(SigningEvent),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_minor_version_is_read_and_no_other() {
        assert!(reads("1.0", "1.0"));
        assert!(reads("1.10", "1.9"));
        assert!(!reads("1.1", "1.2"));
        assert!(!reads("2.0", "1.0"));
        assert!(!reads("1.0", "2.0"));
        for malformed in ["", "1", "1.", ".0", "1.0.0", "1.-1", "one"] {
            assert!(!reads("1.0", malformed), "{malformed}");
        }
    }
}
