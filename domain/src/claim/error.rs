//! Why a claim refuses.

use chrono::NaiveDate;
use thiserror::Error;

use super::CLAIM_LINES_MAX;
use crate::{
    id::{ClaimId, ClaimNumber, PaymentId},
    money::Money,
    period::EffectiveOnError,
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ClaimError {
    /// There is no such claim.
    #[error("there is no claim {claim}")]
    Unknown {
        /// The id given.
        claim: ClaimId,
    },
    /// A transition of a claim that was never submitted.
    #[error("the claim was never submitted")]
    NotSubmitted,
    /// The number was used with other content.
    #[error("the number {number} was used with other content; give a new claim another number")]
    NumberUsed {
        /// The number.
        number: ClaimNumber,
    },
    /// No lines, or too many.
    #[error("a claim has 1 to {CLAIM_LINES_MAX} lines, not {count}")]
    LineCount {
        /// How many were given.
        count: usize,
    },
    /// The lines are not numbered 1, 2, 3 …
    #[error("lines are numbered from 1 without a gap; line {expected} is numbered {given}")]
    LinesMisnumbered {
        /// The number that it should have.
        expected: u32,
        /// The number that it has.
        given: u32,
    },
    /// A line that asks for nothing.
    #[error("line {line} must ask for more than zero")]
    AmountNotPositive {
        /// The line.
        line: u32,
    },
    /// The sum of the lines is out of range.
    #[error("the sum of the lines is beyond what a ledger accepts")]
    AmountOutOfRange,
    /// Case management is administration, and administration is case management.
    #[error("line {line}: case management is the administration part, everything else is direct")]
    PartNotOfCategory {
        /// The line.
        line: u32,
    },
    /// Not a digest of a receipt.
    #[error("line {line}: a receipt's digest is SHA-256 in hex, 64 digits")]
    ReceiptDigestMalformed {
        /// The line.
        line: u32,
    },
    /// It was approved already, otherwise.
    #[error("the claim was approved on {approved_on} already")]
    AlreadyApproved {
        /// The accounting date of the approval.
        approved_on: NaiveDate,
    },
    /// It was denied, or nothing of it is payable.
    #[error("nothing of the claim is payable: it was denied")]
    Denied,
    /// It is part of a payment.
    #[error("the claim is part of payment {payment}")]
    InPayment {
        /// The payment.
        payment: PaymentId,
    },
    /// It was not approved.
    #[error("claim {claim} is not approved")]
    NotApproved {
        /// The claim.
        claim: ClaimId,
    },
    /// It does not wait.
    #[error("the claim does not wait for funds")]
    NotPended,
    /// Who submits does not approve.
    #[error("who submitted the claim does not approve it")]
    SamePersonSubmitted,
    /// It waits for the end of a suspension.
    #[error("the sub-award or its award is suspended; the claim waits until it is resumed")]
    PendedWhileSuspended,
    /// It waits for funds, or for the older claims that do.
    #[error("the claim waits for {payable} of funds, in order; {available} is available")]
    PendedForFunds {
        /// What it waits for.
        payable: Money,
        /// What is available.
        available: Money,
    },
    /// It was voided.
    #[error("the claim was voided on {voided_on}")]
    Voided {
        /// The accounting date of the void.
        voided_on: NaiveDate,
    },
    /// It was replaced.
    #[error("the claim was replaced by {by}; correct that one")]
    Replaced {
        /// The claim that replaced it.
        by: ClaimId,
    },
    /// Nothing was denied.
    #[error("the claim was not denied: there is nothing to reconsider")]
    NotDenied,
    /// A denial is reconsidered once.
    #[error("the denial was reconsidered on {reconsidered_on} already, once and for all")]
    AlreadyReconsidered {
        /// The accounting date of the reconsideration.
        reconsidered_on: NaiveDate,
    },
    /// Who denies does not reconsider.
    #[error("who denied the claim does not reconsider it; another officer does")]
    SamePersonDenied,
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

impl ClaimError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "UNKNOWN_CLAIM",
            Self::NotSubmitted => "CLAIM_NOT_SUBMITTED",
            Self::NumberUsed { .. } => "CLAIM_NUMBER_USED",
            Self::LineCount { .. } => "CLAIM_LINE_COUNT",
            Self::LinesMisnumbered { .. } => "CLAIM_LINES_MISNUMBERED",
            Self::AmountNotPositive { .. } => "AMOUNT_NOT_POSITIVE",
            Self::AmountOutOfRange => "AMOUNT_OUT_OF_RANGE",
            Self::PartNotOfCategory { .. } => "CLAIM_PART_NOT_OF_CATEGORY",
            Self::ReceiptDigestMalformed { .. } => "RECEIPT_DIGEST_MALFORMED",
            Self::AlreadyApproved { .. } => "CLAIM_ALREADY_APPROVED",
            Self::Denied => "CLAIM_DENIED",
            Self::InPayment { .. } => "CLAIM_IN_PAYMENT",
            Self::NotApproved { .. } => "CLAIM_NOT_APPROVED",
            Self::NotPended => "CLAIM_NOT_PENDED",
            Self::SamePersonSubmitted => "SAME_PERSON_SUBMITTED",
            Self::PendedWhileSuspended => "CLAIM_PENDED_WHILE_SUSPENDED",
            Self::PendedForFunds { .. } => "CLAIM_PENDED_FOR_FUNDS",
            Self::Voided { .. } => "CLAIM_VOIDED",
            Self::Replaced { .. } => "CLAIM_REPLACED",
            Self::NotDenied => "CLAIM_NOT_DENIED",
            Self::AlreadyReconsidered { .. } => "CLAIM_ALREADY_RECONSIDERED",
            Self::SamePersonDenied => "SAME_PERSON_DENIED",
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::NumberUsed { .. } => Some("number"),
            Self::LineCount { .. }
            | Self::LinesMisnumbered { .. }
            | Self::AmountNotPositive { .. }
            | Self::AmountOutOfRange
            | Self::PartNotOfCategory { .. }
            | Self::ReceiptDigestMalformed { .. } => Some("lines"),
            Self::Unknown { .. }
            | Self::NotSubmitted
            | Self::AlreadyApproved { .. }
            | Self::Denied
            | Self::InPayment { .. }
            | Self::NotApproved { .. }
            | Self::NotPended
            | Self::PendedWhileSuspended
            | Self::PendedForFunds { .. }
            | Self::Voided { .. }
            | Self::Replaced { .. }
            | Self::NotDenied
            | Self::AlreadyReconsidered { .. } => Some("claim"),
            Self::SamePersonSubmitted | Self::SamePersonDenied => None,
            Self::EffectiveOn(_) => Some("effectiveOn"),
        }
    }
}
