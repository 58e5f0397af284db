//! Decisions that begin with claims, a room a subject: what comes in, what an officer says of it, how it is corrected,
//! and what waits for funds.

mod approve;
mod deny;
mod facts;
mod readjudicate;
mod reconsider;
mod release;
mod replace;
mod rest;
mod reverse;
mod submit;
mod void;

pub(super) use approve::approve_claim;
pub(super) use deny::deny_claim;
pub(super) use readjudicate::{readjudicate_claims, readjudicate_late, readjudicate_paid};
pub(super) use reconsider::reconsider_claim;
pub(super) use release::{release_claims, release_pended, release_pended_of_award};
pub(super) use replace::replace_claim;
pub(super) use submit::submit_claim;
pub(super) use void::void_claim;

use super::{Draft, Halt, StreamId};
use crate::{
    claim::{ClaimError, ClaimFile},
    id::ClaimId,
};

/// All claims are held; one answer names all that are not.
pub(super) fn held(draft: &Draft<'_>, claims: &[ClaimId]) -> Result<(), Halt> {
    let missing: Vec<_> = claims
        .iter()
        .filter(|claim| draft.claim(claim).is_err())
        .map(StreamId::claim)
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Halt::Missing(missing))
    }
}

fn filed(draft: &Draft<'_>, id: &ClaimId) -> Result<ClaimFile, Halt> {
    let file = draft
        .claim(id)?
        .file()
        .ok_or_else(|| ClaimError::Unknown { claim: id.clone() })?;
    Ok(file.clone())
}
