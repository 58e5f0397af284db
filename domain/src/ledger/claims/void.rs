//! A sub-awardee voids a claim. What is in a payment is refused until the payment is confirmed: the people of the prime
//! who sign it sign an amount that stands. Once it is paid, the amount is owed back. Where the funds covered a part of it,
//! the rest that waits, or was paid since, goes with it.

use super::{filed, release::release_pended, rest::standing_rest, reverse::give_back};
use crate::{
    claim::{ClaimCommand, ClaimFile},
    ledger::{Draft, Halt, StreamId, VoidClaim},
};

pub(in crate::ledger) fn void_claim(
    draft: &mut Draft<'_>,
    command: &VoidClaim,
) -> Result<StreamId, Halt> {
    let id = &command.claim;
    let file = filed(draft, id)?;
    let (holding, repeated) = {
        let claim = draft.claim(id)?;
        (claim.holding(), claim.is_voided())
    };
    let (voided_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_claim(
        id,
        &ClaimCommand::Void {
            reason: command.reason,
            voided_by,
            effective_on: command.effective_on,
            received_on,
        },
    )?;
    if !repeated {
        give_back(draft, &file, holding, command.effective_on)?;
        void_rest(draft, &file, command)?;
        release_pended(draft, &file.terms.sub_award, command.effective_on)?;
    }
    Ok(StreamId::claim(id))
}

/// The rest of a claim is withdrawn with it, for the same reason.
fn void_rest(draft: &mut Draft<'_>, of: &ClaimFile, command: &VoidClaim) -> Result<(), Halt> {
    let Some((rest, holding)) = standing_rest(draft, of)? else {
        return Ok(());
    };
    let (voided_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_claim(
        &rest.claim,
        &ClaimCommand::Void {
            reason: command.reason,
            voided_by,
            effective_on: command.effective_on,
            received_on,
        },
    )?;
    give_back(draft, &rest, holding, command.effective_on)
}
