//! What is put into an award's file.

use chrono::NaiveDate;

use super::{
    FindingResolution, FindingSource, ManagementDecision, MonitoringKind, ReportKind, RiskFactor,
    RiskLevel, Severity, TermElement, TermsStatement,
};
use crate::{
    deadline::DeadlineKey,
    id::{ActivityId, ActorId, FindingId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};

domain_event! {
    /// A fact in an award's file.
    pub enum OversightEvent {
        /// A prime stated the terms of a sub-award to its sub-awardee.
        SubAwardTermsStated {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// All that is stated, after this.
            statement: TermsStatement,
            /// Which of the fourteen elements are missing after this.
            missing: Vec<TermElement>,
            /// The prime's account.
            stated_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.1",
        /// An officer gave prior approval to a fixed-amount sub-award.
        FixedAmountApproved {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award that may be executed.
            sub_award: SubAwardId,
            /// Its most, all obligations together.
            amount_max: Money,
            /// Why.
            reason: Reason,
            /// The officer's account.
            approved_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A prime assessed the risk that a sub-awardee does not comply.
        RiskAssessed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The risk.
            level: RiskLevel,
            /// What it rests on.
            factors: Vec<RiskFactor>,
            /// SHA-256 of the assessment, which the prime keeps.
            document: DocumentDigest,
            /// When it is assessed again.
            next_due_on: NaiveDate,
            /// The prime's account.
            assessed_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A prime planned a piece of monitoring.
        MonitoringPlanned {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The piece.
            activity: ActivityId,
            /// Of what kind.
            kind: MonitoringKind,
            /// By when.
            due_on: NaiveDate,
            /// The prime's account.
            planned_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A planned piece of monitoring was done.
        MonitoringPerformed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The piece.
            activity: ActivityId,
            /// SHA-256 of its report, which the prime keeps.
            document: DocumentDigest,
            /// The prime's account.
            performed_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A prime looked up again whether SAM excludes a sub-awardee.
        ExclusionRechecked {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The sub-awardee.
            sub_awardee: OrganizationId,
            /// SAM excludes it.
            excluded: bool,
            /// SHA-256 of the record that was found, which the prime keeps.
            document: DocumentDigest,
            /// When it is looked up again.
            next_due_on: NaiveDate,
            /// The prime's account.
            checked_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A sub-awardee's federal expenditures of a fiscal year are known, and with them whether it needs a single audit.
        FederalExpendituresStated {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The sub-awardee.
            sub_awardee: OrganizationId,
            /// The first day of its fiscal year.
            fiscal_year_starts_on: NaiveDate,
            /// The last day of its fiscal year.
            fiscal_year_ends_on: NaiveDate,
            /// All federal funds that it expended in it.
            expended: Money,
            /// From which amount an audit is required.
            threshold: Money,
            /// When the audit report is due; none where none is required.
            audit_due_on: Option<NaiveDate>,
            /// The prime's account.
            stated_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// The report of a sub-awardee's single audit was accepted.
        AuditReportAccepted {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The sub-awardee.
            sub_awardee: OrganizationId,
            /// The last day of the fiscal year that was audited.
            fiscal_year_ends_on: NaiveDate,
            /// How many findings concern the sub-award.
            finding_count: u32,
            /// SHA-256 of the report, which the prime keeps.
            document: DocumentDigest,
            /// When the management decision is due; none where there is nothing to decide.
            decision_due_on: Option<NaiveDate>,
            /// The prime's account.
            accepted_by: ActorId,
            /// The day of the acceptance.
            effective_on: NaiveDate,
        } = "1.0",
        /// A prime decided on the findings of an audit report.
        ManagementDecisionMade {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// The last day of the fiscal year that was audited.
            fiscal_year_ends_on: NaiveDate,
            /// What it decided.
            decision: ManagementDecision,
            /// SHA-256 of the decision, which the prime keeps.
            document: DocumentDigest,
            /// The prime's account.
            decided_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// Something is not as it should be.
        FindingRecorded {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award that it is about, where it is about one.
            sub_award: Option<SubAwardId>,
            /// The finding.
            finding: FindingId,
            /// Where it comes from.
            source: FindingSource,
            /// The deadline that has passed, where it comes from one.
            deadline: Option<DeadlineKey>,
            /// How grave it is.
            severity: Severity,
            /// Who is to put it right.
            owner: OrganizationId,
            /// Costs that are in question.
            questioned: Option<Money>,
            /// What was found. No person is named.
            reason: Reason,
            /// By when it is put right.
            due_on: NaiveDate,
            /// The account that recorded it.
            recorded_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A finding was resolved.
        FindingResolved {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award that it is about, where it is about one.
            sub_award: Option<SubAwardId>,
            /// The finding.
            finding: FindingId,
            /// How.
            resolution: FindingResolution,
            /// Why. No person is named.
            reason: Reason,
            /// SHA-256 of what shows it, where there is something.
            document: Option<DocumentDigest>,
            /// The account that resolved it.
            resolved_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A report was filed with the federal government.
        ReportFiled {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award, for a sub-award report.
            sub_award: Option<SubAwardId>,
            /// Which report.
            report: ReportKind,
            /// The last day of the period that it is of.
            period_ends_on: NaiveDate,
            /// What a sub-award report reports as obligated.
            amount: Option<Money>,
            /// When it was due.
            due_on: NaiveDate,
            /// SHA-256 of what was filed, which the prime keeps.
            document: DocumentDigest,
            /// The prime's account.
            filed_by: ActorId,
            /// The day on which it was filed.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl OversightEvent {
    /// The award whose file it is in, and the sub-award that it is about.
    pub fn about(&self) -> (&Fain, Option<&SubAwardId>) {
        match self {
            Self::SubAwardTermsStated {
                award, sub_award, ..
            }
            | Self::FixedAmountApproved {
                award, sub_award, ..
            }
            | Self::RiskAssessed {
                award, sub_award, ..
            }
            | Self::MonitoringPlanned {
                award, sub_award, ..
            }
            | Self::MonitoringPerformed {
                award, sub_award, ..
            }
            | Self::ExclusionRechecked {
                award, sub_award, ..
            }
            | Self::FederalExpendituresStated {
                award, sub_award, ..
            }
            | Self::AuditReportAccepted {
                award, sub_award, ..
            }
            | Self::ManagementDecisionMade {
                award, sub_award, ..
            } => (award, Some(sub_award)),
            Self::FindingRecorded {
                award, sub_award, ..
            }
            | Self::FindingResolved {
                award, sub_award, ..
            }
            | Self::ReportFiled {
                award, sub_award, ..
            } => (award, sub_award.as_ref()),
        }
    }
}
