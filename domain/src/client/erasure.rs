//! What is held about a client under the client's own key, and how it is given up: an officer asks for the erasure,
//! another approves it, the key is destroyed, and that is recorded. Nothing is erased while records are kept or a hold
//! lies on the case.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Case, Client, ClientError, ClientEvent, ErasureWithdrawalReason, decide::Decided};
use crate::{
    id::{ActorId, ClaimId, ClientCode},
    identifier::Fain,
    ledger::{
        ApproveClientErasure, LiftClientHold, PlaceClientHold, RecordCaseReference,
        RecordClientErasure, RequestClientErasure,
    },
    period::{not_before, not_in_future},
};

/// Why a client is to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErasureReason {
    /// Nothing obliges anybody to keep the values any longer.
    RetentionOver,
    /// The client asked for it.
    ClientAsked,
    /// The sub-awardee asked for it.
    ProviderAsked,
}

/// Why nothing about a client may be erased for the time being (2 CFR 200.334(a): litigation, a claim or an audit that
/// began before the end of retention).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HoldReason {
    /// Litigation.
    Litigation,
    /// An audit.
    Audit,
    /// A claim in dispute.
    Dispute,
    /// An investigation.
    Investigation,
}

/// A hold, the latest one of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Why.
    pub reason: HoldReason,
    /// The first day.
    pub since: NaiveDate,
    /// The day on which it was lifted.
    pub lifted_on: Option<NaiveDate>,
}

/// How far the erasure of a client is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step")]
pub enum Erasure {
    /// An officer asks for it.
    Requested {
        /// Why.
        reason: ErasureReason,
        /// Who.
        by: ActorId,
        /// The day.
        on: NaiveDate,
    },
    /// An officer withdrew what was asked for; it can be asked for anew.
    Withdrawn {
        /// Why.
        reason: ErasureWithdrawalReason,
        /// Who.
        by: ActorId,
        /// The day.
        on: NaiveDate,
    },
    /// A second officer approved it; the key is to be destroyed.
    Approved {
        /// Who.
        by: ActorId,
        /// The day.
        on: NaiveDate,
    },
    /// The key is destroyed.
    Done {
        /// Who approved it.
        by: ActorId,
        /// The day of the approval.
        on: NaiveDate,
    },
}

/// What the ledger found that may stand against an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The award of the case whose records are kept longest.
    pub award: Fain,
    /// The last day on which they are kept; while the award is open, the earliest that it could be.
    pub until: NaiveDate,
    /// The award is open: its retention has not begun.
    pub open: bool,
    /// A claim of the client that is not finished.
    pub unfinished: Option<ClaimId>,
}

impl Case {
    /// The hold that lies on the case.
    pub fn held(&self) -> Option<Hold> {
        self.hold.filter(|hold| hold.lifted_on.is_none())
    }

    /// An erasure was approved: nothing more is held about the client.
    pub fn is_erased(&self) -> bool {
        match self.erasure {
            Some(Erasure::Approved { .. } | Erasure::Done { .. }) => true,
            Some(Erasure::Requested { .. } | Erasure::Withdrawn { .. }) | None => false,
        }
    }
}

impl Client {
    /// An erasure was approved: nothing more is held about the client.
    pub fn is_erased(&self) -> bool {
        self.case().is_some_and(Case::is_erased)
    }

    /// The case, unless it is erased.
    pub(super) fn unerased(&self, client: &ClientCode) -> Result<&Case, ClientError> {
        let case = self.case().ok_or_else(|| ClientError::Unknown {
            client: client.clone(),
        })?;
        if case.is_erased() {
            return Err(ClientError::Erased);
        }
        Ok(case)
    }

