//! What happens to an organization.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{ActorId, ContributionId, CostId, OrganizationId, SubAwardId},
    identifier::{EntityIdentifier, Fain},
    ledger::domain_event,
    measure::DocumentDigest,
    region::State,
    text::{Reason, Title},
};

/// What a document shows for an award.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EvidenceUse {
    /// What others contributed.
    Contribution(ContributionId),
    /// A cost of the prime.
    Cost(CostId),
}

domain_event! {
    /// A fact about an organization.
    pub enum OrganizationEvent {
        /// An organization entered the register.
        OrganizationRegistered {
            /// The organization.
            organization: OrganizationId,
            /// Its name.
            name: Title,
            /// Its UEI or DUNS number.
            identifier: EntityIdentifier,
            /// Where it is.
            state: State,
            /// It is a qualified local grassroots organization: sub-awards to it count towards the sub-award share.
            grassroots: bool,
            /// The day it entered.
            effective_on: NaiveDate,
        } = "1.0",
        /// SAM excluded the organization from federal awards.
        OrganizationExcluded {
            /// The organization.
            organization: OrganizationId,
            /// The first day of the exclusion.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer attested that it is a qualified local grassroots organization.
        GrassrootsAttested {
            /// The organization.
            organization: OrganizationId,
            /// SHA-256 of the evidence, which the office keeps.
            evidence: DocumentDigest,
            /// The officer's account.
            attested_by: ActorId,
            /// The first day on which it holds.
            effective_on: NaiveDate,
        } = "1.0",
        /// The attestation was withdrawn: from the day on it is no qualified local grassroots organization.
        GrassrootsWithdrawn {
            /// The organization.
            organization: OrganizationId,
            /// Why. No person is named.
            reason: Reason,
            /// The officer's account.
            withdrawn_by: ActorId,
            /// The first day on which it does not hold.
            effective_on: NaiveDate,
        } = "1.0",
        /// A document counts for one of its awards as what others contributed, or shows a cost of it.
        EvidenceCounted {
            /// The organization: the prime of the award.
            organization: OrganizationId,
            /// SHA-256 of the document.
            document: DocumentDigest,
            /// The award.
            award: Fain,
            /// What it shows.
            shows: EvidenceUse,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// What the document showed was taken back: it may count again.
        EvidenceFreed {
            /// The organization: the prime of the award.
            organization: OrganizationId,
            /// SHA-256 of the document.
            document: DocumentDigest,
            /// The award.
            award: Fain,
            /// What it showed.
            shows: EvidenceUse,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A sub-award to it counts towards its award's sub-award share, as long as the attestation stands.
        SubAwardCounted {
            /// The organization: the sub-awardee.
            organization: OrganizationId,
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The exclusion ended.
        OrganizationReinstated {
            /// The organization.
            organization: OrganizationId,
            /// The first day without exclusion.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
