//! What sub-awards take of an award, and its sub-award share.

use chrono::NaiveDate;

use crate::{
    id::{ActorId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    text::Reason,
};

domain_event! {
    /// What a sub-award takes or gives back, or a crossing of the sub-award share.
    pub enum ShareEvent {
        /// A sub-award took more of the award's funds.
        SubAwardCommitmentRaised {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// It counts towards the sub-award share.
            qualified: bool,
            /// By how much.
            amount: Money,
            /// The commitments to all sub-awards after it.
            committed: Money,
            /// The commitments to qualified sub-awards after it.
            committed_qualified: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A sub-award gave funds back to the award.
        SubAwardCommitmentLowered {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// It counts towards the sub-award share.
            qualified: bool,
            /// By how much.
            amount: Money,
            /// The commitments to all sub-awards after it.
            committed: Money,
            /// The commitments to qualified sub-awards after it.
            committed_qualified: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The obligations to a sub-award count towards the sub-award share from now on, or no longer do: its organization
        /// was attested as grassroots again, or ceased to be one.
        SubAwardCommitmentRequalified {
            /// The award.
            award: Fain,
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its obligations count from now on.
            qualified: bool,
            /// What was obligated to it in the budget period that runs.
            amount: Money,
            /// The commitments to qualified sub-awards after it.
            committed_qualified: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The sub-award share crossed its minimum downwards.
        SubAwardShareFell {
            /// The award.
            award: Fain,
            /// Federal funds that the share is taken of.
            base: Money,
            /// What is sub-awarded to qualified organizations.
            sub_awarded: Money,
            /// The least that must be.
            minimum: Money,
            /// The minimum less what is sub-awarded.
            shortfall: Money,
            /// The accounting date of what moved it.
            effective_on: NaiveDate,
        } = "1.0",
        /// The sub-award share reached its minimum.
        SubAwardShareRestored {
            /// The award.
            award: Fain,
            /// Federal funds that the share is taken of.
            base: Money,
            /// What is sub-awarded to qualified organizations.
            sub_awarded: Money,
            /// The least that must be.
            minimum: Money,
            /// The accounting date of what moved it.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer let the award close below the minimum.
        SubAwardShareWaived {
            /// The award.
            award: Fain,
            /// What was missing on the day.
            shortfall: Money,
            /// Why.
            reason: Reason,
            /// The officer's account.
            waived_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl ShareEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::SubAwardCommitmentRaised { award, .. }
            | Self::SubAwardCommitmentLowered { award, .. }
            | Self::SubAwardCommitmentRequalified { award, .. }
            | Self::SubAwardShareFell { award, .. }
            | Self::SubAwardShareRestored { award, .. }
            | Self::SubAwardShareWaived { award, .. } => award,
        }
    }
}
