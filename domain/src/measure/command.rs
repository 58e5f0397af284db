//! What a measure is asked, with the facts that the ledger looked up for it.

use chrono::NaiveDate;

use super::{Correction, Evidence, Figure, MeasureKind, MeasurePeriod};
use crate::{
    id::{MeasureId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    period::Period,
};

/// A command to a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeasureCommand {
    /// Somebody reports a figure, for the first time or as a correction.
    Report(Report),
}

/// A report of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which measure.
    pub subject: MeasureSubject,
    /// The figure.
    pub figure: Figure,
    /// What it rests on.
    pub evidence: Evidence,
    /// What it corrects; none for a first report.
    pub correction: Option<Correction>,
    /// The day of the report.
    pub effective_on: NaiveDate,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// The period of performance of the award or sub-award that it is about.
    pub performance: Option<Period>,
}

/// Which measure a report is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureSubject {
    /// Its id.
    pub measure: MeasureId,
    /// What is counted.
    pub kind: MeasureKind,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The programmes that it is counted over, in order of their codes.
    pub programmes: Vec<ProgrammeCode>,
    /// The award that it is about; none where it is about programmes as a whole.
    pub award: Option<Fain>,
    /// The sub-award that it is about.
    pub sub_award: Option<SubAwardId>,
    /// The organization that reports.
    pub organization: OrganizationId,
}
