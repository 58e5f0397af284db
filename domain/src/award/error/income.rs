//! Why a movement of program income is refused.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{
    id::{ContributionId, IncomeId},
    money::Money,
};

/// Why a movement of program income is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IncomeError {
    /// The entry was made with other content.
    #[error(
        "program income {income} was entered with other content, or reversed; give a new entry another id"
    )]
    IncomeAlreadyEntered {
        /// The entry.
        income: IncomeId,
    },
    /// There is none.
    #[error("there is no entry {income} of program income")]
    UnknownIncome {
        /// The id given.
        income: IncomeId,
    },
    /// It was reversed otherwise.
    #[error("the entry was reversed on {on}")]
    IncomeAlreadyReversed {
        /// The day.
        on: NaiveDate,
    },
    /// The document shows other income.
    #[error("the document shows program income {income} already; nothing is counted twice")]
    IncomeEvidenceUsed {
        /// Where it counts.
        income: IncomeId,
    },
    /// The document shows what others contributed.
    #[error("the document shows contribution {contribution}; it is no program income")]
    IncomeEvidenceIsMatch {
        /// The contribution.
        contribution: ContributionId,
    },
    /// More than is not spent.
    #[error("{asked} is more than the {unexpended} of program income that is not spent")]
    IncomeOverUnexpended {
        /// What was asked.
        asked: Money,
        /// What is not spent.
        unexpended: Money,
    },
    /// More than the costs that it could pay for.
    #[error("{asked} is more than the {costs} of the prime's own costs that federal funds pay for")]
    IncomeOverCosts {
        /// What was asked.
        asked: Money,
        /// The prime's costs that no income was deducted from.
        costs: Money,
    },
    /// Program income is not spent.
    #[error("{unexpended} of program income is not spent; spend it first")]
    IncomeUnexpended {
        /// What is not spent.
        unexpended: Money,
    },
}

impl IncomeError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::IncomeAlreadyEntered { .. } => "INCOME_ALREADY_ENTERED",
            Self::UnknownIncome { .. } => "UNKNOWN_INCOME",
            Self::IncomeAlreadyReversed { .. } => "INCOME_ALREADY_REVERSED",
            Self::IncomeEvidenceUsed { .. } => "INCOME_EVIDENCE_USED",
            Self::IncomeEvidenceIsMatch { .. } => "INCOME_EVIDENCE_IS_MATCH",
            Self::IncomeOverUnexpended { .. } => "INCOME_OVER_UNEXPENDED",
            Self::IncomeOverCosts { .. } => "INCOME_OVER_COSTS",
            Self::IncomeUnexpended { .. } => "INCOME_UNEXPENDED",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::IncomeAlreadyEntered { .. }
            | Self::UnknownIncome { .. }
            | Self::IncomeAlreadyReversed { .. } => Some("income"),
            Self::IncomeEvidenceUsed { .. } | Self::IncomeEvidenceIsMatch { .. } => {
                Some("document")
            }
            Self::IncomeOverUnexpended { .. } | Self::IncomeOverCosts { .. } => Some("amount"),
            Self::IncomeUnexpended { .. } => Some("award"),
        }
    }
}
