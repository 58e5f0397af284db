//! What happens to a client's case. No event holds a name, a birth date, an address or a letter number.

use chrono::NaiveDate;

use super::{
    AgeBand, BenefitYear, ClientPhase, ClosingReason, EnrolmentAttestation, ErasureReason,
    ErasureWithdrawalReason, ExtensionReason, FamilyRelation, HoldReason, LeavingReason,
    LetterKind, PhaseBasis, Population, ReopeningReason, RequestReceipt,
};
use crate::{
    id::{ActorId, ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    period::Month,
    region::State,
    sealed::{KeyCommitment, Sealed},
};

domain_event! {
    /// A fact about a client's case.
    pub enum ClientEvent {
        /// A sub-awardee took up a case.
        ClientEnrolled {
            /// The client.
            client: ClientCode,
            /// The sub-award under which the case is managed.
            sub_award: SubAwardId,
            /// The sub-awardee that manages the case.
            organization: OrganizationId,
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// Adult or child.
            population: Population,
            /// A band of ages.
            age_band: AgeBand,
            /// Where the client is served.
            state: State,
            /// The first phase.
            phase: ClientPhase,
            /// What the provider attested.
            attestation: EnrolmentAttestation,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// The case moved to another phase.
        ClientPhaseChanged {
            /// The client.
            client: ClientCode,
            /// The phase before.
            from: ClientPhase,
            /// The phase after.
            to: ClientPhase,
            /// What it rests on.
            basis: PhaseBasis,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// A family member joined the case.
        FamilyMemberAdded {
            /// The client.
            client: ClientCode,
            /// The family member's own random code.
            member: ClientCode,
            /// The derivative class.
            relation: FamilyRelation,
            /// Lives in the household, which raises the annual cap of the case.
            in_household: bool,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// A family member belongs to the case, or to its household, no longer.
        FamilyMemberLeft {
            /// The client.
            client: ClientCode,
            /// The family member's random code.
            member: ClientCode,
            /// Why.
            reason: LeavingReason,
            /// The first day on which the member no longer counts.
            effective_on: NaiveDate,
        } = "1.0",
        /// A letter of the office was seen. Its number is not recorded.
        LetterRecorded {
            /// The client.
            client: ClientCode,
            /// Which letter.
            kind: LetterKind,
            /// The date on the letter.
            dated_on: NaiveDate,
            /// The last day on which the letter holds; none where it holds for good.
            ends_on: Option<NaiveDate>,
            /// The last day on which the client may have refugee benefits by the letter; none where it gives none.
            benefits_end_on: Option<NaiveDate>,
            /// What the provider attested about the request for a child.
            receipt: Option<RequestReceipt>,
            /// The day it took effect: the first day of eligibility.
            effective_on: NaiveDate,
        } = "1.0",
        /// A child's interim assistance was extended.
        InterimAssistanceExtended {
            /// The client.
            client: ClientCode,
            /// Why.
            reason: ExtensionReason,
            /// Who approved it.
            approved_by: ActorId,
            /// The new last day of interim assistance.
            ends_on: NaiveDate,
            /// The day of the approval.
            effective_on: NaiveDate,
        } = "1.0",
        /// Another sub-awardee took over the case.
        ClientTransferred {
            /// The client.
            client: ClientCode,
            /// The sub-award that the case left.
            from_sub_award: SubAwardId,
            /// The sub-award under which the case is managed.
            sub_award: SubAwardId,
            /// The sub-awardee that manages the case.
            organization: OrganizationId,
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// Where the client is served from then on.
            state: State,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// The case closed.
        ClientClosed {
            /// The client.
            client: ClientCode,
            /// Why.
            reason: ClosingReason,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// The case was taken up again. The days since it closed are not covered.
        ClientReopened {
            /// The client.
            client: ClientCode,
            /// Why.
            reason: ReopeningReason,
            /// The first day on which it is open again.
            effective_on: NaiveDate,
        } = "1.0",
        /// Adjudication reserved part of the client's year for a claim.
        BenefitReserved {
            /// The client.
            client: ClientCode,
            /// The claim.
            claim: ClaimId,
            /// The sub-award that claimed.
            sub_award: SubAwardId,
            /// The month of service.
            service_month: Month,
            /// The year that it counts in.
            benefit_year: BenefitYear,
            /// The administration part.
            administration: Money,
            /// The direct part.
            direct: Money,
            /// It takes the month's one unit of case management.
            case_management_unit: bool,
            /// The digest of the claim's content, by which an exact duplicate is found.
            content_digest: String,
            /// The day it took effect.
            effective_on: NaiveDate,
            /// The phases that the unit is of, where a flat amount is paid by phase.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            unit_phases: Vec<ClientPhase>,
        } = "1.1",
        /// A claim gave its part of the year back.
        BenefitReleased {
            /// The client.
            client: ClientCode,
            /// The claim.
            claim: ClaimId,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// The rules left nothing of a claim: it holds no part of the year, and is kept in mind for a fact that comes late.
        ClaimTurnedDown {
            /// The client.
            client: ClientCode,
            /// The claim.
            claim: ClaimId,
            /// The sub-award that claimed.
            sub_award: SubAwardId,
            /// The month of service.
            service_month: Month,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// A fact that came late concerns more claims than one decision adjudicates again: the next decision goes on.
        ReadjudicationDeferred {
            /// The client.
            client: ClientCode,
            /// The months that the fact concerns.
            months: Vec<Month>,
            /// The claim that is next.
            next: ClaimId,
            /// How many claims are left.
            waiting: u32,
            /// The accounting date of what is still to be adjudicated again.
            effective_on: NaiveDate,
        } = "1.0",
        /// All claims were adjudicated again that a late fact concerned.
        ReadjudicationFinished {
            /// The client.
            client: ClientCode,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The sub-awardee recorded its own reference of the case, sealed under the client's key.
        CaseReferenceRecorded {
            /// The client.
            client: ClientCode,
            /// The sub-awardee whose reference it is.
            organization: OrganizationId,
            /// The reference, sealed.
            reference: Sealed,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
        /// Nothing about the client is erased until the hold is lifted.
        ClientHeld {
            /// The client.
            client: ClientCode,
            /// Why.
            reason: HoldReason,
            /// Who.
            held_by: ActorId,
            /// The first day.
            effective_on: NaiveDate,
        } = "1.0",
        /// The hold ended.
        ClientHoldLifted {
            /// The client.
            client: ClientCode,
            /// Why there was one.
            reason: HoldReason,
            /// Who.
            lifted_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer asked for the erasure of what is held about the client.
        ClientErasureRequested {
            /// The client.
            client: ClientCode,
            /// Why.
            reason: ErasureReason,
            /// Who.
            requested_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer withdrew the request before anybody approved it: nothing was destroyed.
        ClientErasureWithdrawn {
            /// The client.
            client: ClientCode,
            /// Why.
            reason: ErasureWithdrawalReason,
            /// Who asked for it.
            requested_by: ActorId,
            /// Who withdrew it.
            withdrawn_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// Another officer approved the erasure: from now on the key is destroyed wherever it is found.
        ClientErasureApproved {
            /// The client.
            client: ClientCode,
            /// Who asked for it.
            requested_by: ActorId,
            /// Who approved it.
            approved_by: ActorId,
            /// The day.
            effective_on: NaiveDate,
        } = "1.0",
        /// The client's key was destroyed: no value that was sealed under it can be read any more.
        ClientErased {
            /// The client.
            client: ClientCode,
            /// The commitment to the key; none where nothing had been sealed.
            key: Option<KeyCommitment>,
            /// The day of the approval.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
