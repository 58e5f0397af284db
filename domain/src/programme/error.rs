//! Why a programme refuses.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{id::ProgrammeCode, text::Label};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProgrammeError {
    /// It is not in the catalogue.
    #[error("there is no programme {programme}")]
    Unknown {
        /// The code given.
        programme: ProgrammeCode,
    },
    /// It is in the catalogue with other content.
    #[error("programme {programme} is in the catalogue with another title, purpose or profile")]
    AlreadyPublished {
        /// The programme.
        programme: ProgrammeCode,
    },
    /// The programme pays nothing, so it issues no award and needs no rules.
    #[error("programme {programme} gives no money: it issues no awards")]
    WithoutFunding {
        /// The programme.
        programme: ProgrammeCode,
    },
    /// There are no rules for the notice on the day.
    #[error(
        "programme {programme} has no rules for the notice {notice} on {on}; publish them first"
    )]
    NoRuleSet {
        /// The programme.
        programme: ProgrammeCode,
        /// The notice of funding.
        notice: Label,
        /// The day asked about.
        on: NaiveDate,
    },
    /// Other rules stand for the notice from the same day.
    #[error("other rules stand for the notice {notice} from {on}; give a later day")]
    RuleSetAlreadyPublished {
        /// The notice of funding.
        notice: Label,
        /// The first day.
        on: NaiveDate,
    },
    /// Rules for the notice stand from a later day already.
    #[error(
        "rules for the notice {notice} stand from {latest}; the new ones must begin after that"
    )]
    RuleSetOutOfOrder {
        /// The notice of funding.
        notice: Label,
        /// The first day of the latest rules.
        latest: NaiveDate,
    },
    /// Claims are taken, but nothing may be claimed.
    #[error("a programme that takes claims names at least one category")]
    CategoriesMissing,
    /// A category stands twice.
    #[error("a category is named twice")]
    CategoryTwice,
    /// A cap is not above zero, or the family cap is below the individual one.
    #[error("caps are above zero, and the family cap is not below the individual one")]
    CapsInconsistent,
    /// A rate of pay is not above zero.
    #[error("a monthly rate is above zero; leave it out where there is none")]
    RateNotPositive,
    /// A flat amount is paid, but for no phase.
    #[error("a flat amount for a client and month needs the rate of at least one phase")]
    RatesMissing,
    /// A phase has two rates.
    #[error("a phase has two rates; give each phase one")]
    PhaseTwice,
    /// A limit of months is zero.
    #[error("a limit of months is above zero; leave a phase out that is not paid for")]
    MonthsMaxZero,
    /// A flat amount is paid, but its unit may not be claimed.
    #[error("a flat amount is claimed as case management; name that category")]
    CaseManagementMissing,
}

impl ProgrammeError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "UNKNOWN_PROGRAMME",
            Self::AlreadyPublished { .. } => "PROGRAMME_ALREADY_PUBLISHED",
            Self::WithoutFunding { .. } => "PROGRAMME_WITHOUT_FUNDING",
            Self::NoRuleSet { .. } => "RULE_SET_UNKNOWN",
            Self::RuleSetAlreadyPublished { .. } => "RULE_SET_ALREADY_PUBLISHED",
            Self::RuleSetOutOfOrder { .. } => "RULE_SET_OUT_OF_ORDER",
            Self::CategoriesMissing => "CATEGORIES_MISSING",
            Self::CategoryTwice => "CATEGORY_TWICE",
            Self::CapsInconsistent => "CAPS_INCONSISTENT",
            Self::RateNotPositive => "RATE_NOT_POSITIVE",
            Self::RatesMissing => "RATES_MISSING",
            Self::PhaseTwice => "PHASE_TWICE",
            Self::MonthsMaxZero => "MONTHS_MAX_ZERO",
            Self::CaseManagementMissing => "CASE_MANAGEMENT_MISSING",
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { .. } | Self::AlreadyPublished { .. } | Self::WithoutFunding { .. } => {
                Some("programme")
            }
            Self::NoRuleSet { .. } => Some("notice"),
            Self::RuleSetAlreadyPublished { .. } | Self::RuleSetOutOfOrder { .. } => {
                Some("effectiveOn")
            }
            Self::CategoriesMissing
            | Self::CategoryTwice
            | Self::CapsInconsistent
            | Self::RateNotPositive
            | Self::RatesMissing
            | Self::PhaseTwice
            | Self::MonthsMaxZero
            | Self::CaseManagementMissing => Some("rules"),
        }
    }
}
