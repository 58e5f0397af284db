//! What happens to an award, by what it is about.

mod cash;
mod cost;
mod income;
mod interest;
mod matching;
mod notice;
mod share;
mod standing;

pub use cash::*;
pub use cost::*;
pub use income::*;
pub use interest::*;
pub use matching::*;
pub use notice::*;
pub use share::*;
pub use standing::*;

use crate::{identifier::Fain, ledger::domain_events};

domain_events! {
    /// A fact about an award.
    pub enum AwardEvent {
        /// A notice of award.
        Notice(NoticeEvent),
        /// It was suspended, ended or closed, or a budget period of it was; or something went back after that.
        Standing(StandingEvent),
        /// The prime's own costs.
        Cost(CostEvent),
        /// What sub-awards take of it, and its sub-award share.
        Share(ShareEvent),
        /// Federal cash.
        Cash(CashEvent),
        /// Interest on federal cash.
        Interest(InterestEvent),
        /// What others contribute.
        Match(MatchEvent),
        /// Program income.
        Income(IncomeEvent),
    }
}

impl AwardEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::Notice(event) => event.award(),
            Self::Standing(event) => event.award(),
            Self::Cost(event) => event.award(),
            Self::Share(event) => event.award(),
            Self::Cash(event) => event.award(),
            Self::Interest(event) => event.award(),
            Self::Match(event) => event.award(),
            Self::Income(event) => event.award(),
        }
    }
}
