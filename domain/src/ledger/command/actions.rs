//! What officers do with an award besides supplements, reductions and extensions.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    id::CostId,
    identifier::{AwardNumber, Fain},
    ledger::StreamId,
    measure::DocumentDigest,
    money::Money,
    period::Period,
    rate::Rate,
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

of_award! { ContinueAward AdministerAward TerminateAward SetIndirectRate DisallowCost }

/// An officer closes the budget period that runs and opens the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContinueAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: amendment 00 of the next budget year.
    pub number: AwardNumber,
    /// Funds added.
    pub amount: Money,
    /// Unobligated funds that are carried over; the others go back.
    pub carried: Money,
    /// The next budget period.
    pub budget_period: Period,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer makes an administrative notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdministerAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: a later amendment.
    pub number: AwardNumber,
    /// What it says.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer ends the award before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TerminateAward {
    /// The award.
    pub award: Fain,
    /// Why.
    pub reason: Reason,
    /// The last day of the period of performance.
    pub effective_on: NaiveDate,
}

/// An officer sets the rate of indirect costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetIndirectRate {
    /// The award.
    pub award: Fain,
    /// The negotiated rate; none for the de minimis rate of the day.
    pub rate: Option<Rate>,
    /// The rate agreement; none for the de minimis rate.
    pub document: Option<DocumentDigest>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer disallows a cost of the prime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisallowCost {
    /// The award.
    pub award: Fain,
    /// The cost.
    pub cost: CostId,
    /// How much of it; its indirect cost goes with it.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}
