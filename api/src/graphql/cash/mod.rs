//! The federal cash of awards, and what others contribute.

mod input;
mod mutation;
mod object;
mod value;

pub(crate) use input::{
    AwardAdvanceLiquidateInput, AwardCashReturnInput, AwardDirectCostReverseInput, AwardDrawInput,
    AwardInterestRecordInput, AwardInterestRemitInput, AwardMatchRecordInput,
    AwardMatchReverseInput, AwardPaymentMethodSetInput,
};
pub(crate) use mutation::CashMutation;
pub(crate) use object::{AwardCash, AwardMatch, CashEntry, Contribution};
pub(crate) use value::{CashMovement, MatchKind, PaymentMethod};
