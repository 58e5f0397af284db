//! What a case decides about letters, and about the interim assistance that a child has until its letter comes.

use chrono::NaiveDate;

use super::{
    Case, Client, ClientError, ClientEvent, ClientPhase, ClosingReason, Letter, LetterKind,
    PhaseBasis, benefits_end_on, decide::Decided, extended_interim_ends_on, leads_to,
    letter_ends_on, letter_fits, under_18_on_receipt,
};
use crate::{
    id::ActorId,
    ledger::{ExtendInterimAssistance, RecordLetter},
    period::{not_before, not_in_future},
};

impl Client {
    pub(super) fn record_letter(&self, input: &RecordLetter, received_on: NaiveDate) -> Decided {
        let case = self.open_on(&input.client, input.effective_on)?;
        let (kind, dated_on) = (input.kind, input.dated_on);
        let letter = Letter {
            kind,
            dated_on,
            ends_on: letter_ends_on(dated_on),
            receipt: input.receipt,
            since: input.effective_on,
        };
        if case.letters.contains(&letter) {
            return Ok(Vec::new());
        }
        let population = case.enrolment.population;
        if !letter_fits(population, kind) {
            return Err(ClientError::LetterNotOfPopulation { kind, population });
        }
        if dated_on > received_on {
            return Err(ClientError::LetterDatedInFuture { dated_on });
        }
        under_18_on_receipt(kind, dated_on, input.receipt)?;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, case.enrolment.effective_on)?;
        let mut events = vec![ClientEvent::LetterRecorded {
            client: input.client.clone(),
            kind,
            dated_on,
            ends_on: letter.ends_on,
            benefits_end_on: benefits_end_on(kind, input.effective_on),
            receipt: input.receipt,
            effective_on: input.effective_on,
        }];
        events.extend(self.moved_by_letter(case, input)?);
        Ok(events)
    }

    /// What a letter does to the case: certified, eligible, closed; nothing where it says what holds already.
    fn moved_by_letter(
        &self,
        case: &Case,
        input: &RecordLetter,
    ) -> Result<Option<ClientEvent>, ClientError> {
        let from = case.phase();
        let (to, basis) = match input.kind {
            LetterKind::InterimAssistance => return Ok(None),
            LetterKind::EligibilityDenied => {
                self.open(&input.client)?;
                if from != ClientPhase::InterimAssistance {
                    return Err(ClientError::PhaseHolds { phase: from });
                }
                not_before(input.effective_on, case.changed_on)?;
                return Ok(Some(ClientEvent::ClientClosed {
                    client: input.client.clone(),
                    reason: ClosingReason::NotEligible,
                    effective_on: input.effective_on,
                }));
            }
            LetterKind::Certification => (ClientPhase::Certified, input.basis),
            LetterKind::Eligibility => (ClientPhase::Eligible, Some(PhaseBasis::EligibilityLetter)),
        };
        if from == to {
            return Ok(None);
        }
        let basis = basis.ok_or(ClientError::CertificationBasisMissing)?;
        leads_to(from, to, basis)?;
        Ok(Some(ClientEvent::ClientPhaseChanged {
            client: input.client.clone(),
            from,
            to,
            basis,
            effective_on: input.effective_on,
        }))
    }

    pub(super) fn extend_interim_assistance(
        &self,
        input: &ExtendInterimAssistance,
        approved_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.open(&input.client)?;
        if let Some(extension) = case.extension {
            return if extension.reason == input.reason
                && extension.approved_on == input.effective_on
            {
                Ok(Vec::new())
            } else {
                Err(ClientError::InterimExtendedAlready {
                    ends_on: extension.ends_on,
                })
            };
        }
        let phase = case.phase();
        if phase != ClientPhase::InterimAssistance {
            return Err(ClientError::NotInInterimAssistance { phase });
        }
        let since = case.phase_since();
        if let Some(ends_on) = case
            .phase_ends_on(phase, since)
            .filter(|ends_on| input.effective_on > *ends_on)
        {
            return Err(ClientError::InterimEnded { ends_on });
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, since)?;
        Ok(vec![ClientEvent::InterimAssistanceExtended {
            client: input.client.clone(),
            reason: input.reason,
            approved_by: approved_by.clone(),
            ends_on: extended_interim_ends_on(since),
            effective_on: input.effective_on,
        }])
    }
}
