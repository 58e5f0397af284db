//! Decisions that begin with clients.

use super::{
    AddFamilyMember, ChangeClientPhase, CloseClient, Draft, EnrolClient, ExtendInterimAssistance,
    Halt, RecordLetter, RemoveFamilyMember, ReopenClient, StreamId, TransferClient,
    claims::readjudicate_late,
};
use crate::{
    award::AwardError,
    client::{ClientCommand, ClientError, ClientTerms, Placement},
    id::{ClientCode, SubAwardId},
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

/// What is learned of a case may be a late fact: what takes effect in the past may cover, or no longer cover, months that
/// are claimed already. Their claims are adjudicated again, in the same decision.
fn learn(
    draft: &mut Draft<'_>,
    client: &ClientCode,
    asked: &ClientCommand,
) -> Result<StreamId, Halt> {
    let before = draft.client(client)?.clone();
    draft.decide_client(client, asked)?;
    readjudicate_late(draft, client, &before)?;
    Ok(StreamId::client(client))
}

pub(super) fn change_client_phase(
    draft: &mut Draft<'_>,
    command: &ChangeClientPhase,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let asked = ClientCommand::ChangePhase {
        input: command.clone(),
        received_on,
    };
    learn(draft, &command.client, &asked)
}

/// A letter is a late fact like a change of phase: it may certify months that are claimed already.
pub(super) fn record_letter(
    draft: &mut Draft<'_>,
    command: &RecordLetter,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let asked = ClientCommand::RecordLetter {
        input: command.clone(),
        received_on,
    };
    learn(draft, &command.client, &asked)
}

/// The person of the prime who asks is the one who approves.
pub(super) fn extend_interim_assistance(
    draft: &mut Draft<'_>,
    command: &ExtendInterimAssistance,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let approved_by = draft.context.actor.clone();
    let asked = ClientCommand::ExtendInterimAssistance {
        input: command.clone(),
        approved_by,
        received_on,
    };
    learn(draft, &command.client, &asked)
}

pub(super) fn remove_family_member(
    draft: &mut Draft<'_>,
    command: &RemoveFamilyMember,
) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let asked = ClientCommand::RemoveFamilyMember {
        input: command.clone(),
        received_on,
    };
    learn(draft, &command.client, &asked)
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
    let asked = ClientCommand::Reopen {
        input: command.clone(),
        placement,
        received_on,
    };
    learn(draft, &command.client, &asked)
}

pub(super) fn add_family_member(
    draft: &mut Draft<'_>,
    command: &AddFamilyMember,
) -> Result<StreamId, Halt> {
    let member_has_case = draft.client(&command.member)?.case().is_some();
    let received_on = draft.context.received_on();
    let asked = ClientCommand::AddFamilyMember {
        input: command.clone(),
        member_has_case,
        received_on,
    };
    learn(draft, &command.client, &asked)
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
    let asked = ClientCommand::Transfer {
        input: command.clone(),
        placement,
        from_grantee,
        received_on,
    };
    learn(draft, &command.client, &asked)
}

pub(super) fn close_client(draft: &mut Draft<'_>, command: &CloseClient) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    let asked = ClientCommand::Close {
        input: command.clone(),
        received_on,
    };
    learn(draft, &command.client, &asked)
}
