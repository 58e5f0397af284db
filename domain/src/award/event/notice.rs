//! Notices of award: the first one, and the numbered ones that change it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    award::PriorYear,
    id::{OrganizationId, ProgrammeCode},
    identifier::{AssistanceListing, AwardNumber, Fain},
    ledger::domain_event,
    money::Money,
    period::Period,
    programme::SubAwardShareRule,
    rate::Rate,
    region::Region,
    text::{Label, Reason, Title},
};

/// What the federal government and others pay of a project that is paid for jointly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostShare {
    /// The federal part of the total.
    pub federal_share: Rate,
    /// The total cost: the federal amount divided by the federal share, to the cent.
    pub total: Money,
    /// What others pay: the total less the federal amount.
    pub non_federal: Money,
}

domain_event! {
    /// A notice of award: the first one, or an amendment.
    pub enum NoticeEvent {
        /// The notice of award: the first budget period's funds.
        AwardIssued {
            /// The award.
            award: Fain,
            /// The number of the notice.
            number: AwardNumber,
            /// The programme that pays.
            programme: ProgrammeCode,
            /// The notice of funding that it was made under.
            notice: Label,
            /// The rule set of the programme that is pinned to the award.
            rule_set: u32,
            /// The sub-award share of that rule set.
            sub_award_share: Option<SubAwardShareRule>,
            /// The prime.
            grantee: OrganizationId,
            /// What the award is for.
            title: Title,
            /// The assistance listing.
            assistance_listing: AssistanceListing,
            /// Federal funds.
            amount: Money,
            /// How the cost is shared, where it is.
            cost_share: Option<CostShare>,
            /// The HHS regions that it serves; empty is the whole country.
            regions: Vec<Region>,
            /// The period of performance.
            project_period: Period,
            /// The first budget period.
            budget_period: Period,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// More federal funds.
        AwardSupplemented {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the notice.
            number: AwardNumber,
            /// Funds added.
            amount: Money,
            /// Federal funds after it.
            awarded: Money,
            /// How the whole cost is shared after it, where it is.
            cost_share: Option<CostShare>,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Fewer federal funds.
        AwardReduced {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the notice.
            number: AwardNumber,
            /// Funds taken back.
            amount: Money,
            /// Federal funds after it.
            awarded: Money,
            /// How the whole cost is shared after it, where it is.
            cost_share: Option<CostShare>,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
        } = "1.1",
        /// A no-cost extension of the period of performance and the budget period.
        AwardExtended {
            /// The award.
            award: Fain,
            /// The number of the notice.
            number: AwardNumber,
            /// The new last day.
            ends_on: NaiveDate,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A continuation: the funds of the next budget period.
        AwardContinued {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the notice: amendment 00 of the next budget year.
            number: AwardNumber,
            /// Funds added.
            amount: Money,
            /// Unobligated funds of the period before that are carried over.
            carried: Money,
            /// Both together: what the sub-award share of the period is taken of.
            base: Money,
            /// All federal funds after it.
            awarded: Money,
            /// How the whole cost is shared after it, where it is.
            cost_share: Option<CostShare>,
            /// The next budget period.
            budget_period: Period,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// An administrative notice: it moves neither money nor days.
        AwardAdministered {
            /// The award.
            award: Fain,
            /// The number of the notice.
            number: AwardNumber,
            /// What it says.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl NoticeEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::AwardIssued { award, .. }
            | Self::AwardSupplemented { award, .. }
            | Self::AwardReduced { award, .. }
            | Self::AwardExtended { award, .. }
            | Self::AwardContinued { award, .. }
            | Self::AwardAdministered { award, .. } => award,
        }
    }
}
