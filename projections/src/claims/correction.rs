//! Copies how claims are corrected.

use almoner_domain::claim::{ClaimEvent, Outcome};

use super::{ClaimStatus, adjudication::come_to};
use crate::{clients::hold_reason, read_models::ReadModels, table::Missing};

/// Copies an event that corrects; nothing of any other.
pub(super) fn correct(
    models: &mut ReadModels,
    position: i64,
    event: &ClaimEvent,
) -> Result<(), Missing> {
    if let ClaimEvent::ClaimReplaced { claim, by, .. } = event {
        models.claims.change(position, &(claim.clone(),), |row| {
            row.status = ClaimStatus::Replaced;
            row.replaced_by = Some(by.clone());
            row.paid = almoner_domain::money::Money::ZERO;
        })?;
    }
    if let ClaimEvent::ClaimVoided {
        claim,
        reason,
        voided_by,
        effective_on,
        ..
    } = event
    {
        models.claims.change(position, &(claim.clone(),), |row| {
            row.status = ClaimStatus::Voided;
            row.paid = almoner_domain::money::Money::ZERO;
            row.void_reason = Some(*reason);
            row.voided_by = Some(voided_by.clone());
            row.voided_on = Some(*effective_on);
        })?;
    }
    if let ClaimEvent::ClaimPaymentCarried { .. } = event {
        carry(models, position, event)?;
    }
    if let ClaimEvent::ClaimReconsidered {
        claim,
        decision,
        reason,
        sealed_reason: _,
        reconsidered_by,
        effective_on,
    } = event
    {
        hold_reason(models, position, event)?;
        models.claims.change(position, &(claim.clone(),), |row| {
            row.reconsideration = Some(*decision);
            row.reconsideration_plain_at = reason.as_ref().map(|_| position);
            row.reconsidered_by = Some(reconsidered_by.clone());
            row.reconsidered_on = Some(*effective_on);
        })?;
    }
    if let ClaimEvent::ClaimReadjudicated { .. } = event {
        readjudicate(models, position, event)?;
    }
    Ok(())
}

fn carry(models: &mut ReadModels, position: i64, event: &ClaimEvent) -> Result<(), Missing> {
    let ClaimEvent::ClaimPaymentCarried {
        claim,
        from,
        payment,
        amount,
        due,
        approved_by,
        approved_on,
        effective_on: _,
    } = event
    else {
        return Ok(());
    };
    let paid_on = models.claims.need(&(from.clone(),))?.paid_on;
    models.claims.change(position, &(claim.clone(),), |row| {
        row.paid = row.paid.plus(*amount).unwrap_or(row.payable);
        row.payment = Some(payment.clone());
        row.paid_on = paid_on;
        if due.is_zero() {
            row.status = ClaimStatus::Paid;
            row.approved_by = Some(approved_by.clone());
            row.approved_on = Some(*approved_on);
        }
    })
}

/// What adjudication made of the claim before gives way to what it makes of it now.
fn readjudicate(models: &mut ReadModels, position: i64, event: &ClaimEvent) -> Result<(), Missing> {
    let ClaimEvent::ClaimReadjudicated {
        claim,
        cause: _,
        rule_set,
        outcome,
        lines,
        findings,
        billed: _,
        adjusted,
        before: _,
        payable,
        difference: _,
        overpaid,
        approval_stands,
        effective_on: _,
        grounds: _,
    } = event
    else {
        return Ok(());
    };
    let key = (claim.clone(),);
    let row = models.claims.need(&key)?;
    let (adjustments, found) = (row.adjustment_count, row.finding_count);
    for entry in 1..=adjustments {
        models
            .claim_adjustments
            .remove(position, &(claim.clone(), entry))?;
    }
    for entry in 1..=found {
        models
            .claim_findings
            .remove(position, &(claim.clone(), entry))?;
    }
    models.claims.change(position, &key, |row| {
        row.adjustment_count = 0;
        row.finding_count = 0;
        row.rule_set = Some(*rule_set);
        row.adjusted = *adjusted;
        row.payable = *payable;
        row.paid = row.paid.less(*overpaid);
        let paid = row.paid.is_positive() && row.paid == row.payable;
        row.status = match outcome {
            Outcome::Payable | Outcome::Pended if *approval_stands => ClaimStatus::Approved,
            Outcome::Payable | Outcome::Pended if paid => ClaimStatus::Paid,
            Outcome::Payable => ClaimStatus::Payable,
            Outcome::Pended => ClaimStatus::Pended,
            Outcome::Denied => ClaimStatus::Denied,
        };
        if row.status == ClaimStatus::Payable || row.status == ClaimStatus::Pended {
            row.approved_by = None;
            row.approved_on = None;
        }
    })?;
    come_to(models, position, claim, lines, findings)
}
