//! The trial balance, by our own accounts and by USSGL accounts.

use std::collections::BTreeMap;

use almoner_domain::{
    money::Money,
    posting::{AccountKind, Book, Side},
};
use sqlx::Row;

use crate::read::{ReadError, View, as_of};
use crate::table::{Cell, CellError};

/// One account of a trial balance: what is left on its heavier side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialBalanceLine {
    /// The kind of account, or the USSGL account.
    pub account: String,
    /// Which book it belongs to.
    pub book: Book,
    /// What is left on the debit side.
    pub debit: Money,
    /// What is left on the credit side.
    pub credit: Money,
}

/// The trial balance of all that the viewer sees. In each book debits equal credits for whoever sees all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialBalance {
    /// By kind of account, in the order of the chart.
    pub own: Vec<TrialBalanceLine>,
    /// By USSGL account. Memoranda have none.
    pub ussgl: Vec<TrialBalanceLine>,
}

impl TrialBalance {
    /// The debits and credits of a book.
    pub fn totals(&self, book: Book) -> Option<(Money, Money)> {
        let of = |side: fn(&TrialBalanceLine) -> Money| {
            let lines = self.own.iter().filter(|line| line.book == book);
            Money::sum(lines.map(side))
        };
        Some((of(|line| line.debit)?, of(|line| line.credit)?))
    }
}

impl View {
    /// The trial balance of all accounts that the viewer sees.
    pub async fn trial_balance(&self) -> Result<TrialBalance, ReadError> {
        let rows = self.rows(as_of(self, SUMS)).await?;
        let mut sums: BTreeMap<AccountKind, Money> = BTreeMap::new();
        for row in &rows {
            let kind = AccountKind::read(row, "kind")?;
            let sum: rust_decimal::Decimal = row.try_get("balance")?;
            let sum = Money::load(sum).map_err(|reason| CellError {
                column: "balance".to_owned(),
                reason,
            })?;
            sums.insert(kind, sum);
        }
        let mut own = Vec::new();
        let mut ussgl: BTreeMap<&'static str, (Book, Money)> = BTreeMap::new();
        for kind in AccountKind::ALL {
            let Some(sum) = sums.get(kind).copied() else {
                continue;
            };
            let debit = signed(*kind, sum);
            own.push(line(kind.code(), kind.book(), debit));
            if let Some(account) = kind.ussgl() {
                let held = ussgl.entry(account).or_insert((kind.book(), Money::ZERO));
                held.1 = held.1.plus(debit).ok_or_else(|| CellError {
                    column: account.to_owned(),
                    reason: "the sum is out of range".to_owned(),
                })?;
            }
        }
        let ussgl = ussgl
            .into_iter()
            .map(|(account, (book, debit))| line(account, book, debit))
            .collect();
        Ok(TrialBalance { own, ussgl })
    }
}

/// A balance as a debit: below zero it is a credit.
fn signed(kind: AccountKind, balance: Money) -> Money {
    match kind.normal_side() {
        Side::Debit => balance,
        Side::Credit => Money::from_cents(-balance.cents()),
    }
}

fn line(account: &str, book: Book, debit: Money) -> TrialBalanceLine {
    let credit = Money::ZERO.less(debit);
    TrialBalanceLine {
        account: account.to_owned(),
        book,
        debit: debit.less(Money::ZERO),
        credit,
    }
}

const SUMS: &str = "
SELECT a.kind, sum(p.balance_after) AS balance
FROM accounts AS a, LATERAL (
    SELECT balance_after FROM postings
    WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
) AS p
WHERE a.valid_from <= $1
GROUP BY a.kind";
