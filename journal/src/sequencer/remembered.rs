//! What commands were answered before: the memory behind idempotency.

use almoner_domain::ledger::{Refusal, StreamId, StreamKind};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, Row};

use super::Verdict;
use super::attempt::Failure;
use crate::ledger::{Accepted, Answer, Refused, Request};
use crate::record::Position;

/// The stored form of an outcome. Frozen: rows of every age are read back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
enum Outcome {
    Accepted {
        kind: StreamKind,
        id: String,
        no_op: bool,
    },
    Refused {
        code: String,
        message: String,
        field: Option<String>,
    },
}

/// A command that has its answer.
#[derive(Debug, Clone)]
pub(super) struct Remembered {
    pub(super) command: String,
    pub(super) fingerprint: Vec<u8>,
    pub(super) answer: Answer,
}

impl Remembered {
    /// The verdict on a command that comes under the same id.
    pub(super) fn verdict(&self, request: &Request) -> Verdict {
        if self.fingerprint != request.fingerprint {
            let positions = match &self.answer {
                Answer::Accepted(accepted) => Some((accepted.first, accepted.last)),
                Answer::Refused(_) => None,
            };
            return Verdict::Reused {
                command: self.command.clone(),
                positions,
            };
        }
        let mut answer = self.answer.clone();
        match &mut answer {
            Answer::Accepted(accepted) => accepted.repeated = true,
            Answer::Refused(refused) => refused.repeated = true,
        }
        Verdict::Answered(answer)
    }
}

/// The answer to a refusal, as it is given and stored.
pub(super) fn refused(refusal: Refusal) -> Answer {
    Answer::Refused(Refused {
        code: refusal.code.to_owned(),
        message: refusal.message,
        field: refusal.field.map(str::to_owned),
        repeated: false,
    })
}

/// The stored form of an answer.
pub(super) fn outcome_json(answer: &Answer) -> String {
    let outcome = match answer {
        Answer::Accepted(accepted) => Outcome::Accepted {
            kind: accepted.subject.kind,
            id: accepted.subject.id.clone(),
            no_op: accepted.no_op,
        },
        Answer::Refused(refused) => Outcome::Refused {
            code: refused.code.clone(),
            message: refused.message.clone(),
            field: refused.field.clone(),
        },
    };
    serde_json::to_string(&outcome).expect("an outcome is texts and always has a JSON form")
}

/// What is remembered of `requests`, by their index, in one query. It runs under the lock, so that
/// nobody else can be answering the same ids.
pub(super) async fn lookup(
    connection: &mut PgConnection,
    requests: &[&Request],
) -> Result<Vec<Option<Remembered>>, Failure> {
    let (organizations, ids): (Vec<&str>, Vec<&str>) =
        requests.iter().map(|request| request.key()).unzip();
    let rows = sqlx::query(
        "SELECT wanted.number, command, fingerprint, outcome::text, first_position, last_position, recorded_at \
         FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (organization, command_id, number) \
         JOIN commands USING (organization, command_id)",
    )
    .bind(organizations)
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let mut remembered: Vec<Option<Remembered>> = vec![None; requests.len()];
    for row in rows {
        let number: i64 = row.try_get(0)?;
        let outcome: &str = row.try_get(3)?;
        let answer = decode(outcome, row.try_get(4)?, row.try_get(5)?, row.try_get(6)?)?;
        let slot = usize::try_from(number - 1)
            .ok()
            .and_then(|index| remembered.get_mut(index));
        if let Some(slot) = slot {
            *slot = Some(Remembered {
                command: row.try_get(1)?,
                fingerprint: row.try_get(2)?,
                answer,
            });
        }
    }
    Ok(remembered)
}

fn decode(
    outcome: &str,
    first: Option<i64>,
    last: Option<i64>,
    recorded_at: DateTime<Utc>,
) -> Result<Answer, Failure> {
    let outcome = serde_json::from_str(outcome).map_err(Failure::inconsistent)?;
    Ok(match outcome {
        Outcome::Accepted { kind, id, no_op } => {
            let (Some(first), Some(last)) = (first, last) else {
                return Err(Failure::inconsistent(
                    "an accepted command without positions",
                ));
            };
            Answer::Accepted(Accepted {
                first: Position::try_from(first).map_err(Failure::inconsistent)?,
                last: Position::try_from(last).map_err(Failure::inconsistent)?,
                subject: StreamId { kind, id },
                recorded_at,
                repeated: true,
                no_op,
            })
        }
        Outcome::Refused {
            code,
            message,
            field,
        } => Answer::Refused(Refused {
            code,
            message,
            field,
            repeated: true,
        }),
    })
}

/// Where and when what a no-op asks for was recorded: the latest command of the same name whose
/// record is on the subject's stream, or else the last record of the stream.
pub(super) async fn original(
    connection: &mut PgConnection,
    subject: &StreamId,
    command: &str,
) -> Result<Option<(Position, Position, DateTime<Utc>)>, Failure> {
    let row = sqlx::query(
        "SELECT coalesce(first_position, position), coalesce(last_position, position), event.recorded_at \
         FROM (SELECT position, recorded_at, metadata FROM events \
               WHERE aggregate_type = $1 AND aggregate_id = $2 ORDER BY sequence DESC LIMIT 1000) AS event \
         LEFT JOIN commands ON organization = metadata->>'organization' \
             AND command_id = metadata->>'command_id' \
         ORDER BY (metadata->>'command' = $3) DESC, position DESC LIMIT 1",
    )
    .bind(subject.kind.as_str())
    .bind(&subject.id)
    .bind(command)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let first = Position::try_from(row.try_get::<i64, _>(0)?).map_err(Failure::inconsistent)?;
    let last = Position::try_from(row.try_get::<i64, _>(1)?).map_err(Failure::inconsistent)?;
    Ok(Some((first, last, row.try_get(2)?)))
}
