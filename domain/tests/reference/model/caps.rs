//! What claims have taken of a client's year and month, counted anew at each question.

use almoner_domain::period::Month;
use chrono::NaiveDate;

use super::{Cents, Claim, Model};

impl Model {
    /// Administration that the client's claims take of a year.
    pub(crate) fn administration_used(&self, of: &str, year: NaiveDate) -> Cents {
        self.live(of)
            .filter(|claim| claim.year == Some(year))
            .map(|claim| claim.judgement.administration)
            .sum()
    }

    /// Direct expenses that the client's claims take of a year.
    pub(crate) fn direct_used(&self, of: &str, year: NaiveDate) -> Cents {
        self.live(of)
            .filter(|claim| claim.year == Some(year))
            .map(|claim| claim.judgement.direct)
            .sum()
    }

    /// The claims that have the month's unit of case management: one at most, programme-wide.
    pub(crate) fn units<'m>(
        &'m self,
        of: &'m str,
        month: Month,
    ) -> impl Iterator<Item = &'m Claim> {
        self.live(of)
            .filter(move |claim| claim.month == month && claim.has_unit())
    }

    /// What administration may still take in the month's year.
    pub(crate) fn administration_room(&self, of: &str, under: &str, month: Month) -> Cents {
        let Some(case) = self.cases.get(of) else {
            return 0;
        };
        let year = self.year(case, under, month);
        let cap = self.rules.administration_cap(case.household_in(month));
        (cap - self.administration_used(of, year)).max(0)
    }

    /// What both parts together may still take in the month's year.
    pub(crate) fn year_room(&self, of: &str, under: &str, month: Month) -> Cents {
        let Some(case) = self.cases.get(of) else {
            return 0;
        };
        let year = self.year(case, under, month);
        let used = self.administration_used(of, year) + self.direct_used(of, year);
        (self.rules.cap(case.household_in(month)) - used).max(0)
    }
}
