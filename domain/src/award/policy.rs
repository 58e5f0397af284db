//! Named rules of an award.

use rust_decimal::Decimal;

use super::{AwardError, CostShare, NoticeError};
use crate::{
    money::Money,
    period::{Period, PeriodError},
    programme::SubAwardShareRule,
    rate::Rate,
};

/// The sub-award share of an award at a moment. Minimum and maximum retained always sum to the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubAwardShare {
    /// Federal funds that the share is taken of.
    pub base: Money,
    /// Net obligations to qualified local grassroots organizations.
    pub sub_awarded: Money,
    /// The least that must be sub-awarded: the rate of the base, up to the cent.
    pub minimum: Money,
    /// The most that the prime may spend itself: the base less the minimum.
    pub maximum_retained: Money,
    /// The minimum less what is sub-awarded; nothing when it is met.
    pub shortfall: Money,
}

impl SubAwardShare {
    /// The share under a rule.
    pub fn of(rule: SubAwardShareRule, awarded: Money, sub_awarded: Money) -> Self {
        let minimum = awarded.share_ceiling(rule.minimum);
        Self {
            base: awarded,
            sub_awarded,
            minimum,
            maximum_retained: awarded.less(minimum),
            shortfall: minimum.less(sub_awarded),
        }
    }

    /// At least the minimum is sub-awarded.
    pub fn is_met(&self) -> bool {
        self.shortfall.is_zero()
    }

    /// What part of the base is sub-awarded, in percent to two decimals; none of a base of nothing. For showing.
    pub fn percent(&self) -> Option<Decimal> {
        self.sub_awarded.percent_of(self.base)
    }
}

/// How the whole cost is shared: the federal amount is the given part of the *total*.
pub fn cost_share(federal: Money, federal_share: Rate) -> Result<CostShare, AwardError> {
    let total = federal.whole_of(federal_share).ok_or(AwardError::Notice(
        NoticeError::FederalShareImpossible { federal_share },
    ))?;
    Ok(CostShare {
        federal_share,
        total,
        non_federal: total.less(federal),
    })
}

/// Both are periods, and the budget period lies within the project's.
pub fn budget_within_project(budget: Period, project: Period) -> Result<(), AwardError> {
    for (period, field) in [(project, "projectPeriod"), (budget, "budgetPeriod")] {
        Period::try_new(period.starts_on, period.ends_on).map_err(|error: PeriodError| {
            AwardError::Notice(NoticeError::Period { error, field })
        })?;
    }
    if project.encloses(&budget) {
        Ok(())
    } else {
        Err(AwardError::Notice(NoticeError::BudgetOutsideProject {
            project,
        }))
    }
}
