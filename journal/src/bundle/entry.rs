//! A line of a bundle: a record line, or the leaf of one that is withheld.

use std::borrow::Cow;

use almoner_domain::ledger::{StreamId, StreamKind};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::merkle::{Hash, leaf_hash};
use crate::record::{Position, parse_instant, scan};
use crate::store::Record;

/// What every withheld line begins with; no record line does.
pub(super) const WITHHELD: &[u8] = b"{\"withheld\":";

/// A line of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A record, with the leaf of its line.
    Record(Box<Record>),
    /// The leaf of a line that is kept back.
    Withheld {
        /// Its place.
        position: Position,
        /// Its leaf.
        leaf: Hash,
    },
}

/// A line that is neither.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct EntryError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WithheldLine {
    withheld: u64,
    leaf: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'line> {
    position: u64,
    #[serde(borrow)]
    aggregate_type: Cow<'line, str>,
    #[serde(borrow)]
    aggregate_id: Cow<'line, str>,
    sequence: u64,
    #[serde(borrow)]
    event_type: Cow<'line, str>,
    #[serde(borrow)]
    event_version: Cow<'line, str>,
    #[serde(borrow)]
    recorded_at: Cow<'line, str>,
    #[serde(borrow)]
    metadata: &'line RawValue,
    #[serde(borrow)]
    payload: &'line RawValue,
}

impl Entry {
    /// Reads a line, given without its line feed. A record line is taken in its one spelling only.
    pub fn parse(line: &[u8]) -> Result<Self, EntryError> {
        if line.starts_with(WITHHELD) {
            return Self::parse_withheld(line);
        }
        if let Some(scanned) = str::from_utf8(line).ok().and_then(scan) {
            let record = Record::of_line(scanned.kind, &scanned.line, leaf_hash(line));
            return Ok(Self::Record(Box::new(record)));
        }
        Self::parse_json(line)
    }

    /// Reads a record line as JSON, and holds it against its one spelling.
    pub(super) fn parse_json(line: &[u8]) -> Result<Self, EntryError> {
        let parts: Line<'_> = serde_json::from_slice(line).map_err(error)?;
        let kind = StreamKind::parse(&parts.aggregate_type).ok_or_else(|| {
            EntryError(format!("no aggregate is called {}", parts.aggregate_type))
        })?;
        let record = Record {
            position: Position::try_from(parts.position).map_err(error)?,
            stream: StreamId {
                kind,
                id: parts.aggregate_id.into_owned(),
            },
            sequence: parts.sequence,
            event_type: parts.event_type.into_owned(),
            event_version: parts.event_version.into_owned(),
            recorded_at: parse_instant(&parts.recorded_at)
                .ok_or_else(|| EntryError("it has no instant".to_owned()))?,
            metadata: parts.metadata.get().to_owned(),
            payload: parts.payload.get().to_owned(),
            leaf: leaf_hash(line),
        };
        let mut again = Vec::with_capacity(line.len());
        record.line().write(&mut again);
        if again == line {
            Ok(Self::Record(Box::new(record)))
        } else {
            Err(EntryError(
                "it is not spelled as a record line is".to_owned(),
            ))
        }
    }

    fn parse_withheld(line: &[u8]) -> Result<Self, EntryError> {
        let parts: WithheldLine = serde_json::from_slice(line).map_err(error)?;
        let leaf = hex::decode(&parts.leaf).map_err(error)?;
        let entry = Self::Withheld {
            position: Position::try_from(parts.withheld).map_err(error)?,
            leaf: Hash::try_from(leaf.as_slice()).map_err(error)?,
        };
        let mut again = Vec::new();
        entry.write(&mut again);
        if again == line {
            Ok(entry)
        } else {
            Err(EntryError(
                "it is not spelled as a withheld line is".to_owned(),
            ))
        }
    }

