//! What a client's case decides.

use chrono::NaiveDate;

use super::{
    Assignment, Case, Client, ClientCommand, ClientError, ClientEvent, ClientPhase, ClosingReason,
    Enrolment, Placement, age_band_fits, attested, leads_to, phase_fits, serves,
};
use crate::{
    id::{ClaimId, ClientCode, OrganizationId},
    ledger::{ChangeClientPhase, CloseClient, EnrolClient, ReopenClient, TransferClient},
    period::{not_before, not_in_future},
};

pub(super) type Decided = Result<Vec<ClientEvent>, ClientError>;

impl Client {
    /// What follows from a command.
    pub fn decide(&self, command: &ClientCommand) -> Decided {
        if self.is_erased() && changes_a_case(command) {
            return Err(ClientError::Erased);
        }
        match command {
            ClientCommand::Enrol {
                input,
                placement,
                received_on,
            } => self.enrol(input, placement, *received_on),
            ClientCommand::ChangePhase { input, received_on } => {
                self.change_phase(input, *received_on)
            }
            ClientCommand::AddFamilyMember {
                input,
                member_has_case,
                received_on,
            } => self.add_family_member(input, *member_has_case, *received_on),
            ClientCommand::RecordLetter { input, received_on } => {
                self.record_letter(input, *received_on)
            }
            ClientCommand::ExtendInterimAssistance {
                input,
                approved_by,
                received_on,
            } => self.extend_interim_assistance(input, approved_by, *received_on),
            ClientCommand::RemoveFamilyMember { input, received_on } => {
                self.remove_family_member(input, *received_on)
            }
            ClientCommand::Reopen {
                input,
                placement,
                received_on,
            } => self.reopen(input, placement, *received_on),
            ClientCommand::Transfer {
                input,
                placement,
                from_grantee,
                received_on,
            } => self.transfer(input, placement, from_grantee, *received_on),
            ClientCommand::Close { input, received_on } => self.close(input, *received_on),
            ClientCommand::Reserve { .. } => self.reserve(command),
            ClientCommand::Release {
                claim,
                effective_on,
            } => Ok(self.release(claim, *effective_on)),
            ClientCommand::TurnDown { .. }
            | ClientCommand::DeferReadjudication { .. }
            | ClientCommand::FinishReadjudication { .. } => Ok(self.keep_in_mind(command)),
            ClientCommand::RecordReference { input, received_on } => {
                self.record_reference(input, *received_on)
            }
            ClientCommand::PlaceHold {
                input,
                by,
                received_on,
            } => self.place_hold(input, by, *received_on),
            ClientCommand::LiftHold {
                input,
                by,
                received_on,
            } => self.lift_hold(input, by, *received_on),
            ClientCommand::RequestErasure {
                input,
                keeping,
                by,
                received_on,
            } => self.request_erasure(input, keeping, by, *received_on),
            ClientCommand::ApproveErasure {
                input,
                keeping,
                by,
                received_on,
            } => self.approve_erasure(input, keeping, by, *received_on),
            ClientCommand::RecordErasure { input } => self.record_erasure(input),
        }
    }

