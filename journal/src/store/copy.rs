//! PostgreSQL's binary COPY format: where rows end, and what their fields hold.
//!
//! A header, then rows: the number of fields, and each field with its length before it; then a row of
//! no number. What the fields mean is for whoever reads them to know.

use almoner_domain::ledger::{Event, StreamId, StreamKind};
use chrono::{DateTime, Utc};

use super::{PastEvent, ReadError, Record};
use crate::merkle::Hash;
use crate::record::{Position, RecordLine};

/// What every file begins with.
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";

/// The signature, the flags, and the length of an extension that there is none of.
const HEADER_BYTES: usize = SIGNATURE.len() + 8;

/// Microseconds from the epoch of Unix to that of PostgreSQL, 2000-01-01.
const EPOCH_MICROS: i64 = 946_684_800_000_000;

/// Rows that were read, of which the last may be half a row.
#[derive(Debug)]
pub(crate) struct CopiedRows {
    fields: i16,
    buffer: Vec<u8>,
    /// Where the last whole row ends.
    whole: usize,
    begun: bool,
    ended: bool,
}

impl CopiedRows {
    /// Nothing was read yet of rows of so many fields.
    pub(crate) fn of(fields: i16) -> Self {
        Self {
            fields,
            buffer: Vec::new(),
            whole: 0,
            begun: false,
            ended: false,
        }
    }

    /// Takes what was read.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.buffer.extend_from_slice(bytes);
        if !self.begun && self.buffer.len() >= HEADER_BYTES {
            if !self.buffer.starts_with(SIGNATURE)
                || self.buffer[SIGNATURE.len()..HEADER_BYTES] != [0; 8]
            {
                return Err(broken("its header is another"));
            }
            self.buffer.drain(..HEADER_BYTES);
            self.begun = true;
        }
        while self.begun && !self.ended {
            let Some(end) = self.row_end()? else { break };
            self.whole = end;
        }
        Ok(())
    }

    /// Where the row after the last whole one ends, if it is all there.
    fn row_end(&mut self) -> Result<Option<usize>, ReadError> {
        let mut rest = &self.buffer[self.whole..];
        let Some(fields) = rest.split_off(..2) else {
            return Ok(None);
        };
        match i16::from_be_bytes([fields[0], fields[1]]) {
            fields if fields == self.fields => {}
            -1 => {
                self.ended = true;
                self.buffer.truncate(self.whole);
                return Ok(None);
            }
            other => return Err(broken(&format!("a row has {other} fields"))),
        }
        for _ in 0..self.fields {
            let Some(length) = rest.split_off(..4) else {
                return Ok(None);
            };
            if rest.split_off(..skipped_length(length)?).is_none() {
                return Ok(None);
            }
        }
        Ok(Some(self.buffer.len() - rest.len()))
    }

    /// How many bytes of whole rows there are.
    pub(crate) fn whole_bytes(&self) -> usize {
        self.whole
    }

    /// Hands the whole rows on.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        let rest = self.buffer.split_off(self.whole);
        self.whole = 0;
        std::mem::replace(&mut self.buffer, rest)
    }

    /// Nothing more comes, and nothing may be missing.
    pub(crate) fn finish(&self) -> Result<(), ReadError> {
        if self.ended {
            Ok(())
        } else {
            Err(broken("it was cut short"))
        }
    }
}

impl Record {
    /// Its columns, in the order in which [`Self::decode_copied`] takes them.
    pub(crate) const COPIED: Columns = (
        10,
        "position, aggregate_type, aggregate_id, sequence, event_type, event_version, recorded_at, \
         metadata, payload, leaf",
    );

    /// Takes the first of the rows at hand.
    pub(super) fn decode_copied(rows: &mut &[u8]) -> Result<Self, ReadError> {
        let copied = CopiedRecord::take(rows)?;
        Ok(Self::of_line(copied.kind, &copied.line, copied.leaf))
    }
}

/// A record whose texts are still where they were copied to.
#[derive(Debug)]
pub(crate) struct CopiedRecord<'row> {
    /// The kind of its stream.
    pub(crate) kind: StreamKind,
    /// Its parts.
    pub(crate) line: RecordLine<'row>,
    /// The leaf, as stored.
    pub(crate) leaf: Hash,
}

impl<'row> CopiedRecord<'row> {
    /// Takes the first of the rows at hand; of a row that is not understood some may be left.
    fn take(rows: &mut &'row [u8]) -> Result<Self, ReadError> {
        rows.split_off(..2).ok_or_else(|| broken("half a row"))?;
        let position = position(rows)?;
        let kind = kind(rows)?;
        Ok(Self {
            kind,
            line: RecordLine {
                position,
                aggregate_type: kind.as_str(),
                aggregate_id: text(rows)?,
                sequence: u64::try_from(number(rows)?).map_err(ReadError::malformed)?,
                event_type: text(rows)?,
                event_version: text(rows)?,
                recorded_at: instant(rows)?,
                metadata: text(rows)?,
                payload: text(rows)?,
            },
            leaf: Hash::try_from(field(rows)?).map_err(ReadError::malformed)?,
        })
    }

