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
    /// The case came into federal or state custody or foster care.
    Custody,
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
