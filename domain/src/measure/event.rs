//! What happens to a measure.

use chrono::NaiveDate;

use super::{CorrectionReason, Evidence, Figure, MeasureKind, MeasurePeriod};
use crate::{
    id::{MeasureId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
};

domain_event! {
    /// A fact about a measure.
    pub enum MeasureEvent {
        /// A figure was reported for the first time.
        MeasureReported {
            /// The measure.
            measure: MeasureId,
            /// What is counted.
            kind: MeasureKind,
            /// The time that it is about.
            period: MeasurePeriod,
            /// The programmes that it is counted over.
            programmes: Vec<ProgrammeCode>,
            /// The award that it is about.
            award: Option<Fain>,
            /// The sub-award that it is about.
            sub_award: Option<SubAwardId>,
            /// The organization that reports.
            organization: OrganizationId,
            /// The number of the report, from 1.
            number: u32,
            /// The figure.
            figure: Figure,
            /// What it rests on.
            evidence: Evidence,
            /// The day of the report.
            effective_on: NaiveDate,
        } = "1.0",
        /// A later report superseded the latest one, which stays as it was.
        MeasureCorrected {
            /// The measure.
            measure: MeasureId,
            /// What is counted.
            kind: MeasureKind,
            /// The time that it is about.
            period: MeasurePeriod,
            /// The programmes that it is counted over.
            programmes: Vec<ProgrammeCode>,
            /// The award that it is about.
            award: Option<Fain>,
            /// The sub-award that it is about.
            sub_award: Option<SubAwardId>,
            /// The organization that reports.
            organization: OrganizationId,
            /// The number of the report.
            number: u32,
            /// The number of the report that it supersedes.
            supersedes: u32,
            /// Why.
            reason: CorrectionReason,
            /// The figure.
            figure: Figure,
            /// What it rests on.
            evidence: Evidence,
            /// The day of the report.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
