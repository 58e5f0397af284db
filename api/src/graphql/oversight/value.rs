//! What files of awards speak of.

use async_graphql::Enum;
use serde::{Deserialize, de::IntoDeserializer};

/// The value of a stored name; none where the name is another's.
pub(super) fn named<T: for<'de> Deserialize<'de>>(name: Option<&str>) -> Option<T> {
    let name: serde::de::value::StrDeserializer<'_, serde::de::value::Error> =
        name?.into_deserializer();
    T::deserialize(name).ok()
}

/// How likely a sub-awardee is not to comply (2 CFR 200.332(c)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::RiskLevel")]
pub(crate) enum RiskLevel {
    /// The usual monitoring is enough.
    Low,
    /// It is watched more closely.
    Moderate,
    /// Specific conditions may be imposed.
    High,
}

/// What an assessment of risk rests on (2 CFR 200.332(c)(1) to (4)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::RiskFactor")]
pub(crate) enum RiskFactor {
    /// Prior experience with the same or similar sub-awards.
    PriorExperience,
    /// The results of previous audits.
    AuditResults,
    /// New personnel, or new or substantially changed systems.
    NewPersonnelOrSystems,
    /// The extent and results of federal monitoring.
    FederalMonitoring,
}

/// A kind of monitoring (2 CFR 200.332(e) and (f)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::MonitoringKind")]
pub(crate) enum MonitoringKind {
    /// Financial reports are reviewed.
    FinancialReview,
    /// Performance reports are reviewed.
    PerformanceReview,
    /// A visit on site.
    SiteVisit,
    /// A review of documents from afar.
    DeskReview,
    /// Training and technical assistance.
    TechnicalAssistance,
}

/// What a prime decides on the findings of an audit report (2 CFR 200.521).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::ManagementDecision")]
pub(crate) enum ManagementDecision {
    /// The findings are sustained, and corrective action is expected.
    Sustained,
    /// The findings are sustained, and costs are repaid.
    SustainedWithRepayment,
    /// The findings are not sustained.
    NotSustained,
}

/// Where a finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::FindingSource")]
pub(crate) enum FindingSource {
    /// The prime's monitoring of a sub-awardee.
    Monitoring,
    /// An officer's review of a deadline that has passed.
    Deadline,
    /// An officer's review of anything else.
    Review,
}

/// How grave a finding is, or that a deadline has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::Severity")]
pub(crate) enum Severity {
    /// To be put right in the course of business.
    Low,
    /// To be put right soon.
    Moderate,
    /// Puts funds or the award at risk.
    High,
}

/// How a finding was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::FindingResolution")]
pub(crate) enum FindingResolution {
    /// What was wrong was corrected.
    Corrected,
    /// Costs were repaid.
    Repaid,
    /// What was late was done.
    DoneLate,
    /// The reason is accepted.
    Excused,
    /// It turned out not to be so.
    Unfounded,
}

/// A report that is filed with the federal government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::ReportKind")]
pub(crate) enum ReportKind {
    /// A sub-award report under the Transparency Act, of a month.
    SubAward,
    /// A semi-annual federal financial report (SF-425).
    Financial,
    /// The final federal financial report (SF-425).
    FinalFinancial,
}

/// One of the fourteen elements of which a sub-awardee is told (2 CFR 200.332(b)(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::oversight::TermElement")]
pub(crate) enum TermElement {
    /// The sub-awardee's name, as in the register.
    SubAwardeeName,
    /// Its unique entity identifier.
    UniqueEntityIdentifier,
    /// The federal award identification number.
    Fain,
    /// The date of the federal award.
    FederalAwardDate,
    /// The sub-award's period of performance.
    PeriodOfPerformance,
    /// The sub-award's budget period.
    BudgetPeriod,
    /// Federal funds obligated by this action.
    AmountOfAction,
    /// Federal funds obligated to the sub-awardee in all.
    TotalObligated,
    /// Federal funds committed to the sub-awardee in all.
    TotalCommitted,
    /// The project description.
    ProjectDescription,
    /// The federal agency, the pass-through entity, and the office to write to.
    AgencyAndContact,
    /// The assistance listing, with the dollars made available under it.
    AssistanceListing,
    /// Whether it is for research and development.
    ResearchAndDevelopment,
    /// The indirect cost rate.
    IndirectRate,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    remote = "almoner_domain::deadline::DeadlineKind",
    name = "AwardDeadlineKind"
)]
pub(crate) enum AwardDeadlineKind {
    /// A sub-award report under the Transparency Act, of a month with reportable obligations.
    SubAwardReport,
    /// A semi-annual federal financial report (SF-425).
    FinancialReport,
    /// The final federal financial report (SF-425).
    FinalFinancialReport,
    /// The recipient closes out its award.
    AwardCloseout,
    /// The sub-recipient closes out its sub-award.
    SubAwardCloseout,
    /// The risk of a sub-awardee is assessed again.
    RiskAssessment,
    /// A planned piece of monitoring.
    Monitoring,
    /// Whether SAM.gov excludes a sub-awardee is looked up again.
    ExclusionRecheck,
    /// The report of a sub-awardee's single audit.
    AuditReport,
    /// The management decision on an audit report's findings.
    ManagementDecision,
    /// A finding is put right.
    CorrectiveAction,
    /// Clean claims are paid.
    CleanClaims,
    /// Records are kept.
    RecordRetention,
}

/// Where a deadline stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    remote = "almoner_domain::deadline::Standing",
    name = "DeadlineStanding"
)]
pub(crate) enum DeadlineStanding {
    /// It lies ahead, or is that day.
    Due,
    /// It has passed, and what was due is not done: it is a finding.
    Overdue,
    /// What was due is done.
    Done,
    /// A finding about it was resolved: it is settled, though not done.
    Settled,
}
