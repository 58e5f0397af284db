//! Why a cost of the prime, or the rate of its indirect costs, is refused.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{
    id::{ContributionId, CostId},
    money::Money,
};

/// Why a cost of the prime, or the rate of its indirect costs, is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CostError {
    /// The cost was recorded with other content.
    #[error("cost {cost} was recorded with other content; give a new one another id")]
    CostAlreadyRecorded {
        /// The cost.
        cost: CostId,
    },
    /// There is no such cost.
    #[error("there is no cost {cost}")]
    UnknownCost {
        /// The id given.
        cost: CostId,
    },
    /// It was reversed otherwise.
    #[error("the cost was reversed on {on}")]
    CostAlreadyReversed {
        /// The day.
        on: NaiveDate,
    },
    /// It was disallowed otherwise.
    #[error("the cost was disallowed on {on}")]
    CostAlreadyDisallowed {
        /// The day.
        on: NaiveDate,
    },
    /// More than stands of it.
    #[error("{asked} is more than the {standing} that stands of the cost")]
    DisallowedOverCost {
        /// What was asked.
        asked: Money,
        /// What stands of the cost.
        standing: Money,
    },
    /// The prime would spend more itself than it may.
    #[error("{retained} of retained spending would be over the maximum of {maximum}")]
    RetainedOverMaximum {
        /// Retained spending with the cost.
        retained: Money,
        /// The most that it may be.
        maximum: Money,
    },
    /// The document shows a contribution.
    #[error(
        "the document shows contribution {contribution}; what others paid is no cost of the award"
    )]
    CostEvidenceIsMatch {
        /// The contribution.
        contribution: ContributionId,
    },
    /// Program income paid for the cost.
    #[error(
        "{deducted} of program income was deducted from the prime's costs, and {retained} of them would be left; reverse it first"
    )]
    CostPaidByIncome {
        /// What was deducted.
        deducted: Money,
        /// What would be left of the costs.
        retained: Money,
    },
    /// There was none.
    #[error("there was no de minimis rate on {on}; name a rate agreement")]
    NoDeMinimis {
        /// The day.
        on: NaiveDate,
    },
    /// One of rate and agreement is missing.
    #[error(
        "a negotiated rate has a rate and the digest of its agreement; the de minimis rate has neither"
    )]
    RateAgreementMissing,
    /// More than the rate of the base.
    #[error(
        "{charged} of indirect costs would be over the {allowed} that the rate allows on its base"
    )]
    IndirectOverRate {
        /// Indirect costs with it.
        charged: Money,
        /// The rate of the base.
        allowed: Money,
    },
}

impl CostError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CostAlreadyRecorded { .. } => "COST_ALREADY_RECORDED",
            Self::UnknownCost { .. } => "UNKNOWN_COST",
            Self::CostAlreadyReversed { .. } => "COST_ALREADY_REVERSED",
            Self::CostAlreadyDisallowed { .. } => "COST_ALREADY_DISALLOWED",
            Self::DisallowedOverCost { .. } => "DISALLOWED_OVER_COST",
            Self::RetainedOverMaximum { .. } => "RETAINED_OVER_MAXIMUM",
            Self::CostEvidenceIsMatch { .. } => "COST_EVIDENCE_IS_MATCH",
            Self::CostPaidByIncome { .. } => "COST_PAID_BY_INCOME",
            Self::NoDeMinimis { .. } => "NO_DE_MINIMIS_RATE",
            Self::RateAgreementMissing => "RATE_AGREEMENT_MISSING",
            Self::IndirectOverRate { .. } => "INDIRECT_OVER_RATE",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::CostAlreadyRecorded { .. }
            | Self::UnknownCost { .. }
            | Self::CostAlreadyReversed { .. }
            | Self::CostAlreadyDisallowed { .. } => Some("cost"),
            Self::DisallowedOverCost { .. }
            | Self::RetainedOverMaximum { .. }
            | Self::CostPaidByIncome { .. }
            | Self::IndirectOverRate { .. } => Some("amount"),
            Self::CostEvidenceIsMatch { .. } => Some("document"),
            Self::NoDeMinimis { .. } | Self::RateAgreementMissing => Some("rate"),
        }
    }
}
