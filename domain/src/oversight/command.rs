//! What is asked of an award's file, with the facts that the ledger looked up for it.

use chrono::NaiveDate;

use super::TermElement;
use crate::{
    id::{ActorId, OrganizationId, ProgrammeCode},
    identifier::Fain,
    ledger::{
        AcceptAuditReport, ApproveFixedAmount, AssessRisk, DecideAuditFindings,
        FileFinancialReport, FileSubAwardReport, PerformMonitoring, PlanMonitoring,
        RecheckExclusion, RecordFinding, RecordMonitoringFinding, ResolveFinding,
        ResolveMonitoringFinding, StateFederalExpenditures, StateSubAwardTerms,
    },
    money::Money,
    period::Period,
};

/// A command to an award's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OversightCommand {
    /// What is asked.
    pub asked: OversightAsked,
    /// What the books say.
    pub facts: OversightFacts,
}

/// What is asked of an award's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OversightAsked {
    /// State terms; with the elements that are missing after it.
    StateTerms(StateSubAwardTerms, Vec<TermElement>),
    /// Approve a fixed amount; with whether the award has mandatory cost share.
    ApproveFixedAmount(ApproveFixedAmount, bool),
    /// Assess risk.
    AssessRisk(AssessRisk),
    /// Plan monitoring.
    PlanMonitoring(PlanMonitoring),
    /// Perform it.
    PerformMonitoring(PerformMonitoring),
    /// Look up an exclusion again.
    RecheckExclusion(RecheckExclusion),
    /// State federal expenditures.
    StateExpenditures(StateFederalExpenditures),
    /// Accept an audit report.
    AcceptAudit(AcceptAuditReport),
    /// Decide on its findings.
    DecideAudit(DecideAuditFindings),
    /// Record what monitoring found.
    RecordMonitoringFinding(RecordMonitoringFinding),
    /// Resolve it.
    ResolveMonitoringFinding(ResolveMonitoringFinding),
    /// Record a finding.
    RecordFinding(RecordFinding),
    /// Resolve it.
    ResolveFinding(ResolveFinding),
    /// A sub-award report was filed; with what is reportable of its month.
    FileSubAwardReport(FileSubAwardReport, Option<Money>),
    /// A financial report was filed; with the award's period of performance.
    FileFinancialReport(FileFinancialReport, Period),
}

/// What the books say about the award, and about the sub-award that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OversightFacts {
    /// The award.
    pub award: Fain,
    /// The programme.
    pub programme: ProgrammeCode,
    /// The prime.
    pub grantee: OrganizationId,
    /// The sub-awardee, where a sub-award is named.
    pub sub_awardee: Option<OrganizationId>,
    /// The day of the award, or of the sub-award's execution: nothing is filed before.
    pub since: NaiveDate,
    /// Who asks.
    pub actor: ActorId,
    /// The day on which it was received.
    pub received_on: NaiveDate,
}
