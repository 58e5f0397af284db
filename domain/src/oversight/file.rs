//! How events change what is filed of a sub-award.

use super::{
    Activity, Audit, ExclusionCheck, Expenditures, FiledReport, FixedAmountApproval,
    OversightEvent, ReportKind, RiskAssessment, StatedTerms, SubAwardFile,
};

impl SubAwardFile {
    pub(super) fn evolve(&mut self, event: &OversightEvent) {
        match event {
            OversightEvent::SubAwardTermsStated {
                statement,
                missing,
                effective_on,
                ..
            } => {
                self.terms = Some(StatedTerms {
                    statement: statement.clone(),
                    missing: missing.clone(),
                    on: *effective_on,
                });
            }
            OversightEvent::FixedAmountApproved {
                amount_max,
                reason,
                effective_on,
                ..
            } => {
                self.approval = Some(FixedAmountApproval {
                    amount_max: *amount_max,
                    reason: reason.clone(),
                    on: *effective_on,
                });
            }
            OversightEvent::RiskAssessed {
                level,
                factors,
                document,
                next_due_on,
                effective_on,
                ..
            } => {
                self.risk = Some(RiskAssessment {
                    level: *level,
                    factors: factors.clone(),
                    document: document.clone(),
                    next_due_on: *next_due_on,
                    on: *effective_on,
                });
            }
            OversightEvent::MonitoringPlanned {
                activity,
                kind,
                due_on,
                effective_on,
                ..
            } => {
                let planned = Activity {
                    kind: *kind,
                    due_on: *due_on,
                    planned_on: *effective_on,
                    performed: None,
                };
                self.activities.insert(activity.clone(), planned);
            }
            OversightEvent::MonitoringPerformed {
                activity,
                document,
                effective_on,
                ..
            } => {
                if let Some(planned) = self.activities.get_mut(activity) {
                    planned.performed = Some((document.clone(), *effective_on));
                }
            }
            OversightEvent::ExclusionRechecked {
                excluded,
                document,
                next_due_on,
                effective_on,
                ..
            } => {
                self.recheck = Some(ExclusionCheck {
                    excluded: *excluded,
                    document: document.clone(),
                    next_due_on: *next_due_on,
                    on: *effective_on,
                });
            }
            OversightEvent::FederalExpendituresStated { .. }
            | OversightEvent::AuditReportAccepted { .. }
            | OversightEvent::ManagementDecisionMade { .. } => self.audited(event),
            OversightEvent::ReportFiled { .. } => self.reported(event),
            OversightEvent::FindingRecorded { .. } | OversightEvent::FindingResolved { .. } => {}
        }
    }

    fn reported(&mut self, event: &OversightEvent) {
        if let OversightEvent::ReportFiled {
            report: ReportKind::SubAward,
            period_ends_on,
            amount,
            document,
            effective_on,
            ..
        } = event
        {
            let filed = FiledReport {
                amount: *amount,
                period_ends_on: *period_ends_on,
                document: document.clone(),
                on: *effective_on,
            };
            self.reports.insert(*period_ends_on, filed);
        }
    }

    fn audited(&mut self, event: &OversightEvent) {
        if let OversightEvent::FederalExpendituresStated {
            fiscal_year_starts_on,
            fiscal_year_ends_on,
            expended,
            effective_on,
            ..
        } = event
        {
            let stated = Expenditures {
                starts_on: *fiscal_year_starts_on,
                expended: *expended,
                on: *effective_on,
            };
            self.expenditures.insert(*fiscal_year_ends_on, stated);
        }
        if let OversightEvent::AuditReportAccepted {
            fiscal_year_ends_on,
            finding_count,
            document,
            effective_on,
            ..
        } = event
        {
            let audit = Audit {
                finding_count: *finding_count,
                document: document.clone(),
                accepted_on: *effective_on,
                decided: None,
            };
            self.audits.insert(*fiscal_year_ends_on, audit);
        }
        if let OversightEvent::ManagementDecisionMade {
            fiscal_year_ends_on,
            decision,
            document,
            effective_on,
            ..
        } = event
            && let Some(audit) = self.audits.get_mut(fiscal_year_ends_on)
        {
            audit.decided = Some((*decision, document.clone(), *effective_on));
        }
    }
}
