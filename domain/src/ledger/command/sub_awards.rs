//! What is asked about sub-awards, their funds and what is owed back.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    id::{OrganizationId, RefundId, SubAwardId},
    identifier::Fain,
    ledger::StreamId,
    money::Money,
    period::Period,
    region::State,
    sub_award::SubAwardInstrument,
    text::{Reason, Title},
};

/// The prime obligates funds to a sub-awardee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExecuteSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The award.
    pub award: Fain,
    /// The sub-awardee.
    pub sub_awardee: OrganizationId,
    /// By what instrument.
    pub instrument: SubAwardInstrument,
    /// What it is for.
    pub purpose: Title,
    /// Where it serves; within the award's regions.
    pub states: Vec<State>,
    /// Funds obligated.
    pub amount: Money,
    /// The period of performance, within the award's.
    pub period: Period,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ExecuteSubAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::sub_award(&self.sub_award),
            StreamId::award(&self.award),
            StreamId::organization(&self.sub_awardee),
        ]
    }
}

/// The prime obligates more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RaiseSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// By how much.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for RaiseSubAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}

/// The prime de-obligates unliquidated funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LowerSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// By how much.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for LowerSubAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}

/// The prime extends the period of performance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtendSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The new last day, within the award's.
    pub ends_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ExtendSubAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}

/// The prime suspends the sub-award: new claims pend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuspendSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for SuspendSubAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}

/// The prime ends the suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResumeSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ResumeSubAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}

/// The prime closes the sub-award; what is available is de-obligated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CloseSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for CloseSubAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}

/// The prime records that a sub-awardee paid back a part of what it owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefundReceivable {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The refund, unique in the sub-award.
    pub refund: RefundId,
    /// How much.
    pub amount: Money,
    /// The accounting date: the day on which the money came in.
    pub effective_on: NaiveDate,
}

impl Asked for RefundReceivable {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}
