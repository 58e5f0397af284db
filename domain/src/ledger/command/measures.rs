//! What is reported about programmes.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    id::{MeasureId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::StreamId,
    measure::{Correction, DocumentDigest, Evidence, Figure, MeasureKind, MeasurePeriod, together},
};

/// An officer reports what programmes counted, or corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportMeasure {
    /// The programmes that it is counted over: one, or several together. In any order.
    pub programmes: Vec<ProgrammeCode>,
    /// What is counted.
    pub kind: MeasureKind,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The figure.
    pub figure: Figure,
    /// What it rests on.
    pub evidence: Evidence,
    /// The report that it supersedes, and why; none for a first report.
    pub correction: Option<Correction>,
    /// The day of the report, not before the end of the period.
    pub effective_on: NaiveDate,
}

impl Asked for ReportMeasure {
    fn streams(&self) -> Vec<StreamId> {
        together(&self.programmes)
            .map(|programmes| MeasureId::of_programmes(self.kind, self.period, &programmes))
            .iter()
            .map(StreamId::measure)
            .chain(self.programmes.iter().map(StreamId::programme))
            .collect()
    }
}

/// A prime reports what it counted under an award, or corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportAwardMeasure {
    /// The award.
    pub award: Fain,
    /// What is counted.
    pub kind: MeasureKind,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The figure.
    pub figure: Figure,
    /// The document that it rests on, which the prime keeps.
    pub document: DocumentDigest,
    /// The report that it supersedes, and why; none for a first report.
    pub correction: Option<Correction>,
    /// The day of the report, not before the end of the period.
    pub effective_on: NaiveDate,
}

impl Asked for ReportAwardMeasure {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::measure(&MeasureId::of_award(self.kind, self.period, &self.award)),
            StreamId::award(&self.award),
        ]
    }
}

/// A sub-awardee reports what it counted under a sub-award, or corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportSubAwardMeasure {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// What is counted.
    pub kind: MeasureKind,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The figure.
    pub figure: Figure,
    /// The document that it rests on, which the sub-awardee keeps.
    pub document: DocumentDigest,
    /// The report that it supersedes, and why; none for a first report.
    pub correction: Option<Correction>,
    /// The day of the report, not before the end of the period.
    pub effective_on: NaiveDate,
}

impl Asked for ReportSubAwardMeasure {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::measure(&MeasureId::of_sub_award(
                self.kind,
                self.period,
                &self.sub_award,
            )),
            StreamId::sub_award(&self.sub_award),
        ]
    }
}
