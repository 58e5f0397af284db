//! What decided a claim besides the rules: kept with the decision, so that it can be explained for ever.
//!
//! The form is stored. The rules themselves are not repeated: a rule set never changes, and the decision names it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ClaimFacts, SharedLine, SubAwardStanding, Submission};
use crate::{
    client::{BenefitYear, Coverage, MonthUnit, PhaseDays, PhaseMonths, Standing},
    id::{ClaimId, ClientCode},
    money::Money,
    period::Period,
    programme::RuleSet,
    region::{Region, State},
};

/// What decided a claim besides the rules and what it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The award's regions; empty is the whole country.
    pub regions: Vec<Region>,
    /// How the sub-award stood.
    pub sub_award: SubAwardStanding,
    /// The day the sub-award was executed.
    pub executed_on: NaiveDate,
    /// The sub-award's period of performance.
    pub period: Period,
    /// How the client's case stood; none when no case had the code.
    pub client: Option<ClientGrounds>,
    /// What the sub-award had left.
    pub available: Money,
    /// Older claims waited for funds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub queue_waits: bool,
    /// The lines of which a part went to a remainder before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<SharedLine>,
}

/// How a client's case stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientGrounds {
    /// Where the client was served.
    pub state: State,
    /// The sub-award managed the case in the month.
    pub managed: bool,
    /// Whether the month was covered.
    pub coverage: Coverage,
    /// The days of the month that were covered, by phase.
    pub phases: Vec<PhaseDays>,
    /// Those of them on which the sub-award managed the case, where they are others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_days: Option<Vec<PhaseDays>>,
    /// The months of each phase that were claimed before, besides this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phase_months: Vec<PhaseMonths>,
    /// The year that the month counted in.
    pub benefit_year: BenefitYear,
    /// An eligible family member lived in the household.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub household: bool,
    /// The family members of the case whom the claim names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependents: Vec<ClientCode>,
    /// Administration reserved or paid in the year before.
    pub used_administration: Money,
    /// Direct expenses reserved or paid in the year before.
    pub used_direct: Money,
    /// Who had the month's one unit of case management.
    pub unit: MonthUnit,
    /// The same content had been claimed under another number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub content_claimed: bool,
}

impl Grounds {
    /// What is kept of the facts of a decision.
    pub fn of(submission: &Submission, facts: &ClaimFacts) -> Self {
        Self {
            regions: facts.regions.clone(),
            sub_award: facts.sub_award,
            executed_on: facts.executed_on,
            period: facts.period,
            client: facts
                .client
                .as_ref()
                .map(|client| ClientGrounds::of(submission, client)),
            available: facts.available,
            queue_waits: facts.queue_waits,
            shared: facts.shared.clone(),
        }
    }

    /// The facts, with the rules that they were judged by.
    pub fn facts(&self, rule_set: u32, rules: RuleSet, remainder: Option<ClaimId>) -> ClaimFacts {
        ClaimFacts {
            rule_set,
            rules,
            regions: self.regions.clone(),
            sub_award: self.sub_award,
            executed_on: self.executed_on,
            period: self.period,
            client: self.client.as_ref().map(ClientGrounds::standing),
            available: self.available,
            queue_waits: self.queue_waits,
            remainder,
            shared: self.shared.clone(),
        }
    }
}

impl ClientGrounds {
    fn of(submission: &Submission, client: &Standing) -> Self {
        let named = |person: &&ClientCode| {
            let mut lines = submission.lines.iter();
            lines.any(|line| line.dependent.as_ref() == Some(*person))
        };
        Self {
            state: client.state,
            managed: client.managed,
            coverage: client.coverage,
            phases: client.phases.clone(),
            own_days: (client.own_days != client.phases).then(|| client.own_days.clone()),
            phase_months: client.phase_months.clone(),
            benefit_year: client.benefit_year,
            household: client.household,
            dependents: client.dependents.iter().filter(named).cloned().collect(),
            used_administration: client.used_administration,
            used_direct: client.used_direct,
            unit: client.unit,
            content_claimed: client.content_claimed,
        }
    }

    fn standing(&self) -> Standing {
        Standing {
            state: self.state,
            managed: self.managed,
            coverage: self.coverage,
            phases: self.phases.clone(),
            own_days: self.own_days.as_ref().unwrap_or(&self.phases).clone(),
            phase_months: self.phase_months.clone(),
            benefit_year: self.benefit_year,
            household: self.household,
            dependents: self.dependents.clone(),
            used_administration: self.used_administration,
            used_direct: self.used_direct,
            unit: self.unit,
            content_claimed: self.content_claimed,
        }
    }
}