    fn enrol(&self, input: &EnrolClient, placement: &Placement, received_on: NaiveDate) -> Decided {
        let enrolment = Enrolment {
            population: input.population,
            age_band: input.age_band,
            phase: input.phase,
            attestation: input.attestation,
            effective_on: input.effective_on,
        };
        if let Some(case) = self.case() {
            return if case.enrolment == enrolment
                && case.first().terms.sub_award == input.sub_award
                && case.first().terms.state == input.state
            {
                Ok(Vec::new())
            } else {
                Err(ClientError::CodeUsed {
                    client: input.client.clone(),
                })
            };
        }
        if !placement.active {
            return Err(ClientError::SubAwardNotActive { field: "subAward" });
        }
        attested(&input.attestation)?;
        let population = input.population;
        if !phase_fits(population, input.phase) {
            return Err(ClientError::PhaseNotOfPopulation {
                phase: input.phase,
                population,
            });
        }
        if !age_band_fits(population, input.age_band) {
            return Err(ClientError::AgeBandNotOfPopulation { population });
        }
        if !serves(&placement.states, &placement.regions, input.state) {
            return Err(ClientError::EnrolmentOutsideRegion { state: input.state });
        }
        not_in_future(input.effective_on, received_on)?;
        let period = placement.period;
        if !period.contains(input.effective_on) {
            return Err(ClientError::EnrolmentOutsidePeriod {
                starts_on: period.starts_on,
                ends_on: period.ends_on,
            });
        }
        let terms = &placement.terms;
        Ok(vec![ClientEvent::ClientEnrolled {
            client: input.client.clone(),
            sub_award: terms.sub_award.clone(),
            organization: terms.organization.clone(),
            award: terms.award.clone(),
            programme: terms.programme.clone(),
            population,
            age_band: input.age_band,
            state: terms.state,
            phase: input.phase,
            attestation: input.attestation,
            effective_on: input.effective_on,
        }])
    }

