//! Claims that wait: released first in first, as far as the funds go.

use chrono::NaiveDate;

use super::{filed, held};
use crate::{
    claim::{ClaimCommand, ClaimError, ClaimFile},
    id::{ClaimId, SubAwardId},
    identifier::Fain,
    ledger::{Draft, Halt, ReleaseClaims, StreamId},
    period::not_in_future,
    sub_award::{SubAwardCommand, SubAwardError},
};

/// The most pended claims that one decision releases; it says which is next, and the rest follow with the next
/// decision on the sub-award, which the ledger brings about itself, before any newer claim.
const RELEASED_CLAIMS_MAX: usize = 500;

/// What one decision releases of a sub-award.
struct Plan {
    sub_award: SubAwardId,
    claims: Vec<ClaimId>,
    /// There are funds for this one too, but the decision has released as many as it may.
    next: Option<ClaimId>,
}

/// Releases what waits and has funds, as an earlier decision left it.
pub(in crate::ledger) fn release_claims(
    draft: &mut Draft<'_>,
    command: &ReleaseClaims,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    if draft.sub_award(id)?.terms().is_none() {
        return Err(SubAwardError::Unknown {
            sub_award: id.clone(),
        }
        .into());
    }
    not_in_future(command.effective_on, draft.context.received_on())
        .map_err(SubAwardError::from)?;
    release_pended(draft, id, command.effective_on)?;
    Ok(StreamId::sub_award(id))
}

/// Releases pended claims of a sub-award, first in first, as far as its funds go. Nothing while it or its award is
/// suspended or closed.
pub(in crate::ledger) fn release_pended(
    draft: &mut Draft<'_>,
    id: &SubAwardId,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    release_pended_of(draft, std::slice::from_ref(id), effective_on)
}

/// Releases pended claims of every sub-award of an award that was resumed, by sub-award and first in first.
pub(in crate::ledger) fn release_pended_of_award(
    draft: &mut Draft<'_>,
    award: &Fain,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let sub_awards: Vec<_> = draft.award(award)?.sub_awards().cloned().collect();
    let missing: Vec<_> = sub_awards
        .iter()
        .filter(|sub_award| draft.sub_award(sub_award).is_err())
        .map(StreamId::sub_award)
        .collect();
    if !missing.is_empty() {
        return Err(Halt::Missing(missing));
    }
    release_pended_of(draft, &sub_awards, effective_on)
}

/// Releases pended claims of sub-awards that are held, by sub-award and first in first.
pub(super) fn release_pended_of(
    draft: &mut Draft<'_>,
    sub_awards: &[SubAwardId],
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let mut room = RELEASED_CLAIMS_MAX;
    let mut plans = Vec::new();
    for sub_award in sub_awards {
        let plan = plan(draft, sub_award, room)?;
        room -= plan.claims.len();
        plans.push(plan);
    }
    let released: Vec<_> = plans
        .iter()
        .flat_map(|plan| plan.claims.iter().cloned())
        .collect();
    held(draft, &released)?;
    for plan in plans {
        for claim in &plan.claims {
            release(draft, claim, effective_on)?;
        }
        if let Some(next) = plan.next {
            let deferred = SubAwardCommand::DeferRelease { next, effective_on };
            draft.decide_sub_award(&plan.sub_award, &deferred)?;
        }
    }
    Ok(())
}

/// Which claims of a sub-award there are funds for, at most so many.
fn plan(draft: &Draft<'_>, id: &SubAwardId, room: usize) -> Result<Plan, Halt> {
    let mut plan = Plan {
        sub_award: id.clone(),
        claims: Vec::new(),
        next: None,
    };
    let sub_award = draft.sub_award(id)?;
    let Some(terms) = sub_award.terms().filter(|_| sub_award.is_active()) else {
        return Ok(plan);
    };
    if !sub_award.has_pended() || !draft.award(&terms.award)?.is_open() {
        return Ok(plan);
    }
    let mut left = sub_award.funds().available;
    for pended in sub_award.pended() {
        if pended.amount > left {
            break;
        }
        if plan.claims.len() == room {
            plan.next = Some(pended.claim.clone());
            break;
        }
        left = left.less(pended.amount);
        plan.claims.push(pended.claim.clone());
    }
    Ok(plan)
}

/// Takes a pended claim out of the queue and reserves its funds.
pub(super) fn release(
    draft: &mut Draft<'_>,
    id: &ClaimId,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let file = filed(draft, id)?;
    let effective_on = effective_on.max(file.changed_on);
    let (amount, sub_award) = (file.due(), file.terms.sub_award);
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
    if sub_award.first_pended() != Some(&file.claim) || file.due() > available {
        return Err(ClaimError::PendedForFunds {
            payable: file.due(),
            available,
        }
        .into());
    }
    Ok(())
}
