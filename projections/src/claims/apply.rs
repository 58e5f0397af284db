//! Copies what happens to claims.

use almoner_domain::{
    claim::{ClaimEvent, ClaimLine},
    money::Money,
};

use super::{ClaimLineRow, ClaimRow, ClaimStatus, adjudication, correction};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &ClaimEvent,
) -> Result<(), Missing> {
    let claims = &mut models.claims;
    match event {
        ClaimEvent::ClaimSubmitted { .. } | ClaimEvent::ClaimReplacementSubmitted { .. } => {
            submit(models, position, event)
        }
        ClaimEvent::ClaimAdjudicated { .. } => adjudication::adjudicate(models, position, event),
        ClaimEvent::ClaimDenied { .. } => adjudication::deny(models, position, event),
        ClaimEvent::ClaimReplaced { .. }
        | ClaimEvent::ClaimVoided { .. }
        | ClaimEvent::ClaimPaymentCarried { .. }
        | ClaimEvent::ClaimReconsidered { .. }
        | ClaimEvent::ClaimReadjudicated { .. } => correction::correct(models, position, event),
        // It says what is to come; nothing of the claim is otherwise.
        ClaimEvent::ClaimReadjudicationPostponed { claim, .. } => {
            claims.need(&(claim.clone(),)).map(drop)
        }
        ClaimEvent::ClaimReleased { claim, .. } => {
            claims.change(position, &(claim.clone(),), |row| {
                row.status = ClaimStatus::Payable;
            })
        }
        ClaimEvent::ClaimApproved {
            claim,
            approved_by,
            effective_on,
            ..
        } => claims.change(position, &(claim.clone(),), |row| {
            row.status = ClaimStatus::Approved;
            row.approved_by = Some(approved_by.clone());
            row.approved_on = Some(*effective_on);
        }),
        ClaimEvent::ClaimScheduled { claim, payment, .. } => {
            claims.change(position, &(claim.clone(),), |row| {
                row.status = ClaimStatus::Scheduled;
                row.payment = Some(payment.clone());
            })
        }
        ClaimEvent::ClaimPaid {
            claim,
            payment,
            effective_on,
            ..
        } => {
            claims.change(position, &(claim.clone(),), |row| {
                row.status = ClaimStatus::Paid;
                row.paid = row.payable;
                row.payment = Some(payment.clone());
                row.paid_on = Some(*effective_on);
            })?;
            let item = (payment.clone(), claim.clone());
            models.payment_claims.change(position, &item, |row| {
                row.paid_on = Some(*effective_on);
            })
        }
    }
}

fn submit(models: &mut ReadModels, position: i64, event: &ClaimEvent) -> Result<(), Missing> {
    let (ClaimEvent::ClaimSubmitted {
        claim,
        number,
        sub_award,
        organization,
        award,
        programme,
        client,
        service_month,
        lines,
        billed,
        content_digest: _,
        submitted_by,
        received_at,
        effective_on,
        ..
    }
    | ClaimEvent::ClaimReplacementSubmitted {
        claim,
        number,
        sub_award,
        organization,
        award,
        programme,
        client,
        service_month,
        lines,
        billed,
        content_digest: _,
        submitted_by,
        received_at,
        effective_on,
        ..
    }) = event
    else {
        return Ok(());
    };
    let remainder_of = if let ClaimEvent::ClaimSubmitted { remainder_of, .. } = event {
        remainder_of.clone()
    } else {
        None
    };
    let replaces = if let ClaimEvent::ClaimReplacementSubmitted { replaces, .. } = event {
        Some(replaces.clone())
    } else {
        None
    };
    let payer = models.sub_awards.need(&(sub_award.clone(),))?;
    let (disclosure, organizations) = (payer.disclosure, payer.organizations.clone());
    let row = ClaimRow {
        claim: claim.clone(),
        number: number.clone(),
        sub_award: sub_award.clone(),
        award: award.clone(),
        programme: programme.clone(),
        grantee: payer.grantee.clone(),
        organization: organization.clone(),
        client: client.clone(),
        service_month: *service_month,
        status: ClaimStatus::Submitted,
        billed: *billed,
        adjusted: Money::ZERO,
        payable: Money::ZERO,
        line_count: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        adjustment_count: 0,
        finding_count: 0,
        rule_set: None,
        submitted_by: submitted_by.clone(),
        received_at: *received_at,
        submitted_on: *effective_on,
        approved_by: None,
        approved_on: None,
        denied_by: None,
        denied_on: None,
        denial_reason: None,
        payment: None,
        paid_on: None,
        remainder_of,
        remainder: None,
        version: claim.version(),
        replaces,
        replaced_by: None,
        paid: Money::ZERO,
        void_reason: None,
        voided_by: None,
        voided_on: None,
        reconsideration: None,
        reconsideration_plain_at: None,
        reconsidered_by: None,
        reconsidered_on: None,
        disclosure,
        organizations,
    };
    for line in lines {
        models.claim_lines.put(position, billed_line(&row, line));
    }
    models.claims.put(position, row);
    Ok(())
}

/// A line as it was billed, before anything is decided about it.
fn billed_line(claim: &ClaimRow, line: &ClaimLine) -> ClaimLineRow {
    ClaimLineRow {
        claim: claim.claim.clone(),
        number: line.number,
        category: line.category,
        part: line.part,
        billed: line.billed,
        adjusted: Money::ZERO,
        allowed: Money::ZERO,
        paid_on: line.paid_on,
        receipt_digest: line.receipt_digest.clone(),
        other_payer: line.other_payer,
        dependent: line.dependent.clone(),
        disclosure: claim.disclosure,
        organizations: claim.organizations.clone(),
    }
}
