//! Why a client's case refuses.

use chrono::NaiveDate;
use thiserror::Error;

use super::{ClientPhase, FamilyRelation, LetterKind, PhaseBasis, Population};
use crate::{
    id::{ClaimId, ClientCode},
    identifier::Fain,
    period::EffectiveOnError,
    region::State,
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ClientError {
    /// There is no such case.
    #[error("there is no client {client}")]
    Unknown {
        /// The code given.
        client: ClientCode,
    },
    /// The code belongs to a case already.
    #[error("the code {client} belongs to a case already")]
    CodeUsed {
        /// The code.
        client: ClientCode,
    },
    /// Nothing happens to a case after it closed.
    #[error("the case closed on {closed_on}")]
    Closed {
        /// The last day.
        closed_on: NaiveDate,
    },
    /// A citizen or permanent resident.
    #[error(
        "the provider does not attest a foreign national (neither citizen nor permanent resident)"
    )]
    NotForeignNational {
        /// The input field that it is about.
        field: &'static str,
    },
    /// Still in the trafficking situation.
    #[error("the provider does not attest that the client is out of the trafficking situation")]
    StillInSituation,
    /// No case management is needed.
    #[error("the provider does not attest that the client needs case management")]
    NeedsNoCaseManagement,
    /// In federal or state custody or foster care.
    #[error("the provider does not attest that the client is outside custody and foster care")]
    InCustody,
    /// Adults and children have phases of their own, and a case begins before or with its letter.
    #[error("{phase:?} is not a phase of the population {population:?}")]
    PhaseNotOfPopulation {
        /// The phase given.
        phase: ClientPhase,
        /// The population.
        population: Population,
    },
    /// The age band contradicts the population.
    #[error("the age band does not fit the population {population:?}")]
    AgeBandNotOfPopulation {
        /// The population.
        population: Population,
    },
    /// The sub-award or its award is suspended or closed.
    #[error("the sub-award is not active; it takes no cases")]
    SubAwardNotActive {
        /// The input field that named it.
        field: &'static str,
    },
    /// The state is not one that the sub-award serves at enrolment.
    #[error("{state:?} is outside the states and regions that the sub-award serves")]
    EnrolmentOutsideRegion {
        /// The state given.
        state: State,
    },
    /// The enrolment is outside the sub-award's period of performance.
    #[error(
        "the enrolment is outside the sub-award's period of performance, {starts_on} to {ends_on}"
    )]
    EnrolmentOutsidePeriod {
        /// The first day.
        starts_on: NaiveDate,
        /// The last day.
        ends_on: NaiveDate,
    },
    /// The case is in the phase already, on another basis or from another day.
    #[error("the case is in the phase {phase:?} already")]
    PhaseHolds {
        /// The phase.
        phase: ClientPhase,
    },
    /// Phases go forward: screening, pre-certified, certified; interim, eligible.
    #[error("a case does not go from {from:?} to {to:?}")]
    PhaseOutOfOrder {
        /// The phase that it is in.
        from: ClientPhase,
        /// The phase given.
        to: ClientPhase,
    },
    /// The basis does not lead to the phase.
    #[error("{basis:?} does not lead to the phase {phase:?}")]
    BasisInsufficient {
        /// The basis given.
        basis: PhaseBasis,
        /// The phase given.
        phase: ClientPhase,
    },
    /// A filing receipt shows that somebody applied, not what came of it.
    #[error(
        "a filing receipt is not enough; certification needs continued presence, a T visa or a bona fide T application"
    )]
    FilingReceiptNotEnough,
    /// A child becomes eligible by its letter.
    #[error("a child becomes eligible by an Eligibility Letter; record the letter")]
    EligibilityLetterNotRecorded,
    /// Adults and children get letters of their own.
    #[error("{kind:?} is not a letter for the population {population:?}")]
    LetterNotOfPopulation {
        /// The letter.
        kind: LetterKind,
        /// The population.
        population: Population,
    },
    /// The letter bears a date that had not come.
    #[error("the letter is dated {dated_on}, after the day on which it was recorded")]
    LetterDatedInFuture {
        /// The date given.
        dated_on: NaiveDate,
    },
    /// The attestation of the child's age on the day of the receipt is missing or denied.
    #[error(
        "the provider does not attest that the child was under 18 when the request was received"
    )]
    Under18NotAttested,
    /// The request came after the letter that answers it.
    #[error("the request was received on {received_on}, after the date of the letter")]
    RequestReceivedAfterLetter {
        /// The day given.
        received_on: NaiveDate,
    },
    /// A certification has to rest on something.
    #[error(
        "say what the certification rests on: continued presence, a T visa or a bona fide T application"
    )]
    CertificationBasisMissing,
    /// The case is not in interim assistance.
    #[error("the case is in the phase {phase:?}; there is no interim assistance to extend")]
    NotInInterimAssistance {
        /// The phase that it is in.
        phase: ClientPhase,
    },
    /// Interim assistance is extended once.
    #[error("interim assistance was extended already, to {ends_on}")]
    InterimExtendedAlready {
        /// The last day.
        ends_on: NaiveDate,
    },
    /// Interim assistance is extended before it ends.
    #[error("interim assistance ended on {ends_on}; it is extended before it ends")]
    InterimEnded {
        /// The last day.
        ends_on: NaiveDate,
    },
    /// No family member of the case has the code.
    #[error("the case has no family member {member}")]
    MemberUnknown {
        /// The code given.
        member: ClientCode,
    },
    /// The family member no longer counts already.
    #[error("the family member has not counted since {since}")]
    MemberLeft {
        /// The first day on which the member did not count.
        since: NaiveDate,
    },
    /// Only a closed case is re-opened.
    #[error("the case is open")]
    NotClosed,
    /// The re-opening is outside the sub-award's period of performance.
    #[error(
        "the re-opening is outside the sub-award's period of performance, {starts_on} to {ends_on}"
    )]
    ReopeningOutsidePeriod {
        /// The first day.
        starts_on: NaiveDate,
        /// The last day.
        ends_on: NaiveDate,
    },
    /// The derivative class did not exist on the day.
    #[error("{relation:?} exists from 2013-01-01 on")]
    RelationNotYet {
        /// The class given.
        relation: FamilyRelation,
    },
    /// The member's code is in use.
    #[error("the code {member} is in use")]
    MemberCodeUsed {
        /// The code.
        member: ClientCode,
    },
    /// The sub-award manages the case already.
    #[error("the sub-award manages the case already")]
    TransferToSameSubAward,
    /// Another prime or programme.
    #[error("a case moves between sub-awards of one prime and programme")]
    TransferOutsidePrime,
    /// The state is not one that the sub-award serves that takes the case over.
    #[error("{state:?} is outside the states and regions that the sub-award serves")]
    TransferOutsideRegion {
        /// The state given.
        state: State,
    },
    /// The transfer is outside the period of performance of the sub-award that takes the case over.
    #[error(
        "the transfer is outside the sub-award's period of performance, {starts_on} to {ends_on}"
    )]
    TransferOutsidePeriod {
        /// The first day.
        starts_on: NaiveDate,
        /// The last day.
        ends_on: NaiveDate,
    },
    /// The month's one unit of case management is taken.
    #[error("the month's case management is taken")]
    UnitTaken,
    /// What was held about the client is erased, or is being erased.
    #[error("what was held about the client is erased")]
    Erased,
    /// A hold lies on the case.
    #[error("a hold lies on the case since {since}; it is lifted first")]
    Held {
        /// The first day.
        since: NaiveDate,
    },
    /// There is no hold to lift.
    #[error("no hold lies on the case")]
    NotHeld,
    /// An open case is not erased.
    #[error("the case is open; it is closed before it is erased")]
    StillOpen,
    /// A claim is not finished.
    #[error("the claim {claim} is not finished; it is paid, denied or voided first")]
    ClaimUnfinished {
        /// The claim.
        claim: ClaimId,
    },
    /// Records of the case are to be kept.
    #[error(
        "records of the award {award} are kept until {until}{}: nothing is erased before",
        if *open { " at the earliest, for it is not closed" } else { "" }
    )]
    RetentionApplies {
        /// The award.
        award: Fain,
        /// The last day, or the earliest that it could be.
        until: NaiveDate,
        /// The award is open.
        open: bool,
    },
    /// An officer asked for the erasure already, otherwise.
    #[error("an officer asked for the erasure on {on}; another approves it")]
    ErasureRequested {
        /// The day.
        on: NaiveDate,
    },
    /// Nobody asked for the erasure.
    #[error("no officer asked for the erasure")]
    ErasureNotRequested,
    /// The request was withdrawn.
    #[error("the request for the erasure was withdrawn on {on}; an officer asks for it anew")]
    ErasureWithdrawn {
        /// The day.
        on: NaiveDate,
    },
    /// Nobody approved the erasure.
    #[error("the erasure is not approved")]
    ErasureNotApproved,
    /// It takes two officers.
    #[error("who asked for the erasure does not approve it")]
    SamePersonRequested,
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