    pub(super) fn record_reference(
        &self,
        input: &RecordCaseReference,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.unerased(&input.client)?;
        if case.reference.as_ref() == Some(&input.reference) {
            return Ok(Vec::new());
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, case.current.since)?;
        Ok(vec![ClientEvent::CaseReferenceRecorded {
            client: input.client.clone(),
            organization: case.current.terms.organization.clone(),
            reference: input.reference.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn place_hold(
        &self,
        input: &PlaceClientHold,
        held_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.unerased(&input.client)?;
        if let Some(held) = case.held() {
            return if held.reason == input.reason && held.since == input.effective_on {
                Ok(Vec::new())
            } else {
                Err(ClientError::Held { since: held.since })
            };
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, case.enrolment.effective_on)?;
        Ok(vec![ClientEvent::ClientHeld {
            client: input.client.clone(),
            reason: input.reason,
            held_by: held_by.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn lift_hold(
        &self,
        input: &LiftClientHold,
        lifted_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.unerased(&input.client)?;
        let Some(hold) = case.hold else {
            return Err(ClientError::NotHeld);
        };
        if let Some(lifted_on) = hold.lifted_on {
            return if lifted_on == input.effective_on {
                Ok(Vec::new())
            } else {
                Err(ClientError::NotHeld)
            };
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, hold.since)?;
        Ok(vec![ClientEvent::ClientHoldLifted {
            client: input.client.clone(),
            reason: hold.reason,
            lifted_by: lifted_by.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn request_erasure(
        &self,
        input: &RequestClientErasure,
        keeping: &Keeping,
        requested_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.unerased(&input.client)?;
        if let Some(Erasure::Requested { reason, by, on }) = &case.erasure {
            let repeats =
                *reason == input.reason && by == requested_by && *on == input.effective_on;
            return if repeats {
                Ok(Vec::new())
            } else {
                Err(ClientError::ErasureRequested { on: *on })
            };
        }
        self.may_be_erased(keeping, input.effective_on, received_on)?;
        Ok(vec![ClientEvent::ClientErasureRequested {
            client: input.client.clone(),
            reason: input.reason,
            requested_by: requested_by.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn approve_erasure(
        &self,
        input: &ApproveClientErasure,
        keeping: &Keeping,
        approved_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.case().ok_or_else(|| ClientError::Unknown {
            client: input.client.clone(),
        })?;
        let (requested_by, requested_on) = match &case.erasure {
            None => return Err(ClientError::ErasureNotRequested),
            Some(Erasure::Approved { by, on } | Erasure::Done { by, on }) => {
                return if by == approved_by && *on == input.effective_on {
                    Ok(Vec::new())
                } else {
                    Err(ClientError::Erased)
                };
            }
            Some(Erasure::Withdrawn { on, .. }) => {
                return Err(ClientError::ErasureWithdrawn { on: *on });
            }
            Some(Erasure::Requested { by, on, .. }) => (by, *on),
        };
        if requested_by == approved_by {
            return Err(ClientError::SamePersonRequested);
        }
        not_before(input.effective_on, requested_on)?;
        self.may_be_erased(keeping, input.effective_on, received_on)?;
        Ok(vec![ClientEvent::ClientErasureApproved {
            client: input.client.clone(),
            requested_by: requested_by.clone(),
            approved_by: approved_by.clone(),
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn record_erasure(&self, input: &RecordClientErasure) -> Decided {
        let case = self.case().ok_or_else(|| ClientError::Unknown {
            client: input.client.clone(),
        })?;
        match &case.erasure {
            Some(Erasure::Done { .. }) => Ok(Vec::new()),
            Some(Erasure::Approved { on, .. }) => Ok(vec![ClientEvent::ClientErased {
                client: input.client.clone(),
                key: input.key.clone(),
                effective_on: *on,
            }]),
            Some(Erasure::Requested { .. } | Erasure::Withdrawn { .. }) | None => {
                Err(ClientError::ErasureNotApproved)
            }
        }
    }

    /// The case is closed, nobody holds it, its claims are finished, and no record of it has to be kept.
    fn may_be_erased(
        &self,
        keeping: &Keeping,
        effective_on: NaiveDate,
        received_on: NaiveDate,
    ) -> Result<(), ClientError> {
        let Self::Closed {
            case, closed_on, ..
        } = self
        else {
            return Err(ClientError::StillOpen);
        };
        if let Some(held) = case.held() {
            return Err(ClientError::Held { since: held.since });
        }
        if let Some(claim) = &keeping.unfinished {
            return Err(ClientError::ClaimUnfinished {
                claim: claim.clone(),
            });
        }
        not_in_future(effective_on, received_on)?;
        not_before(effective_on, *closed_on)?;
        if effective_on <= keeping.until {
            return Err(ClientError::RetentionApplies {
                award: keeping.award.clone(),
                until: keeping.until,
                open: keeping.open,
            });
        }
        Ok(())
    }
}

impl Case {
    /// Takes in what happens to what is held about the client.
    pub(super) fn keep_or_erase(&mut self, event: &ClientEvent) {
        if let ClientEvent::CaseReferenceRecorded { reference, .. } = event {
            self.reference = Some(reference.clone());
        }
        if let ClientEvent::ClientHeld {
            reason,
            effective_on,
            ..
        } = event
        {
            self.hold = Some(Hold {
                reason: *reason,
                since: *effective_on,
                lifted_on: None,
            });
        }
        if let ClientEvent::ClientHoldLifted { effective_on, .. } = event
            && let Some(hold) = &mut self.hold
        {
            hold.lifted_on = Some(*effective_on);
        }
        if let ClientEvent::ClientErasureRequested {
            reason,
            requested_by,
            effective_on,
            ..
        } = event
        {
            self.erasure = Some(Erasure::Requested {
                reason: *reason,
                by: requested_by.clone(),
                on: *effective_on,
            });
        }
        if let ClientEvent::ClientErasureWithdrawn {
            reason,
            withdrawn_by,
            effective_on,
            ..
        } = event
        {
            self.erasure = Some(Erasure::Withdrawn {
                reason: *reason,
                by: withdrawn_by.clone(),
                on: *effective_on,
            });
        }
        if let ClientEvent::ClientErasureApproved {
            approved_by,
            effective_on,
            ..
        } = event
        {
            self.erasure = Some(Erasure::Approved {
                by: approved_by.clone(),
                on: *effective_on,
            });
        }
        if let ClientEvent::ClientErased { .. } = event
            && let Some(Erasure::Approved { by, on }) = &self.erasure
        {
            self.erasure = Some(Erasure::Done {
                by: by.clone(),
                on: *on,
            });
            self.reference = None;
        }
    }
}
