//! What commands were answered before: the memory behind idempotency.

use almoner_domain::ledger::{Refusal, StreamId, StreamKind};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};

use super::Verdict;
use super::failure::Failure;
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
    /// Reads command, fingerprint, outcome, positions and instant from the column `first` on.
    pub(super) fn decode(row: &PgRow, first: usize) -> Result<Self, Failure> {
        let outcome: &str = row.try_get(first + 2)?;
        let positions = (row.try_get(first + 3)?, row.try_get(first + 4)?);
        Ok(Self {
            command: row.try_get(first)?,
            fingerprint: row.try_get(first + 1)?,
            answer: decode(outcome, positions, row.try_get(first + 5)?)?,
        })
    }

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

/// What a stored outcome says, for whoever checks it.
pub(crate) enum StoredOutcome {
    /// The command was carried out; or what it asks for held already.
    Accepted {
        /// What it was about.
        subject: StreamId,
        /// Nothing was recorded for it.
        no_op: bool,
    },
    /// A rule said no.
    Refused,
}

/// Reads a stored outcome.
pub(crate) fn stored_outcome(text: &str) -> Result<StoredOutcome, String> {
    match serde_json::from_str(text) {
        Ok(Outcome::Accepted { kind, id, no_op }) => Ok(StoredOutcome::Accepted {
            subject: StreamId { kind, id },
            no_op,
        }),
        Ok(Outcome::Refused { .. }) => Ok(StoredOutcome::Refused),
        Err(error) => Err(error.to_string()),
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

/// Reads the answer that is stored with its positions.
pub(crate) fn stored_answer(
    outcome: &str,
    positions: (Option<i64>, Option<i64>),
    recorded_at: DateTime<Utc>,
) -> Result<Answer, String> {
    decode(outcome, positions, recorded_at).map_err(|failure| failure.to_string())
}

fn decode(
    outcome: &str,
    positions: (Option<i64>, Option<i64>),
    recorded_at: DateTime<Utc>,
) -> Result<Answer, Failure> {
    let outcome = serde_json::from_str(outcome).map_err(Failure::inconsistent)?;
    Ok(match outcome {
        Outcome::Accepted { kind, id, no_op } => {
            let (Some(first), Some(last)) = positions else {
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

/// First and last position of what a command recorded, and when.
pub(super) type Place = (Position, Position, DateTime<Utc>);

/// Where and when what a no-op asks for was recorded: the latest command of the same name whose
/// record is on the subject's stream, and true, or else the last record of the stream, and false.
pub(super) async fn original(
    connection: &mut PgConnection,
    subject: &StreamId,
    command: &str,
) -> Result<Option<(Place, bool)>, Failure> {
    let row = sqlx::query(
        "SELECT coalesce(first_position, position), coalesce(last_position, position), event.recorded_at, \
             coalesce(metadata->>'command' = $3, false) \
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
    Ok(Some(((first, last, row.try_get(2)?), row.try_get(3)?)))
}
