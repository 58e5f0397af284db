//! What was posted by month, programme and kind of account: any closed period's trial balance comes out of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    AccountKind, Side, Totals, Transaction, TrialBalanceDigest, TrialBalanceLine,
    TrialBalanceScope, canonical_text, chart_totals,
};
use crate::{
    closing::{ClosingStatement, period_of},
    id::ProgrammeCode,
    money::Money,
    period::Month,
};

/// Debits and credits by programme, month of the accounting date and kind of account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonthTotals {
    programmes: BTreeMap<ProgrammeCode, BTreeMap<(Month, AccountKind), Totals>>,
}

/// The trial balance of a programme for a span of months, in both charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodBalance {
    /// Of what it is.
    pub scope: TrialBalanceScope,
    /// By kind of account.
    pub own: Vec<TrialBalanceLine>,
    /// By USSGL account.
    pub ussgl: Vec<TrialBalanceLine>,
}

/// Before the time, debits less credits, and the two sides in it.
type Sums = (Money, Totals);

impl MonthTotals {
    /// Takes a transaction in, on its accounting date; nothing when a sum is out of range.
    #[must_use]
    pub fn take(&mut self, transaction: &Transaction, on: NaiveDate) -> Option<()> {
        let programme = transaction.programme().clone();
        let months = self.programmes.entry(programme).or_default();
        for entry in transaction.entries() {
            let key = (Month::of(on), entry.account.kind());
            months
                .entry(key)
                .or_default()
                .add(entry.side, entry.amount)?;
        }
        Some(())
    }

    /// The trial balance of a programme for the months from one to another; from the beginning where there is no first.
    /// Nothing when a sum is out of range.
    pub fn balance(
        &self,
        programme: &ProgrammeCode,
        from: Option<Month>,
        through: Month,
    ) -> Option<PeriodBalance> {
        let mut own: BTreeMap<AccountKind, Sums> = BTreeMap::new();
        let mut ussgl: BTreeMap<&'static str, (AccountKind, Sums)> = BTreeMap::new();
        let months = self.programmes.get(programme);
        for ((month, kind), totals) in months.into_iter().flatten() {
            if *month > through {
                continue;
            }
            let before = from.is_some_and(|from| *month < from);
            take(own.entry(*kind).or_default(), *totals, before)?;
            if let Some(account) = kind.ussgl() {
                let held = ussgl.entry(account).or_insert((*kind, Sums::default()));
                take(&mut held.1, *totals, before)?;
            }
        }
        let line = |account: &str, kind: AccountKind, (opening, totals): Sums| {
            TrialBalanceLine::try_new(account, kind.book(), opening, totals.debits, totals.credits)
        };
        let own = own
            .into_iter()
            .map(|(kind, sums)| line(kind.code(), kind, sums));
        let ussgl = ussgl
            .into_iter()
            .map(|(account, (kind, sums))| line(account, kind, sums));
        Some(PeriodBalance {
            scope: TrialBalanceScope {
                programme: Some(programme.clone()),
                award: None,
                period: Some(period_of(from, through)),
            },
            own: own.collect::<Option<Vec<_>>>()?,
            ussgl: ussgl.collect::<Option<Vec<_>>>()?,
        })
    }
}

fn take((opening, within): &mut Sums, totals: Totals, before: bool) -> Option<()> {
    if before {
        *opening = opening.plus(totals.debits)?.minus(totals.credits)?;
    } else {
        within.add(Side::Debit, totals.debits)?;
        within.add(Side::Credit, totals.credits)?;
    }
    Some(())
}

impl PeriodBalance {
    /// The digest of its canonical text.
    pub fn digest(&self) -> TrialBalanceDigest {
        TrialBalanceDigest::of(&canonical_text(&self.scope, &self.own, &self.ussgl))
    }

    /// What an officer states of it; nothing when a sum is out of range.
    pub fn statement(&self, frozen_at: u64) -> Option<ClosingStatement> {
        Some(ClosingStatement {
            frozen_at,
            digest: self.digest(),
            own: chart_totals(&self.own)?,
            ussgl: chart_totals(&self.ussgl)?,
        })
    }
}
