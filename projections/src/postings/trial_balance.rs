//! The trial balance, by our own accounts and by USSGL accounts: of the ledger, a programme or an award, as of a position
//! and for a time of accounting.

use std::collections::BTreeMap;

use almoner_domain::{
    id::ProgrammeCode,
    identifier::Fain,
    money::Money,
    period::Period,
    posting::{
        AccountKind, Book, Side, TrialBalanceDigest, TrialBalanceLine, TrialBalanceScope,
        canonical_text,
    },
};

use crate::read::{ReadError, View, as_of};
use crate::table::{Cell, CellError};

/// Of what a trial balance is drawn; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrialBalanceFilter {
    /// Of a programme.
    pub programme: Option<ProgrammeCode>,
    /// Of an award, its sub-awards' accounts included.
    pub award: Option<Fain>,
    /// For a time, by accounting date. What was posted before it is the opening balance; what was posted after it is left
    /// out.
    pub period: Option<Period>,
}

/// What is left on the two sides of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookTotals {
    /// All that is left on debit sides.
    pub debit: Money,
    /// All that is left on credit sides.
    pub credit: Money,
    /// All that was posted to debit sides in the time.
    pub debits: Money,
    /// All that was posted to credit sides in the time.
    pub credits: Money,
}

/// The trial balance of all that the viewer sees. In each book debits equal credits for whoever sees all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialBalance {
    /// By kind of account, in the order of the chart.
    pub own: Vec<TrialBalanceLine>,
    /// By USSGL account. Memoranda have none.
    pub ussgl: Vec<TrialBalanceLine>,
}

impl TrialBalance {
    /// The totals of a book in our own chart; nothing when a sum is out of range.
    pub fn totals(&self, book: Book) -> Option<BookTotals> {
        totals(&self.own, book)
    }

    /// The totals of a book in the USSGL chart; nothing when a sum is out of range.
    pub fn ussgl_totals(&self, book: Book) -> Option<BookTotals> {
        totals(&self.ussgl, book)
    }

    /// The digest of its canonical text, of what `filter` asked for.
    pub fn digest(&self, filter: &TrialBalanceFilter) -> TrialBalanceDigest {
        TrialBalanceDigest::of(&self.text(filter))
    }

    /// Its canonical text, of what `filter` asked for.
    pub fn text(&self, filter: &TrialBalanceFilter) -> String {
        let scope = TrialBalanceScope {
            programme: filter.programme.clone(),
            award: filter.award.clone(),
            period: filter.period,
        };
        canonical_text(&scope, &self.own, &self.ussgl)
    }
}

fn totals(lines: &[TrialBalanceLine], book: Book) -> Option<BookTotals> {
    let of = |side: fn(&TrialBalanceLine) -> Money| {
        let lines = lines.iter().filter(|line| line.book == book);
        Money::sum(lines.map(side))
    };
    Some(BookTotals {
        debit: of(|line| line.debit)?,
        credit: of(|line| line.credit)?,
        debits: of(|line| line.debits)?,
        credits: of(|line| line.credits)?,
    })
}

/// What was posted to the two sides of accounts.
#[derive(Debug, Clone, Copy, Default)]
struct Sides {
    /// Before the time, debits less credits.
    opening: Money,
    debits: Money,
    credits: Money,
}

impl Sides {
    /// What was posted to accounts that hold `balance` between them, on the side on which they grow.
    fn of(kind: AccountKind, balance: Money, debits: Money) -> Option<Self> {
        let credits = match kind.normal_side() {
            Side::Debit => debits.minus(balance)?,
            Side::Credit => debits.plus(balance)?,
        };
        Some(Self {
            opening: Money::ZERO,
            debits,
            credits,
        })
    }

    fn take(&mut self, side: Side, before: Money, within: Money) -> Option<()> {
        match side {
            Side::Debit => {
                self.opening = self.opening.plus(before)?;
                self.debits = self.debits.plus(within)?;
            }
            Side::Credit => {
                self.opening = self.opening.minus(before)?;
                self.credits = self.credits.plus(within)?;
            }
        }
        Some(())
    }

    fn plus(&mut self, other: Self) -> Option<()> {
        self.opening = self.opening.plus(other.opening)?;
        self.debits = self.debits.plus(other.debits)?;
        self.credits = self.credits.plus(other.credits)?;
        Some(())
    }

