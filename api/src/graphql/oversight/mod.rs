//! The files of awards: terms, approvals, monitoring, audits, reports, findings, and the calendar of what is due.

mod deadline;
mod entry;
mod file;
mod finding;
mod input;
mod mutation;
mod query;
mod terms;
mod value;
mod within;

pub(crate) use deadline::Deadline;
pub(crate) use entry::{
    ExclusionCheck, FederalExpenditures, FiledReport, FixedAmountApproval, MonitoringActivity,
    RiskAssessment, SingleAudit,
};
pub(crate) use file::{AwardFile, SubAwardFile};
pub(crate) use finding::AwardFinding;
pub(crate) use input::{
    AuditFindingsDecideInput, AuditReportAcceptInput, ExclusionRecheckInput,
    ExpendituresStateInput, FinancialReportFileInput, FindingRecordInput, FindingResolveInput,
    FixedAmountApproveInput, MonitoringFindingRecordInput, MonitoringFindingResolveInput,
    MonitoringPerformInput, MonitoringPlanInput, RiskAssessInput, SubAwardReportFileInput,
    SubAwardTermsStateInput,
};
pub(crate) use mutation::OversightMutation;
pub(crate) use query::OversightQuery;
pub(crate) use terms::SubAwardTerms;
pub(crate) use value::{
    AwardDeadlineKind, DeadlineStanding, FindingResolution, FindingSource, ManagementDecision,
    MonitoringKind, ReportKind, RiskFactor, RiskLevel, Severity, TermElement,
};
pub(crate) use within::DaysAhead;
