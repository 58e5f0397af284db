//! The trial balance: every account's debits and credits, which agree in every book.

use std::collections::BTreeMap;

use super::{Account, Book, Side, Transaction};
use crate::money::Money;

/// Debits and credits of one account, kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// The sum of debits.
    pub debits: Money,
    /// The sum of credits.
    pub credits: Money,
}

impl Totals {
    /// The balance on the account's normal side; below zero where the account stands on its head.
    pub fn balance(&self, normal_side: Side) -> Option<Money> {
        match normal_side {
            Side::Debit => self.debits.minus(self.credits),
            Side::Credit => self.credits.minus(self.debits),
        }
    }

    pub(super) fn add(&mut self, side: Side, amount: Money) -> Option<()> {
        let total = match side {
            Side::Debit => &mut self.debits,
            Side::Credit => &mut self.credits,
        };
        *total = total.plus(amount)?;
        Some(())
    }
}

/// Every account that was ever posted to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrialBalance {
    accounts: BTreeMap<Account, Totals>,
}

impl TrialBalance {
    /// Takes a transaction in; nothing when a sum is out of range.
    #[must_use]
    pub fn take(&mut self, transaction: &Transaction) -> Option<()> {
        for entry in transaction.entries() {
            let totals = self.accounts.entry(entry.account.clone()).or_default();
            totals.add(entry.side, entry.amount)?;
        }
        Some(())
    }

    /// Every account with its totals, in order.
    pub fn accounts(&self) -> impl Iterator<Item = (&Account, &Totals)> {
        self.accounts.iter()
    }

    /// The totals of a book; debits equal credits. Nothing when a sum is out of range.
    pub fn book(&self, book: Book) -> Option<Totals> {
        let mut sums = Totals::default();
        for (_, totals) in self
            .accounts()
            .filter(|(account, _)| account.kind().book() == book)
        {
            sums.add(Side::Debit, totals.debits)?;
            sums.add(Side::Credit, totals.credits)?;
        }
        Some(sums)
    }

    /// An account whose balance fell below zero on its normal side: no sequence of accepted commands leads there.
    pub fn overdrawn(&self) -> Option<&Account> {
        self.accounts()
            .find(|(account, totals)| {
                totals
                    .balance(account.kind().normal_side())
                    .is_none_or(Money::is_negative)
            })
            .map(|(account, _)| account)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{
        id::ProgrammeCode,
        identifier::Fain,
        posting::{AccountKind, Entry},
    };

    #[test]
    fn debits_and_credits_are_kept_apart_and_agree() {
        let award = Fain::parse("90ZV0134").unwrap();
        let allotted = Account::of_award(AccountKind::Allotted, &award);
        let unassigned = Account::of_award(AccountKind::Unassigned, &award);
        let transaction = |debit: &Account, credit: &Account, cents| {
            let amount = Money::from_cents(cents);
            Transaction::try_new(
                ProgrammeCode::parse("NHTRC").unwrap(),
                NaiveDate::from_ymd_opt(2024, 1, 1).unwrap(),
                vec![
                    Entry::debit(debit.clone(), amount),
                    Entry::credit(credit.clone(), amount),
                ],
            )
            .unwrap()
        };
        let mut balance = TrialBalance::default();
        balance
            .take(&transaction(&allotted, &unassigned, 500))
            .unwrap();
        balance
            .take(&transaction(&unassigned, &allotted, 200))
            .unwrap();
        let budgetary = balance.book(Book::Budgetary).unwrap();
        assert_eq!(budgetary.debits, budgetary.credits);
        assert_eq!(budgetary.debits, Money::from_cents(700));
        assert_eq!(balance.overdrawn(), None);
        balance
            .take(&transaction(&unassigned, &allotted, 301))
            .unwrap();
        assert_eq!(balance.overdrawn(), Some(&allotted));
    }
}
