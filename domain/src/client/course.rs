//! The course of a case: its phases, and its end.

use chrono::NaiveDate;

use super::{
    Case, Client, ClientError, ClientEvent, ClientPhase, ClosingReason, decide::Decided, leads_to,
};
use crate::{
    ledger::{ChangeClientPhase, CloseClient},
    period::{not_before, not_in_future},
};

impl Client {
    pub(super) fn change_phase(
        &self,
        input: &ChangeClientPhase,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.open_on(&input.client, input.effective_on)?;
        let from = case.phase();
        if from == input.phase {
            let repeats = case.phases.last().is_some_and(|latest| {
                latest.basis == input.basis && latest.since == input.effective_on
            });
            return if repeats {
                Ok(Vec::new())
            } else {
                Err(ClientError::PhaseHolds { phase: from })
            };
        }
        leads_to(from, input.phase, input.basis)?;
        if input.phase == ClientPhase::Eligible {
            return Err(ClientError::EligibilityLetterNotRecorded);
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, case.enrolment.effective_on)?;
        Ok(vec![ClientEvent::ClientPhaseChanged {
            client: input.client.clone(),
            from,
            to: input.phase,
            basis: input.basis,
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn close(&self, input: &CloseClient, received_on: NaiveDate) -> Decided {
        if self.is_closed_as(input.reason, input.effective_on) {
            return Ok(Vec::new());
        }
        let case = self.open(&input.client)?;
        case.may_change(input.effective_on, received_on)?;
        Ok(vec![ClientEvent::ClientClosed {
            client: input.client.clone(),
            reason: input.reason,
            effective_on: input.effective_on,
        }])
    }

    fn is_closed_as(&self, why: ClosingReason, on: NaiveDate) -> bool {
        match self {
            Self::Unknown | Self::Open { .. } => false,
            Self::Closed {
                reason, closed_on, ..
            } => *reason == why && *closed_on == on,
        }
    }
}

impl Case {
    /// What changes a case is known when it happened, and follows what changed it before.
    pub(super) fn may_change(
        &self,
        on: NaiveDate,
        received_on: NaiveDate,
    ) -> Result<(), ClientError> {
        not_in_future(on, received_on)?;
        not_before(on, self.changed_on)?;
        Ok(())
    }
}
