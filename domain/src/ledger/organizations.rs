//! Decisions that begin with organizations.

use super::{
    AttestGrassroots, Draft, ExcludeOrganization, Halt, RegisterOrganization,
    ReinstateOrganization, StreamId, WithdrawGrassroots,
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

pub(super) fn attest_grassroots(
    draft: &mut Draft<'_>,
    command: &AttestGrassroots,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let (attested_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_organization(
        id,
        &OrganizationCommand::Attest {
            input: command.clone(),
            attested_by,
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}

pub(super) fn withdraw_grassroots(
    draft: &mut Draft<'_>,
    command: &WithdrawGrassroots,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let (withdrawn_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_organization(
        id,
        &OrganizationCommand::Withdraw {
            input: command.clone(),
            withdrawn_by,
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}
