//! Why a measure refuses.

use thiserror::Error;

use super::{COUNT_MAX, MeasureKind, MeasurePeriod};
use crate::{
    id::ProgrammeCode,
    period::{EffectiveOnError, Period},
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MeasureError {
    /// The programme does not count this.
    #[error("the programme {programme} has no measure {}; see its measures in the catalogue", .kind.slug())]
    NotOfProgramme {
        /// The programme.
        programme: ProgrammeCode,
        /// What was to be counted.
        kind: MeasureKind,
    },
    /// No programme is named.
    #[error("name the programme that the figure is about, or those that it is about together")]
    ProgrammesMissing,
    /// A programme is named twice.
    #[error("the programme {programme} is named twice")]
    ProgrammeRepeated {
        /// The programme.
        programme: ProgrammeCode,
    },
    /// Another figure stands.
    #[error(
        "report {latest} of this measure says otherwise; to correct it, name it as superseded, with a reason"
    )]
    AlreadyReported {
        /// The number of the latest report.
        latest: u32,
    },
    /// There is nothing to correct.
    #[error("nothing was reported for this measure and period: there is nothing to correct")]
    NotReported,
    /// A later report stands.
    #[error("report {supersedes} is not the latest: report {latest} is")]
    NotLatest {
        /// The report named.
        supersedes: u32,
        /// The latest one.
        latest: u32,
    },
    /// The correction says what the latest report says.
    #[error("the correction says the same as report {latest}")]
    Unchanged {
        /// The number of the latest report.
        latest: u32,
    },
    /// Nothing is approximately or nearly none.
    #[error("none is exact: a figure of 0 is neither approximate nor nearly reached")]
    FigureImpossible,
    /// The count is beyond what a report may give.
    #[error("{count} is more than {COUNT_MAX}, the largest count of a report")]
    CountOutOfRange {
        /// The count given.
        count: u32,
    },
    /// No day of it is in the period of performance.
    #[error(
        "no day of {period} lies within the period of performance, {} to {}",
        .performance.starts_on, .performance.ends_on
    )]
    OutsideAward {
        /// The time that the figure is about.
        period: MeasurePeriod,
        /// The period of performance.
        performance: Period,
    },
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

impl MeasureError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOfProgramme { .. } => "MEASURE_NOT_OF_PROGRAMME",
            Self::ProgrammesMissing => "MEASURE_PROGRAMMES_MISSING",
            Self::ProgrammeRepeated { .. } => "MEASURE_PROGRAMME_REPEATED",
            Self::AlreadyReported { .. } => "MEASURE_ALREADY_REPORTED",
            Self::NotReported => "MEASURE_NOT_REPORTED",
            Self::NotLatest { .. } => "MEASURE_REPORT_NOT_LATEST",
            Self::Unchanged { .. } => "MEASURE_UNCHANGED",
            Self::FigureImpossible => "MEASURE_FIGURE_IMPOSSIBLE",
            Self::CountOutOfRange { .. } => "MEASURE_COUNT_OUT_OF_RANGE",
            Self::OutsideAward { .. } => "MEASURE_OUTSIDE_AWARD",
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotOfProgramme { .. } => Some("measure"),
            Self::ProgrammesMissing | Self::ProgrammeRepeated { .. } => Some("programmes"),
            Self::AlreadyReported { .. }
            | Self::NotReported
            | Self::NotLatest { .. }
            | Self::Unchanged { .. } => Some("correction"),
            Self::FigureImpossible | Self::CountOutOfRange { .. } => Some("figure"),
            Self::OutsideAward { .. } => Some("period"),
            Self::EffectiveOn(_) => Some("effectiveOn"),
        }
    }
}
