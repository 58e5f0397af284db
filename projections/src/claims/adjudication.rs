//! Copies what adjudication made of a claim, and an officer's denial.

use almoner_domain::{
    claim::{AdjudicatedLine, Adjustment, ClaimEvent, Finding, Outcome},
    id::ClaimId,
    money::Money,
};

use super::{ClaimAdjustmentRow, ClaimFindingRow, ClaimRow, ClaimStatus};
use crate::{read_models::ReadModels, table::Missing};

/// Billed less adjustments is payable, line by line.
pub(super) fn adjudicate(
    models: &mut ReadModels,
    position: i64,
    event: &ClaimEvent,
) -> Result<(), Missing> {
    let ClaimEvent::ClaimAdjudicated {
        claim,
        rule_set,
        outcome,
        lines,
        findings,
        billed: _,
        adjusted,
        payable,
        effective_on: _,
        grounds: _,
        remainder,
    } = event
    else {
        return Ok(());
    };
    let key = (claim.clone(),);
    models.claims.change(position, &key, |row| {
        row.status = match outcome {
            Outcome::Payable => ClaimStatus::Payable,
            Outcome::Pended => ClaimStatus::Pended,
            Outcome::Denied => ClaimStatus::Denied,
        };
        row.rule_set = Some(*rule_set);
        row.adjusted = *adjusted;
        row.payable = *payable;
        row.remainder.clone_from(remainder);
    })?;
    come_to(models, position, claim, lines, findings)
}

/// What the lines of a claim came to, and what was found.
pub(super) fn come_to(
    models: &mut ReadModels,
    position: i64,
    claim: &ClaimId,
    lines: &[AdjudicatedLine],
    findings: &[Finding],
) -> Result<(), Missing> {
    for line in lines {
        models
            .claim_lines
            .change(position, &(claim.clone(), line.number), |row| {
                row.adjusted = line.billed.less(line.allowed);
                row.allowed = line.allowed;
            })?;
        for adjustment in &line.adjustments {
            adjust(models, position, claim, line.number, adjustment)?;
        }
    }
    for finding in findings {
        find(models, position, claim, finding)?;
    }
    Ok(())
}

/// An officer takes off all that was payable.
pub(super) fn deny(
    models: &mut ReadModels,
    position: i64,
    event: &ClaimEvent,
) -> Result<(), Missing> {
    let ClaimEvent::ClaimDenied {
        claim,
        reason,
        adjustments,
        amount,
        denied_by,
        effective_on,
    } = event
    else {
        return Ok(());
    };
    models.claims.change(position, &(claim.clone(),), |row| {
        row.status = ClaimStatus::Denied;
        row.adjusted = row.adjusted.plus(*amount).unwrap_or(row.billed);
        row.payable = row.payable.less(*amount);
        row.paid = Money::ZERO;
        row.denied_by = Some(denied_by.clone());
        row.denied_on = Some(*effective_on);
        row.denial_reason = Some(*reason);
    })?;
    for (line, adjustment) in adjustments {
        models
            .claim_lines
            .change(position, &(claim.clone(), *line), |row| {
                row.allowed = row.allowed.less(adjustment.amount);
                row.adjusted = row.billed.less(row.allowed);
            })?;
        adjust(models, position, claim, *line, adjustment)?;
    }
    Ok(())
}

fn adjust(
    models: &mut ReadModels,
    position: i64,
    claim: &ClaimId,
    line: u32,
    adjustment: &Adjustment,
) -> Result<(), Missing> {
    let key = (claim.clone(),);
    models
        .claims
        .change(position, &key, |row| row.adjustment_count += 1)?;
    let of: &ClaimRow = models.claims.need(&key)?;
    let row = ClaimAdjustmentRow {
        claim: claim.clone(),
        entry: of.adjustment_count,
        line,
        adjustment_group: adjustment.group,
        carc: adjustment.carc,
        amount: adjustment.amount,
        disclosure: of.disclosure,
        organizations: of.organizations.clone(),
    };
    models.claim_adjustments.put(position, row);
    Ok(())
}

fn find(
    models: &mut ReadModels,
    position: i64,
    claim: &ClaimId,
    finding: &Finding,
) -> Result<(), Missing> {
    let key = (claim.clone(),);
    models
        .claims
        .change(position, &key, |row| row.finding_count += 1)?;
    let of: &ClaimRow = models.claims.need(&key)?;
    let row = ClaimFindingRow {
        claim: claim.clone(),
        entry: of.finding_count,
        edit: finding.edit,
        line: finding.line,
        carc: finding.carc,
        fatal: finding.fatal,
        disclosure: of.disclosure,
        organizations: of.organizations.clone(),
    };
    models.claim_findings.put(position, row);
    Ok(())
}
