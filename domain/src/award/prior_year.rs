//! What of an amount belongs to an earlier federal fiscal year (1 October to 30 September), which the federal books tell
//! apart as a downward adjustment: 487100, 487200, 497100 and 497200.
//!
//! The year of an obligation is that of the accounting date of its notice. What is given back is taken of the latest
//! year first. A cost that is reversed in a later year than its own makes its order open again *in the later year*, so that
//! nothing is counted as an adjustment twice: once when it is reversed, and once when it is given back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AwardBooks, AwardEvent, CashEvent, CostEvent, IncomeEvent, IncomeMethod, NoticeEvent,
    StandingEvent,
};
use crate::{money::Money, regime::fiscal_year};

/// What of an amount that is de-obligated was obligated in an earlier federal fiscal year: 1 October to 30 September.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorYear {
    /// Undelivered and unpaid (USSGL 487100).
    pub unpaid: Money,
    /// Drawn in advance in an earlier fiscal year, and returned unused before it is de-obligated (487200).
    pub refunded: Money,
}

/// Amounts by federal fiscal year. A snapshot holds them as pairs: the key of a map would come back as a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<(i32, Money)>", into = "Vec<(i32, Money)>")]
pub struct ByFiscalYear(BTreeMap<i32, Money>);

impl From<Vec<(i32, Money)>> for ByFiscalYear {
    fn from(pairs: Vec<(i32, Money)>) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl From<ByFiscalYear> for Vec<(i32, Money)> {
    fn from(years: ByFiscalYear) -> Self {
        years.0.into_iter().collect()
    }
}

impl ByFiscalYear {
    /// Adds an amount to a year.
    pub fn add(&mut self, year: i32, amount: Money) {
        let held = self.0.entry(year).or_default();
        *held = held.plus(amount).unwrap_or(*held);
    }

    /// Adds what another holds, year by year.
    pub fn add_all(&mut self, other: &Self) {
        for (year, amount) in &other.0 {
            self.add(*year, *amount);
        }
    }

    /// The sum of a year and those after it.
    pub fn since(&self, year: i32) -> Money {
        Money::sum(self.0.range(year..).map(|(_, amount)| *amount)).unwrap_or_default()
    }

    /// The sum of the years before one.
    pub fn before(&self, year: i32) -> Money {
        Money::sum(self.0.range(..year).map(|(_, amount)| *amount)).unwrap_or_default()
    }

    /// Takes as much as there is, the latest year before `until` first.
    pub fn take_latest(&mut self, until: i32, amount: Money) -> Money {
        Self::take(self.0.range_mut(..until).rev(), amount)
    }

    /// Takes as much as there is, the earliest year first.
    pub fn take_earliest(&mut self, amount: Money) -> Money {
        Self::take(self.0.iter_mut(), amount)
    }

    fn take<'y>(years: impl Iterator<Item = (&'y i32, &'y mut Money)>, amount: Money) -> Money {
        let mut left = amount;
        for (_, held) in years {
            let part = left.min(*held);
            *held = held.less(part);
            left = left.less(part);
        }
        amount.less(left)
    }

    /// What stands in earlier years stands in `year` from now on: as much as there is of the amount.
    fn open_again(&mut self, year: i32, amount: Money) {
        let moved = self.take_latest(year, amount);
        self.add(year, moved);
    }
}

/// What an award's obligations and reversals are by federal fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FiscalYears {
    /// Obligated to the award and not given back, by the year of the notice.
    pub obligated: ByFiscalYear,
    /// Costs of the prime that were reversed or disallowed in a later year than their own, as unpaid (497100).
    pub reversed: Money,
    /// What of that, and of reversed claims, a refund has shown to be paid (497200).
    pub reversed_refunded: Money,
    /// Unused advances of an earlier year that were returned, while the order was kept.
    pub returned_unused: Money,
}

