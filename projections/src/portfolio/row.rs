//! An award of a portfolio.

use almoner_domain::money::Money;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use sqlx::postgres::PgRow;

use crate::{
    awards::AwardRow,
    read::ReadError,
    sub_award_shares::SubAwardShareRow,
    table::{Cell, Record},
};

/// An award with its money and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioRow {
    /// The award.
    pub award: AwardRow,
    /// Its sub-award share; none where its programme has no such rule.
    pub share: Option<SubAwardShareRow>,
    /// Awarded, neither spent by the prime nor sub-awarded.
    pub unassigned: Money,
    /// Spent by the prime itself.
    pub retained_spent: Money,
    /// What sub-awards hold that no approved claim has taken up.
    pub unliquidated: Money,
    /// Approved claims of sub-awards, unpaid.
    pub accrued: Money,
    /// Paid to sub-awardees.
    pub paid: Money,
    /// What sub-awardees owe back.
    pub receivable: Money,
    /// What claims wait for.
    pub pended: Money,
    /// The programme's cost: all that was spent, on the accrual basis.
    pub expenditures: Money,
    /// Federal cash that was drawn and not returned.
    pub drawn: Money,
    /// What others contributed.
    pub matched: Money,
    /// Its open findings, and those of what is under it.
    pub findings: FindingCounts,
}

/// How many findings are open, by how grave they are: the gravest first, so that they compare by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct FindingCounts {
    /// That put funds or the award at risk.
    pub high: i64,
    /// To be put right soon.
    pub moderate: i64,
    /// To be put right in the course of business.
    pub low: i64,
}

impl FindingCounts {
    /// All of them.
    pub fn all(self) -> i64 {
        self.high + self.moderate + self.low
    }

    /// These and others.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            high: self.high + other.high,
            moderate: self.moderate + other.moderate,
            low: self.low + other.low,
        }
    }
}

impl PortfolioRow {
    pub(super) fn read(row: &PgRow) -> Result<Self, ReadError> {
        let has_share: bool = sqlx::Row::try_get(row, "has_share")?;
        let amount = |column| Money::read(row, column);
        Ok(Self {
            award: AwardRow::read(row)?,
            share: has_share.then(|| share(row)).transpose()?,
            unassigned: amount("unassigned")?,
            retained_spent: amount("retained_spent")?,
            unliquidated: amount("unliquidated")?,
            accrued: amount("accrued")?,
            paid: amount("paid")?,
            receivable: amount("receivable")?,
            pended: amount("pended")?,
            expenditures: amount("expenditures")?,
            drawn: amount("drawn")?,
            matched: amount("matched")?,
            findings: FindingCounts {
                high: Cell::read(row, "findings_high")?,
                moderate: Cell::read(row, "findings_moderate")?,
                low: Cell::read(row, "findings_low")?,
            },
        })
    }

    /// What was spent, in hundredths of what was awarded; none of an award of nothing.
    pub fn spent_percent(&self) -> Option<Decimal> {
        self.expenditures.percent_of(self.award.awarded)
    }

    /// How much of the period of performance is over at the end of a day, in hundredths, by days.
    pub fn elapsed_percent(&self, on: NaiveDate) -> Decimal {
        let (from, to) = (self.award.project_starts_on, self.award.project_ends_on);
        let all = (to - from).num_days().max(0) + 1;
        let gone = ((on - from).num_days() + 1).clamp(0, all);
        let (gone, all) = (Money::from_cents(gone), Money::from_cents(all));
        gone.percent_of(all).unwrap_or_default()
    }

    /// What was spent in a month on average, to the cent, of the months that had begun at the end of a day; none before
    /// the first.
    pub fn monthly_burn(&self, on: NaiveDate) -> Option<Money> {
        let from = self.award.project_starts_on;
        let until = on.min(self.award.project_ends_on);
        let number = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
        let months = number(until) - number(from) + 1;
        let months = u32::try_from(months).ok().filter(|months| *months > 0)?;
        (on >= from).then(|| self.expenditures.portion_floor(1, months))
    }

    /// What others still have to contribute; none where the federal government pays all.
    pub fn match_remaining(&self) -> Option<Money> {
        self.award
            .non_federal
            .map(|required| required.less(self.matched))
    }

    /// What is missing of the minimum of the sub-award share.
    pub fn shortfall(&self) -> Money {
        self.share
            .as_ref()
            .map_or(Money::ZERO, |share| share.shortfall)
    }
}

fn share(row: &PgRow) -> Result<SubAwardShareRow, ReadError> {
    Ok(SubAwardShareRow {
        award: Cell::read(row, "award")?,
        minimum_rate: Cell::read(row, "minimum_rate")?,
        base: Cell::read(row, "base")?,
        sub_awarded: Cell::read(row, "sub_awarded")?,
        minimum: Cell::read(row, "minimum")?,
        maximum_retained: Cell::read(row, "maximum_retained")?,
        retained: Cell::read(row, "retained")?,
        shortfall: Cell::read(row, "shortfall")?,
        compliant: Cell::read(row, "compliant")?,
        waived: Cell::read(row, "waived")?,
        waived_shortfall: Cell::read(row, "waived_shortfall")?,
        waived_reason: Cell::read(row, "waived_reason")?,
        waived_by: Cell::read(row, "waived_by")?,
        waived_on: Cell::read(row, "waived_on")?,
        carried_qualified: Cell::read(row, "carried_qualified")?,
        organizations: Cell::read(row, "organizations")?,
    })
}
