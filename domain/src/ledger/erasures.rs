//! Decisions on what is held about a client: the sub-awardee's case reference, holds, and erasure by two officers.

use chrono::NaiveDate;

use super::{
    ApproveClientErasure, Draft, Halt, LiftClientHold, PlaceClientHold, RecordCaseReference,
    RecordClientErasure, RequestClientErasure, StreamId, WithdrawClientErasure,
    actions::final_report_on, claims,
};
use crate::{
    award::{Award, AwardError},
    claim::Claim,
    client::{Case, ClientCommand, ClientError, Keeping},
    id::{ClaimId, ClientCode},
    identifier::Fain,
    regime::retained_until,
};

pub(super) fn record_case_reference(
    draft: &mut Draft<'_>,
    command: &RecordCaseReference,
) -> Result<StreamId, Halt> {
    let asked = ClientCommand::RecordReference {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    of_client(draft, &command.client, &asked)
}

pub(super) fn place_client_hold(
    draft: &mut Draft<'_>,
    command: &PlaceClientHold,
) -> Result<StreamId, Halt> {
    let asked = ClientCommand::PlaceHold {
        input: command.clone(),
        by: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    of_client(draft, &command.client, &asked)
}

pub(super) fn lift_client_hold(
    draft: &mut Draft<'_>,
    command: &LiftClientHold,
) -> Result<StreamId, Halt> {
    let asked = ClientCommand::LiftHold {
        input: command.clone(),
        by: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    of_client(draft, &command.client, &asked)
}

pub(super) fn request_client_erasure(
    draft: &mut Draft<'_>,
    command: &RequestClientErasure,
) -> Result<StreamId, Halt> {
    let asked = ClientCommand::RequestErasure {
        input: command.clone(),
        keeping: keeping(draft, &command.client)?,
        by: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    of_client(draft, &command.client, &asked)
}

pub(super) fn withdraw_client_erasure(
    draft: &mut Draft<'_>,
    command: &WithdrawClientErasure,
) -> Result<StreamId, Halt> {
    let asked = ClientCommand::WithdrawErasure {
        input: command.clone(),
        by: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    of_client(draft, &command.client, &asked)
}

pub(super) fn approve_client_erasure(
    draft: &mut Draft<'_>,
    command: &ApproveClientErasure,
) -> Result<StreamId, Halt> {
    let asked = ClientCommand::ApproveErasure {
        input: command.clone(),
        keeping: keeping(draft, &command.client)?,
        by: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    of_client(draft, &command.client, &asked)
}

pub(super) fn record_client_erasure(
    draft: &mut Draft<'_>,
    command: &RecordClientErasure,
) -> Result<StreamId, Halt> {
    let asked = ClientCommand::RecordErasure {
        input: command.clone(),
    };
    of_client(draft, &command.client, &asked)
}

fn of_client(
    draft: &mut Draft<'_>,
    client: &ClientCode,
    asked: &ClientCommand,
) -> Result<StreamId, Halt> {
    draft.decide_client(client, asked)?;
    Ok(StreamId::client(client))
}

/// What may stand against the erasure of a client; `UNKNOWN_CLIENT` where there is no case.
fn keeping(draft: &Draft<'_>, client: &ClientCode) -> Result<Keeping, Halt> {
    let case = draft
        .client(client)?
        .case()
        .ok_or_else(|| ClientError::Unknown {
            client: client.clone(),
        })?;
    let current = &case.current.terms.award;
    let (mut award, mut until, mut open) = of_award(draft, current)?;
    for former in &case.former {
        let other = of_award(draft, &former.terms.award)?;
        if other.1 > until {
            (award, until, open) = other;
        }
    }
    Ok(Keeping {
        award,
        until,
        open,
        unfinished: unfinished(draft, case)?,
    })
}

/// Until when records of an award are kept: three years from the final report, or from the close where none was filed.
/// While the award is open, as if it were closed on the day on which the command arrived (2 CFR 200.334).
fn of_award(draft: &Draft<'_>, id: &Fain) -> Result<(Fain, NaiveDate, bool), Halt> {
    let closed_on = match draft.award(id)? {
        Award::Unknown => return Err(AwardError::Unknown { award: id.clone() }.into()),
        Award::Open { .. } | Award::Suspended { .. } => None,
        Award::Closed { on, .. } => Some(*on),
    };
    let reported_on = final_report_on(draft, id)?;
    let today = draft.context.received_on();
    let since = closed_on.map_or(today, |on| reported_on.unwrap_or(on));
    Ok((id.clone(), retained_until(since), closed_on.is_none()))
}

/// A claim of the case that is neither paid, denied, voided nor replaced.
fn unfinished(draft: &Draft<'_>, case: &Case) -> Result<Option<ClaimId>, Halt> {
    let ids: Vec<ClaimId> = case.claims.keys().cloned().collect();
    claims::held(draft, &ids)?;
    for id in ids {
        match draft.claim(&id)? {
            Claim::Submitted { .. }
            | Claim::Payable { .. }
            | Claim::Pended { .. }
            | Claim::Approved { .. }
            | Claim::Scheduled { .. } => return Ok(Some(id)),
            Claim::Unknown
            | Claim::Rejected { .. }
            | Claim::Denied { .. }
            | Claim::Paid { .. }
            | Claim::Voided { .. }
            | Claim::Replaced { .. } => {}
        }
    }
    Ok(None)
}
