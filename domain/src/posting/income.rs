//! The posting rules of program income: a memorandum beside the federal books, of which what is deducted reaches them.
//!
//! Income that is deducted pays for costs in place of federal funds, as a credit to the programme's cost does: what is charged
//! and owed is less by it (490100, 610000, 211000, and the appropriations used), and what it frees is the programme's again
//! (461000). The costs themselves, and what the award has left to obligate, stay as they were: the award is reduced by it.

use super::{AccountKind as Kind, Transaction, pairs::of_award};
use crate::award::{IncomeEvent, IncomeMethod};

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

/// What program income posts.
pub(super) fn post_income(event: &IncomeEvent) -> Option<Transaction> {
    let (IncomeEvent::ProgramIncomeEarned {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | IncomeEvent::ProgramIncomeExpended {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | IncomeEvent::ProgramIncomeReversed {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | IncomeEvent::ProgramIncomeExpenseReversed {
        award,
        programme,
        amount,
        effective_on,
        ..
    }) = event
    else {
        return None;
    };
    of_award(programme, *effective_on, award, *amount, pairs(event))
}

fn pairs(event: &IncomeEvent) -> &'static [(Kind, Kind)] {
    match event {
        IncomeEvent::ProgramIncomeEarned { .. } => EARNED,
        IncomeEvent::ProgramIncomeReversed { .. } => EARNED_REVERSED,
        IncomeEvent::ProgramIncomeExpended { method, .. } => match method {
            IncomeMethod::Deduction => DEDUCTED,
            IncomeMethod::Addition => ADDED,
        },
        IncomeEvent::ProgramIncomeExpenseReversed { method, .. } => match method {
            IncomeMethod::Deduction => DEDUCTED_REVERSED,
            IncomeMethod::Addition => ADDED_REVERSED,
        },
        IncomeEvent::ProgramIncomeMethodSet { .. } => &[],
    }
}
