//! What a case holds for decisions: who manages it, in what phase it is, and what it has used of its years.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AgeBand, BenefitYear, ClientPhase, EnrolmentAttestation, FamilyRelation, OpenSpan, PhaseBasis,
    Population,
};
use crate::{
    id::{ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Month,
    region::State,
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
    /// The digest of the claim's content.
    pub content_digest: String,
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
    /// The family members.
    pub family: Vec<FamilyMember>,
    /// What claims have reserved and not given back.
    pub benefits: Vec<Benefit>,
    /// The day of the latest change of the case; the next one is not before it.
    pub changed_on: NaiveDate,
}

impl Case {
    /// The phase that the case is in.
    pub fn phase(&self) -> ClientPhase {
        self.phases
            .last()
            .map_or(self.enrolment.phase, |change| change.phase)
    }
}
