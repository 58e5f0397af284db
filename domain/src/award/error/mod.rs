//! Why an award refuses, by what it refuses; each reason with its stable code, and the field of an input that it is about.

mod cash;
mod cost;
mod income;
mod matching;
mod notice;
mod share;

pub use cash::*;
pub use cost::*;
pub use income::*;
pub use matching::*;
pub use notice::*;
pub use share::*;

use chrono::NaiveDate;
use thiserror::Error;

use crate::{identifier::Fain, money::Money, period::EffectiveOnError};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AwardError {
    /// There is none.
    #[error("there is no award {award}")]
    Unknown {
        /// The FAIN given.
        award: Fain,
    },
    /// It is suspended.
    #[error("the award is suspended since {since}; resume it first")]
    Suspended {
        /// The first day of the suspension.
        since: NaiveDate,
    },
    /// It is not suspended.
    #[error("the award is not suspended")]
    NotSuspended,
    /// It is closed.
    #[error("the award closed on {on}")]
    Closed {
        /// The day.
        on: NaiveDate,
    },
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
    /// Sub-awards are not closed.
    #[error("{count} sub-awards are not closed; close them first")]
    OpenSubAwards {
        /// How many.
        count: usize,
    },
    /// Not above zero.
    #[error("the amount must be above zero")]
    AmountNotPositive,
    /// A sum is out of range.
    #[error("the sum is beyond what a ledger accepts")]
    AmountOutOfRange,
    /// Commitments and retained spending would be more than was awarded.
    #[error("{asked} is more than the {unassigned} neither spent nor sub-awarded")]
    Overcommitted {
        /// What was asked.
        asked: Money,
        /// What is left.
        unassigned: Money,
    },
    /// More would be given back than the sub-awards hold.
    #[error("{asked} is more than the {committed} committed")]
    ReturnOverCommitted {
        /// What was asked.
        asked: Money,
        /// What is committed.
        committed: Money,
    },
    /// It was terminated.
    #[error("the award was terminated on {on}")]
    Terminated {
        /// The last day.
        on: NaiveDate,
    },
    /// Records are no longer kept.
    #[error("records were kept until {until}; nothing is adjusted or disallowed after it")]
    RetentionOver {
        /// The last day.
        until: NaiveDate,
    },
    /// A notice is refused.
    #[error(transparent)]
    Notice(#[from] NoticeError),
    /// A cost of the prime is refused.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// The sub-award share stands against it.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// A movement of cash or interest is refused.
    #[error(transparent)]
    Cash(#[from] CashError),
    /// A contribution is refused.
    #[error(transparent)]
    Match(#[from] MatchError),
    /// A movement of program income is refused.
    #[error(transparent)]
    Income(#[from] IncomeError),
}

impl AwardError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Notice(error) => error.code(),
            Self::Cost(error) => error.code(),
            Self::Share(error) => error.code(),
            Self::Cash(error) => error.code(),
            Self::Match(error) => error.code(),
            Self::Income(error) => error.code(),
            Self::EffectiveOn(error) => error.code(),
            Self::Unknown { .. } => "UNKNOWN_AWARD",
            Self::Suspended { .. } => "AWARD_SUSPENDED",
            Self::NotSuspended => "AWARD_NOT_SUSPENDED",
            Self::Closed { .. } => "AWARD_CLOSED",
            Self::OpenSubAwards { .. } => "AWARD_HAS_OPEN_SUB_AWARDS",
            Self::AmountNotPositive => "AMOUNT_NOT_POSITIVE",
            Self::AmountOutOfRange => "AMOUNT_OUT_OF_RANGE",
            Self::Overcommitted { .. } => "AWARD_OVERCOMMITTED",
            Self::ReturnOverCommitted { .. } => "RETURN_OVER_COMMITTED",
            Self::Terminated { .. } => "AWARD_TERMINATED",
            Self::RetentionOver { .. } => "RETENTION_OVER",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Notice(error) => error.field(),
            Self::Cost(error) => error.field(),
            Self::Share(error) => error.field(),
            Self::Cash(error) => error.field(),
            Self::Match(error) => error.field(),
            Self::Income(error) => error.field(),
            Self::Unknown { .. }
            | Self::Suspended { .. }
            | Self::NotSuspended
            | Self::Closed { .. }
            | Self::OpenSubAwards { .. }
            | Self::Terminated { .. } => Some("award"),
            Self::EffectiveOn(_) | Self::RetentionOver { .. } => Some("effectiveOn"),
            Self::AmountNotPositive
            | Self::AmountOutOfRange
            | Self::Overcommitted { .. }
            | Self::ReturnOverCommitted { .. } => Some("amount"),
        }
    }
}
