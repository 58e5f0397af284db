//! What is asked about the file of an award: terms, approvals, monitoring, audits, findings and reports.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    deadline::DeadlineKey,
    id::{ActivityId, FindingId, SubAwardId},
    identifier::Fain,
    ledger::StreamId,
    measure::DocumentDigest,
    money::Money,
    oversight::{
        FindingResolution, ManagementDecision, MonitoringKind, RiskFactor, RiskLevel, Severity,
        TermsStatement,
    },
    period::{Month, Period},
    text::Reason,
};

macro_rules! of_sub_award {
    ($($name:ident)+) => {$(
        impl Asked for $name {
            fn streams(&self) -> Vec<StreamId> {
                vec![StreamId::sub_award(&self.sub_award)]
            }
        }
    )+};
}

macro_rules! of_award {
    ($($name:ident)+) => {$(
        impl Asked for $name {
            fn streams(&self) -> Vec<StreamId> {
                vec![StreamId::award(&self.award), StreamId::oversight(&self.award)]
            }
        }
    )+};
}

/// The prime states the terms of a sub-award to its sub-awardee (2 CFR 200.332(b)(1)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateSubAwardTerms {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// All that is stated; it takes the place of what was stated before.
    pub statement: TermsStatement,
    /// The day.
    pub effective_on: NaiveDate,
}

/// An officer gives prior approval to a fixed-amount sub-award that is to be executed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApproveFixedAmount {
    /// The award.
    pub award: Fain,
    /// The id under which it is to be executed.
    pub sub_award: SubAwardId,
    /// Its most, all obligations together.
    pub amount_max: Money,
    /// Why.
    pub reason: Reason,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime assesses the risk that a sub-awardee does not comply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssessRisk {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The risk.
    pub level: RiskLevel,
    /// What it rests on.
    pub factors: Vec<RiskFactor>,
    /// SHA-256 of the assessment.
    pub document: DocumentDigest,
    /// When it is assessed again.
    pub next_due_on: NaiveDate,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime plans a piece of monitoring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanMonitoring {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The piece, unique in the sub-award.
    pub activity: ActivityId,
    /// Of what kind.
    pub kind: MonitoringKind,
    /// By when.
    pub due_on: NaiveDate,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime records that a planned piece of monitoring was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PerformMonitoring {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The piece.
    pub activity: ActivityId,
    /// SHA-256 of its report.
    pub document: DocumentDigest,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime records that it looked up again whether SAM excludes the sub-awardee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecheckExclusion {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// SAM excludes the sub-awardee.
    pub excluded: bool,
    /// SHA-256 of the record that was found.
    pub document: DocumentDigest,
    /// When it is looked up again.
    pub next_due_on: NaiveDate,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime records a sub-awardee's federal expenditures of a fiscal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateFederalExpenditures {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The sub-awardee's fiscal year.
    pub fiscal_year: Period,
    /// All federal funds that it expended in it, of whatever award.
    pub expended: Money,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime records that the report of a sub-awardee's single audit was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AcceptAuditReport {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The last day of the fiscal year that was audited.
    pub fiscal_year_ends_on: NaiveDate,
    /// How many findings concern the sub-award.
    pub finding_count: u32,
    /// SHA-256 of the report.
    pub document: DocumentDigest,
    /// The day of the acceptance by the Federal Audit Clearinghouse.
    pub effective_on: NaiveDate,
}

/// The prime decides on the findings of an audit report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecideAuditFindings {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The last day of the fiscal year that was audited.
    pub fiscal_year_ends_on: NaiveDate,
    /// What it decides.
    pub decision: ManagementDecision,
    /// SHA-256 of the decision.
    pub document: DocumentDigest,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime records what its monitoring found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordMonitoringFinding {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The finding, unique in the award.
    pub finding: FindingId,
    /// How grave it is.
    pub severity: Severity,
    /// Costs that are in question, above zero.
    pub questioned: Option<Money>,
    /// What was found.
    pub reason: Reason,
    /// By when the sub-awardee puts it right.
    pub due_on: NaiveDate,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime resolves what its monitoring found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResolveMonitoringFinding {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The finding.
    pub finding: FindingId,
    /// How.
    pub resolution: FindingResolution,
    /// Why.
    pub reason: Reason,
    /// SHA-256 of what shows it.
    pub document: Option<DocumentDigest>,
    /// The day.
    pub effective_on: NaiveDate,
}

/// The prime records that it filed a sub-award report under the Transparency Act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileSubAwardReport {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The month of the obligation.
    pub month: Month,
    /// What was reported as obligated.
    pub amount: Money,
    /// SHA-256 of what was filed.
    pub document: DocumentDigest,
    /// The day on which it was filed.
    pub effective_on: NaiveDate,
}

/// The prime records that it filed a federal financial report (SF-425).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileFinancialReport {
    /// The award.
    pub award: Fain,
    /// The last day of the period that it is of: 31 March or 30 September, or the last of the project for the final one.
    pub period_ends_on: NaiveDate,
    /// It is the final one.
    pub is_final: bool,
    /// SHA-256 of what was filed.
    pub document: DocumentDigest,
    /// The day on which it was filed.
    pub effective_on: NaiveDate,
}

/// An officer records a finding about an award, of its own or about a deadline that has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordFinding {
    /// The award.
    pub award: Fain,
    /// The sub-award of it that the finding is about.
    pub sub_award: Option<SubAwardId>,
    /// The finding, unique in the award.
    pub finding: FindingId,
    /// The deadline that has passed, by its key in the calendar.
    pub deadline: Option<DeadlineKey>,
    /// How grave it is.
    pub severity: Severity,
    /// Costs that are in question, above zero.
    pub questioned: Option<Money>,
    /// What was found.
    pub reason: Reason,
    /// By when it is put right.
    pub due_on: NaiveDate,
    /// The day.
    pub effective_on: NaiveDate,
}

/// An officer resolves a finding about an award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResolveFinding {
    /// The award.
    pub award: Fain,
    /// The finding.
    pub finding: FindingId,
    /// How.
    pub resolution: FindingResolution,
    /// Why.
    pub reason: Reason,
    /// SHA-256 of what shows it.
    pub document: Option<DocumentDigest>,
    /// The day.
    pub effective_on: NaiveDate,
}

of_sub_award! {
    StateSubAwardTerms AssessRisk PlanMonitoring PerformMonitoring RecheckExclusion StateFederalExpenditures
    AcceptAuditReport DecideAuditFindings RecordMonitoringFinding ResolveMonitoringFinding FileSubAwardReport
}
of_award! { ApproveFixedAmount FileFinancialReport RecordFinding ResolveFinding }
