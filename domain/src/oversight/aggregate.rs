//! The state of an award's file and how events change it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    FindingResolution, FindingSource, ManagementDecision, MonitoringKind, OversightCommand,
    OversightError, OversightEvent, ReportKind, RiskFactor, RiskLevel, Severity, TermElement,
    TermsStatement,
};
use crate::{
    deadline::DeadlineKey,
    id::{ActivityId, FindingId, SubAwardId},
    ledger::aggregate,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};

/// The file of an award, as decisions need it. An award that nobody has filed anything of has an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Oversight {
    /// What is filed of each sub-award, executed or approved.
    pub sub_awards: BTreeMap<SubAwardId, SubAwardFile>,
    /// What was found.
    pub findings: BTreeMap<FindingId, Finding>,
    /// The financial reports that were filed, by the last day of their period; the final one apart.
    pub financial_reports: BTreeMap<NaiveDate, FiledReport>,
    /// The final financial report.
    pub final_report: Option<FiledReport>,
}

/// What is filed of a sub-award.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SubAwardFile {
    /// What its sub-awardee was told.
    pub terms: Option<StatedTerms>,
    /// The prior approval of its fixed amount.
    pub approval: Option<FixedAmountApproval>,
    /// The latest assessment of risk.
    pub risk: Option<RiskAssessment>,
    /// The monitoring plan.
    pub activities: BTreeMap<ActivityId, Activity>,
    /// The latest look at the exclusion.
    pub recheck: Option<ExclusionCheck>,
    /// The sub-awardee's fiscal years, by their last days.
    pub expenditures: BTreeMap<NaiveDate, Expenditures>,
    /// The audit reports that were accepted, by the last days of their fiscal years.
    pub audits: BTreeMap<NaiveDate, Audit>,
    /// The sub-award reports that were filed, by the last day of their month.
    pub reports: BTreeMap<NaiveDate, FiledReport>,
}

/// What a sub-awardee was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedTerms {
    /// All that is stated.
    pub statement: TermsStatement,
    /// What is missing of the fourteen elements.
    pub missing: Vec<TermElement>,
    /// The day.
    pub on: NaiveDate,
}

/// An officer's prior approval of a fixed amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedAmountApproval {
    /// The most.
    pub amount_max: Money,
    /// Why.
    pub reason: Reason,
    /// The day.
    pub on: NaiveDate,
}

/// An assessment of risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAssessment {
    /// The risk.
    pub level: RiskLevel,
    /// What it rests on.
    pub factors: Vec<RiskFactor>,
    /// SHA-256 of it.
    pub document: DocumentDigest,
    /// When it is assessed again.
    pub next_due_on: NaiveDate,
    /// The day.
    pub on: NaiveDate,
}

/// A piece of monitoring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Of what kind.
    pub kind: MonitoringKind,
    /// By when.
    pub due_on: NaiveDate,
    /// The day on which it was planned.
    pub planned_on: NaiveDate,
    /// Its report and the day, once it was done.
    pub performed: Option<(DocumentDigest, NaiveDate)>,
}

/// A look at whether SAM excludes the sub-awardee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionCheck {
    /// It does.
    pub excluded: bool,
    /// SHA-256 of what was found.
    pub document: DocumentDigest,
    /// When it is looked up again.
    pub next_due_on: NaiveDate,
    /// The day.
    pub on: NaiveDate,
}

/// What a sub-awardee expended in a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expenditures {
    /// The first day of the fiscal year.
    pub starts_on: NaiveDate,
    /// All federal funds that it expended.
    pub expended: Money,
    /// The day of the statement.
    pub on: NaiveDate,
}

