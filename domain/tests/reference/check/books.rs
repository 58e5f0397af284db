//! Every account of every award and sub-award has the balance that the model counts, and every book balances.

use std::collections::BTreeMap;

use almoner_domain::posting::{Account, AccountKind as Kind, Book, TrialBalance};

use crate::model::{Cents, Model};

/// Both have the same balances, none below zero.
pub(crate) fn agree(model: &Model, balance: &TrialBalance) {
    for book in [Book::Budgetary, Book::Proprietary, Book::Memorandum] {
        let totals = balance.book(book).expect("sums are in range");
        assert_eq!(totals.debits, totals.credits, "{book:?}");
    }
    assert_eq!(balance.overdrawn(), None, "an account is overdrawn");
    let posted: BTreeMap<&Account, Cents> = balance
        .accounts()
        .map(|(account, totals)| {
            let side = account.kind().normal_side();
            (account, totals.balance(side).expect("in range").cents())
        })
        .collect();
    for (account, cents) in posted {
        assert_eq!(counted(model, account), cents, "{account}");
    }
}

/// What the model counts in an account.
fn counted(model: &Model, account: &Account) -> Cents {
    let award = account.award().as_str();
    let id = account.sub_award().map_or("", |id| id.as_str());
    match account.kind() {
        Kind::Allotted => model.awarded(award),
        Kind::Unassigned => model.unassigned(award),
        Kind::RetainedSpent => model.retained(award),
        Kind::Available => model.available(id),
        Kind::Reserved => model.reserved(id),
        Kind::Accrued => model.accrued(id),
        Kind::Paid => model.paid(id),
        Kind::Pended | Kind::PendedContra => model.pended(id),
        Kind::ProgrammeCost
        | Kind::Payable
        | Kind::AppropriationsUsed
        | Kind::AppropriationsExpended => model.cost(award),
    }
}
