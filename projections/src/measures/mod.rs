//! What programmes count: every report of a figure, which of them stand, and what the ledger counts itself beside them.

pub(crate) mod apply;
mod computed;
mod query;

use almoner_domain::{
    id::{MeasureId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    measure::{CorrectionReason, DocumentDigest, Figure, MeasureKind, MeasurePeriod, Qualifier},
    text::Label,
};
use chrono::NaiveDate;

pub use computed::ComputedMeasure;
pub use query::MeasureFilter;

use crate::table::{record, temporal};

record! {
    /// A report of a figure.
    pub struct MeasureReportRow in "measure_reports" {
        /// The measure.
        measure: MeasureId,
        /// The number of the report, from 1.
        number: u32,
        /// What is counted.
        kind: MeasureKind,
        /// The time that it is about.
        period: MeasurePeriod,
        /// Its first day.
        starts_on: NaiveDate,
        /// Its last day.
        ends_on: NaiveDate,
        /// The programmes that it is counted over.
        programmes: Vec<ProgrammeCode>,
        /// The award that it is about.
        award: Option<Fain>,
        /// The sub-award that it is about.
        sub_award: Option<SubAwardId>,
        /// The organization that reported.
        organization: OrganizationId,
        /// How exactly it was said.
        qualifier: Qualifier,
        /// The number that was said.
        count: u32,
        /// The published source that it rests on.
        citation: Option<Label>,
        /// SHA-256 of the document that it rests on.
        document: Option<DocumentDigest>,
        /// The number of the report that it superseded.
        supersedes: Option<u32>,
        /// Why it did.
        reason: Option<CorrectionReason>,
        /// A later report stands.
        superseded: bool,
        /// The account that reported.
        reported_by: String,
        /// The day of the report.
        reported_on: NaiveDate,
        /// Everybody who is known sees it.
        public: bool,
        /// An auditor does not see it: it counts few victims, and only aggregates may be told.
        withheld: bool,
        /// Who sees it, besides officers and auditors.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(MeasureReportRow by measure: MeasureId, number: u32);

impl MeasureReportRow {
    /// The figure as it was said.
    pub fn figure(&self) -> Figure {
        Figure {
            qualifier: self.qualifier,
            count: self.count,
        }
    }
}
