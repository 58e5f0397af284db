//! Why a movement of federal cash, or of interest on it, is refused.

use thiserror::Error;

use crate::{
    id::{DrawId, InterestId, RefundId},
    money::Money,
};

/// Why a movement of federal cash, or of interest on it, is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CashError {
    /// On the advance method nothing is paid out that was not drawn.
    #[error(
        "{short} of cash is missing: on the advance method nothing is paid out that was not drawn"
    )]
    CashShort {
        /// What is missing.
        short: Money,
    },
    /// The draw was made with other content.
    #[error("draw {draw} was made with other content; give a new one another id")]
    DrawAlreadyMade {
        /// The draw.
        draw: DrawId,
    },
    /// More than the costs that are not drawn yet.
    #[error("{asked} is more than the {allowable} of allowable costs that are not drawn yet")]
    DrawOverAllowable {
        /// What was asked.
        asked: Money,
        /// Costs that are not drawn yet.
        allowable: Money,
    },
    /// More than what is needed at once and not on hand.
    #[error("{asked} is more than the {room} that is needed at once and not on hand")]
    DrawOverNeed {
        /// What was asked.
        asked: Money,
        /// The need less the cash on hand.
        room: Money,
    },
    /// More than the award has.
    #[error("{asked} is more than the {room} of the award that is not drawn")]
    DrawOverAward {
        /// What was asked.
        asked: Money,
        /// Federal funds that are not drawn.
        room: Money,
    },
    /// Program income is spent first.
    #[error(
        "{asked} is more than the {room} that may be drawn while {unexpended} of program income is not spent"
    )]
    DrawBeforeIncome {
        /// What was asked.
        asked: Money,
        /// What is not spent.
        unexpended: Money,
        /// What may be drawn.
        room: Money,
    },
    /// An advance without a need.
    #[error("on the advance method a draw says what is paid out at once")]
    NeedMissing,
    /// A need on reimbursement.
    #[error("on reimbursement costs are drawn, not needs; leave the immediate need out")]
    NeedNotAsked,
    /// The refund was made with other content.
    #[error("refund {refund} was made with other content; give a new one another id")]
    RefundAlreadyMade {
        /// The refund.
        refund: RefundId,
    },
    /// More than is on hand.
    #[error("{asked} is more than the {on_hand} of federal cash on hand")]
    ReturnOverCashOnHand {
        /// What was asked.
        asked: Money,
        /// Cash on hand.
        on_hand: Money,
    },
    /// Federal cash is on hand.
    #[error("{on_hand} of federal cash is on hand; return it first")]
    CashOnHand {
        /// Cash on hand.
        on_hand: Money,
    },
    /// The entry was made with other content.
    #[error("interest {interest} was entered with other content; give a new entry another id")]
    InterestAlreadyEntered {
        /// The entry.
        interest: InterestId,
    },
    /// More than is due.
    #[error("{asked} is more than the {due} of interest to be remitted")]
    InterestOverDue {
        /// What was asked.
        asked: Money,
        /// What is due.
        due: Money,
    },
    /// Interest is due.
    #[error("{due} of interest is to be remitted first")]
    InterestNotRemitted {
        /// What is due.
        due: Money,
    },
}

impl CashError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CashShort { .. } => "CASH_SHORT",
            Self::DrawAlreadyMade { .. } => "DRAW_ALREADY_MADE",
            Self::DrawOverAllowable { .. } => "DRAW_OVER_ALLOWABLE",
            Self::DrawOverNeed { .. } => "DRAW_OVER_NEED",
            Self::DrawOverAward { .. } => "DRAW_OVER_AWARD",
            Self::DrawBeforeIncome { .. } => "DRAW_BEFORE_INCOME",
            Self::NeedMissing => "IMMEDIATE_NEED_MISSING",
            Self::NeedNotAsked => "IMMEDIATE_NEED_NOT_ASKED",
            Self::RefundAlreadyMade { .. } => "REFUND_ALREADY_MADE",
            Self::ReturnOverCashOnHand { .. } => "RETURN_OVER_CASH_ON_HAND",
            Self::CashOnHand { .. } => "AWARD_HAS_CASH_ON_HAND",
            Self::InterestAlreadyEntered { .. } => "INTEREST_ALREADY_ENTERED",
            Self::InterestOverDue { .. } => "INTEREST_OVER_DUE",
            Self::InterestNotRemitted { .. } => "INTEREST_NOT_REMITTED",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::CashShort { .. }
            | Self::DrawOverAllowable { .. }
            | Self::DrawOverNeed { .. }
            | Self::DrawOverAward { .. }
            | Self::DrawBeforeIncome { .. }
            | Self::ReturnOverCashOnHand { .. }
            | Self::InterestOverDue { .. } => Some("amount"),
            Self::DrawAlreadyMade { .. } => Some("draw"),
            Self::NeedMissing | Self::NeedNotAsked => Some("immediateNeed"),
            Self::RefundAlreadyMade { .. } => Some("refund"),
            Self::CashOnHand { .. } | Self::InterestNotRemitted { .. } => Some("award"),
            Self::InterestAlreadyEntered { .. } => Some("interest"),
        }
    }
}
