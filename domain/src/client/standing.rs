//! How a case stands towards a claim: what adjudication asks of it.

use chrono::NaiveDate;

use super::{Assignment, BenefitYear, Case, Client, Coverage, PhaseDays};
use crate::{id::SubAwardId, money::Money, period::Month, region::State};

/// How a case stands towards a claim of a sub-award for a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where the client was served.
    pub state: State,
    /// The sub-award managed the case in the month.
    pub managed: bool,
    /// The days of the month that are covered, by phase, in order.
    pub phases: Vec<PhaseDays>,
    /// Whether the month is covered.
    pub coverage: Coverage,
    /// The year that the month counts in.
    pub benefit_year: BenefitYear,
    /// An eligible family member lived in the household by the end of the month.
    pub household: bool,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        Some(Standing {
            state: managing.unwrap_or(&case.current).terms.state,
            managed: managing.is_some(),
            phases: case.phase_days(month),
            coverage: case.coverage(month),
            benefit_year,
            household: case
                .family
                .iter()
                .any(|member| member.in_household && member.since <= month.last_day()),
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

impl Case {
    /// The assignments with the day from which each no longer holds, oldest first. The first reaches back
    /// without limit and the last forward: what lies outside the case is a matter of coverage.
    fn assignments(&self) -> impl Iterator<Item = (&Assignment, NaiveDate, NaiveDate)> {
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
    fn managing(&self, sub_award: &SubAwardId, month: Month) -> Option<&Assignment> {
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

    fn transferred_in(&self, month: Month) -> bool {
        self.former
            .iter()
            .chain([&self.current])
            .skip(1)
            .any(|assignment| month.period().contains(assignment.since))
    }

    fn unit(&self, sub_award: &SubAwardId, month: Month) -> MonthUnit {
        let taken = self
            .benefits
            .iter()
            .find(|benefit| benefit.case_management_unit && benefit.service_month == month);
        match taken {
            None => MonthUnit::Free,
            Some(benefit) if benefit.sub_award == *sub_award => MonthUnit::Taken,
            Some(_) if self.transferred_in(month) => MonthUnit::TakenInTransfer,
            Some(_) => MonthUnit::TakenElsewhere,
        }
    }
}
