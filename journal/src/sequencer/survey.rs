//! One look at the ledger before a batch is decided: how it stands, what it remembers, what it holds.

use std::sync::Arc;

use almoner_domain::ledger::StreamId;
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::failure::Failure;
use super::load::SCHEMA_HASH;
use super::remembered::Remembered;
use crate::ledger::Request;
use crate::merkle::Hash;
use crate::record::Position;
use crate::refusal::Refusals;

/// How the ledger stood before the batch.
pub(super) struct Survey {
    /// The head's position and root.
    pub(super) position: Position,
    pub(super) root: Hash,
    /// How far the refusals had come.
    pub(super) refusals: Refusals,
    /// The server's clock.
    pub(super) now: DateTime<Utc>,
    /// What each request was answered before.
    pub(super) stored: Vec<Option<Remembered>>,
    /// Which of the streams that were asked after have events.
    pub(super) existing: Vec<Existing>,
}

/// A stream that has events, and this program's snapshot of it with the sequence it reaches.
pub(super) struct Existing {
    pub(super) stream: StreamId,
    pub(super) snapshot: Option<(u64, Value)>,
}

/// Head, remembered commands and existing streams, told apart by the first column.
///
/// The limits keep the planner from joining the other way about: a look into an index for each
/// command and stream, however many rows there are.
const SURVEY: &str = "
SELECT 0, refusals_named, NULL::text, root, encode(refusals_chain, 'hex'), position, refusals, clock_timestamp()
FROM journal_head
UNION ALL
SELECT 1, wanted.number, known.*
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (organization, id, number)
CROSS JOIN LATERAL (SELECT command, fingerprint, outcome::text, first_position, last_position, recorded_at
    FROM commands WHERE organization = wanted.organization AND command_id = wanted.id LIMIT 1) AS known
UNION ALL
SELECT 2, wanted.number, NULL, NULL, snapshot.payload::text, snapshot.last_sequence, NULL, NULL
FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS wanted (kind, id, number)
CROSS JOIN LATERAL (SELECT FROM events
    WHERE aggregate_type = wanted.kind AND aggregate_id = wanted.id AND sequence = 1 LIMIT 1) AS event
LEFT JOIN LATERAL (SELECT last_sequence, payload FROM snapshots
    WHERE aggregate_type = wanted.kind AND aggregate_id = wanted.id AND schema_hash = $5 LIMIT 1)
    AS snapshot ON true";

/// Surveys the ledger for `requests`, and for `streams` that are not held yet.
pub(super) async fn survey(
    connection: &mut PgConnection,
    requests: &[Arc<Request>],
    streams: &[StreamId],
) -> Result<Survey, Failure> {
    let (organizations, ids): (Vec<&str>, Vec<&str>) =
        requests.iter().map(|request| request.key()).unzip();
    let kinds: Vec<&str> = streams.iter().map(|stream| stream.kind.as_str()).collect();
    let stream_ids: Vec<&str> = streams.iter().map(|stream| stream.id.as_str()).collect();
    let rows = sqlx::query(SURVEY)
        .bind(organizations)
        .bind(ids)
        .bind(kinds)
        .bind(stream_ids)
        .bind(SCHEMA_HASH)
        .fetch_all(connection)
        .await?;
    let mut head = None;
    let mut stored: Vec<Option<Remembered>> = vec![None; requests.len()];
    let mut existing = Vec::new();
    for row in &rows {
        match row.try_get::<i32, _>(0)? {
            0 => head = Some(row),
            1 => {
                if let Some(slot) = stored.get_mut(index(row)?) {
                    *slot = Some(Remembered::decode(row, 2)?);
                }
            }
            _ => existing.push(existing_stream(row, streams)?),
        }
    }
    let head = head.ok_or_else(|| Failure::inconsistent("the ledger has no head"))?;
    let root: &[u8] = head.try_get(3)?;
    Ok(Survey {
        position: Position::try_from(head.try_get::<i64, _>(5)?).map_err(Failure::inconsistent)?,
        root: Hash::try_from(root).map_err(Failure::inconsistent)?,
        refusals: refusals(head)?,
        now: head.try_get(7)?,
        stored,
        existing,
    })
}

/// Which of `streams` have events, and the snapshots of this program's shape.
pub(super) async fn existing(
    connection: &mut PgConnection,
    streams: &[StreamId],
) -> Result<Vec<Existing>, Failure> {
    Ok(survey(connection, &[], streams).await?.existing)
}

fn refusals(head: &PgRow) -> Result<Refusals, Failure> {
    let (named, last): (i64, i64) = (head.try_get(1)?, head.try_get(6)?);
    let chain = hex::decode(head.try_get::<&str, _>(4)?).map_err(Failure::inconsistent)?;
    Ok(Refusals {
        last: u64::try_from(last).map_err(Failure::inconsistent)?,
        chain: Hash::try_from(chain.as_slice()).map_err(Failure::inconsistent)?,
        named: u64::try_from(named).map_err(Failure::inconsistent)?,
    })
}

/// The number of the request or stream that a row is about, from 0.
fn index(row: &PgRow) -> Result<usize, Failure> {
    usize::try_from(row.try_get::<i64, _>(1)? - 1).map_err(Failure::inconsistent)
}

fn existing_stream(row: &PgRow, streams: &[StreamId]) -> Result<Existing, Failure> {
    let stream = streams
        .get(index(row)?)
        .cloned()
        .ok_or_else(|| Failure::inconsistent("a row without its stream"))?;
    let sequence: Option<i64> = row.try_get(5)?;
    let state: Option<&str> = row.try_get(4)?;
    let snapshot = sequence.zip(state).and_then(|(sequence, state)| {
        Some((
            u64::try_from(sequence).ok()?,
            serde_json::from_str(state).ok()?,
        ))
    });
    Ok(Existing { stream, snapshot })
}
