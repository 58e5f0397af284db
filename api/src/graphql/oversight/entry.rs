//! The entries of a file, each as what it is.

use almoner_domain::{measure::DocumentDigest, oversight, text::Reason};
use almoner_projections::oversight::OversightEntryRow;
use async_graphql::Object;

use super::{ManagementDecision, MonitoringKind, ReportKind, RiskFactor, RiskLevel, value::named};
use crate::graphql::scalar;

pub(super) fn digest(document: Option<&DocumentDigest>) -> Option<scalar::Digest> {
    document.map(|digest| scalar::Digest(digest.as_str().to_owned()))
}

pub(crate) struct FixedAmountApproval {
    pub(crate) row: OversightEntryRow,
}

/// An officer's prior approval of a fixed-amount sub-award (2 CFR 200.333).
#[Object]
impl FixedAmountApproval {
    /// The most, all obligations together.
    async fn amount_max(&self) -> Option<scalar::Money> {
        self.row.amount.map(scalar::Money::of)
    }

    /// Why.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_ref().map(Reason::as_str)
    }

    /// The account that recorded it.
    async fn recorded_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day.
    async fn recorded_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }
}

pub(crate) struct RiskAssessment {
    pub(crate) row: OversightEntryRow,
}

/// The latest assessment of the risk that a sub-awardee does not comply (2 CFR 200.332(c)).
#[Object]
impl RiskAssessment {
    /// The risk.
    async fn level(&self) -> Option<RiskLevel> {
        named::<oversight::RiskLevel>(self.row.word.as_deref()).map(Into::into)
    }

    /// What it rests on.
    async fn factors(&self) -> Vec<RiskFactor> {
        self.row
            .words
            .iter()
            .filter_map(|word| named::<oversight::RiskFactor>(Some(word)))
            .map(Into::into)
            .collect()
    }

    /// SHA-256 of the document that shows it, which the recorder keeps.
    async fn document(&self) -> Option<scalar::Digest> {
        digest(self.row.document.as_ref())
    }

    /// When it is assessed again.
    async fn next_due_on(&self) -> Option<scalar::Date> {
        self.row.due_on.map(scalar::Date::of)
    }

    /// The account that recorded it.
    async fn recorded_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day.
    async fn recorded_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }
}

pub(crate) struct MonitoringActivity {
    pub(crate) row: OversightEntryRow,
}

/// A piece of a sub-award's monitoring plan (2 CFR 200.332(e)).
#[Object]
impl MonitoringActivity {
    /// Its id, unique in the sub-award.
    async fn activity_id(&self) -> scalar::ActivityId {
        scalar::ActivityId::of(&self.row.name)
    }

    /// Of what kind.
    async fn kind(&self) -> Option<MonitoringKind> {
        named::<oversight::MonitoringKind>(self.row.word.as_deref()).map(Into::into)
    }

    /// By when it is to be done.
    async fn due_on(&self) -> Option<scalar::Date> {
        self.row.due_on.map(scalar::Date::of)
    }

    /// The account that recorded it.
    async fn recorded_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day.
    async fn recorded_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }

    /// The account that did it; none while it is open.
    async fn done_by(&self) -> Option<scalar::ActorId> {
        self.row.done_by.as_ref().map(scalar::ActorId::of)
    }

    /// The day on which it was done; none while it is open.
    async fn done_on(&self) -> Option<scalar::Date> {
        self.row.done_on.map(scalar::Date::of)
    }

    /// SHA-256 of the document that shows that, which the recorder keeps.
    async fn done_document(&self) -> Option<scalar::Digest> {
        digest(self.row.outcome_document.as_ref())
    }
}

pub(crate) struct ExclusionCheck {
    pub(crate) row: OversightEntryRow,
}

/// The latest look at whether SAM.gov excludes the sub-awardee.
#[Object]
impl ExclusionCheck {
    /// It does.
    async fn excluded(&self) -> bool {
        self.row.word.as_deref() == Some("EXCLUDED")
    }

    /// SHA-256 of the document that shows it, which the recorder keeps.
    async fn document(&self) -> Option<scalar::Digest> {
        digest(self.row.document.as_ref())
    }

    /// When it is looked up again.
    async fn next_due_on(&self) -> Option<scalar::Date> {
        self.row.due_on.map(scalar::Date::of)
    }

    /// The account that recorded it.
    async fn recorded_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day.
    async fn recorded_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }
}

pub(crate) struct FederalExpenditures {
    pub(crate) row: OversightEntryRow,
}

