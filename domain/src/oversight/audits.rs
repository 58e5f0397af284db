//! Decisions on a sub-awardee's federal expenditures, its single audits and their findings.

use chrono::Months;

use super::{
    Oversight, OversightError, OversightEvent, OversightFacts, decide::Decided, policy::positive,
};
use crate::{
    ledger::{AcceptAuditReport, DecideAuditFindings, StateFederalExpenditures},
    period::{Period, not_before, not_in_future},
    regime::{audit_report_due, management_decision_due, single_audit_threshold},
};

impl Oversight {
    pub(super) fn state_expenditures(
        &self,
        input: &StateFederalExpenditures,
        facts: &OversightFacts,
    ) -> Decided {
        let year = input.fiscal_year;
        let held = self
            .file_of(&input.sub_award)
            .and_then(|file| file.expenditures.get(&year.ends_on));
        if let Some(held) = held {
            let same = held.starts_on == year.starts_on
                && held.expended == input.expended
                && held.on == input.effective_on;
            return if same {
                Ok(Vec::new())
            } else {
                Err(OversightError::ExpendituresAlreadyStated {
                    ends_on: year.ends_on,
                })
            };
        }
        Period::try_new(year.starts_on, year.ends_on)?;
        let too_long = year
            .starts_on
            .checked_add_months(Months::new(12))
            .is_none_or(|next| year.ends_on >= next);
        if too_long || input.effective_on <= year.ends_on {
            return Err(OversightError::FiscalYearImpossible);
        }
        facts.dated(input.effective_on)?;
        positive(input.expended, "expended")?;
        let threshold = single_audit_threshold(year.starts_on);
        let required = input.expended >= threshold;
        Ok(vec![OversightEvent::FederalExpendituresStated {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            sub_awardee: facts.owner(),
            fiscal_year_starts_on: year.starts_on,
            fiscal_year_ends_on: year.ends_on,
            expended: input.expended,
            threshold,
            audit_due_on: required.then(|| audit_report_due(year.ends_on)),
            stated_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn accept_audit(
        &self,
        input: &AcceptAuditReport,
        facts: &OversightFacts,
    ) -> Decided {
        let ends_on = input.fiscal_year_ends_on;
        let held = self
            .file_of(&input.sub_award)
            .and_then(|file| file.audits.get(&ends_on));
        if let Some(held) = held {
            let same = held.finding_count == input.finding_count
                && held.document == input.document
                && held.accepted_on == input.effective_on;
            return if same {
                Ok(Vec::new())
            } else {
                Err(OversightError::AuditAlreadyAccepted { ends_on })
            };
        }
        if input.effective_on <= ends_on {
            return Err(OversightError::FiscalYearImpossible);
        }
        not_in_future(input.effective_on, facts.received_on)?;
        not_before(input.effective_on, facts.since)?;
        let decided_by = management_decision_due(input.effective_on);
        Ok(vec![OversightEvent::AuditReportAccepted {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            sub_awardee: facts.owner(),
            fiscal_year_ends_on: ends_on,
            finding_count: input.finding_count,
            document: input.document.clone(),
            decision_due_on: (input.finding_count > 0).then_some(decided_by),
            accepted_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn decide_audit(
        &self,
        input: &DecideAuditFindings,
        facts: &OversightFacts,
    ) -> Decided {
        let ends_on = input.fiscal_year_ends_on;
        let audit = self
            .file_of(&input.sub_award)
            .and_then(|file| file.audits.get(&ends_on))
            .ok_or(OversightError::UnknownAudit { ends_on })?;
        if let Some((decision, document, on)) = &audit.decided {
            let same = *decision == input.decision
                && *document == input.document
                && *on == input.effective_on;
            return if same {
                Ok(Vec::new())
            } else {
                Err(OversightError::AuditAlreadyDecided { ends_on })
            };
        }
        if audit.finding_count == 0 {
            return Err(OversightError::AuditWithoutFindings);
        }
        facts.dated(input.effective_on)?;
        not_before(input.effective_on, audit.accepted_on)?;
        Ok(vec![OversightEvent::ManagementDecisionMade {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            fiscal_year_ends_on: ends_on,
            decision: input.decision,
            document: input.document.clone(),
            decided_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }
}
