//! Every account of every award and sub-award has the balance that the model counts, and every book balances.

use std::collections::BTreeMap;

use almoner_domain::posting::{Account, Book, TrialBalance};

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
        if let Some(counted) = counted(model, account) {
            assert_eq!(
                cents, counted,
                "{account}; left the ledger, right the model"
            );
        }
    }
}

/// What the model counts in an account; none where it knows nothing of it.
fn counted(model: &Model, account: &Account) -> Option<Cents> {
    let award = account.award().as_str();
    let id = account.sub_award().map_or("", |id| id.as_str());
    Some(match account.kind().code() {
        "allotted" => model.awarded(award),
        "unassigned" => model.unassigned(award),
        "retained_spent" => model.retained(award),
        "available" => model.available(id),
        "reserved" => model.reserved(id),
        "accrued" => model.accrued(id),
        "paid" => model.paid(id),
        "pended" | "pended_contra" => model.pended(id),
        "programme_cost" | "appropriations_used" | "appropriations_expended" => model.cost(award),
        "payable" => model.payable(award),
        "receivable" => model.receivable(id),
        _ => return None,
    })
}
