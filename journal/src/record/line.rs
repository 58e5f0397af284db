//! The record line itself.

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Position, push_json_string};
use crate::merkle::{Hash, leaf_hash};

/// The most bytes of a record line, without its newline: what a C2SP entry's length can say.
pub const RECORD_BYTES_MAX: usize = 65_535;

/// The parts of one record, from which its line is written.
#[derive(Debug, Clone, Copy)]
pub struct RecordLine<'part> {
    /// Its place in the ledger.
    pub position: Position,
    /// The kind of its stream.
    pub aggregate_type: &'part str,
    /// The id of its stream within the kind.
    pub aggregate_id: &'part str,
    /// Its place in its stream, from 1.
    pub sequence: u64,
    /// What happened.
    pub event_type: &'part str,
    /// Version of the event's stored shape.
    pub event_version: &'part str,
    /// When the sequencer recorded it, to the microsecond.
    pub recorded_at: DateTime<Utc>,
    /// The metadata, as its stored JSON text.
    pub metadata: &'part str,
    /// The event, as its stored JSON text.
    pub payload: &'part str,
}

impl RecordLine<'_> {
    /// Appends the line, without a newline, to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.reserve(224 + self.metadata.len() + self.payload.len());
        out.extend_from_slice(b"{\"position\":");
        out.extend_from_slice(self.position.to_string().as_bytes());
        out.extend_from_slice(b",\"aggregate_type\":");
        push_json_string(out, self.aggregate_type);
        out.extend_from_slice(b",\"aggregate_id\":");
        push_json_string(out, self.aggregate_id);
        out.extend_from_slice(b",\"sequence\":");
        out.extend_from_slice(self.sequence.to_string().as_bytes());
        out.extend_from_slice(b",\"event_type\":");
        push_json_string(out, self.event_type);
        out.extend_from_slice(b",\"event_version\":");
        push_json_string(out, self.event_version);
        out.extend_from_slice(b",\"recorded_at\":\"");
        out.extend_from_slice(format_instant(self.recorded_at).as_bytes());
        out.extend_from_slice(b"\",\"metadata\":");
        out.extend_from_slice(self.metadata.as_bytes());
        out.extend_from_slice(b",\"payload\":");
        out.extend_from_slice(self.payload.as_bytes());
        out.push(b'}');
    }

    /// The leaf of the line; `scratch` is overwritten, and holds the line afterwards.
    pub fn leaf(&self, scratch: &mut Vec<u8>) -> Hash {
        scratch.clear();
        self.write(scratch);
        leaf_hash(scratch)
    }
}

/// An instant as a record spells it: RFC 3339 with six decimals and `Z`.
pub fn format_instant(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// Reads an instant in the spelling of a record; any other spelling is `None`.
pub fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    let instant = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    (format_instant(instant) == text).then_some(instant)
}
