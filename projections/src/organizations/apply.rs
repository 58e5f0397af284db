//! Copies what happens to organizations.

use almoner_domain::organization::OrganizationEvent;

use super::OrganizationRow;
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &OrganizationEvent,
) -> Result<(), Missing> {
    let organizations = &mut models.organizations;
    match event {
        OrganizationEvent::OrganizationRegistered {
            organization,
            name,
            identifier,
            state,
            grassroots,
            effective_on,
        } => {
            let row = OrganizationRow {
                organization: organization.clone(),
                name: name.clone(),
                identifier_scheme: identifier.scheme().to_owned(),
                identifier: identifier.value().to_owned(),
                state: *state,
                grassroots: *grassroots,
                attestation: None,
                attested_by: None,
                attested_on: None,
                withdrawal: None,
                withdrawn_by: None,
                withdrawn_on: None,
                excluded: false,
                excluded_on: None,
                registered_on: *effective_on,
            };
            organizations.put(position, row);
            Ok(())
        }
        // What documents show, and which sub-awards count, is a matter of awards, and on their audit trail.
        OrganizationEvent::EvidenceCounted { organization, .. }
        | OrganizationEvent::EvidenceFreed { organization, .. }
        | OrganizationEvent::SubAwardCounted { organization, .. } => {
            organizations.need(&(organization.clone(),)).map(drop)
        }
        OrganizationEvent::OrganizationExcluded {
            organization,
            effective_on,
        } => organizations.change(position, &(organization.clone(),), |row| {
            row.excluded = true;
            row.excluded_on = Some(*effective_on);
        }),
        OrganizationEvent::GrassrootsAttested {
            organization,
            evidence,
            attested_by,
            effective_on,
        } => organizations.change(position, &(organization.clone(),), |row| {
            row.grassroots = true;
            row.attestation = Some(evidence.clone());
            row.attested_by = Some(attested_by.to_string());
            row.attested_on = Some(*effective_on);
            row.withdrawal = None;
            row.withdrawn_by = None;
            row.withdrawn_on = None;
        }),
        OrganizationEvent::GrassrootsWithdrawn {
            organization,
            reason,
            withdrawn_by,
            effective_on,
        } => organizations.change(position, &(organization.clone(),), |row| {
            row.grassroots = false;
            row.withdrawal = Some(reason.clone());
            row.withdrawn_by = Some(withdrawn_by.to_string());
            row.withdrawn_on = Some(*effective_on);
        }),
        OrganizationEvent::OrganizationReinstated { organization, .. } => {
            organizations.change(position, &(organization.clone(),), |row| {
                row.excluded = false;
                row.excluded_on = None;
            })
        }
    }
}
