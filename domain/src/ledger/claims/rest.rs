//! The rest of a claim that was paid in part: where it stands, when the claim is withdrawn or gives way. Whoever withdraws
//! a claim withdraws all of it.

use super::filed;
use crate::{
    claim::{Claim, ClaimFile, Holding},
    id::ClaimId,
    ledger::{Draft, Halt},
};

/// The latest version of the rest of a claim, with what it holds, where it still stands; none where there is no rest,
/// or nothing of it is payable any more.
pub(super) fn standing_rest(
    draft: &Draft<'_>,
    of: &ClaimFile,
) -> Result<Option<(ClaimFile, Holding)>, Halt> {
    let Some(rest) = &of.remainder else {
        return Ok(None);
    };
    let mut id: ClaimId = rest.claim.clone();
    while let Some(by) = draft.claim(&id)?.replaced_by() {
        id = by.clone();
    }
    let claim = draft.claim(&id)?;
    let stands = match claim {
        Claim::Payable { .. }
        | Claim::Pended { .. }
        | Claim::Approved { .. }
        | Claim::Scheduled { .. }
        | Claim::Paid { .. } => true,
        Claim::Unknown
        | Claim::Submitted { .. }
        | Claim::Rejected { .. }
        | Claim::Denied { .. }
        | Claim::Voided { .. }
        | Claim::Replaced { .. } => false,
    };
    let holding = claim.holding();
    let file = stands.then(|| filed(draft, &id)).transpose()?;
    Ok(file.map(|file| (file, holding)))
}
