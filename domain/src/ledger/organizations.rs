//! Decisions that begin with organizations.

use super::{
    Draft, ExcludeOrganization, Halt, RegisterOrganization, ReinstateOrganization, StreamId,
};
use crate::organization::OrganizationCommand;

pub(super) fn register_organization(
    draft: &mut Draft<'_>,
    command: &RegisterOrganization,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let received_on = draft.context.received_on();
    draft.decide_organization(
        id,
        &OrganizationCommand::Register {
            input: command.clone(),
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}

pub(super) fn exclude_organization(
    draft: &mut Draft<'_>,
    command: &ExcludeOrganization,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let received_on = draft.context.received_on();
    draft.decide_organization(
        id,
        &OrganizationCommand::Exclude {
            input: command.clone(),
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}

pub(super) fn reinstate_organization(
    draft: &mut Draft<'_>,
    command: &ReinstateOrganization,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let received_on = draft.context.received_on();
    draft.decide_organization(
        id,
        &OrganizationCommand::Reinstate {
            input: command.clone(),
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}
