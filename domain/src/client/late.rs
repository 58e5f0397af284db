//! Facts that come late: how a case stood in a month, which claims a change of that concerns, and what is kept of it.
//!
//! A fact concerns a claim when the case stands otherwise in the claim's month than it did: who managed it and where,
//! which days are covered and in which phase, who belongs to the household. What other claims used of the year is no
//! fact of the case: what one claim gives back is not given to another.

use std::collections::BTreeSet;

use super::{Case, Client, ClientCommand, ClientEvent, Coverage, PhaseDays};
use crate::{
    id::{ClaimId, ClientCode, SubAwardId},
    period::Month,
    region::State,
};

/// How a case stands in a month towards a sub-award, whatever was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MonthStanding {
    state: State,
    managed: bool,
    phases: Vec<PhaseDays>,
    own_days: Vec<PhaseDays>,
    coverage: Coverage,
    household: bool,
    moved: bool,
    dependents: Vec<ClientCode>,
}

/// The claims that a late fact concerns, by id, and their months.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concerned {
    /// The months.
    pub months: BTreeSet<Month>,
    /// The claims; those of an earlier late fact that were left over are among them.
    pub claims: BTreeSet<ClaimId>,
}

impl Client {
    /// The claims that are to be adjudicated again, where the case stood otherwise before.
    pub fn concerned_since(&self, before: &Self) -> Concerned {
        let (Some(case), Some(before)) = (self.case(), before.case()) else {
            return Concerned::default();
        };
        let mut concerned = case.left_over();
        for (claim, held) in &case.claims {
            let stands = |case: &Case| case.month_standing(&held.sub_award, held.service_month);
            if stands(case) != stands(before) {
                concerned.months.insert(held.service_month);
                concerned.claims.insert(claim.clone());
            }
        }
        concerned
    }

    /// The claims that an earlier decision left to be adjudicated again.
    pub fn left_over(&self) -> Concerned {
        self.case().map(Case::left_over).unwrap_or_default()
    }

    /// The case as if these claims held nothing of it.
    #[must_use]
    pub fn without(&self, claims: &[&ClaimId]) -> Self {
        let mut client = self.clone();
        if let Self::Open { case } | Self::Closed { case, .. } = &mut client {
            case.benefits.retain(|held| !claims.contains(&&held.claim));
        }
        client
    }

    /// What follows from a command that keeps something in mind; nothing where it is known, or there is no case.
    pub(super) fn keep_in_mind(&self, command: &ClientCommand) -> Vec<ClientEvent> {
        let Some(case) = self.case() else {
            return Vec::new();
        };
        let client = case.client.clone();
        if let ClientCommand::TurnDown {
            claim,
            sub_award,
            service_month,
            effective_on,
        } = command
            && !case.claims.contains_key(claim)
        {
            return vec![ClientEvent::ClaimTurnedDown {
                client,
                claim: claim.clone(),
                sub_award: sub_award.clone(),
                service_month: *service_month,
                effective_on: *effective_on,
            }];
        }
        if let ClientCommand::DeferReadjudication {
            months,
            next,
            waiting,
            effective_on,
        } = command
        {
            return vec![ClientEvent::ReadjudicationDeferred {
                client,
                months: months.clone(),
                next: next.clone(),
                waiting: *waiting,
                effective_on: *effective_on,
            }];
        }
        if let ClientCommand::FinishReadjudication { effective_on } = command
            && case.readjudication.is_some()
        {
            return vec![ClientEvent::ReadjudicationFinished {
                client,
                effective_on: *effective_on,
            }];
        }
        Vec::new()
    }
}

impl Case {
    fn month_standing(&self, sub_award: &SubAwardId, month: Month) -> MonthStanding {
        let managing = self.managing(sub_award, month);
        MonthStanding {
            state: managing.unwrap_or(&self.current).terms.state,
            managed: managing.is_some(),
            phases: self.phase_days(month),
            own_days: self.own_days(sub_award, month),
            coverage: self.coverage(month),
            household: self.household(month),
            moved: self.transferred_in(month),
            dependents: self.dependents(month),
        }
    }

    fn left_over(&self) -> Concerned {
        let Some(left) = &self.readjudication else {
            return Concerned::default();
        };
        let claims = self
            .claims
            .range(&left.next..)
            .filter(|(_, held)| left.months.contains(&held.service_month))
            .map(|(claim, _)| claim.clone());
        Concerned {
            months: left.months.clone(),
            claims: claims.collect(),
        }
    }
}
