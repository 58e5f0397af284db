//! The trial balance, by our own accounts and by USSGL accounts.

use almoner_domain::posting as domain;
use almoner_projections::postings;
use async_graphql::{Enum, Object, SimpleObject};

use crate::graphql::scalar;

/// The books of an account: each balances by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::posting::Book")]
pub(crate) enum Book {
    /// What funds may be used for.
    Budgetary,
    /// What is owned, owed and spent.
    Proprietary,
    /// A memorandum: what waits for funds, and what others contribute.
    Memorandum,
}

/// One account of a trial balance: what it opened with, what was posted to each side, and what is left on its heavier side.
#[derive(SimpleObject)]
pub(crate) struct TrialBalanceLine {
    /// The kind of account, such as `unassigned`, or the USSGL account, such as `480100`.
    account: String,
    /// The book that it belongs to.
    book: Book,
    /// What it held before the period, debits less credits; zero where no period is asked for.
    opening: scalar::Money,
    /// What was posted to debit sides in the period.
    debits: scalar::Money,
    /// What was posted to credit sides in the period.
    credits: scalar::Money,
    /// What is left on the debit side.
    debit: scalar::Money,
    /// What is left on the credit side.
    credit: scalar::Money,
}

impl From<postings::TrialBalanceLine> for TrialBalanceLine {
    fn from(line: postings::TrialBalanceLine) -> Self {
        Self {
            account: line.account,
            book: line.book.into(),
            opening: scalar::Money::of(line.opening),
            debits: scalar::Money::of(line.debits),
            credits: scalar::Money::of(line.credits),
            debit: scalar::Money::of(line.debit),
            credit: scalar::Money::of(line.credit),
        }
    }
}

/// The totals of one book.
#[derive(SimpleObject)]
pub(crate) struct BookTotal {
    /// The book.
    book: Book,
    /// All that was posted to debit sides in the period.
    debits: scalar::Money,
    /// All that was posted to credit sides in the period.
    credits: scalar::Money,
    /// All that is left on debit sides.
    debit: scalar::Money,
    /// All that is left on credit sides.
    credit: scalar::Money,
}

fn totals(of: impl Fn(domain::Book) -> Option<postings::BookTotals>) -> Vec<BookTotal> {
    [Book::Budgetary, Book::Proprietary, Book::Memorandum]
        .into_iter()
        .filter_map(|book| {
            let total = of(book.into())?;
            Some(BookTotal {
                book,
                debits: scalar::Money::of(total.debits),
                credits: scalar::Money::of(total.credits),
                debit: scalar::Money::of(total.debit),
                credit: scalar::Money::of(total.credit),
            })
        })
        .collect()
}

pub(crate) struct TrialBalance {
    pub(crate) balance: postings::TrialBalance,
    pub(crate) filter: postings::TrialBalanceFilter,
    pub(crate) as_of: scalar::Position,
}

/// The trial balance of the accounts that you see, of what was asked for. For who sees all of it, debits equal credits in
/// each book of both charts.
#[Object]
impl TrialBalance {
    /// By kind of account, in the order of the chart.
    async fn accounts(&self) -> Vec<TrialBalanceLine> {
        self.balance.own.iter().cloned().map(Into::into).collect()
    }

    /// By USSGL account; memoranda have none.
    async fn ussgl(&self) -> Vec<TrialBalanceLine> {
        self.balance.ussgl.iter().cloned().map(Into::into).collect()
    }

    /// The totals of each book, by our own accounts.
    async fn totals(&self) -> Vec<BookTotal> {
        totals(|book| self.balance.totals(book))
    }

    /// The totals of each book, by USSGL accounts; memoranda have none, so theirs are zero.
    async fn ussgl_totals(&self) -> Vec<BookTotal> {
        totals(|book| self.balance.ussgl_totals(book))
    }

    /// SHA-256 of its canonical text. The trial balance of a closed period has the digest that its two officers approved, as
    /// of whatever later position it is read.
    async fn digest(&self) -> scalar::Digest {
        scalar::Digest::of(self.balance.digest(&self.filter))
    }

    /// Its canonical text, a line an account: what the digest is of.
    async fn text(&self) -> String {
        self.balance.text(&self.filter)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.as_of.clone()
    }
}
