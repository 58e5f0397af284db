//! What a client's case is asked, with the facts that the ledger looked up for it.

use chrono::NaiveDate;

use super::{BenefitYear, ClientPhase, ClientTerms, Keeping, UnitTake};
use crate::{
    id::{ActorId, ClaimId, OrganizationId, SubAwardId},
    ledger::{
        AddFamilyMember, ApproveClientErasure, ChangeClientPhase, CloseClient, EnrolClient,
        ExtendInterimAssistance, LiftClientHold, PlaceClientHold, RecordCaseReference,
        RecordClientErasure, RecordLetter, RemoveFamilyMember, ReopenClient, RequestClientErasure,
        TransferClient, WithdrawClientErasure,
    },
    money::Money,
    period::{Month, Period},
    region::{Region, State},
};

/// A command to a case. `Reserve` and `Release` come from decisions about claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientCommand {
    /// Take up the case.
    Enrol {
        /// What the sub-awardee said.
        input: EnrolClient,
        /// What the sub-award says.
        placement: Placement,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Move to another phase.
    ChangePhase {
        /// What the sub-awardee said.
        input: ChangeClientPhase,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Add a family member.
    AddFamilyMember {
        /// What the sub-awardee said.
        input: AddFamilyMember,
        /// The member's code is the code of a case already.
        member_has_case: bool,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Record a letter.
    RecordLetter {
        /// What the sub-awardee said.
        input: RecordLetter,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Extend interim assistance.
    ExtendInterimAssistance {
        /// What the prime said.
        input: ExtendInterimAssistance,
        /// Who approves.
        approved_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// A family member no longer counts.
    RemoveFamilyMember {
        /// What the sub-awardee said.
        input: RemoveFamilyMember,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Take the case up again.
    Reopen {
        /// What the sub-awardee said.
        input: ReopenClient,
        /// What the sub-award says under which it was managed last.
        placement: Placement,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Move to another sub-award.
    Transfer {
        /// What the prime said.
        input: TransferClient,
        /// What the sub-award says that takes it over.
        placement: Placement,
        /// The prime of the sub-award that has it.
        from_grantee: OrganizationId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Close the case.
    Close {
        /// What the sub-awardee said.
        input: CloseClient,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Record the sub-awardee's case reference.
    RecordReference {
        /// What the sub-awardee said, sealed.
        input: RecordCaseReference,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Place a hold.
    PlaceHold {
        /// What the officer said.
        input: PlaceClientHold,
        /// Who.
        by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Lift the hold.
    LiftHold {
        /// What the officer said.
        input: LiftClientHold,
        /// Who.
        by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Ask for an erasure.
    RequestErasure {
        /// What the officer said.
        input: RequestClientErasure,
        /// What may stand against it.
        keeping: Keeping,
        /// Who.
        by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Withdraw what was asked for.
    WithdrawErasure {
        /// What the officer said.
        input: WithdrawClientErasure,
        /// Who.
        by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Approve it.
    ApproveErasure {
        /// What the officer said.
        input: ApproveClientErasure,
        /// What may stand against it.
        keeping: Keeping,
        /// Who.
        by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Record that the key is destroyed.
    RecordErasure {
        /// Which.
        input: RecordClientErasure,
    },
    /// Reserve a part of the client's year for a claim.
    Reserve {
        /// The claim.
        claim: ClaimId,
        /// The sub-award that claims.
        sub_award: SubAwardId,
        /// The month of service.
        service_month: Month,
        /// The year that it counts in.
        benefit_year: BenefitYear,
        /// The administration part.
        administration: Money,
        /// The direct part.
        direct: Money,
        /// What it takes of the month's unit, if it has an administration part.
        unit: UnitTake,
        /// The phases that the unit is of, where a flat amount is paid by phase.
        unit_phases: Vec<ClientPhase>,
        /// The digest of the claim's content.
        content_digest: String,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Give a claim's part back.
    Release {
        /// The claim.
        claim: ClaimId,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Keep a claim in mind of which the rules left nothing.
    TurnDown {
        /// The claim.
        claim: ClaimId,
        /// The sub-award that claims.
        sub_award: SubAwardId,
        /// The month of service.
        service_month: Month,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Note that claims are still to be adjudicated again.
    DeferReadjudication {
        /// The months that the late fact concerns.
        months: Vec<Month>,
        /// The claim that is next.
        next: ClaimId,
        /// How many are left.
        waiting: u32,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Note that none is left.
    FinishReadjudication {
        /// The accounting date.
        effective_on: NaiveDate,
    },
}

/// What a sub-award says about a case that it is to manage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Under what the case would be managed, and by whom.
    pub terms: ClientTerms,
    /// Its prime.
    pub grantee: OrganizationId,
    /// The sub-award and its award are active.
    pub active: bool,
    /// Where the sub-award serves; empty is wherever its award does.
    pub states: Vec<State>,
    /// The award's regions; empty is the whole country.
    pub regions: Vec<Region>,
    /// The sub-award's period of performance.
    pub period: Period,
}
