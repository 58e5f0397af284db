//! Why an organization refuses.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{
    id::{ContributionId, CostId, OrganizationId},
    identifier::{Fain, IdentifierError},
    period::EffectiveOnError,
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OrganizationError {
    /// It is not in the register.
    #[error("there is no organization {organization} in the register")]
    Unknown {
        /// The id given.
        organization: OrganizationId,
        /// The input field that named it.
        field: &'static str,
    },
    /// It is in the register with other content.
    #[error("organization {organization} is in the register with other content")]
    AlreadyRegistered {
        /// The organization.
        organization: OrganizationId,
    },
    /// SAM excludes it on the day.
    #[error("organization {organization} is excluded from federal awards on {on}")]
    Excluded {
        /// The organization.
        organization: OrganizationId,
        /// The day.
        on: NaiveDate,
        /// The input field that named it.
        field: &'static str,
    },
    /// It is excluded from another day already.
    #[error("the organization is excluded from {since} already; reinstate it first")]
    AlreadyExcluded {
        /// The first day of the exclusion.
        since: NaiveDate,
    },
    /// There is no exclusion to end.
    #[error("the organization is not excluded")]
    NotExcluded,
    /// Exclusions and reinstatements follow each other in time.
    #[error("the day must be after {latest}, the latest change of its exclusion")]
    ExclusionOutOfOrder {
        /// The latest change.
        latest: NaiveDate,
    },
    /// The attestation stands.
    #[error(
        "the organization is attested as grassroots since {since} already; withdraw that first"
    )]
    AlreadyAttested {
        /// Its first day.
        since: NaiveDate,
    },
    /// There is nothing to withdraw.
    #[error("the organization is not attested as grassroots: there is nothing to withdraw")]
    NotAttested,
    /// Attestations and withdrawals follow each other in time.
    #[error("the day must be after {latest}, the latest change of its attestation")]
    AttestationOutOfOrder {
        /// The latest change.
        latest: NaiveDate,
    },
    /// The document counts for another award.
    #[error(
        "the document shows contribution {contribution} of award {award}; nothing is counted twice"
    )]
    MatchCountedTwice {
        /// The award.
        award: Fain,
        /// The contribution.
        contribution: ContributionId,
    },
    /// The document shows a cost of another award.
    #[error("the document shows cost {cost}, which award {award} pays; it matches nothing")]
    MatchEvidenceIsCost {
        /// The award.
        award: Fain,
        /// The cost.
        cost: CostId,
    },
    /// The document shows a contribution to another award.
    #[error(
        "the document shows contribution {contribution} of award {award}; what others paid is no cost of an award"
    )]
    CostEvidenceIsMatch {
        /// The award.
        award: Fain,
        /// The contribution.
        contribution: ContributionId,
    },
    /// Its identifier does not fit the day.
    #[error(transparent)]
    Identifier(#[from] IdentifierError),
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

impl OrganizationError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "UNKNOWN_ORGANIZATION",
            Self::AlreadyRegistered { .. } => "ORGANIZATION_ALREADY_REGISTERED",
            Self::Excluded { .. } => "ORGANIZATION_EXCLUDED",
            Self::AlreadyExcluded { .. } => "ORGANIZATION_ALREADY_EXCLUDED",
            Self::NotExcluded => "ORGANIZATION_NOT_EXCLUDED",
            Self::ExclusionOutOfOrder { .. } => "EXCLUSION_OUT_OF_ORDER",
            Self::AlreadyAttested { .. } => "GRASSROOTS_ALREADY_ATTESTED",
            Self::NotAttested => "GRASSROOTS_NOT_ATTESTED",
            Self::AttestationOutOfOrder { .. } => "ATTESTATION_OUT_OF_ORDER",
            Self::MatchCountedTwice { .. } => "MATCH_COUNTED_TWICE",
            Self::MatchEvidenceIsCost { .. } => "MATCH_EVIDENCE_IS_COST",
            Self::CostEvidenceIsMatch { .. } => "COST_EVIDENCE_IS_MATCH",
            Self::Identifier(error) => error.code(),
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { field, .. } | Self::Excluded { field, .. } => Some(field),
            Self::AlreadyRegistered { .. }
            | Self::AlreadyExcluded { .. }
            | Self::NotExcluded
            | Self::AlreadyAttested { .. }
            | Self::NotAttested => Some("organization"),
            Self::ExclusionOutOfOrder { .. }
            | Self::AttestationOutOfOrder { .. }
            | Self::EffectiveOn(_) => Some("effectiveOn"),
            Self::MatchCountedTwice { .. }
            | Self::MatchEvidenceIsCost { .. }
            | Self::CostEvidenceIsMatch { .. } => Some("document"),
            Self::Identifier(_) => Some("identifier"),
        }
    }
}
