//! The rules that a history is played under, as the notice has them.

use almoner_domain::programme::Category;
use chrono::NaiveDate;

use super::Cents;

/// When a client's year begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    BudgetPeriod,
    Anniversary,
    Calendar,
}

/// Hybrid claims: one annual cap for both parts, a share of it for administration.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// The year's cap of a client alone.
    pub(crate) individual: Cents,
    /// The year's cap of a case with family in the household.
    pub(crate) family: Cents,
    /// Percent of the cap that administration may take.
    pub(crate) administration_percent: i64,
    /// The most for a month of case management.
    pub(crate) monthly_rate: Option<Cents>,
    /// When a year begins.
    pub(crate) basis: Basis,
    /// Days after the month of service in which a claim is timely.
    pub(crate) filing_days: Option<u32>,
    /// What is paid for.
    pub(crate) categories: Vec<Category>,
}

impl Rules {
    /// The year's cap.
    pub(crate) fn cap(&self, household: bool) -> Cents {
        if household {
            self.family
        } else {
            self.individual
        }
    }

    /// What administration may take of a cap: rounded down, so that direct expenses keep at least the rest.
    pub(crate) fn administration_cap(&self, household: bool) -> Cents {
        self.cap(household) * self.administration_percent / 100
    }

    /// The last day on which a claim for a month that ends on a day is timely.
    pub(crate) fn timely_until(&self, month_ends_on: NaiveDate) -> NaiveDate {
        self.filing_days.map_or(NaiveDate::MAX, |days| {
            month_ends_on + chrono::Days::new(u64::from(days))
        })
    }
}
