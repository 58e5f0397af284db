//! A hold on a case, its erasure, and the certificate of what is gone.

use std::sync::Arc;

use almoner_journal::record::Position;
use almoner_projections::clients::{ClientRow, ErasureStatus as Status};
use async_graphql::{Context, Object, Result, SimpleObject};
use serde_json::json;

use super::{ErasureReason, ErasureStatus, ErasureWithdrawalReason, HoldReason};
use crate::{
    certificate::path,
    graphql::{error::TopError, journal::Checkpoint, scalar, scope::Scope},
    http::LedgerState,
};

/// A hold on a case: nothing about the client is erased until it is lifted.
#[derive(SimpleObject)]
pub(crate) struct ClientHold {
    /// Why.
    reason: HoldReason,
    /// The first day.
    since: scalar::Date,
    /// Which officer placed it.
    placed_by: scalar::ActorId,
}

impl ClientHold {
    pub(crate) fn of(row: &ClientRow) -> Option<Self> {
        Some(Self {
            reason: row.hold?.into(),
            since: scalar::Date::of(row.held_since?),
            placed_by: scalar::ActorId::of(row.held_by.as_ref()?),
        })
    }
}

/// The erasure of what is held about a client.
pub(crate) struct ClientErasure {
    pub(crate) row: ClientRow,
    pub(crate) scope: Scope,
}

/// What was destroyed, and between which checkpoints. It says nothing of what the values were.
#[derive(SimpleObject)]
pub(crate) struct ErasureCertificate {
    /// The client's random code, which stays.
    client: scalar::ClientCode,
    /// The commitment to the destroyed key, by which the sealed values name it; none where nothing had been sealed.
    key_commitment: Option<String>,
    /// The positions of the events whose sealed values nobody can read any more, of those that you see.
    positions: Vec<scalar::Position>,
    /// The positions of the events that have plain words about the client, of a time before they were sealed, of those that
    /// you see. They stay in the record lines, and are told nowhere else.
    plain_positions: Vec<scalar::Position>,
    /// The position of the approval.
    approved_at: scalar::Position,
    /// The position of the event that says that the key is destroyed; its inclusion proof is the proof of this certificate.
    erased_at: scalar::Position,
    /// The last checkpoint before the event.
    checkpoint_before: Option<Checkpoint>,
    /// The first checkpoint with it.
    checkpoint_after: Option<Checkpoint>,
    /// Where the signed certificate is downloaded, with the proofs of all events that it names: for officers, auditors, and the
    /// sub-awardee whose case it was.
    download: String,
    /// The same as one JSON text; nobody signed it.
    document: String,
}

/// How far the erasure of what is held about a client is, and who decided it.
#[Object]
impl ClientErasure {
    /// How far it is.
    async fn status(&self) -> Option<ErasureStatus> {
        self.row.erasure.map(Into::into)
    }

    /// Why it was asked for.
    async fn reason(&self) -> Option<ErasureReason> {
        self.row.erasure_reason.map(Into::into)
    }

    /// Which officer asked for it.
    async fn requested_by(&self) -> Option<scalar::ActorId> {
        let by = self.row.erasure_requested_by.as_ref();
        by.map(scalar::ActorId::of)
    }

    /// The day of the request.
    async fn requested_on(&self) -> Option<scalar::Date> {
        self.row.erasure_requested_on.map(scalar::Date::of)
    }

    /// Which officer withdrew the request; none where it stands.
    async fn withdrawn_by(&self) -> Option<scalar::ActorId> {
        let by = self.row.erasure_withdrawn_by.as_ref();
        by.map(scalar::ActorId::of)
    }

    /// The day of the withdrawal.
    async fn withdrawn_on(&self) -> Option<scalar::Date> {
        self.row.erasure_withdrawn_on.map(scalar::Date::of)
    }

    /// Why it was withdrawn.
    async fn withdrawal_reason(&self) -> Option<ErasureWithdrawalReason> {
        self.row.erasure_withdrawal_reason.map(Into::into)
    }

    /// Which officer approved it; another than asked for it.
    async fn approved_by(&self) -> Option<scalar::ActorId> {
        let by = self.row.erasure_approved_by.as_ref();
        by.map(scalar::ActorId::of)
    }

    /// The day of the approval.
    async fn approved_on(&self) -> Option<scalar::Date> {
        self.row.erasure_approved_on.map(scalar::Date::of)
    }

    /// What was destroyed; once it is.
    async fn certificate(&self, ctx: &Context<'_>) -> Result<Option<ErasureCertificate>> {
        Ok(ErasureCertificate::of(ctx, &self.row, &self.scope).await?)
    }
}

impl ErasureCertificate {
    async fn of(
        ctx: &Context<'_>,
        row: &ClientRow,
        scope: &Scope,
    ) -> Result<Option<Self>, TopError> {
        let (Some(Status::Erased), Some(approved_at), Some(erased_at)) =
            (row.erasure, row.erasure_approved_at, row.erased_at)
        else {
            return Ok(None);
        };
        let journal = ctx.data_unchecked::<Arc<LedgerState>>().journal();
        let at = Position::try_from(erased_at).map_err(|error| TopError::internal(&error))?;
        let before = journal.checkpoint_before(at).await?;
        let after = journal.checkpoint_over(at).await?;
        let positions = scope.sealed_positions(&row.client).await?;
        let plain = scope.plain_positions(&row.client).await?;
        let key = row.erased_key.as_ref().map(|key| key.as_str().to_owned());
        let document = json!({
            "type": "almoner erasure certificate v1",
            "ledger": journal.origin(),
            "client": row.client,
            "keyCommitment": key,
            "positions": positions.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "plainPositions": plain.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "approvedAt": approved_at.to_string(),
            "erasedAt": erased_at.to_string(),
            "requestedBy": row.erasure_requested_by,
            "approvedBy": row.erasure_approved_by,
            "approvedOn": row.erasure_approved_on,
            "checkpointBefore": before.as_ref().map(|checkpoint| &checkpoint.note),
            "checkpointAfter": after.as_ref().map(|checkpoint| &checkpoint.note),
        });
        Ok(Some(Self {
            client: scalar::ClientCode::of(&row.client),
            key_commitment: key,
            positions: positions.into_iter().map(scalar::Position::of).collect(),
            plain_positions: plain.into_iter().map(scalar::Position::of).collect(),
            download: path(journal.name().as_str(), &row.client),
            approved_at: scalar::Position::of(approved_at),
            erased_at: scalar::Position::of(erased_at),
            checkpoint_before: before.map(Checkpoint::of),
            checkpoint_after: after.map(Checkpoint::of),
            document: document.to_string(),
        }))
    }
}
