//! What was agreed in an award.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CostShare, NoticeEvent};
use crate::{
    id::{OrganizationId, ProgrammeCode},
    identifier::{AssistanceListing, AwardNumber, Fain},
    ledger::IssueAward,
    money::Money,
    period::Period,
    programme::SubAwardShareRule,
    region::Region,
    text::{Label, Title},
};

/// What was agreed, as it stands after the latest amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardTerms {
    /// The award.
    pub award: Fain,
    /// The programme that pays.
    pub programme: ProgrammeCode,
    /// The notice of funding that it was made under.
    pub notice: Label,
    /// The rule set of the programme that is pinned to the award.
    pub rule_set: u32,
    /// The sub-award share of that rule set.
    pub sub_award_share: Option<SubAwardShareRule>,
    /// The prime.
    pub grantee: OrganizationId,
    /// What the award is for.
    pub title: Title,
    /// The assistance listing.
    pub assistance_listing: AssistanceListing,
    /// How the cost is shared, where it is.
    pub cost_share: Option<CostShare>,
    /// The HHS regions that it serves; empty is the whole country.
    pub regions: Vec<Region>,
    /// The period of performance, as extended.
    pub project_period: Period,
    /// The budget period, as extended.
    pub budget_period: Period,
    /// The first notice.
    pub first: FirstNotice,
}

/// What only the first notice says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstNotice {
    /// Its number.
    pub number: AwardNumber,
    /// Federal funds.
    pub amount: Money,
    /// The last day of the project.
    pub project_ends_on: NaiveDate,
    /// The last day of the budget period.
    pub budget_ends_on: NaiveDate,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl AwardTerms {
    pub(super) fn issued(event: &NoticeEvent) -> Option<Self> {
        let NoticeEvent::AwardIssued {
            award,
            number,
            programme,
            notice,
            rule_set,
            sub_award_share,
            grantee,
            title,
            assistance_listing,
            amount,
            cost_share,
            regions,
            project_period,
            budget_period,
            effective_on,
        } = event
        else {
            return None;
        };
        Some(Self {
            award: award.clone(),
            programme: programme.clone(),
            notice: notice.clone(),
            rule_set: *rule_set,
            sub_award_share: *sub_award_share,
            grantee: grantee.clone(),
            title: title.clone(),
            assistance_listing: assistance_listing.clone(),
            cost_share: *cost_share,
            regions: regions.clone(),
            project_period: *project_period,
            budget_period: *budget_period,
            first: FirstNotice {
                number: number.clone(),
                amount: *amount,
                project_ends_on: project_period.ends_on,
                budget_ends_on: budget_period.ends_on,
                effective_on: *effective_on,
            },
        })
    }

    pub(super) fn were_issued_as(&self, input: &IssueAward) -> bool {
        let first = &self.first;
        first.number == input.number
            && first.amount == input.amount
            && first.effective_on == input.effective_on
            && self.programme == input.programme
            && self.notice == input.notice
            && self.grantee == input.grantee
            && self.title == input.title
            && self.assistance_listing == input.assistance_listing
            && self.cost_share.map(|share| share.federal_share) == input.federal_share
            && self.regions == input.regions
            && self.project_period.starts_on == input.project_period.starts_on
            && first.project_ends_on == input.project_period.ends_on
            && self.budget_period.starts_on == input.budget_period.starts_on
            && first.budget_ends_on == input.budget_period.ends_on
    }
}
