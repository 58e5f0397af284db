//! What is asked about clients, their letters and their families.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    client::{
        AgeBand, ClientPhase, ClosingReason, EnrolmentAttestation, ErasureReason,
        ErasureWithdrawalReason, ExtensionReason, FamilyRelation, HoldReason, LeavingReason,
        LetterKind, PhaseBasis, Population, ReopeningReason, RequestReceipt,
    },
    id::{ClientCode, SubAwardId},
    ledger::StreamId,
    region::State,
    sealed::{KeyCommitment, Sealed},
};

/// A sub-awardee takes up a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnrolClient {
    #[serde(skip_serializing)]
    /// The random code, minted by the system: no part of what the caller said.
    pub client: ClientCode,
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Adult or child.
    pub population: Population,
    /// A band of ages.
    pub age_band: AgeBand,
    /// Where the client is served; in the sub-award's states.
    pub state: State,
    /// The first phase.
    pub phase: ClientPhase,
    /// What the provider attests.
    pub attestation: EnrolmentAttestation,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for EnrolClient {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::client(&self.client),
            StreamId::sub_award(&self.sub_award),
        ]
    }
}

/// A sub-awardee moves a case to another phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeClientPhase {
    /// The client.
    pub client: ClientCode,
    /// The phase.
    pub phase: ClientPhase,
    /// What it rests on.
    pub basis: PhaseBasis,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ChangeClientPhase {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::client(&self.client)]
    }
}

/// A sub-awardee records a letter that it has seen. A Certification Letter and an Eligibility Letter move the case to
/// their phase; a denial closes it. The letter's number never enters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordLetter {
    /// The client.
    pub client: ClientCode,
    /// Which letter.
    pub kind: LetterKind,
    /// The date on the letter.
    pub dated_on: NaiveDate,
    /// What a certification rests on; not needed where the case is certified already.
    pub basis: Option<PhaseBasis>,
    /// What the provider attests about the request for a child; an Eligibility Letter needs it.
    pub receipt: Option<RequestReceipt>,
    /// The accounting date: the first day of eligibility.
    pub effective_on: NaiveDate,
}

impl Asked for RecordLetter {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::client(&self.client)]
    }
}

/// The prime approves that a child's interim assistance goes on, before it has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtendInterimAssistance {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ExtensionReason,
    /// The day of the approval.
    pub effective_on: NaiveDate,
}

impl Asked for ExtendInterimAssistance {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::client(&self.client)]
    }
}

/// A sub-awardee adds a family member to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddFamilyMember {
    /// The client.
    pub client: ClientCode,
    #[serde(skip_serializing)]
    /// The member's random code, minted by the system.
    pub member: ClientCode,
    /// The derivative class.
    pub relation: FamilyRelation,
    /// Lives in the household.
    pub in_household: bool,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for AddFamilyMember {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::client(&self.client),
            StreamId::client(&self.member),
        ]
    }
}

/// A sub-awardee records that a family member belongs to the case, or to its household, no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemoveFamilyMember {
    /// The client.
    pub client: ClientCode,
    /// The member's random code.
    pub member: ClientCode,
    /// Why.
    pub reason: LeavingReason,
    /// The first day on which the member no longer counts.
    pub effective_on: NaiveDate,
}

impl Asked for RemoveFamilyMember {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::client(&self.client)]
    }
}

/// The prime moves a case to another of its sub-awards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TransferClient {
    /// The client.
    pub client: ClientCode,
    /// The sub-award that takes it over.
    pub to_sub_award: SubAwardId,
    /// Where the client is served from then on.
    pub state: State,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for TransferClient {
    fn streams(&self) -> Vec<StreamId> {
        vec![
            StreamId::client(&self.client),
            StreamId::sub_award(&self.to_sub_award),
        ]
    }
}

/// A sub-awardee closes a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CloseClient {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ClosingReason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for CloseClient {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::client(&self.client)]
    }
}

/// A sub-awardee takes a case up again that it had closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReopenClient {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ReopeningReason,
    /// The first day on which the case is open again; after the day it closed.
    pub effective_on: NaiveDate,
}

impl Asked for ReopenClient {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::client(&self.client)]
    }
}

/// Adjudicates again what a late fact concerns: what an earlier decision left for the next. The ledger gives it by
/// itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadjudicateClaims {
    /// The client.
    pub client: ClientCode,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ReadjudicateClaims {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::client(&self.client)]
    }
}

/// A sub-awardee records its own reference of a case, sealed under the client's key before it comes here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordCaseReference {
    /// The client.
    pub client: ClientCode,
    /// The reference, sealed: the same text of the same client seals to the same envelope.
    pub reference: Sealed,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer says that nothing about a client may be erased for the time being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceClientHold {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: HoldReason,
    /// The first day.
    pub effective_on: NaiveDate,
}

/// An officer ends the hold on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiftClientHold {
    /// The client.
    pub client: ClientCode,
    /// The day.
    pub effective_on: NaiveDate,
}

/// An officer asks that what is held about a client be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequestClientErasure {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ErasureReason,
    /// The day.
    pub effective_on: NaiveDate,
}

/// An officer withdraws the request for an erasure before another approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithdrawClientErasure {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ErasureWithdrawalReason,
    /// The day.
    pub effective_on: NaiveDate,
}

/// Another officer approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApproveClientErasure {
    /// The client.
    pub client: ClientCode,
    /// The day.
    pub effective_on: NaiveDate,
}

/// Records that the client's key is destroyed, as was approved. The ledger gives it by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordClientErasure {
    /// The client.
    pub client: ClientCode,
    /// The commitment to the key; none where there was none.
    pub key: Option<KeyCommitment>,
}

macro_rules! of_client {
    ($($name:ident)+) => {$(
        impl Asked for $name {
            fn streams(&self) -> Vec<StreamId> {
                vec![StreamId::client(&self.client)]
            }
        }
    )+};
}

of_client! {
    RecordCaseReference PlaceClientHold LiftClientHold RequestClientErasure WithdrawClientErasure
    ApproveClientErasure RecordClientErasure
}