    fn change_phase(&self, input: &ChangeClientPhase, received_on: NaiveDate) -> Decided {
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

    fn transfer(
        &self,
        input: &TransferClient,
        placement: &Placement,
        from_grantee: &OrganizationId,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.open(&input.client)?;
        let Assignment { terms, since } = &case.current;
        if terms.sub_award == input.to_sub_award {
            let repeats = !case.former.is_empty()
                && *since == input.effective_on
                && terms.state == input.state;
            return if repeats {
                Ok(Vec::new())
            } else {
                Err(ClientError::TransferToSameSubAward)
            };
        }
        if !placement.active {
            return Err(ClientError::SubAwardNotActive {
                field: "toSubAward",
            });
        }
        let to = &placement.terms;
        if placement.grantee != *from_grantee || to.programme != terms.programme {
            return Err(ClientError::TransferOutsidePrime);
        }
        if !serves(&placement.states, &placement.regions, input.state) {
            return Err(ClientError::TransferOutsideRegion { state: input.state });
        }
        case.may_change(input.effective_on, received_on)?;
        let period = placement.period;
        if !period.contains(input.effective_on) {
            return Err(ClientError::TransferOutsidePeriod {
                starts_on: period.starts_on,
                ends_on: period.ends_on,
            });
        }
        Ok(vec![ClientEvent::ClientTransferred {
            client: input.client.clone(),
            from_sub_award: terms.sub_award.clone(),
            sub_award: to.sub_award.clone(),
            organization: to.organization.clone(),
            award: to.award.clone(),
            programme: to.programme.clone(),
            state: input.state,
            effective_on: input.effective_on,
        }])
    }

    fn close(&self, input: &CloseClient, received_on: NaiveDate) -> Decided {
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

    fn reserve(&self, command: &ClientCommand) -> Decided {
        let ClientCommand::Reserve {
            claim,
            sub_award,
            service_month,
            benefit_year,
            administration,
            direct,
            unit: take,
            unit_phases,
            content_digest,
            effective_on,
        } = command
        else {
            return Ok(Vec::new());
        };
        let Some(case) = self.case() else {
            return Ok(Vec::new());
        };
        if case.benefits.iter().any(|held| held.claim == *claim) {
            return Ok(Vec::new());
        }
        let unit = administration.is_positive();
        if unit && !case.unit_is_free(sub_award, *service_month, take) {
            return Err(ClientError::UnitTaken);
        }
        Ok(vec![ClientEvent::BenefitReserved {
            client: case.client.clone(),
            claim: claim.clone(),
            sub_award: sub_award.clone(),
            service_month: *service_month,
            benefit_year: *benefit_year,
            administration: *administration,
            direct: *direct,
            case_management_unit: unit,
            unit_phases: if unit {
                unit_phases.clone()
            } else {
                Vec::new()
            },
            content_digest: content_digest.clone(),
            effective_on: *effective_on,
        }])
    }

    fn release(&self, claim: &ClaimId, effective_on: NaiveDate) -> Vec<ClientEvent> {
        self.case()
            .filter(|case| case.benefits.iter().any(|held| held.claim == *claim))
            .map(|case| ClientEvent::BenefitReleased {
                client: case.client.clone(),
                claim: claim.clone(),
                effective_on,
            })
            .into_iter()
            .collect()
    }

    fn reopen(
        &self,
        input: &ReopenClient,
        placement: &Placement,
        received_on: NaiveDate,
    ) -> Decided {
        let (reason, closed_on) = match self {
            Self::Unknown => {
                return Err(ClientError::Unknown {
                    client: input.client.clone(),
                });
            }
            Self::Open { case } => {
                let repeats = case.spans.last().is_some_and(|span| {
                    span.reopened == Some(input.reason) && span.from == input.effective_on
                });
                return if repeats {
                    Ok(Vec::new())
                } else {
                    Err(ClientError::NotClosed)
                };
            }
            Self::Closed {
                reason, closed_on, ..
            } => (*reason, *closed_on),
        };
        if reason == ClosingReason::Citizenship {
            return Err(ClientError::NotForeignNational { field: "client" });
        }
        if !placement.active {
            return Err(ClientError::SubAwardNotActive { field: "client" });
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(
            input.effective_on,
            closed_on.succ_opt().unwrap_or(closed_on),
        )?;
        let period = placement.period;
        if !period.contains(input.effective_on) {
            return Err(ClientError::ReopeningOutsidePeriod {
                starts_on: period.starts_on,
                ends_on: period.ends_on,
            });
        }
        Ok(vec![ClientEvent::ClientReopened {
            client: input.client.clone(),
            reason: input.reason,
            effective_on: input.effective_on,
        }])
    }

    /// The case as it was on a day on which it was open: what is learned late may still be about that day.
    pub(super) fn open_on(&self, client: &ClientCode, on: NaiveDate) -> Result<&Case, ClientError> {
        match self {
            Self::Closed {
                case, closed_on, ..
            } if on <= *closed_on => Ok(case),
            Self::Unknown | Self::Open { .. } | Self::Closed { .. } => self.open(client),
        }
    }

    pub(super) fn open(&self, client: &ClientCode) -> Result<&Case, ClientError> {
        match self {
            Self::Unknown => Err(ClientError::Unknown {
                client: client.clone(),
            }),
            Self::Open { case } => Ok(case),
            Self::Closed { closed_on, .. } => Err(ClientError::Closed {
                closed_on: *closed_on,
            }),
        }
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

/// What a person asks of a case, which ends with its erasure; what claims ask of it does not.
fn changes_a_case(command: &ClientCommand) -> bool {
    match command {
        ClientCommand::ChangePhase { .. }
        | ClientCommand::AddFamilyMember { .. }
        | ClientCommand::RecordLetter { .. }
        | ClientCommand::ExtendInterimAssistance { .. }
        | ClientCommand::RemoveFamilyMember { .. }
        | ClientCommand::Reopen { .. }
        | ClientCommand::Transfer { .. }
        | ClientCommand::Close { .. } => true,
        ClientCommand::Enrol { .. }
        | ClientCommand::RecordReference { .. }
        | ClientCommand::PlaceHold { .. }
        | ClientCommand::LiftHold { .. }
        | ClientCommand::RequestErasure { .. }
        | ClientCommand::ApproveErasure { .. }
        | ClientCommand::RecordErasure { .. }
        | ClientCommand::Reserve { .. }
        | ClientCommand::Release { .. }
        | ClientCommand::TurnDown { .. }
        | ClientCommand::DeferReadjudication { .. }
        | ClientCommand::FinishReadjudication { .. } => false,
    }
}

impl Case {
    fn first(&self) -> &Assignment {
        self.former.first().unwrap_or(&self.current)
    }

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
