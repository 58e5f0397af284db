//! Decisions that begin with claims. The claim is adjudicated on the state of the client's case and of the sub-award
//! as they stand; what it reserves there is part of the same decision.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{ApproveClaim, DenyClaim, Draft, Halt, StreamId, SubmitClaim};
use crate::{
    award::{Award, AwardError, AwardTerms},
    claim::{
        ClaimCommand, ClaimError, ClaimFacts, ClaimFile, ClaimTerms, SubAwardStanding, Submission,
        content_digest,
    },
    client::{BenefitYear, ClientCommand, benefit_year},
    id::{ClaimId, SubAwardId},
    programme::{PaymentModel, ProgrammeError, RuleSet, YearBasis},
    sub_award::{SubAward, SubAwardCommand, SubAwardError, SubAwardTerms},
};

/// The most pended claims that one decision releases; the rest follow with the next, before any newer claim.
const RELEASED_CLAIMS_MAX: usize = 500;

pub(super) fn submit_claim(draft: &mut Draft<'_>, command: &SubmitClaim) -> Result<StreamId, Halt> {
    let id = ClaimId::of(&command.sub_award, &command.number);
    let stream = StreamId::claim(&id);
    let repeated = draft.claim(&id)?.file().is_some();
    let terms = sub_award_terms(draft, &command.sub_award)?;
    if !repeated {
        release_pended(draft, &command.sub_award, command.effective_on)?;
    }
    let submission = Submission {
        claim: id.clone(),
        number: command.number.clone(),
        terms: ClaimTerms {
            sub_award: command.sub_award.clone(),
            organization: terms.sub_awardee.clone(),
            award: terms.award.clone(),
            programme: terms.programme.clone(),
            client: command.client.clone(),
            service_month: command.service_month,
        },
        lines: command.lines.clone(),
        content_digest: content_digest(
            &command.sub_award,
            &command.client,
            command.service_month,
            &command.lines,
        ),
        submitted_by: draft.context.actor.clone(),
        received_at: draft.context.received_at,
        effective_on: command.effective_on,
    };
    let facts = claim_facts(draft, &terms, &submission)?;
    let year = facts.client.as_ref().map(|client| client.benefit_year);
    let digest = submission.content_digest.clone();
    draft.decide_claim(
        &id,
        &ClaimCommand::Submit {
            submission: Box::new(submission),
            facts: Box::new(facts),
        },
    )?;
    if !repeated {
        reserve(draft, &id, year, digest)?;
    }
    Ok(stream)
}

/// Reserves what adjudication found payable: the client's year and month, and the sub-award's funds.
fn reserve(
    draft: &mut Draft<'_>,
    id: &ClaimId,
    year: Option<BenefitYear>,
    content_digest: String,
) -> Result<(), Halt> {
    let claim = draft.claim(id)?;
    let pended = claim.is_pended();
    let Some(file) = claim.file().filter(|file| file.payable.is_positive()) else {
        return Ok(());
    };
    let file = file.clone();
    if let Some(benefit_year) = year {
        let reserve = ClientCommand::Reserve {
            claim: id.clone(),
            sub_award: file.terms.sub_award.clone(),
            service_month: file.terms.service_month,
            benefit_year,
            administration: file.administration(),
            direct: file.direct(),
            content_digest,
            effective_on: file.submitted_on,
        };
        draft.decide_client(&file.terms.client, &reserve)?;
    }
    let (claim, amount, effective_on) = (id.clone(), file.payable, file.submitted_on);
    let command = if pended {
        SubAwardCommand::Pend {
            claim,
            amount,
            effective_on,
        }
    } else {
        SubAwardCommand::Reserve {
            claim,
            amount,
            effective_on,
        }
    };
    draft.decide_sub_award(&file.terms.sub_award, &command)
}

