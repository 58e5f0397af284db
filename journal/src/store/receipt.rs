//! Receipts: that all events of one command are in the tree of a checkpoint, as a file that its giver keeps.

use almoner_domain::id::{CommandId, OrganizationId};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sqlx::Row;

use super::{InclusionProof, IssuedCheckpoint, Journal, ReadError};
use crate::merkle::{Hash, ProofError, left_of};
use crate::note::TlogProof;
use crate::record::Position;

/// Which command was carried out, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOut {
    /// The organization for which it was given.
    pub organization: OrganizationId,
    /// The id that its giver minted.
    pub command_id: CommandId,
    /// Its first record.
    pub first: Position,
    /// Its last record.
    pub last: Position,
}

/// The proof that the records of a command are in the tree of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The command.
    pub command: CarriedOut,
    /// The leaves of its records, from the first to the last.
    pub leaves: Vec<Hash>,
    /// The nodes on the left of its first leaf, from the leaf upwards.
    pub left: Vec<Hash>,
    /// The proof of its last record.
    pub proof: InclusionProof,
}

/// What stands beside the proof of the last record, as JSON. Positions are texts, hashes standard base 64.
#[derive(Serialize)]
struct Extra<'r> {
    receipt: &'static str,
    organization: &'r str,
    command: &'r str,
    first: String,
    last: String,
    leaves: Vec<String>,
    left: Vec<String>,
}

impl Receipt {
    /// The receipt as C2SP has it: it proves the last record by itself, and in `extra` has what proves the others: their
    /// leaves, and the nodes on the left of the first. Those on the right are in the proof of the last.
    pub fn to_tlog_proof(&self) -> TlogProof {
        let texts = |hashes: &[Hash]| {
            let texts = hashes.iter().map(|hash| STANDARD.encode(hash.as_bytes()));
            texts.collect::<Vec<_>>()
        };
        let extra = Extra {
            receipt: "almoner receipt v1",
            organization: self.command.organization.as_str(),
            command: self.command.command_id.as_str(),
            first: self.command.first.to_string(),
            last: self.command.last.to_string(),
            leaves: texts(&self.leaves),
            left: texts(&self.left),
        };
        TlogProof {
            extra: Some(serde_json::to_vec(&extra).expect("texts and lists of texts are JSON")),
            index: self.proof.index,
            hashes: self.proof.hashes.clone(),
            checkpoint: self.proof.checkpoint.note.clone(),
        }
    }
}

impl Journal {
    /// The command that an organization gave under an id, if it was carried out.
    pub async fn carried_out(
        &self,
        organization: &OrganizationId,
        command_id: &CommandId,
    ) -> Result<Option<CarriedOut>, ReadError> {
        let row = sqlx::query(
            "SELECT first_position, last_position FROM commands \
             WHERE organization = $1 AND command_id = $2 AND first_position IS NOT NULL",
        )
        .bind(organization.as_str())
        .bind(command_id.as_str())
        .fetch_optional(self.pool())
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(CarriedOut {
            organization: organization.clone(),
            command_id: command_id.clone(),
            first: Position::try_from(row.try_get::<i64, _>(0)?).map_err(ReadError::malformed)?,
            last: Position::try_from(row.try_get::<i64, _>(1)?).map_err(ReadError::malformed)?,
        }))
    }

    /// The principal who gave a command and the role in which it was given; none where the row is from before they were kept.
    pub async fn given_by(
        &self,
        organization: &OrganizationId,
        command_id: &CommandId,
    ) -> Result<Option<(String, String)>, ReadError> {
        let row = sqlx::query(
            "SELECT actor, role FROM commands \
             WHERE organization = $1 AND command_id = $2 AND actor IS NOT NULL AND role IS NOT NULL",
        )
        .bind(organization.as_str())
        .bind(command_id.as_str())
        .fetch_optional(self.pool())
        .await?;
        match row {
            Some(row) => Ok(Some((row.try_get(0)?, row.try_get(1)?))),
            None => Ok(None),
        }
    }

    /// The receipt of a command, under the first checkpoint that has its last record: it was committed with it, so a
    /// receipt that is made again is the same.
    pub async fn receipt(&self, command: CarriedOut) -> Result<Receipt, ReadError> {
        let checkpoint = self.checkpoint_over(command.last).await?;
        let checkpoint = checkpoint.ok_or(ProofError::OutsideTree {
            index: command.last.get().saturating_sub(1),
            size: 0,
        })?;
        self.receipt_under(command, checkpoint).await
    }

    /// The receipt of a command under a checkpoint that has its last record.
    pub async fn receipt_under(
        &self,
        command: CarriedOut,
        checkpoint: IssuedCheckpoint,
    ) -> Result<Receipt, ReadError> {
        let size = checkpoint.size.get();
        let leaves = self.leaves(command.first, command.last).await?;
        let of_first = self.audit_path(command.first, size).await?;
        let left = left_of(command.first.get().saturating_sub(1), size, &of_first);
        let hashes = self.audit_path(command.last, size).await?;
        Ok(Receipt {
            proof: InclusionProof {
                index: command.last.get().saturating_sub(1),
                hashes,
                checkpoint,
            },
            command,
            leaves,
            left,
        })
    }

    async fn leaves(&self, first: Position, last: Position) -> Result<Vec<Hash>, ReadError> {
        let rows = sqlx::query(
            "SELECT leaf FROM events WHERE position BETWEEN $1 AND $2 ORDER BY position",
        )
        .bind(first.to_bigint())
        .bind(last.to_bigint())
        .fetch_all(self.pool())
        .await?;
        rows.iter()
            .map(|row| Hash::try_from(row.try_get::<&[u8], _>(0)?).map_err(ReadError::malformed))
            .collect()
    }
}