    fn line(self, account: &str, book: Book) -> Result<TrialBalanceLine, ReadError> {
        TrialBalanceLine::try_new(account, book, self.opening, self.debits, self.credits)
            .ok_or_else(|| out_of_range(account))
    }
}

impl View {
    /// The trial balance of the accounts that the viewer sees, of what is asked for.
    pub async fn trial_balance(
        &self,
        filter: &TrialBalanceFilter,
    ) -> Result<TrialBalance, ReadError> {
        let sums = match filter.period {
            Some(period) => self.sums_of_period(filter, period).await?,
            None => self.sums_of_all_time(filter).await?,
        };
        let mut own = Vec::new();
        let mut ussgl: BTreeMap<&'static str, (Book, Sides)> = BTreeMap::new();
        for kind in AccountKind::ALL {
            let Some(sides) = sums.get(kind).copied() else {
                continue;
            };
            own.push(sides.line(kind.code(), kind.book())?);
            if let Some(account) = kind.ussgl() {
                let held = ussgl
                    .entry(account)
                    .or_insert((kind.book(), Sides::default()));
                held.1.plus(sides).ok_or_else(|| out_of_range(account))?;
            }
        }
        let ussgl = ussgl
            .into_iter()
            .map(|(account, (book, sides))| sides.line(account, book))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(TrialBalance { own, ussgl })
    }

    /// What was ever posted: each account's last posting says it, however many there are.
    async fn sums_of_all_time(
        &self,
        filter: &TrialBalanceFilter,
    ) -> Result<BTreeMap<AccountKind, Sides>, ReadError> {
        let query = as_of(self, LAST)
            .bind(filter.programme.as_ref().map(ProgrammeCode::as_str))
            .bind(filter.award.as_ref().map(Fain::as_str));
        let mut sums = BTreeMap::new();
        for row in &self.rows(query).await? {
            let kind = AccountKind::read(row, "kind")?;
            let (balance, debits) = (Money::read(row, "balance")?, Money::read(row, "debits")?);
            let sides = Sides::of(kind, balance, debits);
            sums.insert(kind, sides.ok_or_else(|| out_of_range(kind.code()))?);
        }
        Ok(sums)
    }

    /// What was posted before a time, by accounting date, and in it: these postings are added up.
    async fn sums_of_period(
        &self,
        filter: &TrialBalanceFilter,
        period: Period,
    ) -> Result<BTreeMap<AccountKind, Sides>, ReadError> {
        let query = as_of(self, SUMS)
            .bind(filter.programme.as_ref().map(ProgrammeCode::as_str))
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(period.starts_on)
            .bind(period.ends_on);
        let mut sums: BTreeMap<AccountKind, Sides> = BTreeMap::new();
        for row in &self.rows(query).await? {
            let kind = AccountKind::read(row, "kind")?;
            let side = Side::read(row, "side")?;
            let (before, within) = (Money::read(row, "before")?, Money::read(row, "within")?);
            let taken = sums.entry(kind).or_default().take(side, before, within);
            taken.ok_or_else(|| out_of_range(kind.code()))?;
        }
        Ok(sums)
    }
}

fn out_of_range(account: &str) -> ReadError {
    ReadError::Stored(CellError {
        column: account.to_owned(),
        reason: "the sum is out of range".to_owned(),
    })
}

/// One seek an account.
const LAST: &str = "
SELECT a.kind, sum(p.balance_after)::numeric(18,2) AS balance, sum(p.debits_after)::numeric(18,2) AS debits
FROM accounts AS a, LATERAL (
    SELECT balance_after, debits_after FROM postings
    WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
) AS p
WHERE a.valid_from <= $1
  AND ($2::text IS NULL OR a.programme = $2)
  AND ($3::text IS NULL OR a.award = $3)
GROUP BY a.kind";

const SUMS: &str = "
SELECT kind, side,
       (coalesce(sum(amount) FILTER (WHERE effective_on < $4), 0))::numeric(18,2) AS before,
       (coalesce(sum(amount) FILTER (WHERE effective_on >= $4), 0))::numeric(18,2) AS within
FROM postings
WHERE position <= $1
  AND ($2::text IS NULL OR programme = $2)
  AND ($3::text IS NULL OR award = $3)
  AND effective_on <= $5
GROUP BY kind, side";
