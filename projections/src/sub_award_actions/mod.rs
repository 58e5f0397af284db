//! What was obligated to each sub-award and taken back, action by action.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::{OrganizationId, SubAwardId},
    identifier::Fain,
    money::Money,
    sub_award::ObligationAction,
};
use chrono::NaiveDate;

use crate::table::record;

record! {
    /// An obligating action.
    pub struct SubAwardActionRow in "sub_award_actions" {
        /// The record that says so.
        position: i64,
        /// The sub-award.
        sub_award: SubAwardId,
        /// Its award.
        award: Fain,
        /// How much more; below zero where funds were taken back.
        amount: Money,
        /// The obligation after it.
        obligated: Money,
        /// The accounting date.
        effective_on: NaiveDate,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}

impl SubAwardActionRow {
    /// As the domain computes with it.
    pub fn action(&self) -> ObligationAction {
        ObligationAction {
            on: self.effective_on,
            amount: self.amount,
            obligated: self.obligated,
        }
    }
}
