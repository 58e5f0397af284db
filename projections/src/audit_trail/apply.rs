//! Copies who did what.

use std::collections::BTreeSet;

use super::{AuditRow, AuditSightRow, subject::subject};
use crate::{feed::Recorded, read_models::ReadModels, table::Missing};

/// Adds the row of one record, once all other read models have copied it.
pub(crate) fn apply(models: &mut ReadModels, recorded: &Recorded) -> Result<(), Missing> {
    let subject = subject(models, &recorded.event)?;
    let row = AuditRow {
        position: recorded.position,
        recorded_at: recorded.at,
        stream_kind: recorded.stream.kind,
        stream_id: recorded.stream.id.clone(),
        sequence: recorded.sequence,
        event_type: recorded.event.event_type().to_owned(),
        event_version: recorded.event_version.clone(),
        actor: recorded.metadata.actor.clone(),
        role: recorded.metadata.role.clone(),
        actor_organization: recorded.metadata.organization.clone(),
        command: recorded.metadata.command.clone(),
        command_id: recorded.metadata.command_id.clone(),
        correlation: said(&recorded.metadata.correlation),
        causation: said(&recorded.metadata.causation),
        programme: subject.programme,
        award: subject.award,
        sub_award: subject.sub_award,
        client: subject.client,
        claim: subject.claim,
        payment: subject.payment,
        disclosure: subject.disclosure,
        organizations: subject.organizations,
    };
    let organizations: BTreeSet<_> = row.organizations.iter().collect();
    for organization in organizations {
        models.audit_sights.add(AuditSightRow {
            organization: organization.clone(),
            position: recorded.position,
        });
    }
    models.audit_trail.add(row);
    Ok(())
}

/// In the metadata, the empty text says nothing.
fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
