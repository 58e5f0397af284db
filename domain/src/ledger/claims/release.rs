//! Claims that wait: released first in first, as far as the funds go.

use chrono::NaiveDate;

use super::{filed, held};
use crate::{
    claim::{ClaimCommand, ClaimError, ClaimFile},
    id::{ClaimId, SubAwardId},
    ledger::{Draft, Halt},
    sub_award::SubAwardCommand,
};

/// The most pended claims that one decision releases; the rest follow with the next, before any newer claim.
const RELEASED_CLAIMS_MAX: usize = 500;

/// Releases pended claims of a sub-award, first in first, as far as its funds go. Nothing while it or its award is
/// suspended or closed.
pub(in crate::ledger) fn release_pended(
    draft: &mut Draft<'_>,
    id: &SubAwardId,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let sub_award = draft.sub_award(id)?;
    let Some(terms) = sub_award.terms().filter(|_| sub_award.is_active()) else {
        return Ok(());
    };
    if !sub_award.has_pended() || !draft.award(&terms.award)?.is_open() {
        return Ok(());
    }
    let mut left = sub_award.funds().available;
    let released: Vec<_> = sub_award
        .pended()
        .take(RELEASED_CLAIMS_MAX)
        .take_while(|pended| {
            let fits = pended.amount <= left;
            left = left.less(pended.amount);
            fits
        })
        .map(|pended| pended.claim.clone())
        .collect();
    held(draft, &released)?;
    for claim in released {
        release(draft, &claim, effective_on)?;
    }
    Ok(())
}

/// Takes a pended claim out of the queue and reserves its funds.
pub(super) fn release(
    draft: &mut Draft<'_>,
    id: &ClaimId,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let file = filed(draft, id)?;
    let effective_on = effective_on.max(file.submitted_on);
    let (sub_award, amount) = (file.terms.sub_award, file.payable);
    draft.decide_sub_award(
        &sub_award,
        &SubAwardCommand::Unpend {
            claim: id.clone(),
            amount,
            effective_on,
        },
    )?;
    draft.decide_sub_award(
        &sub_award,
        &SubAwardCommand::Reserve {
            claim: id.clone(),
            amount,
            effective_on,
        },
    )?;
    draft.decide_claim(id, &ClaimCommand::Release { effective_on })
}

/// The claim is the first that waits, nothing is suspended, and there are funds for it.
pub(super) fn releasable(draft: &Draft<'_>, file: &ClaimFile) -> Result<(), Halt> {
    let sub_award = draft.sub_award(&file.terms.sub_award)?;
    if !sub_award.is_active() || !draft.award(&file.terms.award)?.is_open() {
        return Err(ClaimError::PendedWhileSuspended.into());
    }
    let available = sub_award.funds().available;
    if sub_award.first_pended() != Some(&file.claim) || file.payable > available {
        return Err(ClaimError::PendedForFunds {
            payable: file.payable,
            available,
        }
        .into());
    }
    Ok(())
}