/// What a sub-awardee expended of federal funds in a fiscal year, and whether it needs a single audit (2 CFR 200.501).
#[Object]
impl FederalExpenditures {
    /// The first day of its fiscal year.
    async fn fiscal_year_starts_on(&self) -> Option<scalar::Date> {
        self.row.starts_on.map(scalar::Date::of)
    }

    /// The last day of its fiscal year.
    async fn fiscal_year_ends_on(&self) -> Option<scalar::Date> {
        self.row.ends_on.map(scalar::Date::of)
    }

    /// All federal funds that it expended.
    async fn expended(&self) -> Option<scalar::Money> {
        self.row.amount.map(scalar::Money::of)
    }

    /// From which amount an audit is required.
    async fn threshold(&self) -> Option<scalar::Money> {
        self.row.threshold.map(scalar::Money::of)
    }

    /// An audit is required.
    async fn audit_required(&self) -> bool {
        self.row.due_on.is_some()
    }

    /// When the audit report is due; none where none is required.
    async fn audit_due_on(&self) -> Option<scalar::Date> {
        self.row.due_on.map(scalar::Date::of)
    }

    /// The day on which the audit report was accepted.
    async fn audit_accepted_on(&self) -> Option<scalar::Date> {
        self.row.done_on.map(scalar::Date::of)
    }

    /// The account that recorded it.
    async fn recorded_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day.
    async fn recorded_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }
}

pub(crate) struct SingleAudit {
    pub(crate) row: OversightEntryRow,
}

/// The report of a sub-awardee's single audit, and the management decision on its findings (2 CFR 200.521).
#[Object]
impl SingleAudit {
    /// The last day of the fiscal year that was audited.
    async fn fiscal_year_ends_on(&self) -> Option<scalar::Date> {
        self.row.ends_on.map(scalar::Date::of)
    }

    /// How many findings concern the sub-award.
    async fn finding_count(&self) -> u32 {
        self.row.count.unwrap_or_default()
    }

    /// SHA-256 of the document that shows it, which the recorder keeps.
    async fn document(&self) -> Option<scalar::Digest> {
        digest(self.row.document.as_ref())
    }

    /// When the management decision is due; none where there is nothing to decide.
    async fn decision_due_on(&self) -> Option<scalar::Date> {
        self.row.due_on.map(scalar::Date::of)
    }

    /// What was decided; none before it is.
    async fn decision(&self) -> Option<ManagementDecision> {
        named::<oversight::ManagementDecision>(self.row.outcome.as_deref()).map(Into::into)
    }

    /// SHA-256 of the document that shows that, which the recorder keeps.
    async fn done_document(&self) -> Option<scalar::Digest> {
        digest(self.row.outcome_document.as_ref())
    }

    /// The account that did it; none while it is open.
    async fn done_by(&self) -> Option<scalar::ActorId> {
        self.row.done_by.as_ref().map(scalar::ActorId::of)
    }

    /// The day on which it was done; none while it is open.
    async fn done_on(&self) -> Option<scalar::Date> {
        self.row.done_on.map(scalar::Date::of)
    }

    /// The account that recorded it.
    async fn recorded_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day.
    async fn recorded_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }
}

pub(crate) struct FiledReport {
    pub(crate) row: OversightEntryRow,
}

/// A report that was filed with the federal government.
#[Object]
impl FiledReport {
    /// Which report.
    async fn kind(&self) -> Option<ReportKind> {
        named::<oversight::ReportKind>(self.row.word.as_deref()).map(Into::into)
    }

    /// The last day of the period that it is of.
    async fn period_ends_on(&self) -> Option<scalar::Date> {
        self.row.ends_on.map(scalar::Date::of)
    }

    /// What a sub-award report reports as obligated.
    async fn amount(&self) -> Option<scalar::Money> {
        self.row.amount.map(scalar::Money::of)
    }

    /// When it was due.
    async fn due_on(&self) -> Option<scalar::Date> {
        self.row.due_on.map(scalar::Date::of)
    }

    /// It was filed in time.
    async fn in_time(&self) -> bool {
        self.row
            .due_on
            .is_none_or(|due| self.row.recorded_on <= due)
    }

    /// SHA-256 of the document that shows it, which the recorder keeps.
    async fn document(&self) -> Option<scalar::Digest> {
        digest(self.row.document.as_ref())
    }

    /// The account that recorded it.
    async fn filed_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day on which it was filed.
    async fn filed_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }
}
