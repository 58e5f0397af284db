//! An officer denies a claim: its funds, caps and month are free again.

use super::filed;
use crate::{
    claim::ClaimCommand,
    client::ClientCommand,
    ledger::{DenyClaim, Draft, Halt, StreamId},
    sub_award::SubAwardCommand,
};

pub(in crate::ledger) fn deny_claim(
    draft: &mut Draft<'_>,
    command: &DenyClaim,
) -> Result<StreamId, Halt> {
    let id = &command.claim;
    let file = filed(draft, id)?;
    let pended = draft.claim(id)?.is_pended();
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
    if repeated {
        return Ok(StreamId::claim(id));
    }
    let (claim, amount, effective_on) = (id.clone(), file.payable, command.effective_on);
    let freed = if pended {
        SubAwardCommand::Unpend {
            claim,
            amount,
            effective_on,
        }
    } else {
        SubAwardCommand::Release {
            claim,
            amount,
            effective_on,
        }
    };
    draft.decide_sub_award(&file.terms.sub_award, &freed)?;
    draft.decide_client(
        &file.terms.client,
        &ClientCommand::Release {
            claim: id.clone(),
            effective_on,
        },
    )?;
    Ok(StreamId::claim(id))
}
