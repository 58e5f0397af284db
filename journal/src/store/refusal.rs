//! Refused commands as they are stored.

use chrono::{DateTime, Utc};
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::ReadError;
use crate::merkle::Hash;
use crate::refusal::RefusalLine;

/// Reads numbered refusals, in the order in which [`StoredRefusal::decode`] takes their columns.
macro_rules! select_refusals {
    ($rest:literal) => {
        concat!(
            "SELECT refusal_number, organization, command_id, command, fingerprint, coalesce(actor, ''), \
             coalesce(role, ''), recorded_at, outcome::text, refusal_digest FROM commands ",
            $rest
        )
    };
}
pub(crate) use select_refusals;

/// A refusal that has a number.
pub(crate) struct StoredRefusal {
    pub(crate) number: u64,
    organization: String,
    pub(crate) command_id: String,
    command: String,
    fingerprint: Vec<u8>,
    actor: String,
    role: String,
    recorded_at: DateTime<Utc>,
    outcome: String,
    /// The digest, as stored.
    pub(crate) digest: Hash,
}

impl StoredRefusal {
    pub(crate) fn decode(row: &PgRow) -> Result<Self, ReadError> {
        let number: i64 = row.try_get(0)?;
        let digest: &[u8] = row.try_get(9)?;
        Ok(Self {
            number: u64::try_from(number).map_err(ReadError::malformed)?,
            organization: row.try_get(1)?,
            command_id: row.try_get(2)?,
            command: row.try_get(3)?,
            fingerprint: row.try_get(4)?,
            actor: row.try_get(5)?,
            role: row.try_get(6)?,
            recorded_at: row.try_get(7)?,
            outcome: row.try_get(8)?,
            digest: Hash::try_from(digest).map_err(ReadError::malformed)?,
        })
    }

    /// The parts of its line.
    pub(crate) fn line(&self) -> RefusalLine<'_> {
        RefusalLine {
            number: self.number,
            organization: &self.organization,
            command_id: &self.command_id,
            command: &self.command,
            fingerprint: &self.fingerprint,
            actor: &self.actor,
            role: &self.role,
            recorded_at: self.recorded_at,
            outcome: &self.outcome,
        }
    }
}
