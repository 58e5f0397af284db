//! Copies who did what.

use super::{AuditRow, subject::subject};
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
        programme: subject.programme,
        award: subject.award,
        sub_award: subject.sub_award,
        client: subject.client,
        claim: subject.claim,
        payment: subject.payment,
        disclosure: subject.disclosure,
        organizations: subject.organizations,
    };
    models.audit_trail.add(row);
    Ok(())
}
