//! The federal cash of awards, what moved it, and what others contributed.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    award::{MatchKind, PaymentMethod},
    id::{ContributionId, OrganizationId},
    identifier::Fain,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};
use chrono::NaiveDate;

pub use query::{AwardDisbursed, CashFilter};

use crate::table::{codes, record, temporal};

codes! {
    /// What moved federal cash, or interest on it.
    pub enum CashMovement {
        /// Drawn for costs that were accrued.
        Reimbursed = "REIMBURSED",
        /// Drawn ahead of costs.
        Advanced = "ADVANCED",
        /// Costs took up what was drawn ahead of them.
        Liquidated = "LIQUIDATED",
        /// What was drawn ahead of costs came back unused.
        AdvanceReturned = "ADVANCE_RETURNED",
        /// What was drawn for costs came back, in the fiscal year of the draw.
        Refunded = "REFUNDED",
        /// What was drawn for costs came back, in a later fiscal year.
        RefundedPriorYear = "REFUNDED_PRIOR_YEAR",
        /// Interest was earned.
        InterestEarned = "INTEREST_EARNED",
        /// Interest was remitted.
        InterestRemitted = "INTEREST_REMITTED",
    }
}

record! {
    /// The federal cash of an award, and what others contributed. An award without a movement has no row.
    pub struct AwardCashRow in "award_cash" {
        /// The award.
        award: Fain,
        /// How the prime gets its cash.
        method: PaymentMethod,
        /// Drawn and not returned.
        drawn: Money,
        /// The part of it that no cost has taken up.
        advance: Money,
        /// The part of it that costs have taken up.
        settled: Money,
        /// Interest earned, of all years.
        interest_earned: Money,
        /// Interest to be remitted.
        interest_due: Money,
        /// Interest remitted.
        interest_remitted: Money,
        /// What others contributed and stands.
        matched: Money,
        /// How many movements there were.
        entries: u32,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(AwardCashRow by award: Fain);

record! {
    /// A movement of the federal cash of an award, or of interest on it.
    pub struct AwardCashEntryRow in "award_cash_entries" {
        /// The award.
        award: Fain,
        /// Its place among the movements of the award, from 1.
        entry: u32,
        /// What moved it.
        movement: CashMovement,
        /// The id of the draw, the refund or the interest; none of a liquidation.
        reference: Option<String>,
        /// How much, above zero.
        amount: Money,
        /// What the prime said that it pays out at once.
        immediate_need: Option<Money>,
        /// Drawn and not returned, after it.
        drawn: Money,
        /// What no cost has taken up, after it.
        advance: Money,
        /// Interest to be remitted, after it.
        interest_due: Money,
        /// The accounting date.
        effective_on: NaiveDate,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(AwardCashEntryRow by award: Fain, entry: u32);

record! {
    /// What others contributed to an award.
    pub struct AwardContributionRow in "award_contributions" {
        /// The award.
        award: Fain,
        /// The contribution.
        contribution: ContributionId,
        /// Cash, or in kind.
        kind: MatchKind,
        /// How much.
        amount: Money,
        /// SHA-256 of the document that shows it.
        document: DocumentDigest,
        /// The accounting date.
        effective_on: NaiveDate,
        /// Why it no longer counts.
        reversed_reason: Option<Reason>,
        /// Since when it no longer counts.
        reversed_on: Option<NaiveDate>,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(AwardContributionRow by award: Fain, contribution: ContributionId);

impl AwardCashRow {
    /// The row of an award without a movement.
    pub fn nothing(award: &Fain, organizations: Vec<OrganizationId>) -> Self {
        Self {
            award: award.clone(),
            method: PaymentMethod::default(),
            drawn: Money::ZERO,
            advance: Money::ZERO,
            settled: Money::ZERO,
            interest_earned: Money::ZERO,
            interest_due: Money::ZERO,
            interest_remitted: Money::ZERO,
            matched: Money::ZERO,
            entries: 0,
            organizations,
        }
    }
}
