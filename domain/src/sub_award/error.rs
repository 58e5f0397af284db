//! Why a sub-award refuses.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{
    id::{ClaimId, OrganizationId, RefundId, SubAwardId},
    money::Money,
    period::{EffectiveOnError, Period, PeriodError},
    region::State,
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SubAwardError {
    /// There is none.
    #[error("there is no sub-award {sub_award}")]
    Unknown {
        /// The id given.
        sub_award: SubAwardId,
    },
    /// Funds are asked of a sub-award that was never executed.
    #[error("the sub-award was never executed")]
    NotExecuted,
    /// It was executed with other content.
    #[error("sub-award {sub_award} was executed with other content; give a new one another id")]
    AlreadyExecuted {
        /// The sub-award.
        sub_award: SubAwardId,
    },
    /// It is suspended.
    #[error("the sub-award is suspended since {since}; resume it first")]
    Suspended {
        /// The first day of the suspension.
        since: NaiveDate,
    },
    /// It is not suspended.
    #[error("the sub-award is not suspended")]
    NotSuspended,
    /// It is closed.
    #[error("the sub-award closed on {on}")]
    Closed {
        /// The day.
        on: NaiveDate,
    },
    /// The sub-awardee is the prime itself.
    #[error("{organization} is the prime of the award; a sub-award goes to another organization")]
    ToGrantee {
        /// The prime.
        organization: OrganizationId,
    },
    /// SAM excludes the sub-awardee.
    #[error("organization {organization} is excluded from federal awards on {on}")]
    Excluded {
        /// The sub-awardee.
        organization: OrganizationId,
        /// The day.
        on: NaiveDate,
    },
    /// It says nowhere that it serves.
    #[error("name at least one state in which the sub-award serves")]
    StatesMissing,
    /// A state lies outside the award's regions.
    #[error("{} is in HHS region {}, which the award does not serve", .state.code(), u8::from(.state.region()))]
    OutsideRegion {
        /// The state.
        state: State,
    },
    /// The period ends before it starts.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The period is not within the award's.
    #[error("the period must lie within the award's, {} to {}", .award.starts_on, .award.ends_on)]
    OutsidePeriod {
        /// The award's period of performance.
        award: Period,
        /// The input field that named it.
        field: &'static str,
    },
    /// The new end is not later.
    #[error("the sub-award already ends on {ends_on}; an extension ends later")]
    EndNotLater {
        /// The last day as it stands.
        ends_on: NaiveDate,
    },
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
    /// Not above zero.
    #[error("the amount must be above zero")]
    AmountNotPositive,
    /// A sum is out of range.
    #[error("the sum is beyond what a ledger accepts")]
    AmountOutOfRange,
    /// More than is available.
    #[error("{asked} is more than the {available} available")]
    Exhausted {
        /// What was asked.
        asked: Money,
        /// What is available.
        available: Money,
    },
    /// More would be taken back than is unliquidated.
    #[error("{asked} is more than the {available} that no claim has taken up")]
    DeobligationOverUnliquidated {
        /// What was asked.
        asked: Money,
        /// What is available.
        available: Money,
    },
    /// Claims are still open.
    #[error(
        "claims are open: {reserved} reserved, {accrued} approved and unpaid, {pended} waiting for funds"
    )]
    OpenClaims {
        /// Reserved for adjudicated claims.
        reserved: Money,
        /// Approved, unpaid.
        accrued: Money,
        /// Waiting for funds.
        pended: Money,
    },
    /// More would be released or accrued than is reserved.
    #[error("{asked} is more than the {reserved} reserved")]
    OverReserved {
        /// What was asked.
        asked: Money,
        /// What is reserved.
        reserved: Money,
    },
    /// More would be paid than is owed.
    #[error("{asked} is more than the {accrued} approved and unpaid")]
    OverAccrued {
        /// What was asked.
        asked: Money,
        /// What is owed.
        accrued: Money,
    },
    /// More would be owed back than was paid.
    #[error("{asked} is more than the {paid} paid")]
    OverPaid {
        /// What was asked.
        asked: Money,
        /// What was paid.
        paid: Money,
    },
    /// More would be recovered than is owed back.
    #[error(
        "{asked} is more than the {open} that is owed back and not yet withheld from a payment"
    )]
    OverReceivable {
        /// What was asked.
        asked: Money,
        /// What is owed back, less what payments withhold.
        open: Money,
    },
    /// The refund was recorded with other content.
    #[error("refund {refund} was recorded with other content; give a new one another id")]
    RefundAlreadyRecorded {
        /// The refund.
        refund: RefundId,
    },
    /// The sub-awardee still owes money.
    #[error("the sub-awardee owes {receivable} back; it is offset or refunded first")]
    OpenReceivable {
        /// How much.
        receivable: Money,
    },
    /// The claim waits already, for another amount.
    #[error("claim {claim} waits for funds already")]
    AlreadyPended {
        /// The claim.
        claim: ClaimId,
    },
    /// The claim does not wait for that amount.
    #[error("claim {claim} does not wait for that amount of funds")]
    NotPended {
        /// The claim.
        claim: ClaimId,
    },
}

