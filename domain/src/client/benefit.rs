//! What a claim takes of a client's year, and gives back.

use chrono::NaiveDate;

use super::{Client, ClientCommand, ClientError, ClientEvent, decide::Decided};
use crate::id::ClaimId;

impl Client {
    pub(super) fn reserve(&self, command: &ClientCommand) -> Decided {
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

    pub(super) fn release(&self, claim: &ClaimId, effective_on: NaiveDate) -> Vec<ClientEvent> {
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
}
