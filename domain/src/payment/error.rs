//! Why a payment refuses.

use thiserror::Error;

use super::PAYMENT_CLAIMS_MAX;
use crate::{
    id::{ActorId, ClaimId, PaymentId},
    period::EffectiveOnError,
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PaymentError {
    /// There is no such payment.
    #[error("there is no payment {payment}")]
    Unknown {
        /// The id given.
        payment: PaymentId,
    },
    /// It was prepared with other content.
    #[error("payment {payment} was prepared with other content; give a new one another id")]
    AlreadyPrepared {
        /// The payment.
        payment: PaymentId,
    },
    /// It was authorised already, otherwise.
    #[error("the payment was authorised already")]
    AlreadyAuthorised,
    /// It was confirmed already, otherwise.
    #[error("the payment was confirmed already")]
    AlreadyConfirmed,
    /// It was not authorised.
    #[error("the payment is not authorised")]
    NotAuthorised,
    /// No claims, or too many.
    #[error("a payment has 1 to {PAYMENT_CLAIMS_MAX} claims, not {count}")]
    ClaimCount {
        /// How many were given.
        count: usize,
    },
    /// A claim twice.
    #[error("claim {claim} is named twice")]
    ClaimRepeated {
        /// The claim.
        claim: ClaimId,
    },
    /// A claim of another award.
    #[error("claim {claim} was made under another award")]
    ClaimOfOtherAward {
        /// The claim.
        claim: ClaimId,
    },
    /// The sum of the claims is out of range.
    #[error("the sum of the claims is beyond what a ledger accepts")]
    AmountOutOfRange,
    /// Who approves does not pay.
    #[error("{actor} approved a claim of the payment, and takes no part in paying it")]
    SamePersonApproved {
        /// Who.
        actor: ActorId,
    },
    /// Who prepares does not authorise.
    #[error("who prepared the payment does not authorise it")]
    SamePersonPrepared,
    /// Who authorises does not confirm.
    #[error("who authorised the payment does not confirm it")]
    SamePersonAuthorised,
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

impl PaymentError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "UNKNOWN_PAYMENT",
            Self::AlreadyPrepared { .. } => "PAYMENT_ALREADY_PREPARED",
            Self::AlreadyAuthorised => "PAYMENT_ALREADY_AUTHORISED",
            Self::AlreadyConfirmed => "PAYMENT_ALREADY_CONFIRMED",
            Self::NotAuthorised => "PAYMENT_NOT_AUTHORISED",
            Self::ClaimCount { .. } => "PAYMENT_CLAIM_COUNT",
            Self::ClaimRepeated { .. } => "PAYMENT_CLAIM_REPEATED",
            Self::ClaimOfOtherAward { .. } => "PAYMENT_CLAIM_OF_OTHER_AWARD",
            Self::AmountOutOfRange => "AMOUNT_OUT_OF_RANGE",
            Self::SamePersonApproved { .. } => "SAME_PERSON_APPROVED",
            Self::SamePersonPrepared => "SAME_PERSON_PREPARED",
            Self::SamePersonAuthorised => "SAME_PERSON_AUTHORISED",
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { .. }
            | Self::AlreadyPrepared { .. }
            | Self::AlreadyAuthorised
            | Self::AlreadyConfirmed
            | Self::NotAuthorised => Some("payment"),
            Self::ClaimCount { .. }
            | Self::ClaimRepeated { .. }
            | Self::ClaimOfOtherAward { .. }
            | Self::AmountOutOfRange => Some("claims"),
            Self::SamePersonApproved { .. }
            | Self::SamePersonPrepared
            | Self::SamePersonAuthorised => None,
            Self::EffectiveOn(_) => Some("effectiveOn"),
        }
    }
}
