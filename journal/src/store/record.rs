//! Records as they are stored.

use almoner_domain::ledger::{Event, StreamId, StreamKind};
use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::{Journal, ReadError};
use crate::merkle::Hash;
use crate::record::{Metadata, Position, RecordLine};
use crate::refusal::NamedRefusals;

/// `SELECT` of a record's columns, in the order in which [`Record::decode`] takes them, and the rest.
macro_rules! select_records {
    ($rest:literal) => {
        concat!(
            "SELECT position, aggregate_type, aggregate_id, sequence, event_type, event_version, \
             recorded_at, metadata::text, payload::text, leaf FROM events ",
            $rest
        )
    };
}
pub(crate) use select_records;

/// One record, with the exact texts that were hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its place in the ledger.
    pub position: Position,
    /// Its stream.
    pub stream: StreamId,
    /// Its place in its stream, from 1.
    pub sequence: u64,
    /// What happened.
    pub event_type: String,
    /// Version of the event's stored shape.
    pub event_version: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The metadata, as stored.
    pub metadata: String,
    /// The event, as stored.
    pub payload: String,
    /// The leaf, as stored; that it is the leaf of the line is for [`Journal::verify`] to say.
    pub leaf: Hash,
}

impl Record {
    pub(crate) fn decode(row: &PgRow) -> Result<Self, ReadError> {
        let kind: &str = row.try_get(1)?;
        let (position, sequence): (i64, i64) = (row.try_get(0)?, row.try_get(3)?);
        let leaf: &[u8] = row.try_get(9)?;
        Ok(Self {
            position: Position::try_from(position).map_err(ReadError::malformed)?,
            stream: StreamId {
                kind: StreamKind::parse(kind).ok_or_else(|| {
                    ReadError::malformed(format!("no aggregate is called {kind}"))
                })?,
                id: row.try_get(2)?,
            },
            sequence: u64::try_from(sequence).map_err(ReadError::malformed)?,
            event_type: row.try_get(4)?,
            event_version: row.try_get(5)?,
            recorded_at: row.try_get(6)?,
            metadata: row.try_get(7)?,
            payload: row.try_get(8)?,
            leaf: Hash::try_from(leaf).map_err(ReadError::malformed)?,
        })
    }

    /// The record of a line, of a stream of this kind, and its leaf.
    pub(crate) fn of_line(kind: StreamKind, line: &RecordLine<'_>, leaf: Hash) -> Self {
        Self {
            position: line.position,
            stream: StreamId {
                kind,
                id: line.aggregate_id.to_owned(),
            },
            sequence: line.sequence,
            event_type: line.event_type.to_owned(),
            event_version: line.event_version.to_owned(),
            recorded_at: line.recorded_at,
            metadata: line.metadata.to_owned(),
            payload: line.payload.to_owned(),
            leaf,
        }
    }

    /// The event, typed.
    pub fn event(&self) -> Result<Event, ReadError> {
        Event::parse(
            self.stream.kind,
            &self.event_type,
            &self.event_version,
            &self.payload,
        )
        .map_err(|error| ReadError::malformed(format!("record {}: {error}", self.position)))
    }

    /// The metadata, by field.
    pub fn metadata(&self) -> Result<Metadata, ReadError> {
        serde_json::from_str(&self.metadata)
            .map_err(|error| ReadError::malformed(format!("record {}: {error}", self.position)))
    }

    /// What it says of the refusals before it; nothing, but in the records of the first command after some.
    pub(crate) fn refusals(&self) -> Result<Option<NamedRefusals>, ReadError> {
        if !self.metadata.contains("\"refusals\":") {
            return Ok(None);
        }
        let named = self.metadata()?.refusals;
        named
            .map(|named| named.parse().map_err(ReadError::malformed))
            .transpose()
    }

    /// The parts of its line.
    pub fn line(&self) -> RecordLine<'_> {
        RecordLine {
            position: self.position,
            aggregate_type: self.stream.kind.as_str(),
            aggregate_id: &self.stream.id,
            sequence: self.sequence,
            event_type: &self.event_type,
            event_version: &self.event_version,
            recorded_at: self.recorded_at,
            metadata: &self.metadata,
            payload: &self.payload,
        }
    }
}

impl Journal {
    /// Up to `limit` records after `after`, in order.
    pub async fn records(&self, after: Position, limit: u32) -> Result<Vec<Record>, ReadError> {
        let rows = sqlx::query(select_records!(
            "WHERE position > $1 ORDER BY position LIMIT $2"
        ))
        .bind(after.to_bigint())
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(Record::decode).collect()
    }

    /// The record at `position`.
    pub async fn record(&self, position: Position) -> Result<Option<Record>, ReadError> {
        let row = sqlx::query(select_records!("WHERE position = $1"))
            .bind(position.to_bigint())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(Record::decode).transpose()
    }

    /// All records of one stream, in order.
    pub async fn stream(&self, stream: &StreamId) -> Result<Vec<Record>, ReadError> {
        let rows = sqlx::query(select_records!(
            "WHERE aggregate_type = $1 AND aggregate_id = $2 ORDER BY sequence"
        ))
        .bind(stream.kind.as_str())
        .bind(&stream.id)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(Record::decode).collect()
    }
}
