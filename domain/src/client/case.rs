//! What a case holds for decisions: who manages it, in what phase it is, and what it has used of its years.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AgeBand, BenefitYear, ClientPhase, EnrolmentAttestation, Erasure, ExtensionReason,
    FamilyRelation, Hold, LeavingReason, LetterKind, OpenSpan, PhaseBasis, Population,
    RequestReceipt, phase_ends_on,
};
use crate::{
    id::{ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Month,
    region::State,
    sealed::Sealed,
};

/// Under what a case is managed, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientTerms {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The sub-awardee.
    pub organization: OrganizationId,
    /// The award.
    pub award: Fain,
    /// The programme.
    pub programme: ProgrammeCode,
    /// Where the client is served.
    pub state: State,
}

/// A sub-awardee's management of a case from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Under what, and by whom.
    pub terms: ClientTerms,
    /// The first day.
    pub since: NaiveDate,
}

/// What was said at enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Adult or child.
    pub population: Population,
    /// A band of ages.
    pub age_band: AgeBand,
    /// The first phase.
    pub phase: ClientPhase,
    /// What the provider attested.
    pub attestation: EnrolmentAttestation,
    /// The day it took effect.
    pub effective_on: NaiveDate,
}

/// A phase of a case from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseChange {
    /// The phase.
    pub phase: ClientPhase,
    /// What it rests on.
    pub basis: PhaseBasis,
    /// The first day.
    pub since: NaiveDate,
}

/// A family member of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyMember {
    /// The member's own random code.
    pub member: ClientCode,
    /// The derivative class.
    pub relation: FamilyRelation,
    /// Lives in the household.
    pub in_household: bool,
    /// The first day.
    pub since: NaiveDate,
    /// Why and from when the member no longer counts.
    pub left: Option<Leaving>,
}

/// That a family member no longer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Why.
    pub reason: LeavingReason,
    /// The first day on which the member no longer counts.
    pub since: NaiveDate,
}

/// A letter that the provider has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Which letter.
    pub kind: LetterKind,
    /// The date on it.
    pub dated_on: NaiveDate,
    /// The last day on which it holds; none where it holds for good.
    pub ends_on: Option<NaiveDate>,
    /// What the provider attested about the request for a child.
    pub receipt: Option<RequestReceipt>,
    /// The first day of eligibility.
    pub since: NaiveDate,
}

/// The extension of a child's interim assistance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Why.
    pub reason: ExtensionReason,
    /// The day of the approval.
    pub approved_on: NaiveDate,
    /// The new last day.
    pub ends_on: NaiveDate,
}

/// What a claim has reserved of a client's year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    /// The claim.
    pub claim: ClaimId,
    /// The sub-award that claimed.
    pub sub_award: SubAwardId,
    /// The month of service.
    pub service_month: Month,
    /// The year that it counts in.
    pub benefit_year: BenefitYear,
    /// The administration part.
    pub administration: Money,
    /// The direct part.
    pub direct: Money,
    /// It takes the month's one unit of case management.
    pub case_management_unit: bool,
    /// The phases that the unit is of, where a flat amount is paid by phase.
    pub unit_phases: Vec<ClientPhase>,
    /// The digest of the claim's content.
    pub content_digest: String,
}

/// A claim that was made for a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClaim {
    /// The sub-award that claimed.
    pub sub_award: SubAwardId,
    /// The month of service.
    pub service_month: Month,
}

/// What is left to do of a late fact: claims of these months are adjudicated again, from one claim on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readjudication {
    /// The months that the fact concerns.
    pub months: BTreeSet<Month>,
    /// The claim that is next.
    pub next: ClaimId,
}

/// A case that was enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The client.
    pub client: ClientCode,
    /// What was said at enrolment.
    pub enrolment: Enrolment,
    /// Who managed the case before, oldest first.
    pub former: Vec<Assignment>,
    /// Who manages it, or managed it last.
    pub current: Assignment,
    /// The days on which the case was open, oldest first; never empty.
    pub spans: Vec<OpenSpan>,
    /// The changes of phase, in the order in which they were recorded.
    pub phases: Vec<PhaseChange>,
    /// The letters, in the order in which they were recorded.
    pub letters: Vec<Letter>,
    /// The extension of interim assistance, which is given once.
    pub extension: Option<Extension>,
    /// The family members.
    pub family: Vec<FamilyMember>,
    /// What claims have reserved and not given back.
    pub benefits: Vec<Benefit>,
    /// The claims that the rules have the last word on: those that hold a part of the case, and those of which the rules
    /// left nothing. A late fact may concern their months.
    pub claims: BTreeMap<ClaimId, CaseClaim>,
    /// What is left to do of a late fact.
    pub readjudication: Option<Readjudication>,
    /// The day of the latest change of the case; the next one is not before it.
    pub changed_on: NaiveDate,
    /// The case reference of the sub-awardee that manages the case, sealed.
    #[serde(default)]
    pub reference: Option<Sealed>,
    /// The latest hold.
    #[serde(default)]
    pub hold: Option<Hold>,
    /// How far its erasure is.
    #[serde(default)]
    pub erasure: Option<Erasure>,
}

impl Case {
    /// The phase that the case is in.
    pub fn phase(&self) -> ClientPhase {
        self.phases
            .last()
            .map_or(self.enrolment.phase, |change| change.phase)
    }

    /// The first day of the phase that the case is in.
    pub fn phase_since(&self) -> NaiveDate {
        self.phases
            .last()
            .map_or(self.enrolment.effective_on, |change| change.since)
    }

    /// The last day of a phase that began on `since`; none where it has no end of its own. Interim assistance may have
    /// been extended; a letter from before 2001-11-06 holds for a while only.
    pub(super) fn phase_ends_on(&self, phase: ClientPhase, since: NaiveDate) -> Option<NaiveDate> {
        match phase {
            ClientPhase::PendingScreening | ClientPhase::PreCertified => {
                phase_ends_on(phase, since)
            }
            ClientPhase::InterimAssistance => match self.extension {
                Some(extension) => Some(extension.ends_on),
                None => phase_ends_on(phase, since),
            },
            ClientPhase::Certified => self.letters_end_on(LetterKind::Certification),
            ClientPhase::Eligible => self.letters_end_on(LetterKind::Eligibility),
        }
    }

    /// The last day on which the last of the letters of a kind holds; none where one holds for good, or there is none.
    fn letters_end_on(&self, kind: LetterKind) -> Option<NaiveDate> {
        let ends = self
            .letters
            .iter()
            .filter(|letter| letter.kind == kind)
            .map(|letter| letter.ends_on);
        ends.reduce(|one, other| Some(one?.max(other?))).flatten()
    }
}
