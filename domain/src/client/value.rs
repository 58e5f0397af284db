//! What is said about a case, without saying who it is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
    /// The receipt for a filed T application. It is not enough for anything.
    FilingReceipt,
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
    /// The client came into federal or state custody or foster care; from that day on there is no eligibility.
    Custody,
    /// The client is a citizen or permanent resident; from that day on there is no eligibility.
    Citizenship,
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

/// Why a family member no longer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LeavingReason {
    /// The member moved out of the household.
    LeftHousehold,
    /// The member was found to be no eligible dependent.
    NotEligibleDependent,
}

/// Why a closed case is taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReopeningReason {
    /// The client came back.
    ReturnedForServices,
    /// Custody or foster care ended.
    CustodyEnded,
    /// A finding of no eligibility was reversed.
    EligibilityReconsidered,
    /// The case should not have been closed.
    ClosedInError,
}

/// Why interim assistance goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExtensionReason {
    /// The office has not decided on the child's eligibility yet.
    DecisionPending,
    /// The office waits for information about the child.
    InformationAwaited,
}

/// Which letter of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LetterKind {
    /// A Certification Letter, for an adult.
    Certification,
    /// An Eligibility Letter, for a child.
    Eligibility,
    /// A letter of interim assistance, for a child.
    InterimAssistance,
    /// The letter that denies a child's eligibility.
    EligibilityDenied,
}

/// What the provider attests about the request for a child. Age is tested on the day of the receipt and never again; a
/// birth date never enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestReceipt {
    /// The day on which the office received the request.
    pub received_on: NaiveDate,
    /// The child was under 18 on that day.
    pub under_18_on_receipt: bool,
}