    /// Appends the line, without a line feed.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Record(record) => record.line().write(out),
            Self::Withheld { position, leaf } => {
                out.extend_from_slice(WITHHELD);
                out.extend_from_slice(format!("{position},\"leaf\":\"{leaf}\"}}").as_bytes());
            }
        }
    }

    /// Its leaf.
    pub fn leaf(&self) -> Hash {
        match self {
            Self::Record(record) => record.leaf,
            Self::Withheld { leaf, .. } => *leaf,
        }
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an error is kept as its text, and `map_err` hands it over by value"
)]
fn error(reason: impl ToString) -> EntryError {
    EntryError(reason.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::{Metadata, RecordLine};

    fn line(texts: &[String; 4], refusals: Option<String>, numbers: (u64, u64)) -> Vec<u8> {
        let [id, event_type, actor, note] = texts;
        let metadata = Metadata {
            command_id: format!("command-{}", numbers.0),
            command: "RegisterOrganization".to_owned(),
            fingerprint: "0f".repeat(32),
            actor: actor.clone(),
            role: "officer".to_owned(),
            organization: "OTIP".to_owned(),
            correlation: String::new(),
            causation: String::new(),
            request: String::new(),
            program: "almoner test".to_owned(),
            refusals,
        };
        let note = serde_json::to_string(note).unwrap();
        let mut line = Vec::new();
        RecordLine {
            position: Position::ZERO.plus(numbers.0),
            aggregate_type: "Organization",
            aggregate_id: id,
            sequence: numbers.1,
            event_type,
            event_version: "1.0",
            recorded_at: parse_instant("2025-03-01T09:30:00.000120Z").unwrap(),
            metadata: &metadata.to_json(),
            payload: &format!("{{\"note\":{note},\"amounts\":[1.50,-2,null,{{}}]}}"),
        }
        .write(&mut line);
        line
    }

    fn texts() -> impl Strategy<Value = [String; 4]> {
        let text = "[a-zA-Z0-9 é€,:{}]{0,12}[\"\\\\\n/\u{7f}]?";
        [text, text, text, text]
    }

    proptest! {
        #[test]
        fn a_line_is_taken_apart_as_json_is_read(
            texts in texts(),
            refusals in proptest::option::of("[0-9]{1,3}:[0-9a-f]{4}"),
            numbers in (0..u64::MAX, 0..u64::MAX),
        ) {
            let line = line(&texts, refusals, numbers);
            prop_assert_eq!(Entry::parse(&line), Entry::parse_json(&line));
        }

        #[test]
        fn a_line_that_was_meddled_with_is_read_or_refused_as_json_is(
            texts in texts(),
            place in any::<prop::sample::Index>(),
            instead in proptest::sample::select(vec!["", " ", "0", "9", "\"", "\\", ",", "}", "x", "\u{1}", "é", "-", "1e5", "+"]),
            removed in 0_usize..3,
        ) {
            let mut line = line(&texts, None, (7, 3));
            let start = place.index(line.len());
            let end = line.len().min(start + removed);
            line.splice(start..end, instead.bytes());
            prop_assert_eq!(Entry::parse(&line), Entry::parse_json(&line));
        }
    }

    #[test]
    fn an_instant_is_read_as_it_is_spelled_and_no_other() {
        let usual = "\"recorded_at\":\"2025-03-01T09:30:00.000120Z\"";
        let none = String::new();
        let whole = line(
            &[none.clone(), none.clone(), none.clone(), none],
            None,
            (7, 3),
        );
        let whole = String::from_utf8(whole).unwrap();
        for instant in [
            "2024-02-29T23:59:59.999999Z",
            "2023-02-29T23:59:59.999999Z",
            "2016-12-31T23:59:60.500000Z",
            "0000-01-01T00:00:00.000000Z",
            "9999-12-31T24:00:00.000000Z",
            "+10000-01-01T00:00:00.000000Z",
            "2025-03-01T09:30:00.00012Z",
            "2025-03-01t09:30:00.000120z",
        ] {
            let line = whole.replace(usual, &format!("\"recorded_at\":\"{instant}\""));
            assert_ne!(line, whole);
            let line = line.as_bytes();
            assert_eq!(Entry::parse(line), Entry::parse_json(line), "{instant}");
        }
    }
}
