//! An officer denies a claim: its funds, caps and month are free again, and what was paid of it is owed back.

use super::{filed, release::release_pended, reverse::give_back};
use crate::{
    claim::ClaimCommand,
    ledger::{DenyClaim, Draft, Halt, StreamId},
};

pub(in crate::ledger) fn deny_claim(
    draft: &mut Draft<'_>,
    command: &DenyClaim,
) -> Result<StreamId, Halt> {
    let id = &command.claim;
    let file = filed(draft, id)?;
    let holding = draft.claim(id)?.holding();
    let repeated = draft.claim(id)?.is_denied();
    let (denied_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_claim(
        id,
        &ClaimCommand::Deny {
            reason: command.reason,
            denied_by,
            effective_on: command.effective_on,
            received_on,
        },
    )?;
    if !repeated {
        give_back(draft, &file, holding, command.effective_on)?;
        release_pended(draft, &file.terms.sub_award, command.effective_on)?;
    }
    Ok(StreamId::claim(id))
}
