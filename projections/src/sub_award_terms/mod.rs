//! Which rules the claims of a sub-award go by, as its sub-awardee may know.

pub(crate) mod apply;
mod query;

use almoner_domain::id::{OrganizationId, ProgrammeCode, SubAwardId};
use chrono::NaiveDate;

use crate::table::{record, temporal};

record! {
    /// What claims under a sub-award go by. It never changes.
    pub struct SubAwardTermsRow in "sub_award_terms" {
        /// The sub-award.
        sub_award: SubAwardId,
        /// The programme.
        programme: ProgrammeCode,
        /// The number of the rule set of the programme to which the award is pinned.
        rule_set: u32,
        /// The first day of the award's budget period.
        budget_starts_on: NaiveDate,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(SubAwardTermsRow by sub_award: SubAwardId);
