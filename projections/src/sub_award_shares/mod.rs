//! How much of an award is passed on, and how much must be: the 60 percent rule, as of any moment.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::{ActorId, OrganizationId},
    identifier::Fain,
    money::Money,
    rate::Rate,
    text::Reason,
};
use chrono::NaiveDate;

use crate::table::{record, temporal};

record! {
    /// The sub-award share of an award that has such a rule.
    pub struct SubAwardShareRow in "sub_award_shares" {
        /// The award.
        award: Fain,
        /// The least part of the base that is sub-awarded, as a fraction.
        minimum_rate: Rate,
        /// Federal funds awarded for the budget period that runs, of which the share is taken.
        base: Money,
        /// What is sub-awarded to qualified organizations in it.
        sub_awarded: Money,
        /// The least that must be: the rate of the base, rounded up to the cent.
        minimum: Money,
        /// The most that may be retained: the rest of the base.
        maximum_retained: Money,
        /// The base less what is sub-awarded.
        retained: Money,
        /// What is missing of the minimum.
        shortfall: Money,
        /// Nothing is missing.
        compliant: bool,
        /// An officer let the award close below the minimum.
        waived: bool,
        /// What was missing on the day of the waiver.
        waived_shortfall: Option<Money>,
        /// Why it was waived.
        waived_reason: Option<Reason>,
        /// The officer's account.
        waived_by: Option<ActorId>,
        /// The accounting date of the waiver.
        waived_on: Option<NaiveDate>,
        /// What was sub-awarded to qualified organizations before the budget period that runs.
        carried_qualified: Money,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(SubAwardShareRow by award: Fain);

impl SubAwardShareRow {
    /// What is sub-awarded, in hundredths of the base; none of an empty base.
    pub fn percent(&self) -> Option<rust_decimal::Decimal> {
        self.sub_awarded.percent_of(self.base)
    }
}
