//! Why a waiver of the sub-award share, or what would go below it, is refused.

use thiserror::Error;

use crate::money::Money;

/// Why a waiver of the sub-award share, or what would go below it, is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShareError {
    /// The programme does not ask for a share.
    #[error("the award's rules ask for no sub-award share; there is nothing to waive")]
    ShareNotRequired,
    /// The share is met.
    #[error("the sub-award share is met; there is nothing to waive")]
    ShareMet,
    /// The shortfall was waived for another reason.
    #[error("the shortfall was waived for another reason already")]
    ShareAlreadyWaived,
    /// It cannot close below its share.
    #[error(
        "{shortfall} is missing to the {minimum} that must be sub-awarded; sub-award it, or have it waived by an officer"
    )]
    ShareBelowMinimum {
        /// What is missing.
        shortfall: Money,
        /// The least that must be sub-awarded.
        minimum: Money,
    },
}

impl ShareError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ShareNotRequired => "SUB_AWARD_SHARE_NOT_REQUIRED",
            Self::ShareMet => "SUB_AWARD_SHARE_MET",
            Self::ShareAlreadyWaived => "SUB_AWARD_SHARE_ALREADY_WAIVED",
            Self::ShareBelowMinimum { .. } => "SUB_AWARD_SHARE_BELOW_MINIMUM",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::ShareNotRequired | Self::ShareMet | Self::ShareBelowMinimum { .. } => {
                Some("award")
            }
            Self::ShareAlreadyWaived => Some("reason"),
        }
    }
}
