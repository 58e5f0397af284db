//! That an organization is a qualified local grassroots one: attested by an officer on evidence, and withdrawn.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Organization, OrganizationError, OrganizationEvent};
use crate::{
    id::{ActorId, SubAwardId},
    identifier::Fain,
    ledger::{AttestGrassroots, WithdrawGrassroots},
    measure::DocumentDigest,
    period::{not_before, not_in_future},
    text::Reason,
};

type Decided = Result<Vec<OrganizationEvent>, OrganizationError>;

/// A time in which an organization is or was attested as grassroots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The first day; none where it was entered into the register as one, which holds from the beginning.
    pub from: Option<NaiveDate>,
    /// The first day on which it does not hold any more.
    pub until: Option<NaiveDate>,
    /// SHA-256 of the evidence; none where it was entered into the register as one.
    pub evidence: Option<DocumentDigest>,
    /// Why it was withdrawn.
    pub reason: Option<Reason>,
}

impl Attestation {
    /// What entering the register says.
    pub(super) fn of_register(grassroots: bool) -> Vec<Self> {
        let entered = Self {
            from: None,
            until: None,
            evidence: None,
            reason: None,
        };
        if grassroots {
            vec![entered]
        } else {
            Vec::new()
        }
    }

    /// It holds on a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

impl Organization {
    pub(super) fn attest(
        &self,
        input: &AttestGrassroots,
        attested_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let entry = self.known(&input.organization)?;
        match entry.attestations.last() {
            Some(Attestation {
                from: Some(from),
                until: None,
                evidence,
                ..
            }) => {
                return if *from == input.effective_on && evidence.as_ref() == Some(&input.evidence)
                {
                    Ok(Vec::new())
                } else {
                    Err(OrganizationError::AlreadyAttested { since: *from })
                };
            }
            Some(Attestation {
                until: Some(latest),
                ..
            }) if input.effective_on < *latest => {
                return Err(OrganizationError::AttestationOutOfOrder { latest: *latest });
            }
            // Where the register alone says so, evidence is added to it.
            Some(_) | None => {}
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, entry.effective_on)?;
        Ok(vec![OrganizationEvent::GrassrootsAttested {
            organization: input.organization.clone(),
            evidence: input.evidence.clone(),
            attested_by: attested_by.clone(),
            effective_on: input.effective_on,
        }])
    }

    /// A sub-award to it counts from now on; nothing where it is known to.
    pub(super) fn count_sub_award(
        &self,
        sub_award: &SubAwardId,
        award: &Fain,
        effective_on: NaiveDate,
    ) -> Vec<OrganizationEvent> {
        let Some(entry) = self.entry().filter(|it| !it.counted.contains(sub_award)) else {
            return Vec::new();
        };
        vec![OrganizationEvent::SubAwardCounted {
            organization: entry.organization.clone(),
            sub_award: sub_award.clone(),
            award: award.clone(),
            effective_on,
        }]
    }

    pub(super) fn withdraw(
        &self,
        input: &WithdrawGrassroots,
        withdrawn_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let entry = self.known(&input.organization)?;
        match entry.attestations.last() {
            Some(Attestation {
                until: Some(until),
                reason,
                ..
            }) if *until == input.effective_on && reason.as_ref() == Some(&input.reason) => {
                return Ok(Vec::new());
            }
            Some(Attestation { until: Some(_), .. }) | None => {
                return Err(OrganizationError::NotAttested);
            }
            Some(Attestation {
                from: Some(from),
                until: None,
                ..
            }) if input.effective_on <= *from => {
                return Err(OrganizationError::AttestationOutOfOrder { latest: *from });
            }
            Some(Attestation { until: None, .. }) => {}
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, entry.effective_on)?;
        Ok(vec![OrganizationEvent::GrassrootsWithdrawn {
            organization: input.organization.clone(),
            reason: input.reason.clone(),
            withdrawn_by: withdrawn_by.clone(),
            effective_on: input.effective_on,
        }])
    }
}
