//! Copies what an award earns beside its federal funds, and what that is spent on.

use almoner_domain::award::{AwardEvent, IncomeEvent, IncomeMethod};

use super::{AwardIncomeEntryRow, AwardIncomeRow, IncomeEntryKind};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event, once its award has copied it.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    let AwardEvent::Income(event) = event else {
        return Ok(());
    };
    let key = (event.award().clone(),);
    let organizations = &models.awards.need(&key)?.organizations;
    let mut row = models
        .award_incomes
        .find(&key)
        .cloned()
        .unwrap_or_else(|| AwardIncomeRow::nothing(event.award(), organizations.clone()));
    hold(&mut row, event);
    if let Some(entry) = entry(&row, event) {
        models.award_income_entries.put(position, entry);
    }
    models.award_incomes.put(position, row);
    reverse(models, position, event)
}

/// An entry that no longer stands.
fn reverse(models: &mut ReadModels, position: i64, event: &IncomeEvent) -> Result<(), Missing> {
    let (IncomeEvent::ProgramIncomeReversed {
        award,
        income,
        reason,
        effective_on,
        ..
    }
    | IncomeEvent::ProgramIncomeExpenseReversed {
        award,
        income,
        reason,
        effective_on,
        ..
    }) = event
    else {
        return Ok(());
    };
    let key = (award.clone(), income.clone());
    models.award_income_entries.change(position, &key, |row| {
        row.reversed_reason = Some(reason.clone());
        row.reversed_on = Some(*effective_on);
    })
}

/// What is held after an event: what it says.
fn hold(row: &mut AwardIncomeRow, event: &IncomeEvent) {
    match event {
        IncomeEvent::ProgramIncomeMethodSet { method, .. } => row.method = *method,
        IncomeEvent::ProgramIncomeEarned {
            earned, unexpended, ..
        }
        | IncomeEvent::ProgramIncomeReversed {
            earned, unexpended, ..
        } => {
            row.earned = *earned;
            row.unexpended = *unexpended;
        }
        IncomeEvent::ProgramIncomeExpended {
            method,
            expended,
            unexpended,
            ..
        }
        | IncomeEvent::ProgramIncomeExpenseReversed {
            method,
            expended,
            unexpended,
            ..
        } => {
            row.unexpended = *unexpended;
            match method {
                IncomeMethod::Deduction => row.deducted = *expended,
                IncomeMethod::Addition => row.added = *expended,
            }
        }
    }
}

/// What is entered.
fn entry(row: &AwardIncomeRow, event: &IncomeEvent) -> Option<AwardIncomeEntryRow> {
    let (income, movement, source, amount, document, effective_on) = match event {
        IncomeEvent::ProgramIncomeEarned {
            income,
            source,
            amount,
            document,
            effective_on,
            ..
        } => {
            let (source, document) = (Some(*source), Some(document.clone()));
            let movement = IncomeEntryKind::Earned;
            (income, movement, source, amount, document, effective_on)
        }
        IncomeEvent::ProgramIncomeExpended {
            income,
            method,
            amount,
            effective_on,
            ..
        } => {
            let movement = match method {
                IncomeMethod::Deduction => IncomeEntryKind::Deducted,
                IncomeMethod::Addition => IncomeEntryKind::Added,
            };
            (income, movement, None, amount, None, effective_on)
        }
        IncomeEvent::ProgramIncomeMethodSet { .. }
        | IncomeEvent::ProgramIncomeReversed { .. }
        | IncomeEvent::ProgramIncomeExpenseReversed { .. } => return None,
    };
    Some(AwardIncomeEntryRow {
        award: row.award.clone(),
        income: income.clone(),
        movement,
        source,
        amount: *amount,
        document,
        effective_on: *effective_on,
        reversed_reason: None,
        reversed_on: None,
        organizations: row.organizations.clone(),
    })
}