impl SubAwardError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "UNKNOWN_SUB_AWARD",
            Self::NotExecuted => "SUB_AWARD_NOT_EXECUTED",
            Self::AlreadyExecuted { .. } => "SUB_AWARD_ALREADY_EXECUTED",
            Self::Suspended { .. } => "SUB_AWARD_SUSPENDED",
            Self::NotSuspended => "SUB_AWARD_NOT_SUSPENDED",
            Self::Closed { .. } => "SUB_AWARD_CLOSED",
            Self::ToGrantee { .. } => "SUB_AWARD_TO_GRANTEE",
            Self::Excluded { .. } => "ORGANIZATION_EXCLUDED",
            Self::StatesMissing => "STATES_MISSING",
            Self::OutsideRegion { .. } => "SUB_AWARD_OUTSIDE_REGION",
            Self::Period(error) => error.code(),
            Self::OutsidePeriod { .. } => "SUB_AWARD_OUTSIDE_PERIOD",
            Self::EndNotLater { .. } => "END_NOT_LATER",
            Self::EffectiveOn(error) => error.code(),
            Self::AmountNotPositive => "AMOUNT_NOT_POSITIVE",
            Self::AmountOutOfRange => "AMOUNT_OUT_OF_RANGE",
            Self::Exhausted { .. } => "SUB_AWARD_EXHAUSTED",
            Self::DeobligationOverUnliquidated { .. } => "DEOBLIGATION_OVER_UNLIQUIDATED",
            Self::OpenClaims { .. } => "SUB_AWARD_HAS_OPEN_CLAIMS",
            Self::OverReserved { .. } => "FUNDS_OVER_RESERVED",
            Self::OverAccrued { .. } => "FUNDS_OVER_ACCRUED",
            Self::OverPaid { .. } => "FUNDS_OVER_PAID",
            Self::OverReceivable { .. } => "RECEIVABLE_EXCEEDED",
            Self::RefundAlreadyRecorded { .. } => "REFUND_ALREADY_RECORDED",
            Self::OpenReceivable { .. } => "SUB_AWARD_HAS_OPEN_RECEIVABLE",
            Self::AlreadyPended { .. } => "CLAIM_ALREADY_PENDED",
            Self::NotPended { .. } => "CLAIM_NOT_PENDED",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { .. }
            | Self::AlreadyExecuted { .. }
            | Self::Suspended { .. }
            | Self::NotSuspended
            | Self::Closed { .. }
            | Self::OpenClaims { .. }
            | Self::OpenReceivable { .. } => Some("subAward"),
            Self::ToGrantee { .. } | Self::Excluded { .. } => Some("subAwardee"),
            Self::StatesMissing | Self::OutsideRegion { .. } => Some("states"),
            Self::Period(_) => Some("period"),
            Self::OutsidePeriod { field, .. } => Some(field),
            Self::EndNotLater { .. } => Some("endsOn"),
            Self::EffectiveOn(_) => Some("effectiveOn"),
            Self::AmountNotPositive
            | Self::AmountOutOfRange
            | Self::DeobligationOverUnliquidated { .. }
            | Self::OverReceivable { .. } => Some("amount"),
            Self::RefundAlreadyRecorded { .. } => Some("refund"),
            Self::NotExecuted
            | Self::Exhausted { .. }
            | Self::OverReserved { .. }
            | Self::OverAccrued { .. }
            | Self::OverPaid { .. }
            | Self::AlreadyPended { .. }
            | Self::NotPended { .. } => None,
        }
    }
}
