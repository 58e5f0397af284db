//! Why a notice of award is refused.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{
    id::OrganizationId,
    identifier::{AwardNumber, Fain},
    money::Money,
    period::{Period, PeriodError},
    rate::Rate,
};

/// Why a notice of award is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoticeError {
    /// It was issued with other content.
    #[error("award {award} was issued with other content; amend it")]
    AlreadyIssued {
        /// The award.
        award: Fain,
    },
    /// The first notice is of budget year 01, amendment 00.
    #[error("the first notice is of budget year 01, amendment 00; {number} is not")]
    NumberNotFirst {
        /// The number given.
        number: AwardNumber,
    },
    /// The notice is of another award, of another budget year, or no later amendment.
    #[error(
        "{number} does not follow {latest}: give a later amendment of the same award and budget year"
    )]
    NumberNotNext {
        /// The number given.
        number: AwardNumber,
        /// The latest notice.
        latest: AwardNumber,
    },
    /// The notice was made with other content.
    #[error("notice {number} was made with other content; give a new one a later amendment")]
    AmendmentAlreadyMade {
        /// The number given.
        number: AwardNumber,
    },
    /// It is not amendment 00 of the next budget year.
    #[error(
        "{number} does not continue {latest}: a continuation is amendment 00 of the next budget year"
    )]
    NotNextBudgetYear {
        /// The number given.
        number: AwardNumber,
        /// The latest notice.
        latest: AwardNumber,
    },
    /// SAM excludes the grantee.
    #[error("organization {organization} is excluded from federal awards on {on}")]
    GranteeExcluded {
        /// The grantee.
        organization: OrganizationId,
        /// The day.
        on: NaiveDate,
    },
    /// A period ends before it starts.
    #[error("{error}")]
    Period {
        /// What is the matter.
        error: PeriodError,
        /// The input field that named it.
        field: &'static str,
    },
    /// The budget period is not within the project period.
    #[error("the budget period must lie within the project period, {} to {}", .project.starts_on, .project.ends_on)]
    BudgetOutsideProject {
        /// The period of performance.
        project: Period,
    },
    /// The budget periods overlap.
    #[error("the budget period runs until {ends_on}; the next one starts after it")]
    BudgetPeriodsOverlap {
        /// The last day of the budget period that runs.
        ends_on: NaiveDate,
    },
    /// There is no total of which the amount is that share.
    #[error("there is no total cost of which the amount is the part {federal_share}")]
    FederalShareImpossible {
        /// The share given.
        federal_share: Rate,
    },
    /// The new end is not later.
    #[error("the award already ends on {ends_on}; an extension ends later")]
    EndNotLater {
        /// The last day as it stands.
        ends_on: NaiveDate,
    },
    /// The end is not earlier.
    #[error("the award ends on {ends_on}; a termination ends earlier")]
    EndNotEarlier {
        /// The last day as it stands.
        ends_on: NaiveDate,
    },
    /// What is left would not cover what is obligated and spent.
    #[error("{awarded} would be less than the {assigned} sub-awarded and spent")]
    ReductionBelowAssigned {
        /// What would be left of the award.
        awarded: Money,
        /// What is obligated to sub-awards and spent.
        assigned: Money,
    },
    /// What is left would not cover what is drawn.
    #[error("{awarded} would be less than the {drawn} drawn; it is returned first")]
    ReductionBelowDrawn {
        /// What would be left of the award.
        awarded: Money,
        /// What is drawn.
        drawn: Money,
    },
    /// More than is unobligated.
    #[error("{asked} is more than the {unassigned} that is unobligated")]
    CarryoverOverUnobligated {
        /// What was asked.
        asked: Money,
        /// What is unobligated.
        unassigned: Money,
    },
}

impl NoticeError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Period { error, .. } => error.code(),
            Self::AlreadyIssued { .. } => "AWARD_ALREADY_ISSUED",
            Self::NumberNotFirst { .. } => "AWARD_NUMBER_NOT_FIRST",
            Self::NumberNotNext { .. } | Self::NotNextBudgetYear { .. } => "AWARD_NUMBER_NOT_NEXT",
            Self::AmendmentAlreadyMade { .. } => "AMENDMENT_ALREADY_MADE",
            Self::GranteeExcluded { .. } => "ORGANIZATION_EXCLUDED",
            Self::BudgetOutsideProject { .. } => "BUDGET_OUTSIDE_PROJECT",
            Self::BudgetPeriodsOverlap { .. } => "BUDGET_PERIODS_OVERLAP",
            Self::FederalShareImpossible { .. } => "FEDERAL_SHARE_IMPOSSIBLE",
            Self::EndNotLater { .. } => "END_NOT_LATER",
            Self::EndNotEarlier { .. } => "END_NOT_EARLIER",
            Self::ReductionBelowAssigned { .. } => "REDUCTION_BELOW_ASSIGNED",
            Self::ReductionBelowDrawn { .. } => "REDUCTION_BELOW_DRAWN",
            Self::CarryoverOverUnobligated { .. } => "CARRYOVER_OVER_UNOBLIGATED",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Period { field, .. } => Some(field),
            Self::AlreadyIssued { .. }
            | Self::NumberNotFirst { .. }
            | Self::NumberNotNext { .. }
            | Self::AmendmentAlreadyMade { .. }
            | Self::NotNextBudgetYear { .. } => Some("number"),
            Self::GranteeExcluded { .. } => Some("grantee"),
            Self::BudgetOutsideProject { .. } | Self::BudgetPeriodsOverlap { .. } => {
                Some("budgetPeriod")
            }
            Self::FederalShareImpossible { .. } => Some("federalShare"),
            Self::EndNotLater { .. } => Some("endsOn"),
            Self::EndNotEarlier { .. } => Some("effectiveOn"),
            Self::ReductionBelowAssigned { .. } | Self::ReductionBelowDrawn { .. } => {
                Some("amount")
            }
            Self::CarryoverOverUnobligated { .. } => Some("carried"),
        }
    }
}
