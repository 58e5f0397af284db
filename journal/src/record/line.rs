//! The record line itself.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Timelike, Utc};

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
        push_instant(out, self.recorded_at);
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
    if let Some(instant) = usual_instant(text) {
        return Some(instant);
    }
    let instant = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    (format_instant(instant) == text).then_some(instant)
}

/// Where the digits of an instant are, and what stands between them.
const INSTANT: &[u8; 27] = b"0000-00-00T00:00:00.000000Z";

/// Reads an instant of the years 1 to 9999 that is no leap second.
fn usual_instant(text: &str) -> Option<DateTime<Utc>> {
    let text: &[u8; INSTANT.len()] = text.as_bytes().try_into().ok()?;
    let is_spelled = INSTANT.iter().zip(text).all(|(form, byte)| match form {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    });
    if !is_spelled {
        return None;
    }
    let number = |digits: std::ops::Range<usize>| {
        let digits = text[digits].iter();
        digits.fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let year = i32::try_from(number(0..4)).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, number(5..7), number(8..10))?
        .and_hms_micro_opt(
            number(11..13),
            number(14..16),
            number(17..19),
            number(20..26),
        )
        .map(|instant| instant.and_utc())
}

/// Appends an instant as a record spells it.
fn push_instant(line: &mut Vec<u8>, instant: DateTime<Utc>) {
    let Some(year) = u32::try_from(instant.year())
        .ok()
        .filter(|year| *year < 10_000)
    else {
        line.extend_from_slice(format_instant(instant).as_bytes());
        return;
    };
    let micros = instant.timestamp_subsec_micros();
    if micros >= 1_000_000 {
        line.extend_from_slice(format_instant(instant).as_bytes());
        return;
    }
    let mut text = *INSTANT;
    for (digits, mut number) in [
        (0..4, year),
        (5..7, instant.month()),
        (8..10, instant.day()),
        (11..13, instant.hour()),
        (14..16, instant.minute()),
        (17..19, instant.second()),
        (20..26, micros),
    ] {
        for digit in text[digits].iter_mut().rev() {
            *digit += u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
        }
    }
    line.extend_from_slice(&text);
}
