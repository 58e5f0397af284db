//! The posting rules of program income: a memorandum beside the federal books, of which what is deducted reaches them.
//!
//! Income that is deducted pays for costs in place of federal funds, as a credit to the programme's cost does: what is charged
//! and owed is less by it (490100, 610000, 211000, and the appropriations used), and what it frees is the programme's again
//! (461000). The costs themselves, and what the award has left to obligate, stay as they were: the award is reduced by it.

use chrono::NaiveDate;

use super::{AccountKind as Kind, Transaction, rule::of_award};
use crate::{
    award::{AwardEvent, IncomeMethod},
    id::ProgrammeCode,
    identifier::Fain,
    money::Money,
};

const EARNED: &[(Kind, Kind)] = &[(Kind::IncomeUnexpended, Kind::IncomeEarned)];

const EARNED_REVERSED: &[(Kind, Kind)] = &[(Kind::IncomeEarned, Kind::IncomeUnexpended)];

const ADDED: &[(Kind, Kind)] = &[(Kind::IncomeAdded, Kind::IncomeUnexpended)];

const ADDED_REVERSED: &[(Kind, Kind)] = &[(Kind::IncomeUnexpended, Kind::IncomeAdded)];

const DEDUCTED: &[(Kind, Kind)] = &[
    (Kind::PaidByIncome, Kind::FreedByIncome),
    (Kind::Payable, Kind::ProgrammeCost),
    (Kind::AppropriationsExpended, Kind::AppropriationsUsed),
    (Kind::IncomeDeducted, Kind::IncomeUnexpended),
];

const DEDUCTED_REVERSED: &[(Kind, Kind)] = &[
    (Kind::FreedByIncome, Kind::PaidByIncome),
    (Kind::ProgrammeCost, Kind::Payable),
    (Kind::AppropriationsUsed, Kind::AppropriationsExpended),
    (Kind::IncomeUnexpended, Kind::IncomeDeducted),
];

struct Moved<'event> {
    award: &'event Fain,
    programme: &'event ProgrammeCode,
    amount: Money,
    effective_on: NaiveDate,
}

/// What program income posts; nothing for any other event.
pub(super) fn post_income(event: &AwardEvent) -> Option<Transaction> {
    let moved = moved(event)?;
    of_award(
        moved.programme,
        moved.effective_on,
        moved.award,
        moved.amount,
        pairs(event),
    )
}

fn pairs(event: &AwardEvent) -> &'static [(Kind, Kind)] {
    if let AwardEvent::ProgramIncomeEarned { .. } = event {
        return EARNED;
    }
    if let AwardEvent::ProgramIncomeReversed { .. } = event {
        return EARNED_REVERSED;
    }
    if let AwardEvent::ProgramIncomeExpended { method, .. } = event {
        return match method {
            IncomeMethod::Deduction => DEDUCTED,
            IncomeMethod::Addition => ADDED,
        };
    }
    if let AwardEvent::ProgramIncomeExpenseReversed { method, .. } = event {
        return match method {
            IncomeMethod::Deduction => DEDUCTED_REVERSED,
            IncomeMethod::Addition => ADDED_REVERSED,
        };
    }
    &[]
}

fn moved(event: &AwardEvent) -> Option<Moved<'_>> {
    if let AwardEvent::ProgramIncomeEarned {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::ProgramIncomeExpended {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::ProgramIncomeReversed {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::ProgramIncomeExpenseReversed {
        award,
        programme,
        amount,
        effective_on,
        ..
    } = event
    {
        return Some(Moved {
            award,
            programme,
            amount: *amount,
            effective_on: *effective_on,
        });
    }
    None
}
