//! The sums of a portfolio.

use almoner_domain::money::Money;

use super::{FindingCounts, PortfolioRow};

/// The sums over the awards of a portfolio, all of them and not only those of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PortfolioTotals {
    /// How many awards.
    pub awards: usize,
    /// How many of them are below the minimum of their sub-award share, without a waiver.
    pub below_share: usize,
    /// Federal funds awarded.
    pub awarded: Money,
    /// Neither spent by the primes nor sub-awarded.
    pub unassigned: Money,
    /// Spent by the primes themselves.
    pub retained_spent: Money,
    /// Net obligations to sub-awards.
    pub sub_obligated: Money,
    /// All that was spent, on the accrual basis.
    pub expenditures: Money,
    /// Federal cash that was drawn and not returned.
    pub drawn: Money,
    /// What others have to contribute.
    pub match_required: Money,
    /// What others contributed.
    pub matched: Money,
    /// Open findings.
    pub findings: FindingCounts,
}

impl PortfolioTotals {
    /// The sums of these awards; none where one is out of range.
    pub fn of(rows: &[PortfolioRow]) -> Option<Self> {
        let sum = |amount: fn(&PortfolioRow) -> Money| Money::sum(rows.iter().map(amount));
        let is_below = |row: &&PortfolioRow| {
            let share = row.share.as_ref();
            share.is_some_and(|share| !share.compliant && !share.waived)
        };
        Some(Self {
            awards: rows.len(),
            below_share: rows.iter().filter(is_below).count(),
            awarded: sum(|row| row.award.awarded)?,
            unassigned: sum(|row| row.unassigned)?,
            retained_spent: sum(|row| row.retained_spent)?,
            sub_obligated: sum(|row| row.award.committed)?,
            expenditures: sum(|row| row.expenditures)?,
            drawn: sum(|row| row.drawn)?,
            match_required: sum(|row| row.award.non_federal.unwrap_or(Money::ZERO))?,
            matched: sum(|row| row.matched)?,
            findings: rows
                .iter()
                .fold(FindingCounts::default(), |sum, row| sum.plus(row.findings)),
        })
    }
}