fn claim_facts(
    draft: &Draft<'_>,
    terms: &SubAwardTerms,
    submission: &Submission,
) -> Result<ClaimFacts, Halt> {
    let sub_award = draft.sub_award(&terms.sub_award)?;
    let award = draft.award(&terms.award)?;
    let award_terms = known_award(award, terms)?;
    let rules = rules(draft, award_terms)?;
    let excluded = draft
        .organization(&terms.sub_awardee)?
        .is_excluded_on(submission.effective_on);
    let client = draft.client(&submission.terms.client)?;
    let month = submission.terms.service_month;
    let enrolled_on = client.case().map(|case| case.enrolment.effective_on);
    let basis = match rules.payment {
        // Nothing of it is paid, whatever the year.
        PaymentModel::NoClaims => YearBasis::Calendar,
        PaymentModel::Hybrid { year_basis, .. } => year_basis,
    };
    let budget_starts_on = award_terms.budget_period.starts_on;
    let year =
        enrolled_on.map(|enrolled_on| benefit_year(basis, budget_starts_on, enrolled_on, month));
    Ok(ClaimFacts {
        rule_set: award_terms.rule_set,
        rules: rules.clone(),
        regions: award_terms.regions.clone(),
        sub_award: standing(sub_award, award, excluded),
        executed_on: terms.executed_on,
        period: terms.period,
        client: year.and_then(|year| {
            client.standing(&terms.sub_award, month, year, &submission.content_digest)
        }),
        available: sub_award.funds().available,
        queue_waits: sub_award.has_pended(),
    })
}

fn standing(sub_award: &SubAward, award: &Award, excluded: bool) -> SubAwardStanding {
    if sub_award.is_closed() || award.is_closed() {
        SubAwardStanding::Closed
    } else if excluded {
        SubAwardStanding::Excluded
    } else if sub_award.is_suspended() || award.is_suspended() {
        SubAwardStanding::Suspended
    } else {
        SubAwardStanding::Active
    }
}

fn sub_award_terms(draft: &Draft<'_>, id: &SubAwardId) -> Result<Arc<SubAwardTerms>, Halt> {
    let books = draft
        .sub_award(id)?
        .books()
        .ok_or_else(|| SubAwardError::Unknown {
            sub_award: id.clone(),
        })?;
    Ok(Arc::clone(&books.terms))
}

fn known_award<'d>(award: &'d Award, terms: &SubAwardTerms) -> Result<&'d AwardTerms, Halt> {
    let award_terms = award.terms().ok_or_else(|| AwardError::Unknown {
        award: terms.award.clone(),
    })?;
    Ok(award_terms)
}

fn rules<'d>(draft: &'d Draft<'_>, terms: &AwardTerms) -> Result<&'d RuleSet, Halt> {
    let rules = draft
        .programme(&terms.programme)?
        .rule_set(terms.rule_set)
        .ok_or_else(|| ProgrammeError::Unknown {
            programme: terms.programme.clone(),
        })?;
    Ok(rules)
}

/// Releases pended claims of a sub-award, first in first, as far as its funds go. Nothing while it or its award is
/// suspended or closed.
pub(super) fn release_pended(
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

/// Takes a pended claim out of the queue and reserves its funds.
fn release(draft: &mut Draft<'_>, id: &ClaimId, effective_on: NaiveDate) -> Result<(), Halt> {
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

pub(super) fn approve_claim(
    draft: &mut Draft<'_>,
    command: &ApproveClaim,
) -> Result<StreamId, Halt> {
    let id = &command.claim;
    let file = filed(draft, id)?;
    let (actor, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    let claim = draft.claim(id)?;
    if claim
        .approvable(&actor, command.effective_on, received_on)?
        .is_none()
    {
        return Ok(StreamId::claim(id));
    }
    if claim.is_pended() {
        releasable(draft, &file)?;
        release(draft, id, command.effective_on)?;
    }
    draft.decide_claim(
        id,
        &ClaimCommand::Approve {
            approved_by: actor,
            effective_on: command.effective_on,
            received_on,
        },
    )?;
    draft.decide_sub_award(
        &file.terms.sub_award,
        &SubAwardCommand::Accrue {
            claim: id.clone(),
            amount: file.payable,
            effective_on: command.effective_on,
        },
    )?;
    Ok(StreamId::claim(id))
}

/// The claim is the first that waits, nothing is suspended, and there are funds for it.
fn releasable(draft: &Draft<'_>, file: &ClaimFile) -> Result<(), Halt> {
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

pub(super) fn deny_claim(draft: &mut Draft<'_>, command: &DenyClaim) -> Result<StreamId, Halt> {
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

fn filed(draft: &Draft<'_>, id: &ClaimId) -> Result<ClaimFile, Halt> {
    let file = draft
        .claim(id)?
        .file()
        .ok_or_else(|| ClaimError::Unknown { claim: id.clone() })?;
    Ok(file.clone())
}
