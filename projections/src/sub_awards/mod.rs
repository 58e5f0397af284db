//! Which sub-awards there are and where they stand.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::{ClaimId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    programme::DisclosureProfile,
    region::State,
    sub_award::SubAwardInstrument,
    text::Title,
};
use chrono::NaiveDate;

pub use query::SubAwardFilter;

use crate::table::{codes, record, temporal};

codes! {
    /// Where a sub-award stands.
    pub enum SubAwardStatus {
        /// It takes claims.
        Active = "ACTIVE",
        /// New claims pend until it is resumed.
        Suspended = "SUSPENDED",
        /// It takes no claims.
        Closed = "CLOSED",
    }
}

record! {
    /// A sub-award. What is available, reserved, accrued, paid or pended are balances: ask for its funds.
    pub struct SubAwardRow in "sub_awards" {
        /// The sub-award.
        sub_award: SubAwardId,
        /// Its award.
        award: Fain,
        /// The programme.
        programme: ProgrammeCode,
        /// The prime.
        grantee: OrganizationId,
        /// The sub-awardee.
        sub_awardee: OrganizationId,
        /// By what instrument.
        instrument: SubAwardInstrument,
        /// It counts towards the sub-award share.
        qualified: bool,
        /// What it is for.
        purpose: Title,
        /// Where it serves.
        states: Vec<State>,
        /// Where it stands.
        status: SubAwardStatus,
        /// Funds obligated.
        obligated: Money,
        /// First day of the period of performance.
        starts_on: NaiveDate,
        /// Last day of the period of performance.
        ends_on: NaiveDate,
        /// The accounting date of its execution.
        executed_on: NaiveDate,
        /// The accounting date of its close.
        closed_on: Option<NaiveDate>,
        /// The next of its claims to be released, when more wait that there are funds for than one decision releases.
        release_next: Option<ClaimId>,
        /// The position of the record that says so.
        release_position: Option<i64>,
        /// How often what it owes back moved.
        receivable_entry_count: u32,
        /// What may be said about its clients.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(SubAwardRow by sub_award: SubAwardId);
