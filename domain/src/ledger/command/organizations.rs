//! What is asked about organizations.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    id::{OrganizationId, SubAwardId},
    identifier::EntityIdentifier,
    ledger::StreamId,
    measure::DocumentDigest,
    region::State,
    text::{Reason, Title},
};

/// An officer enters an organization into the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterOrganization {
    /// Its id.
    pub organization: OrganizationId,
    /// Its name.
    pub name: Title,
    /// Its UEI or DUNS number.
    pub identifier: EntityIdentifier,
    /// Where it is.
    pub state: State,
    /// It is a qualified local grassroots organization.
    pub grassroots: bool,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for RegisterOrganization {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::organization(&self.organization)]
    }
}

/// An officer records that SAM excludes the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcludeOrganization {
    /// The organization.
    pub organization: OrganizationId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ExcludeOrganization {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::organization(&self.organization)]
    }
}

/// An officer records that the exclusion ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReinstateOrganization {
    /// The organization.
    pub organization: OrganizationId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for ReinstateOrganization {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::organization(&self.organization)]
    }
}

/// An officer attests that the organization is a qualified local grassroots one: sub-awards to it that are executed from
/// the day on count towards the sub-award share, and those count again that a withdrawal took out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttestGrassroots {
    /// The organization.
    pub organization: OrganizationId,
    /// SHA-256 of the evidence.
    pub evidence: DocumentDigest,
    /// The first day on which it holds.
    pub effective_on: NaiveDate,
}

impl Asked for AttestGrassroots {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::organization(&self.organization)]
    }
}

/// An officer withdraws the attestation: its sub-awards that are not closed leave the sub-award share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithdrawGrassroots {
    /// The organization.
    pub organization: OrganizationId,
    /// Why.
    pub reason: Reason,
    /// Sub-awards to it that the ledger does not hold with the organization: those of before it did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sub_awards: Vec<SubAwardId>,
    /// The first day on which it does not hold.
    pub effective_on: NaiveDate,
}

impl Asked for WithdrawGrassroots {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::organization(&self.organization)]
    }
}
