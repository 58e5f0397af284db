//! Decisions on findings: what monitoring found, what an officer found, and how it was resolved.

use super::{
    Finding, FindingSource, Oversight, OversightError, OversightEvent, OversightFacts, Resolved,
    decide::Decided, policy::due_later, policy::positive,
};
use crate::{
    id::{FindingId, SubAwardId},
    ledger::{RecordFinding, RecordMonitoringFinding, ResolveFinding, ResolveMonitoringFinding},
    period::not_before,
};

impl Oversight {
    pub(super) fn record_monitoring_finding(
        &self,
        input: &RecordMonitoringFinding,
        facts: &OversightFacts,
    ) -> Decided {
        let finding = Finding {
            sub_award: Some(input.sub_award.clone()),
            source: FindingSource::Monitoring,
            deadline: None,
            severity: input.severity,
            questioned: input.questioned,
            reason: input.reason.clone(),
            due_on: input.due_on,
            on: input.effective_on,
            resolved: None,
        };
        self.record(&input.finding, finding, facts)
    }

    pub(super) fn record_finding(&self, input: &RecordFinding, facts: &OversightFacts) -> Decided {
        if let Some(deadline) = &input.deadline {
            let elsewhere = deadline.award() != input.award.as_str()
                || deadline.sub_award() != input.sub_award.as_ref().map(SubAwardId::as_str);
            if elsewhere {
                return Err(OversightError::DeadlineElsewhere);
            }
        }
        let finding = Finding {
            sub_award: input.sub_award.clone(),
            source: match input.deadline {
                Some(_) => FindingSource::Deadline,
                None => FindingSource::Review,
            },
            deadline: input.deadline.clone(),
            severity: input.severity,
            questioned: input.questioned,
            reason: input.reason.clone(),
            due_on: input.due_on,
            on: input.effective_on,
            resolved: None,
        };
        self.record(&input.finding, finding, facts)
    }

    fn record(&self, id: &FindingId, finding: Finding, facts: &OversightFacts) -> Decided {
        if let Some(held) = self.findings.get(id) {
            let as_recorded = Finding {
                resolved: None,
                ..held.clone()
            };
            return if as_recorded == finding {
                Ok(Vec::new())
            } else {
                Err(OversightError::FindingAlreadyRecorded {
                    finding: id.clone(),
                })
            };
        }
        facts.dated(finding.on)?;
        due_later(finding.due_on, finding.on, "dueOn")?;
        finding
            .questioned
            .map_or(Ok(()), |amount| positive(amount, "questioned"))?;
        Ok(vec![OversightEvent::FindingRecorded {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            owner: match finding.source {
                FindingSource::Monitoring => facts.owner(),
                FindingSource::Deadline | FindingSource::Review => facts.grantee.clone(),
            },
            sub_award: finding.sub_award,
            finding: id.clone(),
            source: finding.source,
            deadline: finding.deadline,
            severity: finding.severity,
            questioned: finding.questioned,
            reason: finding.reason,
            due_on: finding.due_on,
            recorded_by: facts.actor.clone(),
            effective_on: finding.on,
        }])
    }

    pub(super) fn resolve_monitoring_finding(
        &self,
        input: &ResolveMonitoringFinding,
        facts: &OversightFacts,
    ) -> Decided {
        let resolved = Resolved {
            resolution: input.resolution,
            reason: input.reason.clone(),
            document: input.document.clone(),
            on: input.effective_on,
        };
        // What an officer found is for an officer to resolve: to a prime it answers as unknown.
        let own = |finding: &&Finding| {
            finding.source == FindingSource::Monitoring
                && finding.sub_award.as_ref() == Some(&input.sub_award)
        };
        let found = self.findings.get(&input.finding).filter(own);
        resolve(&input.finding, found, resolved, facts)
    }

    pub(super) fn resolve_finding(
        &self,
        input: &ResolveFinding,
        facts: &OversightFacts,
    ) -> Decided {
        let resolved = Resolved {
            resolution: input.resolution,
            reason: input.reason.clone(),
            document: input.document.clone(),
            on: input.effective_on,
        };
        let found = self.findings.get(&input.finding);
        resolve(&input.finding, found, resolved, facts)
    }
}

fn resolve(
    id: &FindingId,
    found: Option<&Finding>,
    resolved: Resolved,
    facts: &OversightFacts,
) -> Decided {
    let found = found.ok_or_else(|| OversightError::UnknownFinding {
        finding: id.clone(),
    })?;
    if let Some(held) = &found.resolved {
        return if *held == resolved {
            Ok(Vec::new())
        } else {
            Err(OversightError::FindingAlreadyResolved {
                finding: id.clone(),
            })
        };
    }
    facts.dated(resolved.on)?;
    not_before(resolved.on, found.on)?;
    Ok(vec![OversightEvent::FindingResolved {
        award: facts.award.clone(),
        programme: facts.programme.clone(),
        sub_award: found.sub_award.clone(),
        finding: id.clone(),
        resolution: resolved.resolution,
        reason: resolved.reason,
        document: resolved.document,
        resolved_by: facts.actor.clone(),
        effective_on: resolved.on,
    }])
}
