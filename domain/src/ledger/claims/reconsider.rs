//! An officer reconsiders a denial, once: upheld, it stands; reversed, the claim is adjudicated anew as the rules and the
//! books are now, without the officer's ground. What the rules deny again stays denied.

use super::{
    facts::{claim_facts, sub_award_terms},
    filed,
    submit::{Reservation, reserve},
};
use crate::{
    claim::{ClaimCommand, ReadjudicationCause, ReconsiderationDecision},
    client::ClientError,
    ledger::{Draft, Halt, ReconsiderClaim, StreamId},
    sealed::GivenReason,
};

pub(in crate::ledger) fn reconsider_claim(
    draft: &mut Draft<'_>,
    command: &ReconsiderClaim,
) -> Result<StreamId, Halt> {
    let id = &command.claim;
    let file = filed(draft, id)?;
    if let GivenReason::Sealed(_) = command.reason
        && file.reconsidered.is_none()
        && draft.client(&file.terms.client)?.is_erased()
    {
        return Err(Halt::from(ClientError::Erased).about("claim"));
    }
    let (reconsidered_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_claim(
        id,
        &ClaimCommand::Reconsider {
            decision: command.decision,
            reason: command.reason.clone(),
            reconsidered_by,
            effective_on: command.effective_on,
            received_on,
        },
    )?;
    let repeated = file.reconsidered.is_some();
    let reversed = match command.decision {
        ReconsiderationDecision::Upheld => false,
        ReconsiderationDecision::Reversed => true,
    };
    if repeated || !reversed {
        return Ok(StreamId::claim(id));
    }
    let submission = file.submission();
    let terms = sub_award_terms(draft, &file.terms.sub_award)?;
    let mut facts = claim_facts(draft, &terms, &submission)?;
    // What is corrected waits whole.
    facts.remainder = None;
    let reservation = Reservation::of(&submission, &facts);
    draft.decide_claim(
        id,
        &ClaimCommand::Readjudicate {
            cause: ReadjudicationCause::Reconsideration,
            facts: Box::new(facts),
            effective_on: command.effective_on,
        },
    )?;
    reserve(draft, id, &reservation, command.effective_on)?;
    Ok(StreamId::claim(id))
}