/// An audit report that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// How many findings concern the sub-award.
    pub finding_count: u32,
    /// SHA-256 of it.
    pub document: DocumentDigest,
    /// The day of the acceptance.
    pub accepted_on: NaiveDate,
    /// The decision on the findings, its document and day, once it was made.
    pub decided: Option<(ManagementDecision, DocumentDigest, NaiveDate)>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The sub-award that it is about.
    pub sub_award: Option<SubAwardId>,
    /// Where it comes from.
    pub source: FindingSource,
    /// The deadline that has passed.
    pub deadline: Option<DeadlineKey>,
    /// How grave it is.
    pub severity: Severity,
    /// Costs that are in question.
    pub questioned: Option<Money>,
    /// What was found.
    pub reason: Reason,
    /// By when it is put right.
    pub due_on: NaiveDate,
    /// The day.
    pub on: NaiveDate,
    /// How it was resolved.
    pub resolved: Option<Resolved>,
}

/// How a finding was resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// How.
    pub resolution: FindingResolution,
    /// Why.
    pub reason: Reason,
    /// SHA-256 of what shows it.
    pub document: Option<DocumentDigest>,
    /// The day.
    pub on: NaiveDate,
}

/// A report that was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledReport {
    /// What was reported as obligated, in a sub-award report.
    pub amount: Option<Money>,
    /// The last day of the period that it is of.
    pub period_ends_on: NaiveDate,
    /// SHA-256 of it.
    pub document: DocumentDigest,
    /// The day on which it was filed.
    pub on: NaiveDate,
}

impl Oversight {
    /// What is filed of a sub-award.
    pub fn of_sub_award(&self, sub_award: &SubAwardId) -> Option<&SubAwardFile> {
        self.sub_awards.get(sub_award)
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &OversightEvent) {
        if let (_, Some(sub_award)) = event.about() {
            let file = self.sub_awards.entry(sub_award.clone()).or_default();
            file.evolve(event);
        }
        match event {
            OversightEvent::FindingRecorded { finding, .. } => {
                if let Some(recorded) = Finding::recorded(event) {
                    self.findings.insert(finding.clone(), recorded);
                }
            }
            OversightEvent::FindingResolved {
                finding,
                resolution,
                reason,
                document,
                effective_on,
                ..
            } => {
                if let Some(found) = self.findings.get_mut(finding) {
                    found.resolved = Some(Resolved {
                        resolution: *resolution,
                        reason: reason.clone(),
                        document: document.clone(),
                        on: *effective_on,
                    });
                }
            }
            OversightEvent::ReportFiled {
                report,
                period_ends_on,
                amount,
                document,
                effective_on,
                ..
            } => {
                let filed = FiledReport {
                    amount: *amount,
                    period_ends_on: *period_ends_on,
                    document: document.clone(),
                    on: *effective_on,
                };
                match report {
                    ReportKind::Financial => {
                        self.financial_reports.insert(*period_ends_on, filed);
                    }
                    ReportKind::FinalFinancial => self.final_report = Some(filed),
                    // It is in the sub-award's own file.
                    ReportKind::SubAward => {}
                }
            }
            OversightEvent::SubAwardTermsStated { .. }
            | OversightEvent::FixedAmountApproved { .. }
            | OversightEvent::RiskAssessed { .. }
            | OversightEvent::MonitoringPlanned { .. }
            | OversightEvent::MonitoringPerformed { .. }
            | OversightEvent::ExclusionRechecked { .. }
            | OversightEvent::FederalExpendituresStated { .. }
            | OversightEvent::AuditReportAccepted { .. }
            | OversightEvent::ManagementDecisionMade { .. } => {}
        }
    }
}

impl Finding {
    fn recorded(event: &OversightEvent) -> Option<Self> {
        let OversightEvent::FindingRecorded {
            sub_award,
            source,
            deadline,
            severity,
            questioned,
            reason,
            due_on,
            effective_on,
            ..
        } = event
        else {
            return None;
        };
        Some(Self {
            sub_award: sub_award.clone(),
            source: *source,
            deadline: deadline.clone(),
            severity: *severity,
            questioned: *questioned,
            reason: reason.clone(),
            due_on: *due_on,
            on: *effective_on,
            resolved: None,
        })
    }
}

aggregate!(Oversight, OversightCommand, OversightEvent, OversightError);
