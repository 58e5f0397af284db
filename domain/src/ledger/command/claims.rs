//! What is asked about claims.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    claim::{ClaimLine, DenialReason, ReconsiderationDecision, VoidReason},
    id::{ClaimId, ClaimNumber, ClientCode, SubAwardId},
    ledger::StreamId,
    period::Month,
    sealed::GivenReason,
};

/// A sub-awardee claims for a client and a month. It is adjudicated in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubmitClaim {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The sub-awardee's number, unique in the sub-award.
    pub number: ClaimNumber,
    /// The client.
    pub client: ClientCode,
    /// The month of service.
    pub service_month: Month,
    /// What is claimed: 1 to 50 lines numbered from 1.
    pub lines: Vec<ClaimLine>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for SubmitClaim {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::claim(&ClaimId::of(&self.sub_award, &self.number)),
            StreamId::sub_award(&self.sub_award),
            StreamId::client(&self.client),
        ]
    }
}

/// An officer approves the payable amount; a pended claim is first released if there are funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApproveClaim {
    /// The claim.
    pub claim: ClaimId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ApproveClaim {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::claim(&self.claim)]
    }
}

/// An officer denies a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DenyClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Why.
    pub reason: DenialReason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for DenyClaim {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::claim(&self.claim)]
    }
}

/// A sub-awardee withdraws a claim (frequency 8): a reversal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoidClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Why.
    pub reason: VoidReason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for VoidClaim {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::claim(&self.claim)]
    }
}

/// A sub-awardee replaces a claim (frequency 7): a reversal, and the next version of its number. It is adjudicated in
/// the same transaction, as if the claim that it replaces had never been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplaceClaim {
    /// The claim that is replaced.
    pub claim: ClaimId,
    /// The client.
    pub client: ClientCode,
    /// The month of service.
    pub service_month: Month,
    /// What is claimed: 1 to 50 lines numbered from 1.
    pub lines: Vec<ClaimLine>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ReplaceClaim {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::claim(&self.claim),
            StreamId::claim(&self.claim.next_version()),
            StreamId::client(&self.client),
        ]
    }
}

/// An officer looks at a denial again, once and for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReconsiderClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Whether the denial stands; if it does not, the claim is adjudicated anew.
    pub decision: ReconsiderationDecision,
    /// Why; sealed under the client's key.
    pub reason: GivenReason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ReconsiderClaim {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::claim(&self.claim)]
    }
}

/// Releases what waits and has funds: what an earlier decision left for the next. The ledger gives it by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleaseClaims {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ReleaseClaims {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::sub_award(&self.sub_award)]
    }
}
