//! What a command was answered under its id, for whoever cannot ask the same again: what it carried may be sealed, and the
//! key destroyed.

use almoner_domain::id::{CommandId, OrganizationId};
use sqlx::Row;

use super::{Journal, ReadError};
use crate::ledger::Answer;
use crate::sequencer::stored_answer;

/// The most records of a command that are looked at.
const RECORDS_MAX: u32 = 16;

/// The first answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The command's name.
    pub command: String,
    /// What it was answered, as a repeat would be.
    pub answer: Answer,
}

impl Journal {
    /// What the command was answered that an organization gave under an id, if there was one. Whether a command is the
    /// same is not asked: that is for the sequencer, by its fingerprint.
    pub async fn answered(
        &self,
        organization: &OrganizationId,
        command_id: &CommandId,
    ) -> Result<Option<Answered>, ReadError> {
        let row = sqlx::query(
            "SELECT command, outcome::text, first_position, last_position, recorded_at FROM commands \
             WHERE organization = $1 AND command_id = $2",
        )
        .bind(organization.as_str())
        .bind(command_id.as_str())
        .fetch_optional(self.pool())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let positions = (row.try_get(2)?, row.try_get(3)?);
        let answer = stored_answer(row.try_get(1)?, positions, row.try_get(4)?)
            .map_err(ReadError::malformed)?;
        Ok(Some(Answered {
            command: row.try_get(0)?,
            answer,
        }))
    }

    /// A text that the records of an answer hold in a field of their payloads; of an answer that recorded nothing, or
    /// nothing under that name, none.
    pub async fn recorded_text(
        &self,
        answer: &Answer,
        field: &str,
    ) -> Result<Option<String>, ReadError> {
        let Answer::Accepted(accepted) = answer else {
            return Ok(None);
        };
        let before = accepted.first.to_bigint() - 1;
        let before = before.try_into().map_err(ReadError::malformed)?;
        for record in self.records(before, RECORDS_MAX).await? {
            if record.position > accepted.last {
                break;
            }
            let payload: serde_json::Value =
                serde_json::from_str(&record.payload).map_err(ReadError::malformed)?;
            if let Some(text) = payload.get(field).and_then(serde_json::Value::as_str) {
                return Ok(Some(text.to_owned()));
            }
        }
        Ok(None)
    }
}
