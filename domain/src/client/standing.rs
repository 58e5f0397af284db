//! How a case stands towards a claim: what adjudication asks of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Assignment, BenefitYear, Case, Client, Coverage, FamilyMember, PhaseDays, PhaseMonths,
};
use crate::{
    id::{ClientCode, SubAwardId},
    money::Money,
    period::Month,
    region::State,
};

/// How a case stands towards a claim of a sub-award for a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where the client was served.
    pub state: State,
    /// The sub-award managed the case in the month.
    pub managed: bool,
    /// The days of the month that are covered, by phase, in order.
    pub phases: Vec<PhaseDays>,
    /// Those of them on which the sub-award managed the case.
    pub own_days: Vec<PhaseDays>,
    /// The months of each phase that were claimed before, besides this one, whoever claimed them.
    pub phase_months: Vec<PhaseMonths>,
    /// Whether the month is covered.
    pub coverage: Coverage,
    /// The year that the month counts in.
    pub benefit_year: BenefitYear,
    /// An eligible family member lived in the household on a day of the month, or before it and still.
    pub household: bool,
    /// The family members of the case by the end of the month.
    pub dependents: Vec<ClientCode>,
    /// Administration reserved or paid in the year.
    pub used_administration: Money,
    /// Direct expenses reserved or paid in the year.
    pub used_direct: Money,
    /// Who has the month's one unit of case management.
    pub unit: MonthUnit,
    /// The same content was claimed before, under another number.
    pub content_claimed: bool,
}

/// Who has a month's one unit of case management.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MonthUnit {
    /// Nobody.
    Free,
    /// The same sub-award.
    Taken,
    /// Another sub-award, and the case moved in the month.
    TakenInTransfer,
    /// Another sub-award, and the case did not move in the month.
    TakenElsewhere,
}

impl Client {
    /// How the case stands towards a claim; none while there is no case.
    pub fn standing(
        &self,
        sub_award: &SubAwardId,
        month: Month,
        benefit_year: BenefitYear,
        content_digest: &str,
    ) -> Option<Standing> {
        let case = self.case()?;
        let in_year = || {
            case.benefits
                .iter()
                .filter(move |benefit| benefit.benefit_year == benefit_year)
        };
        let sum = |amounts: &mut dyn Iterator<Item = Money>| {
            Money::sum(amounts)
                .expect("what is reserved is within an annual cap, which is in range")
        };
        let managing = case.managing(sub_award, month);
        let household = case.household(month);
        Some(Standing {
            state: managing.unwrap_or(&case.current).terms.state,
            managed: managing.is_some(),
            phases: case.phase_days(month),
            own_days: case.own_days(sub_award, month),
            phase_months: case.phase_months(month),
            coverage: case.coverage(month),
            benefit_year,
            household,
            dependents: case.dependents(month),
            used_administration: sum(&mut in_year().map(|benefit| benefit.administration)),
            used_direct: sum(&mut in_year().map(|benefit| benefit.direct)),
            unit: case.unit(sub_award, month),
            content_claimed: case
                .benefits
                .iter()
                .any(|benefit| benefit.content_digest == content_digest),
        })
    }
}

impl FamilyMember {
    /// Lives in the household on some day of the month.
    fn in_household_in(&self, month: Month) -> bool {
        let counts_until = self.left.map_or(NaiveDate::MAX, |left| left.since);
        self.in_household
            && self.since <= month.last_day()
            && counts_until > self.since.max(month.first_day())
    }
}

impl Case {
    pub(super) fn household(&self, month: Month) -> bool {
        self.family
            .iter()
            .any(|member| member.in_household_in(month))
    }

    /// The assignments with the day from which each no longer holds, oldest first. The first reaches back
    /// without limit and the last forward: what lies outside the case is a matter of coverage.
    pub(super) fn assignments(&self) -> impl Iterator<Item = (&Assignment, NaiveDate, NaiveDate)> {
        let all = || self.former.iter().chain([&self.current]);
        let ends = all().skip(1).map(|next| next.since).chain([NaiveDate::MAX]);
        all()
            .zip(ends)
            .enumerate()
            .map(|(at, (assignment, until))| {
                let since = if at == 0 {
                    NaiveDate::MIN
                } else {
                    assignment.since
                };
                (assignment, since, until)
            })
    }

    /// The latest assignment to the sub-award that has a day of the month. The day of a transfer is the new one's.
    pub(super) fn managing(&self, sub_award: &SubAwardId, month: Month) -> Option<&Assignment> {
        self.assignments()
            .filter(|(assignment, since, until)| {
                assignment.terms.sub_award == *sub_award
                    && since < until
                    && *since <= month.last_day()
                    && month.first_day() < *until
            })
            .map(|(assignment, _, _)| assignment)
            .last()
    }

    pub(super) fn transferred_in(&self, month: Month) -> bool {
        self.former
            .iter()
            .chain([&self.current])
            .skip(1)
            .any(|assignment| month.period().contains(assignment.since))
    }

    fn unit(&self, sub_award: &SubAwardId, month: Month) -> MonthUnit {
        let taken = || {
            self.benefits
                .iter()
                .filter(|benefit| benefit.case_management_unit && benefit.service_month == month)
        };
        if taken().any(|benefit| benefit.sub_award == *sub_award) {
            MonthUnit::Taken
        } else if taken().next().is_none() {
            MonthUnit::Free
        } else if self.transferred_in(month) {
            MonthUnit::TakenInTransfer
        } else {
            MonthUnit::TakenElsewhere
        }
    }
}
