//! What the prime spends itself, and what is taken back of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CostId, ProgrammeCode},
    identifier::Fain,
    ledger::domain_event,
    measure::DocumentDigest,
    money::Money,
    rate::Rate,
    text::Reason,
};

/// What a prime spends a direct cost on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CostCategory {
    /// Salaries and wages.
    Personnel,
    /// Fringe benefits.
    Fringe,
    /// Travel.
    Travel,
    /// Equipment.
    Equipment,
    /// Supplies.
    Supplies,
    /// Procurement contracts.
    Contractual,
    /// Other direct costs.
    Other,
    /// Indirect costs.
    Indirect,
}

/// What a rate of indirect costs rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IndirectBasis {
    /// A rate agreement with the cognizant agency.
    Negotiated,
    /// The de minimis rate of the day.
    DeMinimis,
}

domain_event! {
    /// A cost of the prime, what takes it back, or the rate of its indirect costs.
    pub enum CostEvent {
        /// The prime spent retained funds itself.
        DirectCostRecorded {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// What for.
            category: CostCategory,
            /// How much.
            amount: Money,
            /// All retained spending after it.
            retained: Money,
            /// The document that shows it, where one was named.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            document: Option<DocumentDigest>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.1",
        /// A cost of the prime no longer stands: it was recorded in error.
        DirectCostReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// How much.
            amount: Money,
            /// All retained spending after it.
            retained: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
            /// The federal fiscal year of the cost.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            incurred_in: Option<i32>,
            /// The indirect cost that goes with it: what would be charged above the rate of the base that is left.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            indirect: Option<Money>,
        } = "1.2",
        /// An officer disallowed a cost of the prime, and the indirect cost that follows it.
        CostDisallowed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// How much of it.
            amount: Money,
            /// The indirect cost that goes with it.
            indirect: Money,
            /// Both together.
            total: Money,
            /// All retained spending after it.
            retained: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
            /// The federal fiscal year of the cost.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            incurred_in: Option<i32>,
        } = "1.1",
        /// A rate of indirect costs stands from now on.
        IndirectRateSet {
            /// The award.
            award: Fain,
            /// What it rests on.
            basis: IndirectBasis,
            /// The rate, of modified total direct costs.
            rate: Rate,
            /// The rate agreement; none for the de minimis rate.
            document: Option<DocumentDigest>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl CostEvent {
    /// What a reversal or a disallowance takes back, with the indirect cost that goes with it; none of any other event.
    pub fn taken_back(&self) -> Option<Money> {
        match self {
            Self::DirectCostReversed {
                amount, indirect, ..
            } => amount.plus(indirect.unwrap_or_default()),
            Self::CostDisallowed { total, .. } => Some(*total),
            Self::DirectCostRecorded { .. } | Self::IndirectRateSet { .. } => None,
        }
    }

    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::DirectCostRecorded { award, .. }
            | Self::DirectCostReversed { award, .. }
            | Self::CostDisallowed { award, .. }
            | Self::IndirectRateSet { award, .. } => award,
        }
    }
}
