//! The state of an organization, its decisions and their application.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Attestation, EvidenceBook, Exclusion, OrganizationCommand, OrganizationError, OrganizationEvent,
};
use crate::{
    id::{OrganizationId, SubAwardId},
    identifier::EntityIdentifier,
    ledger::{ExcludeOrganization, RegisterOrganization, ReinstateOrganization, aggregate},
    period::not_in_future,
    region::State,
    text::Title,
};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Organization {
    /// There is none yet.
    #[default]
    Unknown,
    /// It is in the register.
    Registered(RegisterEntry),
}

/// What the register says about an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterEntry {
    /// The organization.
    pub organization: OrganizationId,
    /// Its name.
    pub name: Title,
    /// Its UEI or DUNS number.
    pub identifier: EntityIdentifier,
    /// Where it is.
    pub state: State,
    /// It was entered as a qualified local grassroots organization.
    pub grassroots: bool,
    /// The times in which that is or was attested, one after the other. Entering it as one is the first.
    pub attestations: Vec<Attestation>,
    /// The day it entered.
    pub effective_on: NaiveDate,
    /// Its exclusions, one after the other.
    pub exclusions: Vec<Exclusion>,
    /// What its documents show, over all of its awards.
    pub evidence: EvidenceBook,
    /// The sub-awards to it that count, or counted while it was attested.
    pub counted: BTreeSet<SubAwardId>,
}

impl Organization {
    /// The register's entry, once there is one.
    pub fn entry(&self) -> Option<&RegisterEntry> {
        match self {
            Self::Unknown => None,
            Self::Registered(entry) => Some(entry),
        }
    }

    /// It is in the register.
    pub fn is_registered(&self) -> bool {
        self.entry().is_some()
    }

    /// SAM excludes it on a day.
    pub fn is_excluded_on(&self, day: NaiveDate) -> bool {
        self.entry()
            .is_some_and(|entry| entry.exclusions.iter().any(|span| span.covers(day)))
    }

    /// Sub-awards to it that are executed on a day count towards the sub-award share.
    pub fn is_grassroots_on(&self, day: NaiveDate) -> bool {
        self.entry()
            .is_some_and(|entry| entry.attestations.iter().any(|span| span.covers(day)))
    }

    /// What follows from a command.
    pub fn decide(
        &self,
        command: &OrganizationCommand,
    ) -> Result<Vec<OrganizationEvent>, OrganizationError> {
        match command {
            OrganizationCommand::Register { input, received_on } => {
                self.register(input, *received_on)
            }
            OrganizationCommand::Exclude { input, received_on } => {
                self.exclude(input, *received_on)
            }
            OrganizationCommand::Attest {
                input,
                attested_by,
                received_on,
            } => self.attest(input, attested_by, *received_on),
            OrganizationCommand::Withdraw {
                input,
                withdrawn_by,
                received_on,
            } => self.withdraw(input, withdrawn_by, *received_on),
            OrganizationCommand::CountSubAward {
                sub_award,
                award,
                effective_on,
            } => Ok(self.count_sub_award(sub_award, award, *effective_on)),
            OrganizationCommand::CountEvidence(asked) => self.count_evidence(asked),
            OrganizationCommand::FreeEvidence(asked) => Ok(self.free_evidence(asked)),
            OrganizationCommand::Reinstate { input, received_on } => {
                self.reinstate(input, *received_on)
            }
        }
    }

    fn register(
        &self,
        input: &RegisterOrganization,
        received_on: NaiveDate,
    ) -> Result<Vec<OrganizationEvent>, OrganizationError> {
        if let Self::Registered(entry) = self {
            return if entry.says(input) {
                Ok(Vec::new())
            } else {
                Err(OrganizationError::AlreadyRegistered {
                    organization: input.organization.clone(),
                })
            };
        }
        not_in_future(input.effective_on, received_on)?;
        input.identifier.check_era(input.effective_on)?;
        Ok(vec![OrganizationEvent::OrganizationRegistered {
            organization: input.organization.clone(),
            name: input.name.clone(),
            identifier: input.identifier.clone(),
            state: input.state,
            grassroots: input.grassroots,
            effective_on: input.effective_on,
        }])
    }

