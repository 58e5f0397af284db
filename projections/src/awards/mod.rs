//! Which awards there are, where they stand, and what their sub-awards hold of them.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::{AssistanceListing, AwardNumber, Fain},
    money::Money,
    programme::DisclosureProfile,
    rate::Rate,
    region::Region,
    text::{Label, Title},
};
use chrono::NaiveDate;

pub use query::AwardFilter;

use crate::table::{codes, record, temporal};

codes! {
    /// Where an award stands.
    pub enum AwardStatus {
        /// It takes obligations and costs.
        Active = "ACTIVE",
        /// No new obligations or costs until it is resumed.
        Suspended = "SUSPENDED",
        /// What was unassigned went back.
        Closed = "CLOSED",
    }
}

record! {
    /// An award. What is unassigned and what the prime spent are balances: ask for the award's funds.
    pub struct AwardRow in "awards" {
        /// The FAIN.
        award: Fain,
        /// The number of the last notice.
        number: AwardNumber,
        /// The programme that pays.
        programme: ProgrammeCode,
        /// The notice of funding.
        notice: Label,
        /// The rule set of the programme that is pinned to it.
        rule_set: u32,
        /// The prime.
        grantee: OrganizationId,
        /// What it is for.
        title: Title,
        /// The assistance listing.
        assistance_listing: AssistanceListing,
        /// Where it stands.
        status: AwardStatus,
        /// Federal funds.
        awarded: Money,
        /// Commitments to all sub-awards.
        committed: Money,
        /// Commitments to sub-awards that count towards the share.
        committed_qualified: Money,
        /// The federal part of the total cost, as issued.
        federal_share: Option<Rate>,
        /// The total cost, as issued.
        total_cost: Option<Money>,
        /// What others pay, as issued.
        non_federal: Option<Money>,
        /// The HHS regions that it serves; empty is the whole country.
        regions: Vec<Region>,
        /// First day of the period of performance.
        project_starts_on: NaiveDate,
        /// Last day of the period of performance.
        project_ends_on: NaiveDate,
        /// First day of the budget period.
        budget_starts_on: NaiveDate,
        /// Last day of the budget period.
        budget_ends_on: NaiveDate,
        /// The accounting date of its issue.
        issued_on: NaiveDate,
        /// The accounting date of its close.
        closed_on: Option<NaiveDate>,
        /// The last day, where it was terminated before its time.
        terminated_on: Option<NaiveDate>,
        /// What may be said about its clients.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(AwardRow by award: Fain);
