//! The units of case management that a case has: of which days of a month, of which phase, and how many months so far.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Case, ClientPhase, PhaseDays};
use crate::{
    id::{ClaimId, ClientCode, SubAwardId},
    period::Month,
};

/// How many months of a phase were claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseMonths {
    /// The phase.
    pub phase: ClientPhase,
    /// How many months.
    pub months: u32,
}

/// What a claim takes of a month's one unit of case management.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitTake {
    /// All of it: nobody else has any of it.
    Whole,
    /// The days on which its sub-award managed the case: another sub-award may have the others.
    OwnDays,
    /// What the funds did not cover of a unit that this claim has.
    RestOf(ClaimId),
}

impl Case {
    /// The covered days of the month on which the sub-award managed the case, in order. The day of a transfer is the
    /// new sub-awardee's.
    pub fn own_days(&self, sub_award: &SubAwardId, month: Month) -> Vec<PhaseDays> {
        let mut own = Vec::new();
        for days in self.phase_days(month) {
            for (assignment, since, until) in self.assignments() {
                let last = if until == NaiveDate::MAX {
                    until
                } else {
                    until.pred_opt().unwrap_or(until)
                };
                let (from, through) = (days.from.max(since), days.through.min(last));
                if assignment.terms.sub_award == *sub_award && from <= through {
                    own.push(PhaseDays {
                        phase: days.phase,
                        from,
                        through,
                    });
                }
            }
        }
        own
    }

    /// How many months of each phase were claimed, besides one month, whoever claimed them.
    pub fn phase_months(&self, besides: Month) -> Vec<PhaseMonths> {
        let mut months: BTreeMap<ClientPhase, BTreeSet<Month>> = BTreeMap::new();
        let others = self
            .benefits
            .iter()
            .filter(|benefit| benefit.service_month != besides);
        for benefit in others {
            for phase in &benefit.unit_phases {
                months
                    .entry(*phase)
                    .or_default()
                    .insert(benefit.service_month);
            }
        }
        months
            .into_iter()
            .map(|(phase, months)| PhaseMonths {
                phase,
                months: u32::try_from(months.len()).unwrap_or(u32::MAX),
            })
            .collect()
    }

    /// The family members of the case on some day of the month.
    pub fn dependents(&self, month: Month) -> Vec<ClientCode> {
        let first_day = month.first_day();
        self.family
            .iter()
            .filter(|member| {
                let left_on = member
                    .left
                    .as_ref()
                    .map_or(NaiveDate::MAX, |left| left.since);
                member.since <= month.last_day() && left_on > member.since.max(first_day)
            })
            .map(|member| member.member.clone())
            .collect()
    }

    /// A claim of the sub-award may take this much of the month's unit.
    pub(super) fn unit_is_free(
        &self,
        sub_award: &SubAwardId,
        month: Month,
        take: &UnitTake,
    ) -> bool {
        let mut held = self
            .benefits
            .iter()
            .filter(|held| held.case_management_unit && held.service_month == month);
        match take {
            UnitTake::Whole => held.next().is_none(),
            UnitTake::OwnDays => held.all(|held| held.sub_award != *sub_award),
            UnitTake::RestOf(claim) => held.any(|held| held.claim == *claim),
        }
    }
}