    /// Takes the first of the rows at hand: the record, or at which position there is none and why.
    pub(crate) fn next(rows: &mut &'row [u8]) -> Result<Self, (Position, ReadError)> {
        let mut row = rows.split_off(..row_length(rows)).unwrap_or_default();
        let at = row.get(2..).unwrap_or_default();
        Self::take(&mut row).map_err(|error| {
            let found = position(&mut { at }).unwrap_or_default();
            (found, error)
        })
    }
}

/// How long the first of whole rows is.
fn row_length(rows: &[u8]) -> usize {
    let mut rest = rows;
    if let Some([high, low]) = rest.split_off(..2) {
        for _ in 0..i16::from_be_bytes([*high, *low]) {
            let length = rest.split_off(..4).map(skipped_length);
            let length = length.and_then(Result::ok).unwrap_or(rest.len());
            rest = rest.get(length..).unwrap_or_default();
        }
    }
    rows.len() - rest.len()
}

impl PastEvent {
    /// Its columns, in the order in which [`Self::decode_copied`] takes them.
    pub(super) const COPIED: Columns = (
        8,
        "position, aggregate_type, aggregate_id, sequence, event_type, event_version, recorded_at, payload",
    );

    /// Takes the first of the rows at hand.
    pub(super) fn decode_copied(rows: &mut &[u8]) -> Result<Self, ReadError> {
        rows.split_off(..2).ok_or_else(|| broken("half a row"))?;
        let (position, stream, sequence) = (position(rows)?, stream(rows)?, number(rows)?);
        let (event_type, event_version) = (text(rows)?, text(rows)?);
        let recorded_at = instant(rows)?;
        let event = Event::parse(stream.kind, event_type, event_version, text(rows)?)
            .map_err(|error| ReadError::malformed(format!("record {position}: {error}")))?;
        Ok(Self {
            position,
            stream,
            sequence: u64::try_from(sequence).map_err(ReadError::malformed)?,
            recorded_at,
            event,
        })
    }
}

/// How many columns, and which.
pub(crate) type Columns = (i16, &'static str);

fn position(rows: &mut &[u8]) -> Result<Position, ReadError> {
    Position::try_from(number(rows)?).map_err(ReadError::malformed)
}

fn stream(rows: &mut &[u8]) -> Result<StreamId, ReadError> {
    Ok(StreamId {
        kind: kind(rows)?,
        id: text(rows)?.to_owned(),
    })
}

fn kind(rows: &mut &[u8]) -> Result<StreamKind, ReadError> {
    let kind = text(rows)?;
    StreamKind::parse(kind)
        .ok_or_else(|| ReadError::malformed(format!("no aggregate is called {kind}")))
}

fn instant(rows: &mut &[u8]) -> Result<DateTime<Utc>, ReadError> {
    number(rows)?
        .checked_add(EPOCH_MICROS)
        .and_then(DateTime::from_timestamp_micros)
        .ok_or_else(|| broken("an instant is out of range"))
}

fn field<'row>(rows: &mut &'row [u8]) -> Result<&'row [u8], ReadError> {
    let length = rows.split_off(..4).ok_or_else(|| broken("half a field"))?;
    rows.split_off(..field_length(length)?)
        .ok_or_else(|| broken("half a field"))
}

/// The length of a field that is passed over: nothing follows where it is null.
fn skipped_length(bytes: &[u8]) -> Result<usize, ReadError> {
    match bytes {
        [0xff, 0xff, 0xff, 0xff] => Ok(0),
        bytes => field_length(bytes),
    }
}

/// The length that stands before a field; none of a record's is null.
fn field_length(bytes: &[u8]) -> Result<usize, ReadError> {
    let length = bytes
        .try_into()
        .map(i32::from_be_bytes)
        .map_err(ReadError::malformed)?;
    usize::try_from(length).map_err(|_| broken("a field is null"))
}

fn number(rows: &mut &[u8]) -> Result<i64, ReadError> {
    field(rows)?
        .try_into()
        .map(i64::from_be_bytes)
        .map_err(ReadError::malformed)
}

fn text<'row>(rows: &mut &'row [u8]) -> Result<&'row str, ReadError> {
    std::str::from_utf8(field(rows)?).map_err(ReadError::malformed)
}

fn broken(what: &str) -> ReadError {
    ReadError::malformed(format!("the copy of the records: {what}"))
}
