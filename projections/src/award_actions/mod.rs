//! What officers did with each award, action by action: its notices, and what suspends, ends or closes it.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::OrganizationId,
    identifier::{AwardNumber, Fain},
    money::Money,
    text::Reason,
};
use chrono::NaiveDate;

use crate::table::{codes, record};

codes! {
    /// What an action did.
    pub enum AwardActionKind {
        /// The first notice.
        New = "NEW",
        /// More funds.
        Supplement = "SUPPLEMENT",
        /// Fewer funds.
        Reduction = "REDUCTION",
        /// A budget period closed; a continuation follows.
        BudgetPeriodClose = "BUDGET_PERIOD_CLOSE",
        /// The next budget period.
        Continuation = "CONTINUATION",
        /// A later last day, without funds.
        NoCostExtension = "NO_COST_EXTENSION",
        /// A notice that moves neither money nor days.
        Administrative = "ADMINISTRATIVE",
        /// No new obligations or costs.
        Suspension = "SUSPENSION",
        /// The suspension ended.
        Resumption = "RESUMPTION",
        /// An earlier last day.
        Termination = "TERMINATION",
        /// Leave to close below the sub-award share.
        ShareWaiver = "SHARE_WAIVER",
        /// The award closed.
        Close = "CLOSE",
        /// What was disallowed after the close went back.
        Release = "RELEASE",
    }
}

record! {
    /// An action. Dates, number and funds are the award's after it.
    pub struct AwardActionRow in "award_actions" {
        /// The record that says so.
        position: i64,
        /// The award.
        award: Fain,
        /// What it did.
        action: AwardActionKind,
        /// The number of the latest notice: its own, where it is one.
        number: AwardNumber,
        /// Funds added, or below zero taken back; none where it moves none.
        amount: Option<Money>,
        /// Unobligated funds carried over into the next budget period, of a continuation and of the close before it.
        carried: Option<Money>,
        /// Federal funds awarded.
        awarded: Money,
        /// The last day of the period of performance.
        project_ends_on: NaiveDate,
        /// The first day of the budget period.
        budget_starts_on: NaiveDate,
        /// Its last day.
        budget_ends_on: NaiveDate,
        /// Why, where it was said.
        reason: Option<Reason>,
        /// The accounting date.
        effective_on: NaiveDate,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
