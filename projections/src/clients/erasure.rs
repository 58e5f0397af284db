//! Copies what is held about a client sealed, and how it is given up. An envelope is copied as it stands in its event:
//! nothing here has a key, and no read model holds an open value.

use almoner_domain::{
    claim::ClaimEvent,
    client::ClientEvent,
    id::{ClientCode, OrganizationId},
};

use super::{ErasureStatus, SealedField, SealedValueRow};
use crate::{read_models::ReadModels, table::Missing};

/// A sub-awardee recorded its reference of a case.
pub(super) fn hold_reference(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let ClientEvent::CaseReferenceRecorded {
        client,
        organization,
        reference,
        ..
    } = event
    else {
        return Ok(());
    };
    let case = models.clients.need(&(client.clone(),))?;
    let row = SealedValueRow {
        client: client.clone(),
        field: SealedField::CaseReference,
        subject: organization.as_str().to_owned(),
        sealed: reference.clone(),
        position,
        disclosure: case.disclosure,
        organizations: vec![organization.clone()],
    };
    models.sealed_values.put(position, row);
    Ok(())
}

/// An officer gave a reason about a client's claim.
pub(crate) fn hold_reason(
    models: &mut ReadModels,
    position: i64,
    event: &ClaimEvent,
) -> Result<(), Missing> {
    let ClaimEvent::ClaimReconsidered {
        claim,
        sealed_reason: Some(sealed),
        ..
    } = event
    else {
        return Ok(());
    };
    let of = models.claims.need(&(claim.clone(),))?;
    let owner: OrganizationId = of.organization.clone();
    let row = SealedValueRow {
        client: of.client.clone(),
        field: SealedField::ReconsiderationReason,
        subject: claim.as_str().to_owned(),
        sealed: sealed.clone(),
        position,
        disclosure: of.disclosure,
        organizations: vec![owner],
    };
    models.sealed_values.put(position, row);
    Ok(())
}

/// A hold, or a step of an erasure.
pub(super) fn keep_or_erase(
    models: &mut ReadModels,
    position: i64,
    client: &ClientCode,
    event: &ClientEvent,
) -> Result<(), Missing> {
    models.clients.change(position, &(client.clone(),), |row| {
        if let ClientEvent::ClientHeld {
            reason,
            held_by,
            effective_on,
            ..
        } = event
        {
            row.hold = Some(*reason);
            row.held_since = Some(*effective_on);
            row.held_by = Some(held_by.clone());
        }
        if let ClientEvent::ClientHoldLifted { .. } = event {
            row.hold = None;
            row.held_since = None;
            row.held_by = None;
        }
        if let ClientEvent::ClientErasureRequested {
            reason,
            requested_by,
            effective_on,
            ..
        } = event
        {
            row.erasure = Some(ErasureStatus::Requested);
            row.erasure_reason = Some(*reason);
            row.erasure_requested_by = Some(requested_by.clone());
            row.erasure_requested_on = Some(*effective_on);
            row.erasure_withdrawn_by = None;
            row.erasure_withdrawn_on = None;
            row.erasure_withdrawal_reason = None;
        }
        if let ClientEvent::ClientErasureWithdrawn {
            reason,
            withdrawn_by,
            effective_on,
            ..
        } = event
        {
            row.erasure = Some(ErasureStatus::Withdrawn);
            row.erasure_withdrawn_by = Some(withdrawn_by.clone());
            row.erasure_withdrawn_on = Some(*effective_on);
            row.erasure_withdrawal_reason = Some(*reason);
        }
        if let ClientEvent::ClientErasureApproved {
            approved_by,
            effective_on,
            ..
        } = event
        {
            row.erasure = Some(ErasureStatus::Approved);
            row.erasure_approved_by = Some(approved_by.clone());
            row.erasure_approved_on = Some(*effective_on);
            row.erasure_approved_at = Some(position);
        }
        if let ClientEvent::ClientErased { key, .. } = event {
            row.erasure = Some(ErasureStatus::Erased);
            row.erased_at = Some(position);
            row.erased_key.clone_from(key);
        }
    })
}