    fn exclude(
        &self,
        input: &ExcludeOrganization,
        received_on: NaiveDate,
    ) -> Result<Vec<OrganizationEvent>, OrganizationError> {
        let entry = self.known(&input.organization)?;
        match entry.exclusions.last() {
            Some(Exclusion { from, until: None }) if *from == input.effective_on => {
                return Ok(Vec::new());
            }
            Some(Exclusion { from, until: None }) => {
                return Err(OrganizationError::AlreadyExcluded { since: *from });
            }
            Some(Exclusion {
                until: Some(latest),
                ..
            }) if input.effective_on < *latest => {
                return Err(OrganizationError::ExclusionOutOfOrder { latest: *latest });
            }
            Some(_) | None => {}
        }
        not_in_future(input.effective_on, received_on)?;
        Ok(vec![OrganizationEvent::OrganizationExcluded {
            organization: input.organization.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn reinstate(
        &self,
        input: &ReinstateOrganization,
        received_on: NaiveDate,
    ) -> Result<Vec<OrganizationEvent>, OrganizationError> {
        let entry = self.known(&input.organization)?;
        match entry.exclusions.last() {
            Some(Exclusion {
                until: Some(until), ..
            }) if *until == input.effective_on => return Ok(Vec::new()),
            Some(Exclusion { until: Some(_), .. }) | None => {
                return Err(OrganizationError::NotExcluded);
            }
            Some(Exclusion { from, until: None }) if input.effective_on <= *from => {
                return Err(OrganizationError::ExclusionOutOfOrder { latest: *from });
            }
            Some(Exclusion { until: None, .. }) => {}
        }
        not_in_future(input.effective_on, received_on)?;
        Ok(vec![OrganizationEvent::OrganizationReinstated {
            organization: input.organization.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn known(
        &self,
        organization: &OrganizationId,
    ) -> Result<&RegisterEntry, OrganizationError> {
        self.entry().ok_or_else(|| OrganizationError::Unknown {
            organization: organization.clone(),
            field: "organization",
        })
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &OrganizationEvent) {
        match event {
            OrganizationEvent::OrganizationRegistered {
                organization,
                name,
                identifier,
                state,
                grassroots,
                effective_on,
            } => {
                *self = Self::Registered(RegisterEntry {
                    organization: organization.clone(),
                    name: name.clone(),
                    identifier: identifier.clone(),
                    state: *state,
                    grassroots: *grassroots,
                    effective_on: *effective_on,
                    attestations: Attestation::of_register(*grassroots),
                    exclusions: Vec::new(),
                    evidence: EvidenceBook::default(),
                    counted: BTreeSet::new(),
                });
            }
            OrganizationEvent::OrganizationExcluded { effective_on, .. } => {
                if let Self::Registered(entry) = self {
                    entry.exclusions.push(Exclusion {
                        from: *effective_on,
                        until: None,
                    });
                }
            }
            OrganizationEvent::GrassrootsAttested {
                evidence,
                effective_on,
                ..
            } => {
                if let Self::Registered(entry) = self {
                    // What the register alone said holds up to the day from which there is evidence.
                    if let Some(last) = entry.attestations.last_mut() {
                        last.until.get_or_insert(*effective_on);
                    }
                    entry.attestations.push(Attestation {
                        from: Some(*effective_on),
                        until: None,
                        evidence: Some(evidence.clone()),
                        reason: None,
                    });
                }
            }
            OrganizationEvent::GrassrootsWithdrawn {
                reason,
                effective_on,
                ..
            } => {
                if let Self::Registered(entry) = self
                    && let Some(last) = entry.attestations.last_mut()
                {
                    last.until = Some(*effective_on);
                    last.reason = Some(reason.clone());
                }
            }
            OrganizationEvent::EvidenceCounted { .. } | OrganizationEvent::EvidenceFreed { .. } => {
                if let Self::Registered(entry) = self {
                    entry.evidence.evolve(event);
                }
            }
            OrganizationEvent::SubAwardCounted { sub_award, .. } => {
                if let Self::Registered(entry) = self {
                    entry.counted.insert(sub_award.clone());
                }
            }
            OrganizationEvent::OrganizationReinstated { effective_on, .. } => {
                if let Self::Registered(entry) = self
                    && let Some(last) = entry.exclusions.last_mut()
                {
                    last.until = Some(*effective_on);
                }
            }
        }
    }
}

impl RegisterEntry {
    fn says(&self, input: &RegisterOrganization) -> bool {
        self.name == input.name
            && self.identifier == input.identifier
            && self.state == input.state
            && self.grassroots == input.grassroots
            && self.effective_on == input.effective_on
    }
}

aggregate!(
    Organization,
    OrganizationCommand,
    OrganizationEvent,
    OrganizationError
);
