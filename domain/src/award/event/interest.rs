//! The interest on the federal cash of an award.

use chrono::NaiveDate;

use crate::{
    id::{InterestId, ProgrammeCode},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
};

domain_event! {
    /// Interest on federal cash.
    pub enum InterestEvent {
        /// Federal cash on hand earned interest.
        InterestEarned {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The interest.
            interest: InterestId,
            /// How much.
            amount: Money,
            /// The federal fiscal year.
            fiscal_year: i32,
            /// All interest of the year after it.
            earned: Money,
            /// How much of it is to be remitted: what is above the year's limit and was not before.
            to_remit: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime remitted interest.
        InterestRemitted {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The remittance.
            interest: InterestId,
            /// How much.
            amount: Money,
            /// What is still to be remitted after it.
            due: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl InterestEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::InterestEarned { award, .. } | Self::InterestRemitted { award, .. } => award,
        }
    }
}
