//! What a client's case is made of. Nothing here can name a person.

use async_graphql::Enum;

/// Adult or child, which decides how eligibility is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::Population")]
pub(crate) enum Population {
    /// An adult: certified by a Certification Letter.
    Adult,
    /// A child: found eligible by an Eligibility Letter.
    Child,
}

/// A band of ages. A birth date never enters the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::AgeBand")]
pub(crate) enum AgeBand {
    /// Under 18.
    #[graphql(name = "UNDER_18")]
    Under18,
    /// 18 to 24.
    #[graphql(name = "FROM_18_TO_24")]
    From18To24,
    /// 25 to 44.
    #[graphql(name = "FROM_25_TO_44")]
    From25To44,
    /// 45 and over.
    #[graphql(name = "FROM_45")]
    From45,
    /// Not stated.
    NotStated,
}

/// Where a client's case stands on the way to certification or eligibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::ClientPhase")]
pub(crate) enum ClientPhase {
    /// An adult not yet screened; for at most 42 days.
    PendingScreening,
    /// An adult who was screened and is not yet certified.
    PreCertified,
    /// An adult with a Certification Letter.
    Certified,
    /// A child with interim assistance.
    InterimAssistance,
    /// A child with an Eligibility Letter.
    Eligible,
}

/// What a change of phase rests on. A filing receipt is not enough for certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::PhaseBasis")]
pub(crate) enum PhaseBasis {
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

/// The derivative class of a family member who joins a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::FamilyRelation")]
pub(crate) enum FamilyRelation {
    /// T-2: spouse.
    #[graphql(name = "T2")]
    T2,
    /// T-3: child.
    #[graphql(name = "T3")]
    T3,
    /// T-4: parent.
    #[graphql(name = "T4")]
    T4,
    /// T-5: unmarried sibling under 18.
    #[graphql(name = "T5")]
    T5,
    /// T-6: adult or minor child of a derivative; from 2013.
    #[graphql(name = "T6")]
    T6,
}

/// Why a case closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::ClosingReason")]
pub(crate) enum ClosingReason {
    /// The goals of the service plan were met.
    ServicesCompleted,
    /// The client ended services.
    ClientWithdrew,
    /// There was no contact any more.
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

/// Whether a case is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::clients::ClientStatus")]
pub(crate) enum ClientStatus {
    /// The case is managed.
    Open,
    /// The case closed.
    Closed,
}

/// Why a family member no longer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::LeavingReason")]
pub(crate) enum LeavingReason {
    /// The member moved out of the household.
    LeftHousehold,
    /// The member was found to be no eligible dependent.
    NotEligibleDependent,
}

/// Why a closed case is taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::ReopeningReason")]
pub(crate) enum ReopeningReason {
    /// The client came back.
    ReturnedForServices,
    /// Custody or foster care ended.
    CustodyEnded,
    /// A finding of no eligibility was reversed.
    EligibilityReconsidered,
    /// The case should not have been closed.
    ClosedInError,
}

/// Why a child's interim assistance goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::ExtensionReason")]
pub(crate) enum ExtensionReason {
    /// The office has not decided on the child's eligibility yet.
    DecisionPending,
    /// The office waits for information about the child.
    InformationAwaited,
}

/// Which letter of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::LetterKind")]
pub(crate) enum LetterKind {
    /// A Certification Letter, for an adult.
    Certification,
    /// An Eligibility Letter, for a child.
    Eligibility,
    /// A letter of interim assistance, for a child.
    InterimAssistance,
    /// The letter that denies a child's eligibility.
    EligibilityDenied,
}

/// What is due about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::clients::DeadlineKind")]
pub(crate) enum DeadlineKind {
    /// The screening of an adult ends, 42 days after it began.
    Screening,
    /// A child's interim assistance ends, after 90 days, or 120 if it was extended.
    InterimAssistance,
    /// Refugee benefits end, by the first day of eligibility.
    Benefits,
    /// A letter from before 2001-11-06 ends, after 8 months.
    Letter,
}

/// Why a client is to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::ErasureReason")]
pub(crate) enum ErasureReason {
    /// Nothing obliges anybody to keep the values any longer.
    RetentionOver,
    /// The client asked for it.
    ClientAsked,
    /// The sub-awardee asked for it.
    ProviderAsked,
}

/// Why a request for an erasure is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::ErasureWithdrawalReason")]
pub(crate) enum ErasureWithdrawalReason {
    /// It was asked for in error, or for another client.
    AskedInError,
    /// What is held is still needed.
    StillNeeded,
    /// The client does not want it any more.
    ClientAsked,
}

/// Why nothing about a client may be erased for the time being.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::client::HoldReason")]
pub(crate) enum HoldReason {
    /// Litigation.
    Litigation,
    /// An audit.
    Audit,
    /// A claim in dispute.
    Dispute,
    /// An investigation.
    Investigation,
}

/// How far the erasure of a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::clients::ErasureStatus")]
pub(crate) enum ErasureStatus {
    /// An officer asked for it; another approves it.
    Requested,
    /// An officer withdrew the request; nothing was destroyed, and it can be asked for anew.
    Withdrawn,
    /// It is approved; the key is being destroyed, and nothing is read under it any more.
    Approved,
    /// The key is destroyed.
    Erased,
}
