//! Copies what an award earns beside its federal funds, and what that is spent on.

use almoner_domain::award::{AwardEvent, IncomeMethod};

use super::{AwardIncomeEntryRow, AwardIncomeRow, IncomeEntryKind};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event, once its award has copied it.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    if !event.moves_income() {
        return Ok(());
    }
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
    if let AwardEvent::ProgramIncomeReversed {
        award,
        income,
        reason,
        effective_on,
        ..
    }
    | AwardEvent::ProgramIncomeExpenseReversed {
        award,
        income,
        reason,
        effective_on,
        ..
    } = event
    {
        let key = (award.clone(), income.clone());
        models.award_income_entries.change(position, &key, |row| {
            row.reversed_reason = Some(reason.clone());
            row.reversed_on = Some(*effective_on);
        })?;
    }
    Ok(())
}

/// What is held after an event: what it says.
fn hold(row: &mut AwardIncomeRow, event: &AwardEvent) {
    if let AwardEvent::ProgramIncomeMethodSet { method, .. } = event {
        row.method = *method;
    }
    if let AwardEvent::ProgramIncomeEarned {
        earned, unexpended, ..
    }
    | AwardEvent::ProgramIncomeReversed {
        earned, unexpended, ..
    } = event
    {
        row.earned = *earned;
        row.unexpended = *unexpended;
    }
    if let AwardEvent::ProgramIncomeExpended {
        method,
        expended,
        unexpended,
        ..
    }
    | AwardEvent::ProgramIncomeExpenseReversed {
        method,
        expended,
        unexpended,
        ..
    } = event
    {
        row.unexpended = *unexpended;
        match method {
            IncomeMethod::Deduction => row.deducted = *expended,
            IncomeMethod::Addition => row.added = *expended,
        }
    }
}

/// What is entered.
fn entry(row: &AwardIncomeRow, event: &AwardEvent) -> Option<AwardIncomeEntryRow> {
    let (income, movement, source, amount, document, effective_on) =
        if let AwardEvent::ProgramIncomeEarned {
            income,
            source,
            amount,
            document,
            effective_on,
            ..
        } = event
        {
            let (source, document) = (Some(*source), Some(document.clone()));
            let movement = IncomeEntryKind::Earned;
            (income, movement, source, amount, document, effective_on)
        } else if let AwardEvent::ProgramIncomeExpended {
            income,
            method,
            amount,
            effective_on,
            ..
        } = event
        {
            let movement = match method {
                IncomeMethod::Deduction => IncomeEntryKind::Deducted,
                IncomeMethod::Addition => IncomeEntryKind::Added,
            };
            (income, movement, None, amount, None, effective_on)
        } else {
            return None;
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
