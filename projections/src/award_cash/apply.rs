//! Copies what moves the federal cash of an award, and what others contribute.

use almoner_domain::{
    award::{AwardEvent, PaymentMethod},
    identifier::Fain,
    money::Money,
    regime::fiscal_year,
};
use chrono::NaiveDate;

use super::{AwardCashEntryRow, AwardCashRow, AwardContributionRow, CashMovement};
use crate::{read_models::ReadModels, table::Missing};

/// What an event says of a movement.
struct Moved {
    movement: CashMovement,
    reference: Option<String>,
    amount: Money,
    immediate_need: Option<Money>,
    effective_on: NaiveDate,
}

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    let award = event.award();
    if let AwardEvent::PaymentMethodSet { method, .. } = event {
        return change(models, position, award, |row| row.method = *method);
    }
    contribute(models, position, event)?;
    match moved(event) {
        Some(moved) => enter(models, position, event, moved),
        None => Ok(()),
    }
}

fn change(
    models: &mut ReadModels,
    position: i64,
    award: &Fain,
    change: impl FnOnce(&mut AwardCashRow),
) -> Result<(), Missing> {
    let key = (award.clone(),);
    let organizations = &models.awards.need(&key)?.organizations;
    let mut row = models
        .award_cash
        .find(&key)
        .cloned()
        .unwrap_or_else(|| AwardCashRow::nothing(award, organizations.clone()));
    change(&mut row);
    models.award_cash.put(position, row);
    Ok(())
}

fn enter(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
    moved: Moved,
) -> Result<(), Missing> {
    let award = event.award();
    change(models, position, award, |row| {
        row.entries += 1;
        hold(row, event);
    })?;
    let row = models.award_cash.need(&(award.clone(),))?;
    let entry = AwardCashEntryRow {
        award: award.clone(),
        entry: row.entries,
        movement: moved.movement,
        reference: moved.reference,
        amount: moved.amount,
        immediate_need: moved.immediate_need,
        drawn: row.drawn,
        advance: row.advance,
        interest_due: row.interest_due,
        effective_on: moved.effective_on,
        organizations: row.organizations.clone(),
    };
    models.award_cash_entries.put(position, entry);
    Ok(())
}

/// What is held after an event: what it says, and the sums of what it says.
fn hold(row: &mut AwardCashRow, event: &AwardEvent) {
    if let AwardEvent::FundsDrawn { drawn, .. }
    | AwardEvent::AdvanceReturned { drawn, .. }
    | AwardEvent::DrawRefunded { drawn, .. } = event
    {
        row.drawn = *drawn;
    }
    if let AwardEvent::FundsDrawn {
        method: PaymentMethod::Advance,
        amount,
        ..
    } = event
    {
        row.advance = row.advance.plus(*amount).unwrap_or(row.advance);
    }
    if let AwardEvent::AdvanceLiquidated { advance, .. }
    | AwardEvent::AdvanceReturned { advance, .. } = event
    {
        row.advance = *advance;
    }
    row.settled = row.drawn.less(row.advance);
    if let AwardEvent::InterestEarned {
        amount, to_remit, ..
    } = event
    {
        let earned = row.interest_earned;
        row.interest_earned = earned.plus(*amount).unwrap_or(earned);
        row.interest_due = row.interest_due.plus(*to_remit).unwrap_or(row.interest_due);
    }
    if let AwardEvent::InterestRemitted { amount, due, .. } = event {
        row.interest_due = *due;
        let remitted = row.interest_remitted;
        row.interest_remitted = remitted.plus(*amount).unwrap_or(remitted);
    }
}

fn moved(event: &AwardEvent) -> Option<Moved> {
    if let AwardEvent::FundsDrawn {
        draw,
        method,
        immediate_need,
        amount,
        effective_on,
        ..
    } = event
    {
        return Some(Moved {
            movement: match method {
                PaymentMethod::Reimbursement => CashMovement::Reimbursed,
                PaymentMethod::Advance => CashMovement::Advanced,
            },
            reference: Some(draw.to_string()),
            amount: *amount,
            immediate_need: *immediate_need,
            effective_on: *effective_on,
        });
    }
    let (movement, reference, amount, effective_on) = came_back(event).or_else(|| other(event))?;
    Some(Moved {
        movement,
        reference,
        amount,
        immediate_need: None,
        effective_on,
    })
}

type Said = (CashMovement, Option<String>, Money, NaiveDate);

fn came_back(event: &AwardEvent) -> Option<Said> {
    if let AwardEvent::AdvanceReturned {
        refund,
        amount,
        effective_on,
        ..
    } = event
    {
        let reference = Some(refund.to_string());
        return Some((
            CashMovement::AdvanceReturned,
            reference,
            *amount,
            *effective_on,
        ));
    }
    if let AwardEvent::DrawRefunded {
        refund,
        amount,
        drawn_in,
        effective_on,
        ..
    } = event
    {
        let movement = if *drawn_in < fiscal_year(*effective_on) {
            CashMovement::RefundedPriorYear
        } else {
            CashMovement::Refunded
        };
        return Some((movement, Some(refund.to_string()), *amount, *effective_on));
    }
    None
}

fn other(event: &AwardEvent) -> Option<Said> {
    if let AwardEvent::AdvanceLiquidated {
        amount,
        effective_on,
        ..
    } = event
    {
        return Some((CashMovement::Liquidated, None, *amount, *effective_on));
    }
    if let AwardEvent::InterestEarned {
        interest,
        amount,
        effective_on,
        ..
    } = event
    {
        let reference = Some(interest.to_string());
        return Some((
            CashMovement::InterestEarned,
            reference,
            *amount,
            *effective_on,
        ));
    }
    if let AwardEvent::InterestRemitted {
        interest,
        amount,
        effective_on,
        ..
    } = event
    {
        let reference = Some(interest.to_string());
        return Some((
            CashMovement::InterestRemitted,
            reference,
            *amount,
            *effective_on,
        ));
    }
    None
}

fn contribute(models: &mut ReadModels, position: i64, event: &AwardEvent) -> Result<(), Missing> {
    if let AwardEvent::MatchRecorded {
        award,
        contribution,
        kind,
        amount,
        document,
        recorded,
        effective_on,
        ..
    } = event
    {
        change(models, position, award, |row| row.matched = *recorded)?;
        let organizations = models.awards.need(&(award.clone(),))?.organizations.clone();
        let row = AwardContributionRow {
            award: award.clone(),
            contribution: contribution.clone(),
            kind: *kind,
            amount: *amount,
            document: document.clone(),
            effective_on: *effective_on,
            reversed_reason: None,
            reversed_on: None,
            organizations,
        };
        models.award_contributions.put(position, row);
    }
    if let AwardEvent::MatchReversed {
        award,
        contribution,
        recorded,
        reason,
        effective_on,
        ..
    } = event
    {
        change(models, position, award, |row| row.matched = *recorded)?;
        let key = (award.clone(), contribution.clone());
        models.award_contributions.change(position, &key, |row| {
            row.reversed_reason = Some(reason.clone());
            row.reversed_on = Some(*effective_on);
        })?;
    }
    Ok(())
}
