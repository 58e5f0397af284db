//! Decisions about the key with which checkpoints are signed.

use super::{Draft, Halt, RotateSigningKey, StreamId};
use crate::signing::{Signed, SigningCommand};

pub(super) fn rotate_signing_key(
    draft: &mut Draft<'_>,
    command: &RotateSigningKey,
) -> Result<StreamId, Halt> {
    let asked = SigningCommand::Rotate {
        from: command.from.clone(),
        to: command.to.clone(),
        effective_on: command.effective_on,
        received_on: draft.context.received_on(),
    };
    draft.decide_signing(&Signed::Checkpoints, &asked)?;
    Ok(StreamId::signing(&Signed::Checkpoints))
}
