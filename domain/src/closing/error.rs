//! Why the closing of a programme's months refuses.

use thiserror::Error;

use crate::{
    id::{ActorId, ProgrammeCode},
    period::{EffectiveOnError, Month},
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ClosingError {
    /// The month is not over.
    #[error("{through} is not over; a month is closed when it has ended (UTC)")]
    NotEnded {
        /// The month given.
        through: Month,
    },
    /// The month is closed.
    #[error("the books of {programme} are closed through {closed_through}; close a later month")]
    AlreadyClosed {
        /// The programme.
        programme: ProgrammeCode,
        /// The last month that is closed.
        closed_through: Month,
    },
    /// Another close is under way.
    #[error(
        "close {close} of {programme}, through {through}, is under way; let it be approved, or withdraw it"
    )]
    UnderWay {
        /// The programme.
        programme: ProgrammeCode,
        /// The number of the close.
        close: u32,
        /// The last month that it closes.
        through: Month,
    },
    /// There is no such close under way.
    #[error("close {close} of {programme} is not under way")]
    NotUnderWay {
        /// The programme.
        programme: ProgrammeCode,
        /// The number given.
        close: u32,
    },
    /// The officer approved it already.
    #[error("{by} approved this close already; another officer approves it too")]
    SameOfficer {
        /// The officer's account.
        by: ActorId,
    },
    /// The first officer stated another trial balance.
    #[error(
        "{first} stated another digest, other totals or another position; look at the trial balance as of the freezing again"
    )]
    StatementsDiffer {
        /// The account of the officer who approved first.
        first: ActorId,
    },
    /// Debits and credits differ.
    #[error("debits and credits of a trial balance are equal in each chart; these are not")]
    Unbalanced,
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

impl ClosingError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotEnded { .. } => "PERIOD_NOT_ENDED",
            Self::AlreadyClosed { .. } => "PERIOD_ALREADY_CLOSED",
            Self::UnderWay { .. } => "PERIOD_CLOSE_UNDER_WAY",
            Self::NotUnderWay { .. } => "PERIOD_CLOSE_NOT_UNDER_WAY",
            Self::SameOfficer { .. } => "CLOSE_APPROVED_BY_SAME_OFFICER",
            Self::StatementsDiffer { .. } => "CLOSE_STATEMENTS_DIFFER",
            Self::Unbalanced => "TRIAL_BALANCE_UNBALANCED",
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotEnded { .. } | Self::AlreadyClosed { .. } | Self::UnderWay { .. } => {
                Some("through")
            }
            Self::NotUnderWay { .. } => Some("close"),
            Self::SameOfficer { .. } => None,
            Self::StatementsDiffer { .. } | Self::Unbalanced => Some("statement"),
            Self::EffectiveOn(_) => Some("effectiveOn"),
        }
    }
}
