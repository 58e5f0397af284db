//! What happens to a client's case. No event holds a name, a birth date, an address or a letter number.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    period::Month,
    region::State,
};

/// Adult or child, which decides how eligibility is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Population {
    /// Certified by a Certification Letter.
    Adult,
    /// Found eligible by an Eligibility Letter.
    Child,
}

/// A band of ages; a birth date never enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AgeBand {
    /// Under 18.
    Under18,
    /// 18 to 24.
    From18To24,
    /// 25 to 44.
    From25To44,
    /// 45 and over.
    From45,
    /// Not stated.
    NotStated,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClientPhase {
    /// An adult not yet screened.
    PendingScreening,
    /// An adult, screened, not yet certified.
    PreCertified,
    /// An adult with a Certification Letter.
    Certified,
    /// A child with interim assistance.
    InterimAssistance,
    /// A child with an Eligibility Letter.
    Eligible,
}

/// What a change of phase rests on. A filing receipt is not enough for certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PhaseBasis {
    /// The provider's screening.
    Screening,
    /// Continued presence was granted.
    ContinuedPresence,
    /// A T visa was granted.
    TVisa,
    /// A bona fide T application.
    BonaFideTApplication,
    /// An Eligibility Letter was seen.
    EligibilityLetter,
}

/// A derivative family member's class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FamilyRelation {
    /// T-2: spouse.
    T2,
    /// T-3: child.
    T3,
    /// T-4: parent.
    T4,
    /// T-5: unmarried sibling under 18.
    T5,
    /// T-6: adult or minor child of a derivative; from 2013.
    T6,
}

/// Why a case closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClosingReason {
    /// The goals of the service plan were met.
    ServicesCompleted,
    /// The client ended services.
    ClientWithdrew,
    /// No contact.
    LostContact,
    /// Screening or the letter found no eligibility.
    NotEligible,
    /// The client moved out of the country.
    LeftCountry,
    /// The case came into federal or state custody or foster care.
    Custody,
}

/// What an enrolling provider attests, so that the facts themselves never enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent attestations, each true or false"
)]
pub struct EnrolmentAttestation {
    /// A foreign national: not a citizen or permanent resident.
    pub foreign_national: bool,
    /// Out of the trafficking situation.
    pub out_of_situation: bool,
    /// Needs case management.
    pub needs_case_management: bool,
    /// Not in federal or state custody or foster care.
    pub not_in_custody: bool,
}

/// A client's year of benefits, by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BenefitYear(pub NaiveDate);

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
        } = "1.0",
        /// A claim gave its part of the year back.
        BenefitReleased {
            /// The client.
            client: ClientCode,
            /// The claim.
            claim: ClaimId,
            /// The day it took effect.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
