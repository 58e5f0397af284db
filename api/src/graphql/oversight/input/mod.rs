//! What is said about the files of awards.

mod audit;
mod finding;
mod monitoring;
mod report;
mod statement;
mod terms;

pub(crate) use audit::{AuditFindingsDecideInput, AuditReportAcceptInput, ExpendituresStateInput};
pub(crate) use finding::{
    FindingRecordInput, FindingResolveInput, MonitoringFindingRecordInput,
    MonitoringFindingResolveInput,
};
pub(crate) use monitoring::{MonitoringPerformInput, MonitoringPlanInput, RiskAssessInput};
pub(crate) use report::{FinancialReportFileInput, SubAwardReportFileInput};
pub(crate) use statement::TermsStatementInput;
pub(crate) use terms::{ExclusionRecheckInput, FixedAmountApproveInput, SubAwardTermsStateInput};
