//! What every command was answered, against what its records say.
//!
//! An accepted command and its records vouch for each other. A refused one has no record; of it is checked that it has
//! the form of a refusal.

use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::FaultKind;
use super::chain::half_hash;
use super::walk::Walk;
use crate::record::Position;
use crate::sequencer::{StoredOutcome, stored_outcome};
use crate::store::ReadError;

/// Every answer, with whether its subject is among its records, and when the first of them was recorded.
const COMMANDS: &str = "
SELECT organization, command_id, command, fingerprint, outcome::text, first_position, last_position, recorded_at,
    EXISTS (SELECT FROM events WHERE aggregate_type = outcome->>'kind' AND aggregate_id = outcome->>'id'
        AND position BETWEEN first_position AND last_position),
    (SELECT event.recorded_at FROM events AS event WHERE event.position = first_position)
FROM commands ORDER BY first_position NULLS FIRST, organization, command_id";

/// Checks every answer, and that every record's command has one.
pub(super) async fn check(
    connection: &mut PgConnection,
    walk: &mut Walk,
) -> Result<u64, ReadError> {
    let mut count = 0;
    let mut rows = sqlx::query(COMMANDS).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        count += 1;
        let first = row.try_get::<Option<i64>, _>(5)?;
        if let Err(reason) = answer(&row, walk)? {
            let position = first
                .and_then(|first| Position::try_from(first).ok())
                .unwrap_or_default();
            let id: &str = row.try_get(1)?;
            let reason = format!("the answer to {id}: {reason}");
            walk.faults.add(position, FaultKind::Command(reason));
        }
    }
    for trace in walk.unanswered() {
        let reason = "no answer to its command is kept".to_owned();
        walk.faults.add(trace, FaultKind::Command(reason));
    }
    Ok(count)
}

fn answer(row: &PgRow, walk: &mut Walk) -> Result<Result<(), String>, ReadError> {
    let (first, last): (Option<i64>, Option<i64>) = (row.try_get(5)?, row.try_get(6)?);
    let outcome = match stored_outcome(row.try_get(4)?) {
        Ok(outcome) => outcome,
        Err(reason) => return Ok(Err(reason)),
    };
    let is_no_op = match outcome {
        StoredOutcome::Refused if first.is_none() && last.is_none() => return Ok(Ok(())),
        StoredOutcome::Refused => return Ok(Err("it was refused, and has records".to_owned())),
        StoredOutcome::Accepted { no_op } => no_op,
    };
    let (Some(first), Some(last)) = (first, last) else {
        return Ok(Err("it was accepted, and has no records".to_owned()));
    };
    let recorded_at: DateTime<Utc> = row.try_get(7)?;
    if row.try_get::<Option<DateTime<Utc>>, _>(9)? != Some(recorded_at) {
        return Ok(Err(
            "its records were recorded at another instant".to_owned()
        ));
    }
    if !row.try_get::<bool, _>(8)? {
        return Ok(Err("its subject is not among its records".to_owned()));
    }
    if is_no_op {
        return Ok(Ok(()));
    }
    let (organization, id): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
    let fingerprint: Vec<u8> = row.try_get(3)?;
    let Some(trace) = walk.answered(half_hash(organization, id)) else {
        return Ok(Err("no record names it".to_owned()));
    };
    if (trace.first.to_bigint(), trace.last.to_bigint()) != (first, last) {
        return Ok(Err(format!(
            "its records are {} to {}",
            trace.first, trace.last
        )));
    }
    if trace.content != half_hash(row.try_get(2)?, &hex::encode(fingerprint)) {
        return Ok(Err(
            "its records name another command or fingerprint".to_owned()
        ));
    }
    Ok(if trace.recorded_at == recorded_at {
        Ok(())
    } else {
        Err("its records were recorded at another instant".to_owned())
    })
}
