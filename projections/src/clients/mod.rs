//! Which clients there are, under their random codes, and what they have had of each year's cap.

pub(crate) mod apply;
mod benefits;
mod deadlines;
mod erasure;
mod history;
mod query;

use almoner_domain::{
    client::{
        AgeBand, ClientPhase, ClosingReason, ErasureReason, ErasureWithdrawalReason,
        FamilyRelation, HoldReason, LeavingReason, LetterKind, PhaseBasis, Population,
    },
    id::{ActorId, ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Month,
    programme::DisclosureProfile,
    region::State,
    sealed::{KeyCommitment, Sealed},
};
use chrono::NaiveDate;

pub(crate) use erasure::hold_reason;
pub use query::{ClientFilter, DeadlineFilter};

use crate::table::{codes, record, temporal};

codes! {
    /// Whether a case is open.
    pub enum ClientStatus {
        /// The case is managed.
        Open = "OPEN",
        /// The case closed.
        Closed = "CLOSED",
    }
}

codes! {
    /// How far the erasure of what is held about a client is.
    pub enum ErasureStatus {
        /// An officer asked for it.
        Requested = "REQUESTED",
        /// An officer withdrew the request: nothing was destroyed.
        Withdrawn = "WITHDRAWN",
        /// Another officer approved it; the key is being destroyed.
        Approved = "APPROVED",
        /// The key is destroyed.
        Erased = "ERASED",
    }
}

codes! {
    /// Which value is held sealed.
    pub enum SealedField {
        /// A sub-awardee's own reference of a case; its subject is the sub-awardee.
        CaseReference = "CASE_REFERENCE",
        /// Why a claim's denial was upheld or reversed; its subject is the claim.
        ReconsiderationReason = "RECONSIDERATION_REASON",
    }
}

record! {
    /// A value that is held about a client, sealed under the client's key. It is never stored open.
    pub struct SealedValueRow in "sealed_values" {
        /// The client.
        client: ClientCode,
        /// Which value.
        field: SealedField,
        /// What it is about: a sub-awardee or a claim.
        subject: String,
        /// The envelope.
        sealed: Sealed,
        /// The position of the event that holds it.
        position: i64,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the sub-awardee that it belongs to.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(SealedValueRow by client: ClientCode, field: SealedField, subject: String);

record! {
    /// A client's case.
    pub struct ClientRow in "clients" {
        /// The random code.
        client: ClientCode,
        /// The programme.
        programme: ProgrammeCode,
        /// The award.
        award: Fain,
        /// The sub-award under which the case is managed.
        sub_award: SubAwardId,
        /// The prime.
        grantee: OrganizationId,
        /// The sub-awardee that manages the case.
        organization: OrganizationId,
        /// Adult or child.
        population: Population,
        /// A band of ages.
        age_band: AgeBand,
        /// Where the client is served.
        state: State,
        /// Where the case stands.
        phase: ClientPhase,
        /// The day the phase took effect.
        phase_since: NaiveDate,
        /// Whether the case is open.
        status: ClientStatus,
        /// How many family members joined the case.
        family_members: u32,
        /// How many of them live in the household, which raises the annual cap.
        household_members: u32,
        /// The day of enrolment.
        enrolled_on: NaiveDate,
        /// The day the case closed.
        closed_on: Option<NaiveDate>,
        /// Why it closed.
        closing_reason: Option<ClosingReason>,
        /// The next of its claims to be adjudicated again, when a late fact concerns more than one decision takes.
        readjudicate_next: Option<ClaimId>,
        /// The accounting date of what is still to be adjudicated again.
        readjudicate_on: Option<NaiveDate>,
        /// The position that says so.
        readjudicate_position: Option<i64>,
        /// Why nothing about the client may be erased.
        hold: Option<HoldReason>,
        /// The first day of the hold.
        held_since: Option<NaiveDate>,
        /// Who placed it.
        held_by: Option<ActorId>,
        /// How far the erasure is.
        erasure: Option<ErasureStatus>,
        /// Why it was asked for.
        erasure_reason: Option<ErasureReason>,
        /// Who asked for it.
        erasure_requested_by: Option<ActorId>,
        /// When.
        erasure_requested_on: Option<NaiveDate>,
        /// Who withdrew the request.
        erasure_withdrawn_by: Option<ActorId>,
        /// When.
        erasure_withdrawn_on: Option<NaiveDate>,
        /// Why.
        erasure_withdrawal_reason: Option<ErasureWithdrawalReason>,
        /// Who approved it.
        erasure_approved_by: Option<ActorId>,
        /// When.
        erasure_approved_on: Option<NaiveDate>,
        /// The position of the approval.
        erasure_approved_at: Option<i64>,
        /// The position that says that the key is destroyed.
        erased_at: Option<i64>,
        /// The commitment to the key; none where nothing had been sealed.
        erased_key: Option<KeyCommitment>,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientRow by client: ClientCode);

codes! {
    /// What is due about a case.
    pub enum DeadlineKind {
        /// The screening ends: the adult is screened by then, or is not covered from the next day on.
        Screening = "SCREENING",
        /// A child's interim assistance ends.
        InterimAssistance = "INTERIM_ASSISTANCE",
        /// Refugee benefits end.
        Benefits = "BENEFITS",
        /// A letter from before 2001-11-06 ends.
        Letter = "LETTER",
    }
}

record! {
    /// A phase of a case.
    pub struct ClientPhaseRow in "client_phases" {
        /// The client.
        client: ClientCode,
        /// The phase.
        phase: ClientPhase,
        /// What it rests on; none for the phase at enrolment.
        basis: Option<PhaseBasis>,
        /// The first day.
        since: NaiveDate,
        /// The last day of its window; none where it has no end of its own.
        ends_on: Option<NaiveDate>,
        /// The day on which its window was extended.
        extended_on: Option<NaiveDate>,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientPhaseRow by client: ClientCode, phase: ClientPhase);

record! {
    /// A letter that the provider has seen.
    pub struct ClientLetterRow in "client_letters" {
        /// The client.
        client: ClientCode,
        /// Its place among the client's letters, from 1: no number of the letter's own.
        number: u32,
        /// Which letter.
        kind: LetterKind,
        /// The date on it.
        dated_on: NaiveDate,
        /// The last day on which it holds; none where it holds for good.
        ends_on: Option<NaiveDate>,
        /// The first day of eligibility.
        eligible_on: NaiveDate,
        /// The last day of refugee benefits by it; none where it gives none.
        benefits_end_on: Option<NaiveDate>,
        /// The day on which the office received the request for a child.
        request_received_on: Option<NaiveDate>,
        /// The provider attested that the child was under 18 on that day.
        under_18_on_receipt: bool,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientLetterRow by client: ClientCode, number: u32);

record! {
    /// A family member of a case.
    pub struct ClientFamilyMemberRow in "client_family_members" {
        /// The client.
        client: ClientCode,
        /// Its place among the client's family members, from 1.
        number: u32,
        /// The member's own random code.
        member: ClientCode,
        /// The derivative class.
        relation: FamilyRelation,
        /// Lives in the household, or did when joining.
        in_household: bool,
        /// The first day.
        since: NaiveDate,
        /// The first day on which the member no longer counts.
        left_on: Option<NaiveDate>,
        /// Why the member no longer counts.
        leaving_reason: Option<LeavingReason>,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientFamilyMemberRow by client: ClientCode, number: u32);

record! {
    /// What is due about an open case.
    pub struct ClientDeadlineRow in "client_deadlines" {
        /// The client.
        client: ClientCode,
        /// What.
        kind: DeadlineKind,
        /// The last day.
        due_on: NaiveDate,
        /// The prime may extend it.
        extendable: bool,
        /// The sub-award under which the case is managed.
        sub_award: SubAwardId,
        /// The sub-awardee that manages the case.
        organization: OrganizationId,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientDeadlineRow by client: ClientCode, kind: DeadlineKind);

record! {
    /// What a claim holds of a client's year.
    pub struct BenefitReservationRow in "benefit_reservations" {
        /// The client.
        client: ClientCode,
        /// The claim.
        claim: ClaimId,
        /// The sub-award that claimed.
        sub_award: SubAwardId,
        /// The month of service.
        service_month: Month,
        /// First day of the year that it counts in.
        benefit_year: NaiveDate,
        /// The administration part.
        administration: Money,
        /// The direct part.
        direct: Money,
        /// It takes the month's one unit of case management.
        case_management_unit: bool,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that claimed.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(BenefitReservationRow by client: ClientCode, claim: ClaimId);

record! {
    /// The use of a client's year: what claims hold of its cap.
    pub struct ClientYearRow in "client_years" {
        /// The client.
        client: ClientCode,
        /// First day of the year.
        benefit_year: NaiveDate,
        /// The administration part used.
        administration: Money,
        /// The direct part used.
        direct: Money,
        /// How many claims hold a part.
        claims: u32,
        /// In how many months case management is taken: a claim and the rest of it that waits take one month together.
        case_management_units: u32,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientYearRow by client: ClientCode, benefit_year: NaiveDate);

impl ClientYearRow {
    /// What part of the year's use is direct expenses, as a percentage of two decimals; none while nothing is used.
    pub fn direct_percent(&self) -> Option<rust_decimal::Decimal> {
        let used = self.administration.plus(self.direct)?;
        self.direct.percent_of(used)
    }
}
