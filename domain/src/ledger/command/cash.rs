//! What is asked about an award's federal cash and about what others contribute.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    award::{MatchKind, PaymentMethod},
    id::{ContributionId, CostId, DrawId, InterestId, RefundId},
    identifier::Fain,
    ledger::StreamId,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};

macro_rules! of_award {
    ($($name:ident)+) => {$(
        impl Asked for $name {
            fn streams(&self) -> Vec<StreamId> {
                vec![StreamId::award(&self.award)]
            }
        }
    )+};
}

of_award! {
    SetPaymentMethod DrawFunds LiquidateAdvance ReturnFunds RecordInterest RemitInterest RecordMatch ReverseMatch
    ReverseCost
}

/// An officer says how the prime gets its cash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetPaymentMethod {
    /// The award.
    pub award: Fain,
    /// How.
    pub method: PaymentMethod,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime draws federal cash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DrawFunds {
    /// The award.
    pub award: Fain,
    /// The draw, unique in the award.
    pub draw: DrawId,
    /// How much.
    pub amount: Money,
    /// On the advance method, what the prime pays out at once; on reimbursement none.
    pub immediate_need: Option<Money>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime reports that costs took up what it drew ahead of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiquidateAdvance {
    /// The award.
    pub award: Fain,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime returns cash that it has on hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnFunds {
    /// The award.
    pub award: Fain,
    /// The refund, unique in the award.
    pub refund: RefundId,
    /// How much.
    pub amount: Money,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime records interest that federal cash earned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordInterest {
    /// The award.
    pub award: Fain,
    /// The interest, unique in the award.
    pub interest: InterestId,
    /// How much.
    pub amount: Money,
    /// The accounting date; it says the fiscal year.
    pub effective_on: NaiveDate,
}

/// The prime remits interest that is above what it keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemitInterest {
    /// The award.
    pub award: Fain,
    /// The remittance, unique in the award.
    pub interest: InterestId,
    /// How much.
    pub amount: Money,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime records what others contributed to the project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordMatch {
    /// The award.
    pub award: Fain,
    /// The contribution, unique in the award.
    pub contribution: ContributionId,
    /// Cash, or in kind.
    pub kind: MatchKind,
    /// How much.
    pub amount: Money,
    /// The document that shows it.
    pub document: DocumentDigest,
    /// Federal money paid for it: then it does not count.
    pub paid_by_federal_funds: bool,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime takes a cost back that it recorded in error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReverseCost {
    /// The award.
    pub award: Fain,
    /// The cost.
    pub cost: CostId,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime takes a contribution back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReverseMatch {
    /// The award.
    pub award: Fain,
    /// The contribution.
    pub contribution: ContributionId,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}
