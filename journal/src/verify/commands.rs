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

/// Every answer. They come as they lie, for what is wrong is put in order afterwards.
const COMMANDS: &str = "
SELECT organization, command_id, command, fingerprint, outcome::text, first_position, last_position, recorded_at
FROM commands";

/// What is wrong with an answer: the first of its records, whose it is, and why.
type Wrong = (Option<i64>, String, String, String);

/// Checks every answer, and that every record's command has one.
pub(super) async fn check(
    connection: &mut PgConnection,
    walk: &mut Walk,
) -> Result<u64, ReadError> {
    let mut count = 0;
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut rows = sqlx::query(COMMANDS).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        count += 1;
        if let Err(reason) = answer(&row, walk)? {
            let (organization, id) = (row.try_get(0)?, row.try_get(1)?);
            wrong.push((row.try_get(5)?, organization, id, reason));
        }
    }
    wrong.sort_unstable();
    for (first, _, id, reason) in wrong {
        let position = first
            .and_then(|first| Position::try_from(first).ok())
            .unwrap_or_default();
        let reason = format!("the answer to {id}: {reason}");
        walk.faults.add(position, FaultKind::Command(reason));
    }
    for trace in walk.unanswered() {
        let reason = "no answer to its command is kept".to_owned();
        walk.faults.add(trace, FaultKind::Command(reason));
    }
    Ok(count)
}

fn answer(row: &PgRow, walk: &mut Walk) -> Result<Result<(), String>, ReadError> {
    let wrong = |reason: &str| Ok(Err(reason.to_owned()));
    let (first, last): (Option<i64>, Option<i64>) = (row.try_get(5)?, row.try_get(6)?);
    let outcome = match stored_outcome(row.try_get(4)?) {
        Ok(outcome) => outcome,
        Err(reason) => return Ok(Err(reason)),
    };
    let (subject, is_no_op) = match outcome {
        StoredOutcome::Refused if first.is_none() && last.is_none() => return Ok(Ok(())),
        StoredOutcome::Refused => return wrong("it was refused, and has records"),
        StoredOutcome::Accepted { subject, no_op } => (subject, no_op),
    };
    let (Some(first), Some(last)) = (first, last) else {
        return wrong("it was accepted, and has no records");
    };
    let recorded_at: DateTime<Utc> = row.try_get(7)?;
    if walk.places.recorded_at(first) != Some(recorded_at) {
        return wrong("its records were recorded at another instant");
    }
    if !is_no_op && let Err(reason) = traced(row, walk, (first, last), recorded_at)? {
        return Ok(Err(reason));
    }
    let kind = subject.kind.as_str();
    if walk.places.is_among(kind, &subject.id, first, last) {
        Ok(Ok(()))
    } else {
        wrong("its subject is not among its records")
    }
}

/// Whether the records of the command say the same.
fn traced(
    row: &PgRow,
    walk: &mut Walk,
    (first, last): (i64, i64),
    recorded_at: DateTime<Utc>,
) -> Result<Result<(), String>, ReadError> {
    let wrong = |reason: &str| Ok(Err(reason.to_owned()));
    let (organization, id): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
    let fingerprint: &[u8] = row.try_get(3)?;
    let Some(trace) = walk.answered(half_hash(organization, id)) else {
        return wrong("no record names it");
    };
    if (trace.first.to_bigint(), trace.last.to_bigint()) != (first, last) {
        let (first, last) = (trace.first, trace.last);
        return Ok(Err(format!("its records are {first} to {last}")));
    }
    if trace.content != half_hash(row.try_get(2)?, &hex::encode(fingerprint)) {
        return wrong("its records name another command or fingerprint");
    }
    if trace.recorded_at != recorded_at {
        return wrong("its records were recorded at another instant");
    }
    Ok(Ok(()))
}
