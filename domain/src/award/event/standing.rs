//! What suspends, ends or closes an award or a budget period of it, and what goes back after the close.

use chrono::NaiveDate;

use crate::{
    award::PriorYear,
    id::{CostId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    period::Period,
    text::Reason,
};

domain_event! {
    /// What suspends, ends or closes an award or a budget period of it, and what goes back after the close.
    pub enum StandingEvent {
        /// No new obligations or costs until it is resumed.
        AwardSuspended {
            /// The award.
            award: Fain,
            /// Why.
            reason: Reason,
            /// The first day.
            effective_on: NaiveDate,
        } = "1.0",
        /// The suspension ended.
        AwardResumed {
            /// The award.
            award: Fain,
            /// Why.
            reason: Reason,
            /// The first day.
            effective_on: NaiveDate,
        } = "1.0",
        /// The award was terminated: its period of performance ends on the day, and it takes no new obligations.
        AwardTerminated {
            /// The award.
            award: Fain,
            /// Why.
            reason: Reason,
            /// The last day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A budget period closed at its sub-award share, or with a waiver; a continuation follows.
        BudgetPeriodClosed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// Its budget year.
            budget_year: u8,
            /// Its days.
            budget_period: Period,
            /// Federal funds awarded for it, carried over ones included.
            base: Money,
            /// What of it was sub-awarded to qualified organizations, where the rules ask for a share.
            sub_awarded: Option<Money>,
            /// What was missing to the least that must be, and waived.
            shortfall: Option<Money>,
            /// Unobligated funds that are carried over.
            carried: Money,
            /// Unobligated funds that go back.
            returned: Money,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
        } = "1.1",
        /// The award closed; what was neither spent nor sub-awarded goes back.
        AwardClosed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// Unassigned funds that go back.
            returned: Money,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
        } = "1.1",
        /// What was disallowed after the award had closed goes back: nothing else is left for it.
        DisallowedFundsReleased {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// How much, with the indirect cost that went with it.
            amount: Money,
            /// All that was given back after it.
            returned: Money,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// What became free under a sub-award after the award had closed goes back: nothing else is left for it.
        AdjustedFundsReleased {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award that was adjusted.
            sub_award: SubAwardId,
            /// How much.
            amount: Money,
            /// All that was given back after it.
            returned: Money,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl StandingEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::AwardSuspended { award, .. }
            | Self::AwardResumed { award, .. }
            | Self::AwardTerminated { award, .. }
            | Self::BudgetPeriodClosed { award, .. }
            | Self::AwardClosed { award, .. }
            | Self::DisallowedFundsReleased { award, .. }
            | Self::AdjustedFundsReleased { award, .. } => award,
        }
    }
}
