//! What is asked about awards.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    award::CostCategory,
    id::{CostId, OrganizationId, ProgrammeCode},
    identifier::{AssistanceListing, AwardNumber, Fain},
    ledger::StreamId,
    measure::DocumentDigest,
    money::Money,
    period::Period,
    rate::Rate,
    region::Region,
    text::{Label, Reason, Title},
};

/// An officer issues an award with its first budget period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssueAward {
    /// The number of the notice, amendment 00 of budget year 01.
    pub number: AwardNumber,
    /// The programme that pays.
    pub programme: ProgrammeCode,
    /// The notice of funding; the programme's rule set for it on the first day of the project is pinned to the award.
    pub notice: Label,
    /// The prime.
    pub grantee: OrganizationId,
    /// What the award is for.
    pub title: Title,
    /// The assistance listing.
    pub assistance_listing: AssistanceListing,
    /// Federal funds.
    pub amount: Money,
    /// The federal part of the total cost, where it is shared.
    pub federal_share: Option<Rate>,
    /// The HHS regions that it serves; empty is the whole country.
    pub regions: Vec<Region>,
    /// The period of performance.
    pub project_period: Period,
    /// The first budget period.
    pub budget_period: Period,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for IssueAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::award(self.number.fain()),
            StreamId::programme(&self.programme),
            StreamId::organization(&self.grantee),
        ]
    }
}

/// An officer adds funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupplementAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: the next amendment.
    pub number: AwardNumber,
    /// Funds added.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for SupplementAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}

/// An officer takes funds back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReduceAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: the next amendment.
    pub number: AwardNumber,
    /// Funds taken back.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ReduceAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}

/// An officer extends the period of performance at no cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtendAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: the next amendment.
    pub number: AwardNumber,
    /// The new last day.
    pub ends_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ExtendAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}

/// An officer suspends the award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuspendAward {
    /// The award.
    pub award: Fain,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for SuspendAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}

/// An officer ends the suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResumeAward {
    /// The award.
    pub award: Fain,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ResumeAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}

/// An officer closes the award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CloseAward {
    /// The award.
    pub award: Fain,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for CloseAward {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}

/// An officer lets the award close below its sub-award share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaiveSubAwardShare {
    /// The award.
    pub award: Fain,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for WaiveSubAwardShare {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}

/// The prime records a cost that it paid from retained funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordDirectCost {
    /// The award.
    pub award: Fain,
    /// The cost, unique in the award.
    pub cost: CostId,
    /// What for.
    pub category: CostCategory,
    /// How much.
    pub amount: Money,
    /// The document that shows it, where one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentDigest>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for RecordDirectCost {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::award(&self.award)]
    }
}
