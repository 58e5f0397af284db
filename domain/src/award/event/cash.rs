//! The federal cash of an award.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{DrawId, ProgrammeCode, RefundId},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    text::Reason,
};

/// How a prime gets its federal cash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentMethod {
    /// It is paid for costs that were accrued.
    #[default]
    Reimbursement,
    /// It draws ahead of its costs what it needs at once.
    Advance,
}

domain_event! {
    /// A movement of federal cash, or how it is drawn.
    pub enum CashEvent {
        /// The prime gets its cash in another way from now on.
        PaymentMethodSet {
            /// The award.
            award: Fain,
            /// How.
            method: PaymentMethod,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime drew federal cash.
        FundsDrawn {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The draw.
            draw: DrawId,
            /// For costs that were accrued, or ahead of them.
            method: PaymentMethod,
            /// What the prime said that it pays out at once; on the advance method only.
            immediate_need: Option<Money>,
            /// How much.
            amount: Money,
            /// All that is drawn and not returned after it.
            drawn: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Costs took up a part of what was drawn ahead of them.
        AdvanceLiquidated {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// How much.
            amount: Money,
            /// What no cost has taken up after it.
            advance: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime returned a part of what it drew ahead of costs, unused. The order stands.
        AdvanceReturned {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The refund.
            refund: RefundId,
            /// How much.
            amount: Money,
            /// What no cost has taken up after it.
            advance: Money,
            /// All that is drawn and not returned after it.
            drawn: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime refunded what it drew for costs that no longer stand.
        DrawRefunded {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The refund.
            refund: RefundId,
            /// How much.
            amount: Money,
            /// All that is drawn and not returned after it.
            drawn: Money,
            /// The federal fiscal year in which it was drawn.
            drawn_in: i32,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it had been taken for unpaid when its cost was reversed in a later fiscal year, where any had.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reversed: Option<Money>,
        } = "1.1",
    }
}

impl CashEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::PaymentMethodSet { award, .. }
            | Self::FundsDrawn { award, .. }
            | Self::AdvanceLiquidated { award, .. }
            | Self::AdvanceReturned { award, .. }
            | Self::DrawRefunded { award, .. } => award,
        }
    }
}
