//! Decisions on risk, monitoring and exclusions looked up again.

use super::{
    Oversight, OversightError, OversightEvent, OversightFacts, decide::Decided, policy::due_later,
};
use crate::{
    ledger::{AssessRisk, PerformMonitoring, PlanMonitoring, RecheckExclusion},
    period::not_before,
};

impl Oversight {
    pub(super) fn assess_risk(&self, input: &AssessRisk, facts: &OversightFacts) -> Decided {
        let held = self
            .file_of(&input.sub_award)
            .and_then(|file| file.risk.as_ref());
        if let Some(held) = held {
            let same = held.level == input.level
                && held.factors == input.factors
                && held.document == input.document
                && held.next_due_on == input.next_due_on
                && held.on == input.effective_on;
            if same {
                return Ok(Vec::new());
            }
        }
        let mut named = input.factors.clone();
        named.sort_unstable();
        named.dedup();
        if named.is_empty() || named.len() != input.factors.len() {
            return Err(OversightError::FactorsMissing);
        }
        facts.dated(input.effective_on)?;
        if let Some(held) = held {
            not_before(input.effective_on, held.on)?;
        }
        due_later(input.next_due_on, input.effective_on, "nextDueOn")?;
        Ok(vec![OversightEvent::RiskAssessed {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            level: input.level,
            factors: input.factors.clone(),
            document: input.document.clone(),
            next_due_on: input.next_due_on,
            assessed_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn plan_monitoring(
        &self,
        input: &PlanMonitoring,
        facts: &OversightFacts,
    ) -> Decided {
        let planned = self
            .file_of(&input.sub_award)
            .and_then(|file| file.activities.get(&input.activity));
        if let Some(planned) = planned {
            let same = planned.kind == input.kind
                && planned.due_on == input.due_on
                && planned.planned_on == input.effective_on;
            return if same {
                Ok(Vec::new())
            } else {
                Err(OversightError::ActivityAlreadyPlanned {
                    activity: input.activity.clone(),
                })
            };
        }
        facts.dated(input.effective_on)?;
        due_later(input.due_on, input.effective_on, "dueOn")?;
        Ok(vec![OversightEvent::MonitoringPlanned {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            activity: input.activity.clone(),
            kind: input.kind,
            due_on: input.due_on,
            planned_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn perform_monitoring(
        &self,
        input: &PerformMonitoring,
        facts: &OversightFacts,
    ) -> Decided {
        let planned = self
            .file_of(&input.sub_award)
            .and_then(|file| file.activities.get(&input.activity))
            .ok_or_else(|| OversightError::UnknownActivity {
                activity: input.activity.clone(),
            })?;
        if let Some((document, on)) = &planned.performed {
            return if *document == input.document && *on == input.effective_on {
                Ok(Vec::new())
            } else {
                Err(OversightError::ActivityAlreadyPerformed {
                    activity: input.activity.clone(),
                    on: *on,
                })
            };
        }
        facts.dated(input.effective_on)?;
        not_before(input.effective_on, planned.planned_on)?;
        Ok(vec![OversightEvent::MonitoringPerformed {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            activity: input.activity.clone(),
            document: input.document.clone(),
            performed_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn recheck_exclusion(
        &self,
        input: &RecheckExclusion,
        facts: &OversightFacts,
    ) -> Decided {
        let held = self
            .file_of(&input.sub_award)
            .and_then(|file| file.recheck.as_ref());
        if let Some(held) = held {
            let same = held.excluded == input.excluded
                && held.document == input.document
                && held.next_due_on == input.next_due_on
                && held.on == input.effective_on;
            if same {
                return Ok(Vec::new());
            }
        }
        facts.dated(input.effective_on)?;
        if let Some(held) = held {
            not_before(input.effective_on, held.on)?;
        }
        due_later(input.next_due_on, input.effective_on, "nextDueOn")?;
        Ok(vec![OversightEvent::ExclusionRechecked {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            sub_awardee: facts.owner(),
            excluded: input.excluded,
            document: input.document.clone(),
            next_due_on: input.next_due_on,
            checked_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }
}
