//! Reads the events table in order.

use almoner_domain::ledger::{Event, StreamId, StreamKind};
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{FeedError, Recorded};

#[derive(sqlx::FromRow)]
struct EventRow {
    position: i64,
    aggregate_type: String,
    aggregate_id: String,
    sequence: i64,
    event_type: String,
    event_version: String,
    payload: String,
    metadata: String,
    recorded_at: DateTime<Utc>,
}

/// The position of the last record, as the journal's head has it.
pub(crate) async fn head(connection: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let head: Option<i64> = sqlx::query_scalar("SELECT position FROM journal_head")
        .fetch_optional(connection)
        .await?;
    Ok(head.unwrap_or(0))
}

/// At most `limit` records after `after`, none past `last`, each following the one before it.
///
/// What precedes a record that is missing or unreadable is answered; only a call that starts at it fails.
pub(crate) async fn records(
    connection: &mut PgConnection,
    after: i64,
    last: i64,
    limit: i64,
) -> Result<Vec<Recorded>, FeedError> {
    let rows: Vec<EventRow> = sqlx::query_as(
        "SELECT position, aggregate_type, aggregate_id, sequence, event_type, event_version, \
         payload::text, metadata::text, recorded_at \
         FROM events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3",
    )
    .bind(after)
    .bind(last)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    if rows.is_empty() && after < last {
        return Err(FeedError::Hole {
            expected: after + 1,
        });
    }
    let mut records = Vec::with_capacity(rows.len());
    let mut expected = after + 1;
    for row in rows {
        let record = if row.position == expected {
            decode(row)
        } else {
            Err(FeedError::Hole { expected })
        };
        match record {
            Ok(record) => records.push(record),
            Err(error) if records.is_empty() => return Err(error),
            Err(_) => break,
        }
        expected += 1;
    }
    Ok(records)
}

fn decode(row: EventRow) -> Result<Recorded, FeedError> {
    let position = row.position;
    let unreadable = |reason: String| FeedError::Unreadable { position, reason };
    let kind = StreamKind::parse(&row.aggregate_type)
        .ok_or_else(|| unreadable(format!("{} is no aggregate", row.aggregate_type)))?;
    let event = Event::parse(kind, &row.event_type, &row.event_version, &row.payload)
        .map_err(|error| unreadable(error.to_string()))?;
    let metadata = serde_json::from_str(&row.metadata)
        .map_err(|error| unreadable(format!("its metadata: {error}")))?;
    let sequence = u32::try_from(row.sequence)
        .map_err(|_| unreadable(format!("its sequence is {}", row.sequence)))?;
    Ok(Recorded {
        position,
        recorded_at: row.recorded_at,
        stream: StreamId {
            kind,
            id: row.aggregate_id,
        },
        sequence,
        event,
        metadata,
    })
}
