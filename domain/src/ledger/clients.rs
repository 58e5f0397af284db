//! Decisions that begin with clients.

use super::{
    AddFamilyMember, ChangeClientPhase, CloseClient, Draft, EnrolClient, ExtendInterimAssistance,
    Halt, RecordLetter, RemoveFamilyMember, ReopenClient, StreamId, TransferClient,
    claims::readjudicate_late,
};
use crate::{
    award::AwardError,
    client::{ClientCommand, ClientError, ClientTerms, Placement},
    id::SubAwardId,
    region::State,
    sub_award::SubAwardError,
};

pub(super) fn enrol_client(draft: &mut Draft<'_>, command: &EnrolClient) -> Result<StreamId, Halt> {
    let placement = placement(draft, &command.sub_award, command.state)?;
    let received_on = draft.context.received_on();
    draft.decide_client(
        &command.client,
        &ClientCommand::Enrol {
            input: command.clone(),
            placement,
            received_on,
        },
    )?;
    Ok(StreamId::client(&command.client))
}

/// What a sub-award says about a case that it is to manage; `UNKNOWN_SUB_AWARD` when there is none.
fn placement(draft: &Draft<'_>, id: &SubAwardId, state: State) -> Result<Placement, Halt> {
    let sub_award = draft.sub_award(id)?;
    let terms = sub_award.terms().ok_or_else(|| SubAwardError::Unknown {
        sub_award: id.clone(),
    })?;
    let award = draft.award(&terms.award)?;
    let award_terms = award.terms().ok_or_else(|| AwardError::Unknown {
        award: terms.award.clone(),
    })?;
    Ok(Placement {
        terms: ClientTerms {
            sub_award: id.clone(),
            organization: terms.sub_awardee.clone(),
            award: terms.award.clone(),
            programme: terms.programme.clone(),
            state,
        },
        grantee: terms.grantee.clone(),
        active: sub_award.is_active() && award.is_open(),
        states: terms.states.clone(),
        regions: award_terms.regions.clone(),
        period: terms.period,
    })
}

/// Late facts arrive here and in the functions below: what takes effect in the past may cover, or no longer cover,
/// months that are claimed already. Their claims are adjudicated again, in the same decision.
pub(super) fn change_client_phase(
    draft: &mut Draft<'_>,
    command: &ChangeClientPhase,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::ChangePhase {
            input: command.clone(),
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}

/// A letter is a late fact like a change of phase: it may certify months that are claimed already.
pub(super) fn record_letter(
    draft: &mut Draft<'_>,
    command: &RecordLetter,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::RecordLetter {
            input: command.clone(),
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}

/// The person of the prime who asks is the one who approves.
pub(super) fn extend_interim_assistance(
    draft: &mut Draft<'_>,
    command: &ExtendInterimAssistance,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let approved_by = draft.context.actor.clone();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::ExtendInterimAssistance {
            input: command.clone(),
            approved_by,
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}

pub(super) fn remove_family_member(
    draft: &mut Draft<'_>,
    command: &RemoveFamilyMember,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::RemoveFamilyMember {
            input: command.clone(),
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}

/// The case is taken up again under the sub-award that managed it last.
pub(super) fn reopen_client(
    draft: &mut Draft<'_>,
    command: &ReopenClient,
) -> Result<StreamId, Halt> {
    let terms = draft
        .client(&command.client)?
        .terms()
        .ok_or_else(|| ClientError::Unknown {
            client: command.client.clone(),
        })?;
    let placement = placement(draft, &terms.sub_award, terms.state)?;
    let received_on = draft.context.received_on();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::Reopen {
            input: command.clone(),
            placement,
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}

pub(super) fn add_family_member(
    draft: &mut Draft<'_>,
    command: &AddFamilyMember,
) -> Result<StreamId, Halt> {
    let member_has_case = draft.client(&command.member)?.case().is_some();
    let received_on = draft.context.received_on();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::AddFamilyMember {
            input: command.clone(),
            member_has_case,
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}

pub(super) fn transfer_client(
    draft: &mut Draft<'_>,
    command: &TransferClient,
) -> Result<StreamId, Halt> {
    let terms = draft
        .client(&command.client)?
        .terms()
        .ok_or_else(|| ClientError::Unknown {
            client: command.client.clone(),
        })?;
    let from = draft.sub_award(&terms.sub_award)?;
    let from_grantee = from
        .terms()
        .map(|from| from.grantee.clone())
        .ok_or_else(|| SubAwardError::Unknown {
            sub_award: terms.sub_award.clone(),
        })?;
    let placement = placement(draft, &command.to_sub_award, command.state)?;
    let received_on = draft.context.received_on();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::Transfer {
            input: command.clone(),
            placement,
            from_grantee,
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}

pub(super) fn close_client(draft: &mut Draft<'_>, command: &CloseClient) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let before = draft.client(&command.client)?.clone();
    draft.decide_client(
        &command.client,
        &ClientCommand::Close {
            input: command.clone(),
            received_on,
        },
    )?;
    readjudicate_late(draft, &command.client, &before)?;
    Ok(StreamId::client(&command.client))
}
