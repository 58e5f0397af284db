//! The program income of awards, and what was earned and spent of it.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    award::{IncomeMethod, IncomeSource},
    id::{IncomeId, OrganizationId},
    identifier::Fain,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};
use chrono::NaiveDate;

pub use query::IncomeFilter;

use crate::table::{codes, record, temporal};

codes! {
    /// What an entry of program income says.
    pub enum IncomeEntryKind {
        /// It was earned.
        Earned = "EARNED",
        /// It was spent in place of federal funds.
        Deducted = "DEDUCTED",
        /// It was spent beside the award.
        Added = "ADDED",
    }
}

record! {
    /// The program income of an award. An award without any has no row.
    pub struct AwardIncomeRow in "award_incomes" {
        /// The award.
        award: Fain,
        /// How it is used.
        method: IncomeMethod,
        /// Earned, and stands.
        earned: Money,
        /// Spent in place of federal funds.
        deducted: Money,
        /// Spent beside the award.
        added: Money,
        /// Not spent.
        unexpended: Money,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(AwardIncomeRow by award: Fain);

record! {
    /// Program income that was earned, or spent.
    pub struct AwardIncomeEntryRow in "award_income_entries" {
        /// The award.
        award: Fain,
        /// The entry.
        income: IncomeId,
        /// What it says.
        movement: IncomeEntryKind,
        /// What earned it.
        source: Option<IncomeSource>,
        /// How much.
        amount: Money,
        /// SHA-256 of the document that shows what was earned.
        document: Option<DocumentDigest>,
        /// The day on which it was earned, or the accounting date of the expense.
        effective_on: NaiveDate,
        /// Why it no longer stands.
        reversed_reason: Option<Reason>,
        /// Since when it no longer stands.
        reversed_on: Option<NaiveDate>,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(AwardIncomeEntryRow by award: Fain, income: IncomeId);

impl AwardIncomeRow {
    /// The row of an award without program income.
    pub fn nothing(award: &Fain, organizations: Vec<OrganizationId>) -> Self {
        Self {
            award: award.clone(),
            method: IncomeMethod::default(),
            earned: Money::ZERO,
            deducted: Money::ZERO,
            added: Money::ZERO,
            unexpended: Money::ZERO,
            organizations,
        }
    }
}
