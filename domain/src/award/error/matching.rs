//! Why a contribution of others is refused.

use chrono::NaiveDate;
use thiserror::Error;

use crate::id::{ContributionId, CostId, IncomeId};

/// Why a contribution of others is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MatchError {
    /// The award shares no cost.
    #[error("the award shares no cost; there is nothing to match")]
    MatchNotRequired,
    /// The contribution was recorded with other content.
    #[error(
        "contribution {contribution} was recorded with other content, or reversed; give a new one another id"
    )]
    MatchAlreadyRecorded {
        /// The contribution.
        contribution: ContributionId,
    },
    /// Federal money paid for it.
    #[error("what federal money paid for matches nothing")]
    MatchPaidByFederalFunds,
    /// The document shows another contribution.
    #[error("the document shows contribution {contribution} already; nothing is counted twice")]
    MatchEvidenceUsed {
        /// Where it counts.
        contribution: ContributionId,
    },
    /// The document shows a cost of the award.
    #[error("the document shows cost {cost}, which the award pays; it matches nothing")]
    MatchEvidenceIsCost {
        /// The cost.
        cost: CostId,
    },
    /// The document shows program income.
    #[error("the document shows program income {income}; it matches nothing")]
    MatchEvidenceIsIncome {
        /// The income.
        income: IncomeId,
    },
    /// There is none.
    #[error("there is no contribution {contribution}")]
    UnknownContribution {
        /// The id given.
        contribution: ContributionId,
    },
    /// It was reversed otherwise.
    #[error("the contribution was reversed on {on}")]
    MatchAlreadyReversed {
        /// The day.
        on: NaiveDate,
    },
}

impl MatchError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MatchNotRequired => "MATCH_NOT_REQUIRED",
            Self::MatchAlreadyRecorded { .. } => "MATCH_ALREADY_RECORDED",
            Self::MatchPaidByFederalFunds => "MATCH_PAID_BY_FEDERAL_FUNDS",
            Self::MatchEvidenceUsed { .. } => "MATCH_EVIDENCE_USED",
            Self::MatchEvidenceIsCost { .. } => "MATCH_EVIDENCE_IS_COST",
            Self::MatchEvidenceIsIncome { .. } => "MATCH_EVIDENCE_IS_INCOME",
            Self::UnknownContribution { .. } => "UNKNOWN_CONTRIBUTION",
            Self::MatchAlreadyReversed { .. } => "MATCH_ALREADY_REVERSED",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::MatchNotRequired => Some("award"),
            Self::MatchAlreadyRecorded { .. }
            | Self::UnknownContribution { .. }
            | Self::MatchAlreadyReversed { .. } => Some("contribution"),
            Self::MatchPaidByFederalFunds => Some("paidByFederalFunds"),
            Self::MatchEvidenceUsed { .. }
            | Self::MatchEvidenceIsCost { .. }
            | Self::MatchEvidenceIsIncome { .. } => Some("document"),
        }
    }
}
