//! A request for an erasure is withdrawn before anybody approves it. Nothing was destroyed; who would have approved is told,
//! and it can be asked for anew.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Client, ClientError, ClientEvent, Erasure, decide::Decided};
use crate::{
    id::ActorId,
    ledger::WithdrawClientErasure,
    period::{not_before, not_in_future},
};

/// Why a request for an erasure is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErasureWithdrawalReason {
    /// It was asked for in error, or for another client.
    AskedInError,
    /// What is held is still needed.
    StillNeeded,
    /// The client does not want it any more.
    ClientAsked,
}

impl Client {
    pub(super) fn withdraw_erasure(
        &self,
        input: &WithdrawClientErasure,
        withdrawn_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.unerased(&input.client)?;
        let (requested_by, requested_on) = match &case.erasure {
            None | Some(Erasure::Approved { .. } | Erasure::Done { .. }) => {
                return Err(ClientError::ErasureNotRequested);
            }
            Some(Erasure::Withdrawn { reason, by, on }) => {
                let repeats =
                    *reason == input.reason && by == withdrawn_by && *on == input.effective_on;
                return if repeats {
                    Ok(Vec::new())
                } else {
                    Err(ClientError::ErasureWithdrawn { on: *on })
                };
            }
            Some(Erasure::Requested { by, on, .. }) => (by, *on),
        };
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, requested_on)?;
        Ok(vec![ClientEvent::ClientErasureWithdrawn {
            client: input.client.clone(),
            reason: input.reason,
            requested_by: requested_by.clone(),
            withdrawn_by: withdrawn_by.clone(),
            effective_on: input.effective_on,
        }])
    }
}
