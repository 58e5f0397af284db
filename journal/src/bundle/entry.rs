//! A line of a bundle: a record line, or the leaf of one that is withheld.

use std::borrow::Cow;

use almoner_domain::ledger::{StreamId, StreamKind};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::merkle::{Hash, leaf_hash};
use crate::record::{Position, parse_instant};
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
