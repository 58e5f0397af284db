//! What an award earns beside its federal funds.

use chrono::NaiveDate;

use crate::{
    award::{IncomeMethod, IncomeSource, PriorYear},
    id::{IncomeId, ProgrammeCode},
    identifier::Fain,
    ledger::domain_event,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};

domain_event! {
    /// A movement of program income, or how it is used.
    pub enum IncomeEvent {
        /// Program income is used in another way from now on: an officer's term of the award.
        ProgramIncomeMethodSet {
            /// The award.
            award: Fain,
            /// How.
            method: IncomeMethod,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime earned program income.
        ProgramIncomeEarned {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The income.
            income: IncomeId,
            /// What earned it.
            source: IncomeSource,
            /// How much.
            amount: Money,
            /// The document that shows it.
            document: DocumentDigest,
            /// All program income that stands after it.
            earned: Money,
            /// What of it is not spent after it.
            unexpended: Money,
            /// The day on which it was earned.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime spent program income.
        ProgramIncomeExpended {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The expense.
            income: IncomeId,
            /// In place of federal funds, or beside them.
            method: IncomeMethod,
            /// How much.
            amount: Money,
            /// All that is spent by that method after it.
            expended: Money,
            /// What is not spent after it.
            unexpended: Money,
            /// What of the federal funds that it freed was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Program income was recorded in error.
        ProgramIncomeReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The income.
            income: IncomeId,
            /// How much.
            amount: Money,
            /// All program income that stands after it.
            earned: Money,
            /// What of it is not spent after it.
            unexpended: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Program income was not spent after all.
        ProgramIncomeExpenseReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The expense.
            income: IncomeId,
            /// By which method it had been spent.
            method: IncomeMethod,
            /// How much.
            amount: Money,
            /// All that is spent by that method after it.
            expended: Money,
            /// What is not spent after it.
            unexpended: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl IncomeEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::ProgramIncomeMethodSet { award, .. }
            | Self::ProgramIncomeEarned { award, .. }
            | Self::ProgramIncomeExpended { award, .. }
            | Self::ProgramIncomeReversed { award, .. }
            | Self::ProgramIncomeExpenseReversed { award, .. } => award,
        }
    }
}
