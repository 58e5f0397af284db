//! What follows from a command to an award's file. Guards stand in one order: repeat → exists → policy → dates → money.

use chrono::NaiveDate;

use super::{
    Oversight, OversightAsked, OversightCommand, OversightError, OversightEvent, OversightFacts,
    SubAwardFile, TermElement, TermsStatement,
    policy::{positive, within_ceiling},
};
use crate::{
    id::{OrganizationId, SubAwardId},
    ledger::{ApproveFixedAmount, StateSubAwardTerms},
    period::{Period, not_before, not_in_future},
};

pub(super) type Decided = Result<Vec<OversightEvent>, OversightError>;

impl Oversight {
    /// What follows from a command.
    pub fn decide(&self, command: &OversightCommand) -> Decided {
        let facts = &command.facts;
        match &command.asked {
            OversightAsked::StateTerms(input, missing) => self.state_terms(input, missing, facts),
            OversightAsked::ApproveFixedAmount(input, has_cost_share) => {
                self.approve_fixed_amount(input, *has_cost_share, facts)
            }
            OversightAsked::AssessRisk(input) => self.assess_risk(input, facts),
            OversightAsked::PlanMonitoring(input) => self.plan_monitoring(input, facts),
            OversightAsked::PerformMonitoring(input) => self.perform_monitoring(input, facts),
            OversightAsked::RecheckExclusion(input) => self.recheck_exclusion(input, facts),
            OversightAsked::StateExpenditures(input) => self.state_expenditures(input, facts),
            OversightAsked::AcceptAudit(input) => self.accept_audit(input, facts),
            OversightAsked::DecideAudit(input) => self.decide_audit(input, facts),
            OversightAsked::RecordMonitoringFinding(input) => {
                self.record_monitoring_finding(input, facts)
            }
            OversightAsked::ResolveMonitoringFinding(input) => {
                self.resolve_monitoring_finding(input, facts)
            }
            OversightAsked::RecordFinding(input) => self.record_finding(input, facts),
            OversightAsked::ResolveFinding(input) => self.resolve_finding(input, facts),
            OversightAsked::FileSubAwardReport(input, reportable) => {
                self.file_sub_award_report(input, *reportable, facts)
            }
            OversightAsked::FileFinancialReport(input, project) => {
                self.file_financial_report(input, *project, facts)
            }
        }
    }

    pub(super) fn file_of(&self, sub_award: &SubAwardId) -> Option<&SubAwardFile> {
        self.sub_awards.get(sub_award)
    }

    fn state_terms(
        &self,
        input: &StateSubAwardTerms,
        missing: &[TermElement],
        facts: &OversightFacts,
    ) -> Decided {
        let stated = self
            .file_of(&input.sub_award)
            .and_then(|file| file.terms.as_ref());
        if stated.is_some_and(|stated| stated.statement == input.statement) {
            return Ok(Vec::new());
        }
        if input.statement == TermsStatement::default() {
            return Err(OversightError::StatementEmpty);
        }
        if let Some(period) = input.statement.budget_period {
            Period::try_new(period.starts_on, period.ends_on)?;
        }
        facts.dated(input.effective_on)?;
        for amount in [
            input.statement.total_committed,
            input.statement.assistance_amount,
        ] {
            amount.map_or(Ok(()), |amount| positive(amount, "statement"))?;
        }
        Ok(vec![OversightEvent::SubAwardTermsStated {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            statement: input.statement.clone(),
            missing: missing.to_vec(),
            stated_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn approve_fixed_amount(
        &self,
        input: &ApproveFixedAmount,
        has_cost_share: bool,
        facts: &OversightFacts,
    ) -> Decided {
        let approved = self
            .file_of(&input.sub_award)
            .and_then(|file| file.approval.as_ref());
        if let Some(approved) = approved {
            let same = approved.amount_max == input.amount_max
                && approved.reason == input.reason
                && approved.on == input.effective_on;
            if same {
                return Ok(Vec::new());
            }
            // An approval is raised, so that the sub-award may be; it is never taken back behind a sub-award.
            if input.amount_max <= approved.amount_max {
                return Err(OversightError::AlreadyApproved {
                    sub_award: input.sub_award.clone(),
                });
            }
        }
        if has_cost_share {
            return Err(OversightError::FixedAmountWithCostShare);
        }
        facts.dated(input.effective_on)?;
        positive(input.amount_max, "amountMax")?;
        within_ceiling(input.amount_max, input.effective_on)?;
        Ok(vec![OversightEvent::FixedAmountApproved {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: input.sub_award.clone(),
            amount_max: input.amount_max,
            reason: input.reason.clone(),
            approved_by: facts.actor.clone(),
            effective_on: input.effective_on,
        }])
    }
}

impl OversightFacts {
    /// The day lies between the award or execution and the day of receipt.
    pub(super) fn dated(&self, effective_on: NaiveDate) -> Result<(), OversightError> {
        not_in_future(effective_on, self.received_on)?;
        not_before(effective_on, self.since)?;
        Ok(())
    }

    /// The sub-awardee; the prime where no sub-award is named.
    pub(super) fn owner(&self) -> OrganizationId {
        self.sub_awardee
            .clone()
            .unwrap_or_else(|| self.grantee.clone())
    }
}
