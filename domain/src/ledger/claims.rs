//! Decisions that begin with claims.

use super::{ApproveClaim, DenyClaim, Draft, Halt, StreamId, SubmitClaim};

pub(super) fn submit_claim(
    _draft: &mut Draft<'_>,
    _command: &SubmitClaim,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn approve_claim(
    _draft: &mut Draft<'_>,
    _command: &ApproveClaim,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn deny_claim(_draft: &mut Draft<'_>, _command: &DenyClaim) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}
