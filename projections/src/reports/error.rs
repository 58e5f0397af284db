//! Why there is no report.

use super::QuestionError;
use crate::read::ReadError;

/// A question to which there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The question itself makes no sense.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// What the report would be about is not there, or the viewer may not see it.
    #[error("there is nothing to report on: no such {what}, or you may not see it")]
    SubjectUnknown {
        /// What was named.
        what: &'static str,
    },
    /// The report is not made of such an award.
    #[error("{why}")]
    NotApplicable {
        /// Why not.
        why: &'static str,
    },
    /// The period that is to be reported has not ended at the moment asked about.
    #[error("the reporting period ends on {ends_on}, and had not ended at the moment asked about")]
    PeriodNotEnded {
        /// Its last day.
        ends_on: chrono::NaiveDate,
    },
    /// There is no such reporting period.
    #[error("{what}")]
    PeriodUnknown {
        /// Which periods there are.
        what: &'static str,
    },
    /// A final report with obligations that are left.
    #[error("a final report has no unliquidated obligations (line f), and {unliquidated} are left")]
    Unliquidated {
        /// Line f.
        unliquidated: almoner_domain::money::Money,
    },
    /// A sum is past what a ledger can hold.
    #[error("a sum of the report is out of range")]
    OutOfRange,
    /// The program put together a report that does not hold together.
    #[error("the report does not hold together: {0}")]
    Broken(&'static str),
    /// The read models cannot answer.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<crate::table::CellError> for ReportError {
    fn from(error: crate::table::CellError) -> Self {
        Self::Read(error.into())
    }
}

impl From<sqlx::Error> for ReportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Read(error.into())
    }
}

impl ReportError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Question(error) => error.code(),
            Self::SubjectUnknown { .. } => "REPORT_SUBJECT_UNKNOWN",
            Self::NotApplicable { .. } => "REPORT_NOT_APPLICABLE",
            Self::PeriodNotEnded { .. } => "REPORT_PERIOD_NOT_ENDED",
            Self::PeriodUnknown { .. } => "REPORT_PERIOD_UNKNOWN",
            Self::Unliquidated { .. } => "REPORT_UNLIQUIDATED",
            Self::OutOfRange => "REPORT_OUT_OF_RANGE",
            Self::Broken(_) => "REPORT_BROKEN",
            Self::Read(error) => error.code(),
        }
    }

    /// The caller asked for what there is none of, as opposed to something being broken.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Question(_)
            | Self::SubjectUnknown { .. }
            | Self::NotApplicable { .. }
            | Self::PeriodNotEnded { .. }
            | Self::PeriodUnknown { .. }
            | Self::Unliquidated { .. } => true,
            Self::OutOfRange | Self::Broken(_) => false,
            Self::Read(error) => error.is_refusal(),
        }
    }
}
