//! A transaction: entries whose debits equal their credits in every book.

use chrono::NaiveDate;
use thiserror::Error;

use super::{Account, Book, Side};
use crate::{id::ProgrammeCode, identifier::Fain, money::Money};

/// One line of a transaction. The amount is above zero; the side says which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// Debit or credit.
    pub side: Side,
    /// How much.
    pub amount: Money,
}

impl Entry {
    /// A debit.
    pub fn debit(account: Account, amount: Money) -> Self {
        Self {
            account,
            side: Side::Debit,
            amount,
        }
    }

    /// A credit.
    pub fn credit(account: Account, amount: Money) -> Self {
        Self {
            account,
            side: Side::Credit,
            amount,
        }
    }
}

/// A balanced transaction. There is no other kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    programme: ProgrammeCode,
    effective_on: NaiveDate,
    entries: Vec<Entry>,
}

/// Why entries do not make a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TransactionError {
    /// Fewer than two entries.
    #[error("a transaction has at least two entries")]
    TooFewEntries,
    /// An entry of nothing, or of less.
    #[error("an entry is of more than nothing")]
    AmountNotPositive,
    /// Debits and credits of a book differ.
    #[error("the debits and credits of the {0:?} book differ")]
    Unbalanced(Book),
    /// The sums are out of range.
    #[error("the sums are out of range")]
    OutOfRange,
}

impl Transaction {
    /// A transaction, if its entries balance in every book.
    pub fn try_new(
        programme: ProgrammeCode,
        effective_on: NaiveDate,
        entries: Vec<Entry>,
    ) -> Result<Self, TransactionError> {
        if entries.len() < 2 {
            return Err(TransactionError::TooFewEntries);
        }
        if entries.iter().any(|entry| !entry.amount.is_positive()) {
            return Err(TransactionError::AmountNotPositive);
        }
        for book in [Book::Budgetary, Book::Proprietary, Book::Memorandum] {
            let total = |side: Side| {
                Money::sum(
                    entries
                        .iter()
                        .filter(|entry| entry.account.kind().book() == book && entry.side == side)
                        .map(|entry| entry.amount),
                )
                .ok_or(TransactionError::OutOfRange)
            };
            if total(Side::Debit)? != total(Side::Credit)? {
                return Err(TransactionError::Unbalanced(book));
            }
        }
        Ok(Self {
            programme,
            effective_on,
            entries,
        })
    }

    /// The programme.
    pub fn programme(&self) -> &ProgrammeCode {
        &self.programme
    }

    /// The award whose accounts it moves.
    pub fn award(&self) -> &Fain {
        self.entries
            .first()
            .expect("a transaction has at least two entries")
            .account
            .award()
    }

    /// The fact's own day. Where it is frozen the transaction counts later: [`crate::closing::accounting_date`].
    pub fn effective_on(&self) -> NaiveDate {
        self.effective_on
    }

    /// The entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{identifier::Fain, posting::AccountKind};

    #[test]
    fn entries_that_do_not_balance_make_no_transaction() {
        let award = Fain::parse("90ZV0134").unwrap();
        let account = |kind| Account::of_award(kind, &award);
        let make = |entries| {
            Transaction::try_new(
                ProgrammeCode::parse("NHTRC").unwrap(),
                NaiveDate::from_ymd_opt(2024, 1, 1).unwrap(),
                entries,
            )
        };
        let ten = Money::from_cents(1000);
        assert_eq!(
            make(vec![
                Entry::debit(account(AccountKind::Allotted), ten),
                Entry::credit(account(AccountKind::Unassigned), Money::from_cents(999)),
            ]),
            Err(TransactionError::Unbalanced(Book::Budgetary))
        );
        // Equal in sum, but across two books.
        assert_eq!(
            make(vec![
                Entry::debit(account(AccountKind::Allotted), ten),
                Entry::credit(account(AccountKind::Payable), ten),
            ]),
            Err(TransactionError::Unbalanced(Book::Budgetary))
        );
        assert_eq!(
            make(vec![
                Entry::debit(account(AccountKind::Allotted), Money::ZERO),
                Entry::credit(account(AccountKind::Unassigned), Money::ZERO),
            ]),
            Err(TransactionError::AmountNotPositive)
        );
        assert_eq!(make(Vec::new()), Err(TransactionError::TooFewEntries));
        assert!(
            make(vec![
                Entry::debit(account(AccountKind::Allotted), ten),
                Entry::credit(account(AccountKind::Unassigned), ten),
            ])
            .is_ok()
        );
    }
}
