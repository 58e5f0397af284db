//! Whom a sub-award serves: a case is enrolled under one, opened again under it, and transferred to another.

use chrono::NaiveDate;

use super::{
    Assignment, Case, Client, ClientError, ClientEvent, ClosingReason, Enrolment, Placement,
    age_band_fits, attested, decide::Decided, phase_fits, serves,
};
use crate::{
    id::OrganizationId,
    ledger::{EnrolClient, ReopenClient, TransferClient},
    period::{not_before, not_in_future},
};

impl Client {
    pub(super) fn enrol(
        &self,
        input: &EnrolClient,
        placement: &Placement,
        received_on: NaiveDate,
    ) -> Decided {
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

    pub(super) fn reopen(
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

    pub(super) fn transfer(
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
}

impl Case {
    /// The sub-award that the case was enrolled under.
    fn first(&self) -> &Assignment {
        self.former.first().unwrap_or(&self.current)
    }
}
