//! An amount between pairs of accounts, each a debit and a credit.

use chrono::NaiveDate;

use super::{Account, AccountKind as Kind, Entry, Transaction};
use crate::{
    id::{ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
};

/// An amount of an award; nothing where it is zero.
pub(super) fn of_award(
    programme: &ProgrammeCode,
    effective_on: NaiveDate,
    award: &Fain,
    amount: Money,
    pairs: &[(Kind, Kind)],
) -> Option<Transaction> {
    transaction(programme, effective_on, amount, pairs, |kind| {
        Account::of_award(kind, award)
    })
}

/// An amount of a sub-award, some of whose accounts are its award's; nothing where it is zero.
pub(super) fn of_sub_award(
    programme: &ProgrammeCode,
    effective_on: NaiveDate,
    award: &Fain,
    sub_award: &SubAwardId,
    amount: Money,
    pairs: &[(Kind, Kind)],
) -> Option<Transaction> {
    transaction(programme, effective_on, amount, pairs, |kind| {
        if kind.of_sub_award() {
            Account::of_sub_award(kind, award, sub_award)
        } else {
            Account::of_award(kind, award)
        }
    })
}

fn transaction(
    programme: &ProgrammeCode,
    effective_on: NaiveDate,
    amount: Money,
    pairs: &[(Kind, Kind)],
    account: impl Fn(Kind) -> Account,
) -> Option<Transaction> {
    if amount.is_zero() {
        return None;
    }
    let entries = pairs
        .iter()
        .flat_map(|(debit, credit)| {
            [
                Entry::debit(account(*debit), amount),
                Entry::credit(account(*credit), amount),
            ]
        })
        .collect();
    let transaction = Transaction::try_new(programme.clone(), effective_on, entries).expect(
        "every template pairs a debit and a credit of one book, and an event's amount is positive",
    );
    Some(transaction)
}