impl ClientError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "UNKNOWN_CLIENT",
            Self::CodeUsed { .. } => "CLIENT_CODE_USED",
            Self::Closed { .. } => "CLIENT_CLOSED",
            Self::NotForeignNational { .. } => "CLIENT_NOT_FOREIGN_NATIONAL",
            Self::StillInSituation => "CLIENT_STILL_IN_SITUATION",
            Self::NeedsNoCaseManagement => "CLIENT_NEEDS_NO_CASE_MANAGEMENT",
            Self::InCustody => "CLIENT_IN_CUSTODY",
            Self::PhaseNotOfPopulation { .. } => "CLIENT_PHASE_NOT_OF_POPULATION",
            Self::AgeBandNotOfPopulation { .. } => "CLIENT_AGE_BAND_NOT_OF_POPULATION",
            Self::SubAwardNotActive { .. } => "CLIENT_SUB_AWARD_NOT_ACTIVE",
            Self::EnrolmentOutsideRegion { .. } => "ENROLMENT_OUTSIDE_REGION",
            Self::EnrolmentOutsidePeriod { .. } => "ENROLMENT_OUTSIDE_PERIOD",
            Self::PhaseHolds { .. } => "CLIENT_PHASE_HOLDS",
            Self::PhaseOutOfOrder { .. } => "CLIENT_PHASE_OUT_OF_ORDER",
            Self::BasisInsufficient { .. } => "CLIENT_PHASE_BASIS_INSUFFICIENT",
            Self::FilingReceiptNotEnough => "FILING_RECEIPT_NOT_ENOUGH",
            Self::EligibilityLetterNotRecorded => "ELIGIBILITY_LETTER_NOT_RECORDED",
            Self::LetterNotOfPopulation { .. } => "LETTER_NOT_OF_POPULATION",
            Self::LetterDatedInFuture { .. } => "LETTER_DATED_IN_FUTURE",
            Self::Under18NotAttested => "CHILD_AGE_ON_RECEIPT_NOT_ATTESTED",
            Self::RequestReceivedAfterLetter { .. } => "REQUEST_RECEIVED_AFTER_LETTER",
            Self::CertificationBasisMissing => "CERTIFICATION_BASIS_MISSING",
            Self::NotInInterimAssistance { .. } => "NOT_IN_INTERIM_ASSISTANCE",
            Self::InterimExtendedAlready { .. } => "INTERIM_ASSISTANCE_EXTENDED_ALREADY",
            Self::InterimEnded { .. } => "INTERIM_ASSISTANCE_ENDED",
            Self::MemberUnknown { .. } => "UNKNOWN_FAMILY_MEMBER",
            Self::MemberLeft { .. } => "FAMILY_MEMBER_LEFT",
            Self::NotClosed => "CLIENT_NOT_CLOSED",
            Self::ReopeningOutsidePeriod { .. } => "REOPENING_OUTSIDE_PERIOD",
            Self::RelationNotYet { .. } => "FAMILY_RELATION_NOT_YET",
            Self::MemberCodeUsed { .. } => "FAMILY_MEMBER_CODE_USED",
            Self::TransferToSameSubAward => "TRANSFER_TO_SAME_SUB_AWARD",
            Self::TransferOutsidePrime => "TRANSFER_OUTSIDE_PRIME",
            Self::TransferOutsideRegion { .. } => "TRANSFER_OUTSIDE_REGION",
            Self::TransferOutsidePeriod { .. } => "TRANSFER_OUTSIDE_PERIOD",
            Self::UnitTaken => "CLIENT_MONTH_TAKEN",
            Self::Erased => "CLIENT_ERASED",
            Self::Held { .. } => "CLIENT_HELD",
            Self::NotHeld => "CLIENT_NOT_HELD",
            Self::StillOpen => "CLIENT_STILL_OPEN",
            Self::ClaimUnfinished { .. } => "CLIENT_CLAIM_UNFINISHED",
            Self::RetentionApplies { .. } => "RETENTION_APPLIES",
            Self::ErasureRequested { .. } => "ERASURE_ALREADY_REQUESTED",
            Self::ErasureNotRequested => "ERASURE_NOT_REQUESTED",
            Self::ErasureWithdrawn { .. } => "ERASURE_WITHDRAWN",
            Self::ErasureNotApproved => "ERASURE_NOT_APPROVED",
            Self::SamePersonRequested => "SAME_PERSON_REQUESTED",
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { .. }
            | Self::CodeUsed { .. }
            | Self::Closed { .. }
            | Self::NotClosed
            | Self::Erased
            | Self::Held { .. }
            | Self::NotHeld
            | Self::StillOpen
            | Self::ClaimUnfinished { .. }
            | Self::RetentionApplies { .. }
            | Self::ErasureRequested { .. }
            | Self::ErasureNotRequested
            | Self::ErasureWithdrawn { .. }
            | Self::ErasureNotApproved
            | Self::SamePersonRequested
            | Self::NotInInterimAssistance { .. }
            | Self::InterimExtendedAlready { .. } => Some("client"),
            Self::NotForeignNational { field } | Self::SubAwardNotActive { field } => Some(field),
            Self::StillInSituation | Self::NeedsNoCaseManagement | Self::InCustody => {
                Some("attestation")
            }
            Self::PhaseNotOfPopulation { .. }
            | Self::PhaseHolds { .. }
            | Self::PhaseOutOfOrder { .. }
            | Self::EligibilityLetterNotRecorded => Some("phase"),
            Self::AgeBandNotOfPopulation { .. } => Some("ageBand"),
            Self::EnrolmentOutsideRegion { .. } | Self::TransferOutsideRegion { .. } => {
                Some("state")
            }
            Self::BasisInsufficient { .. }
            | Self::FilingReceiptNotEnough
            | Self::CertificationBasisMissing => Some("basis"),
            Self::LetterNotOfPopulation { .. } => Some("kind"),
            Self::LetterDatedInFuture { .. } => Some("datedOn"),
            Self::Under18NotAttested | Self::RequestReceivedAfterLetter { .. } => Some("receipt"),
            Self::RelationNotYet { .. } => Some("relation"),
            Self::MemberCodeUsed { .. } | Self::MemberUnknown { .. } | Self::MemberLeft { .. } => {
                Some("member")
            }
            Self::TransferToSameSubAward | Self::TransferOutsidePrime => Some("toSubAward"),
            Self::UnitTaken => Some("serviceMonth"),
            Self::EnrolmentOutsidePeriod { .. }
            | Self::InterimEnded { .. }
            | Self::ReopeningOutsidePeriod { .. }
            | Self::TransferOutsidePeriod { .. }
            | Self::EffectiveOn(_) => Some("effectiveOn"),
        }
    }
}