impl FiscalYears {
    pub(super) fn evolve(&mut self, event: &AwardEvent) {
        if let AwardEvent::Notice(
            NoticeEvent::AwardIssued {
                amount,
                effective_on,
                ..
            }
            | NoticeEvent::AwardSupplemented {
                amount,
                effective_on,
                ..
            }
            | NoticeEvent::AwardContinued {
                amount,
                effective_on,
                ..
            },
        )
        | AwardEvent::Income(IncomeEvent::ProgramIncomeExpenseReversed {
            method: IncomeMethod::Deduction,
            amount,
            effective_on,
            ..
        }) = event
        {
            self.obligated.add(fiscal_year(*effective_on), *amount);
        }
        if let AwardEvent::Notice(NoticeEvent::AwardReduced {
            amount, prior_year, ..
        })
        | AwardEvent::Standing(
            StandingEvent::AwardClosed {
                returned: amount,
                prior_year,
                ..
            }
            | StandingEvent::BudgetPeriodClosed {
                returned: amount,
                prior_year,
                ..
            }
            | StandingEvent::DisallowedFundsReleased {
                amount, prior_year, ..
            }
            | StandingEvent::AdjustedFundsReleased {
                amount, prior_year, ..
            },
        )
        | AwardEvent::Income(IncomeEvent::ProgramIncomeExpended {
            method: IncomeMethod::Deduction,
            amount,
            prior_year,
            ..
        }) = event
        {
            self.obligated.take_latest(i32::MAX, *amount);
            if let Some(prior) = prior_year {
                self.returned_unused = self.returned_unused.less(prior.refunded);
            }
        }
        if let AwardEvent::Cost(event) = event {
            self.evolve_cost(event);
        }
        if let AwardEvent::Cash(CashEvent::FundsDrawn { amount, .. }) = event {
            self.returned_unused = self.returned_unused.less(*amount);
        }
        if let AwardEvent::Cash(CashEvent::DrawRefunded {
            amount,
            drawn_in,
            reversed,
            effective_on,
            ..
        }) = event
        {
            let known = reversed.unwrap_or_default();
            add(&mut self.reversed_refunded, known);
            let year = fiscal_year(*effective_on);
            if *drawn_in < year {
                self.obligated.open_again(year, amount.less(known));
            }
        }
    }

    fn evolve_cost(&mut self, event: &CostEvent) {
        if let CostEvent::DirectCostReversed {
            incurred_in: Some(incurred_in),
            effective_on,
            ..
        }
        | CostEvent::CostDisallowed {
            incurred_in: Some(incurred_in),
            effective_on,
            ..
        } = event
            && let Some(amount) = &event.taken_back()
        {
            let year = fiscal_year(*effective_on);
            if *incurred_in < year {
                add(&mut self.reversed, *amount);
                self.obligated.open_again(year, *amount);
            }
        }
    }
}

impl AwardBooks {
    /// What of an amount that is given back was obligated in an earlier year. `claims` are the sub-awards' claims that were
    /// reversed in a later year than they were approved in, by the year of the reversal.
    pub(super) fn prior_year(
        &self,
        amount: Money,
        claims: &ByFiscalYear,
        effective_on: NaiveDate,
    ) -> Option<PriorYear> {
        let year = fiscal_year(effective_on);
        let of_this_year = self.years.obligated.since(year);
        let of_this_year = of_this_year.plus(claims.since(year)).unwrap_or(amount);
        let prior = amount
            .less(of_this_year)
            .min(self.years.obligated.before(year));
        let refunded = prior.min(self.years.returned_unused);
        prior.is_positive().then_some(PriorYear {
            unpaid: prior.less(refunded),
            refunded,
        })
    }

    /// What of a refunded draw of an earlier year had been taken for unpaid when its cost was reversed.
    pub(super) fn reversed_of(&self, amount: Money, claims: &ByFiscalYear) -> Option<Money> {
        let all = self.years.reversed.plus(claims.since(i32::MIN))?;
        let known = amount.min(all.less(self.years.reversed_refunded));
        known.is_positive().then_some(known)
    }
}

fn add(total: &mut Money, amount: Money) {
    *total = total.plus(amount).unwrap_or(*total);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents)
    }

    #[test]
    fn what_is_taken_latest_first_leaves_the_earliest() {
        let mut years = ByFiscalYear::default();
        years.add(2018, cents(100));
        years.add(2019, cents(30));
        assert_eq!(years.take_latest(i32::MAX, cents(50)), cents(50));
        assert_eq!(
            (years.before(2019), years.since(2019)),
            (cents(80), cents(0))
        );
        assert_eq!(years.take_latest(2018, cents(10)), cents(0));
        assert_eq!(years.take_earliest(cents(90)), cents(80));
    }

    #[test]
    fn what_opens_again_is_of_the_later_year() {
        let mut years = ByFiscalYear::default();
        years.add(2018, cents(100));
        years.open_again(2019, cents(40));
        assert_eq!(
            (years.before(2019), years.since(2019)),
            (cents(60), cents(40))
        );
    }
}
