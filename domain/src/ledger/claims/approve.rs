//! An officer approves a claim.

use super::{
    filed,
    release::{releasable, release},
};
use crate::{
    claim::ClaimCommand,
    ledger::{ApproveClaim, Draft, Halt, StreamId},
    sub_award::SubAwardCommand,
};

pub(in crate::ledger) fn approve_claim(
    draft: &mut Draft<'_>,
    command: &ApproveClaim,
) -> Result<StreamId, Halt> {
    let id = &command.claim;
    let file = filed(draft, id)?;
    let (actor, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    let claim = draft.claim(id)?;
    if claim
        .approvable(&actor, command.effective_on, received_on)?
        .is_none()
    {
        return Ok(StreamId::claim(id));
    }
    if claim.is_pended() {
        releasable(draft, &file)?;
        release(draft, id, command.effective_on)?;
    }
    draft.decide_claim(
        id,
        &ClaimCommand::Approve {
            approved_by: actor,
            effective_on: command.effective_on,
            received_on,
        },
    )?;
    draft.decide_sub_award(
        &file.terms.sub_award,
        &SubAwardCommand::Accrue {
            claim: id.clone(),
            amount: file.due(),
            effective_on: command.effective_on,
        },
    )?;
    Ok(StreamId::claim(id))
}
