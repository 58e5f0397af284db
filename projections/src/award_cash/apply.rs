//! Copies what moves the federal cash of an award, and what others contribute.

use almoner_domain::{
    award::{AwardEvent, CashEvent, InterestEvent, MatchEvent, PaymentMethod},
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

impl Moved {
    fn of(
        movement: CashMovement,
        reference: Option<String>,
        amount: Money,
        effective_on: NaiveDate,
    ) -> Self {
        Self {
            movement,
            reference,
            amount,
            immediate_need: None,
            effective_on,
        }
    }
}

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    match event {
        AwardEvent::Cash(event) => cash(models, position, event),
        AwardEvent::Interest(event) => interest(models, position, event),
        AwardEvent::Match(event) => contribute(models, position, event),
        AwardEvent::Notice(_)
        | AwardEvent::Standing(_)
        | AwardEvent::Cost(_)
        | AwardEvent::Share(_)
        | AwardEvent::Income(_) => Ok(()),
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

/// Holds what an event says, and enters the movement.
fn enter(
    models: &mut ReadModels,
    position: i64,
    award: &Fain,
    moved: Moved,
    hold: impl FnOnce(&mut AwardCashRow),
) -> Result<(), Missing> {
    change(models, position, award, |row| {
        row.entries += 1;
        hold(row);
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

fn cash(models: &mut ReadModels, position: i64, event: &CashEvent) -> Result<(), Missing> {
    match event {
        CashEvent::PaymentMethodSet { award, method, .. } => {
            change(models, position, award, |row| row.method = *method)
        }
        CashEvent::FundsDrawn {
            award,
            draw,
            method,
            immediate_need,
            amount,
            drawn,
            effective_on,
            ..
        } => {
            let movement = match method {
                PaymentMethod::Reimbursement => CashMovement::Reimbursed,
                PaymentMethod::Advance => CashMovement::Advanced,
            };
            let reference = Some(draw.to_string());
            let moved = Moved {
                immediate_need: *immediate_need,
                ..Moved::of(movement, reference, *amount, *effective_on)
            };
            enter(models, position, award, moved, |row| {
                let advance = match method {
                    PaymentMethod::Reimbursement => row.advance,
                    PaymentMethod::Advance => row.advance.plus(*amount).unwrap_or(row.advance),
                };
                hold(row, *drawn, advance);
            })
        }
        CashEvent::AdvanceLiquidated {
            award,
            amount,
            advance,
            effective_on,
            ..
        } => {
            let moved = Moved::of(CashMovement::Liquidated, None, *amount, *effective_on);
            enter(models, position, award, moved, |row| {
                hold(row, row.drawn, *advance);
            })
        }
        CashEvent::AdvanceReturned {
            award,
            refund,
            amount,
            advance,
            drawn,
            effective_on,
            ..
        } => {
            let reference = Some(refund.to_string());
            let movement = CashMovement::AdvanceReturned;
            let moved = Moved::of(movement, reference, *amount, *effective_on);
            enter(models, position, award, moved, |row| {
                hold(row, *drawn, *advance);
            })
        }
        CashEvent::DrawRefunded {
            award,
            refund,
            amount,
            drawn,
            drawn_in,
            effective_on,
            ..
        } => {
            let movement = if *drawn_in < fiscal_year(*effective_on) {
                CashMovement::RefundedPriorYear
            } else {
                CashMovement::Refunded
            };
            let reference = Some(refund.to_string());
            let moved = Moved::of(movement, reference, *amount, *effective_on);
            enter(models, position, award, moved, |row| {
                hold(row, *drawn, row.advance);
            })
        }
    }
}

/// What is drawn and not returned, and how much of it no cost has taken up.
fn hold(row: &mut AwardCashRow, drawn: Money, advance: Money) {
    row.drawn = drawn;
    row.advance = advance;
    row.settled = drawn.less(advance);
}

fn interest(models: &mut ReadModels, position: i64, event: &InterestEvent) -> Result<(), Missing> {
    match event {
        InterestEvent::InterestEarned {
            award,
            interest,
            amount,
            to_remit,
            effective_on,
            ..
        } => {
            let reference = Some(interest.to_string());
            let movement = CashMovement::InterestEarned;
            let moved = Moved::of(movement, reference, *amount, *effective_on);
            enter(models, position, award, moved, |row| {
                let earned = row.interest_earned;
                row.interest_earned = earned.plus(*amount).unwrap_or(earned);
                row.interest_due = row.interest_due.plus(*to_remit).unwrap_or(row.interest_due);
            })
        }
        InterestEvent::InterestRemitted {
            award,
            interest,
            amount,
            due,
            effective_on,
            ..
        } => {
            let reference = Some(interest.to_string());
            let movement = CashMovement::InterestRemitted;
            let moved = Moved::of(movement, reference, *amount, *effective_on);
            enter(models, position, award, moved, |row| {
                row.interest_due = *due;
                let remitted = row.interest_remitted;
                row.interest_remitted = remitted.plus(*amount).unwrap_or(remitted);
            })
        }
    }
}

fn contribute(models: &mut ReadModels, position: i64, event: &MatchEvent) -> Result<(), Missing> {
    match event {
        MatchEvent::MatchRecorded {
            award,
            contribution,
            kind,
            amount,
            document,
            recorded,
            effective_on,
            ..
        } => {
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
            Ok(())
        }
        MatchEvent::MatchReversed {
            award,
            contribution,
            recorded,
            reason,
            effective_on,
            ..
        } => {
            change(models, position, award, |row| row.matched = *recorded)?;
            let key = (award.clone(), contribution.clone());
            models.award_contributions.change(position, &key, |row| {
                row.reversed_reason = Some(reason.clone());
                row.reversed_on = Some(*effective_on);
            })
        }
    }
}
