//! Decisions that begin with payments.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AuthorisePayment, ConfirmPayment, Draft, Halt, PreparePayment, StreamId,
    cash::cash_covers,
    claims::{held, readjudicate_paid},
    oversight::told_before_pay,
};
use crate::{
    award::AwardError,
    claim::{ClaimCommand, ClaimError},
    id::{ActorId, ClaimId, PaymentId, SubAwardId},
    money::Money,
    payment::{
        ApprovedClaim, Batch, BatchClaim, PaymentCommand, PaymentError, PaymentTerms, gathered,
    },
    sub_award::SubAwardCommand,
};

pub(super) fn prepare_payment(
    draft: &mut Draft<'_>,
    command: &PreparePayment,
) -> Result<StreamId, Halt> {
    let id = &command.payment;
    let prepared_before = draft.payment(id)?.batch().is_some();
    let award = draft.award(&command.award)?;
    let terms = award.terms().ok_or_else(|| AwardError::Unknown {
        award: command.award.clone(),
    })?;
    let terms = PaymentTerms {
        award: command.award.clone(),
        programme: terms.programme.clone(),
        grantee: terms.grantee.clone(),
    };
    let mut claims = Vec::new();
    if !prepared_before {
        gathered(command.claims.iter())?;
        held(draft, &command.claims)?;
        for claim in &command.claims {
            claims.push(approved(draft, claim, id).map_err(|halt| halt.about("claims"))?);
        }
        let paid = sub_awards_of(claims.iter().map(|claim| &claim.claim));
        told_before_pay(draft, paid, command.effective_on)?;
    }
    let owed = owed(draft, &claims)?;
    let prepared_by = draft.context.actor.clone();
    let received_on = draft.context.received_on();
    draft.decide_payment(
        id,
        &PaymentCommand::Prepare {
            input: command.clone(),
            terms,
            claims,
            owed,
            prepared_by,
            received_on,
        },
    )?;
    if !prepared_before {
        for claim in &command.claims {
            draft.decide_claim(
                claim,
                &ClaimCommand::Schedule {
                    payment: id.clone(),
                    effective_on: command.effective_on,
                },
            )?;
        }
        for offset in batch(draft, id)?.offsets {
            draft.decide_sub_award(
                &offset.sub_award,
                &SubAwardCommand::ScheduleOffset {
                    payment: id.clone(),
                    amount: offset.amount,
                    effective_on: command.effective_on,
                },
            )?;
        }
    }
    Ok(StreamId::payment(id))
}

/// What each sub-award of the claims owes back, and no payment withholds yet.
fn owed(draft: &Draft<'_>, claims: &[ApprovedClaim]) -> Result<BTreeMap<SubAwardId, Money>, Halt> {
    let sub_awards = sub_awards_of(claims.iter().map(|claim| &claim.claim));
    let missing: Vec<_> = sub_awards
        .iter()
        .filter(|sub_award| draft.sub_award(sub_award).is_err())
        .map(|sub_award| StreamId::sub_award(sub_award))
        .collect();
    if !missing.is_empty() {
        return Err(Halt::Missing(missing));
    }
    let mut owed = BTreeMap::new();
    for sub_award in sub_awards {
        let open = draft.sub_award(sub_award)?.funds().open_receivable();
        owed.insert(sub_award.clone(), open);
    }
    Ok(owed)
}

fn approved(draft: &Draft<'_>, id: &ClaimId, payment: &PaymentId) -> Result<ApprovedClaim, Halt> {
    let claim = draft.claim(id)?;
    if claim.file().is_none() {
        return Err(ClaimError::Unknown { claim: id.clone() }.into());
    }
    let (file, approval) = claim.payable_in(payment)?;
    Ok(ApprovedClaim {
        claim: BatchClaim {
            claim: id.clone(),
            sub_award: file.terms.sub_award.clone(),
            sub_awardee: file.terms.organization.clone(),
            amount: file.due(),
        },
        award: file.terms.award.clone(),
        approved_by: approval.approved_by.clone(),
        approved_on: approval.approved_on,
    })
}

pub(super) fn authorise_payment(
    draft: &mut Draft<'_>,
    command: &AuthorisePayment,
) -> Result<StreamId, Halt> {
    let id = &command.payment;
    let batch = batch(draft, id)?;
    let approvers = approvers(draft, &batch)?;
    let authorised_by = draft.context.actor.clone();
    let received_on = draft.context.received_on();
    draft.decide_payment(
        id,
        &PaymentCommand::Authorise {
            input: command.clone(),
            approvers,
            authorised_by,
            received_on,
        },
    )?;
    Ok(StreamId::payment(id))
}

pub(super) fn confirm_payment(
    draft: &mut Draft<'_>,
    command: &ConfirmPayment,
) -> Result<StreamId, Halt> {
    let id = &command.payment;
    let batch = batch(draft, id)?;
    let approvers = approvers(draft, &batch)?;
    let confirmed_before = draft.payment(id)?.is_confirmed();
    let confirmed_by = draft.context.actor.clone();
    let received_on = draft.context.received_on();
    draft.decide_payment(
        id,
        &PaymentCommand::Confirm {
            input: command.clone(),
            approvers,
            confirmed_by,
            received_on,
        },
    )?;
    if confirmed_before {
        return Ok(StreamId::payment(id));
    }
    told_before_pay(draft, sub_awards_of(&batch.claims), command.effective_on)?;
    let mut postponed = Vec::new();
    for paid in &batch.claims {
        let file = draft.claim(&paid.claim)?.file();
        postponed.extend(
            file.filter(|file| file.postponed)
                .map(|_| paid.claim.clone()),
        );
        draft.decide_claim(
            &paid.claim,
            &ClaimCommand::Pay {
                payment: id.clone(),
                effective_on: command.effective_on,
            },
        )?;
        draft.decide_sub_award(
            &paid.sub_award,
            &SubAwardCommand::Pay {
                claim: paid.claim.clone(),
                payment: id.clone(),
                amount: paid.amount,
                effective_on: command.effective_on,
            },
        )?;
    }
    for offset in &batch.offsets {
        draft.decide_sub_award(
            &offset.sub_award,
            &SubAwardCommand::Offset {
                payment: id.clone(),
                amount: offset.amount,
                effective_on: command.effective_on,
            },
        )?;
    }
    cash_covers(draft, &batch.terms.award)?;
    readjudicate_paid(draft, &postponed, received_on)?;
    Ok(StreamId::payment(id))
}

fn sub_awards_of<'c>(claims: impl IntoIterator<Item = &'c BatchClaim>) -> BTreeSet<&'c SubAwardId> {
    claims.into_iter().map(|claim| &claim.sub_award).collect()
}

fn batch(draft: &Draft<'_>, id: &PaymentId) -> Result<Batch, Halt> {
    let batch = draft
        .payment(id)?
        .batch()
        .ok_or_else(|| PaymentError::Unknown {
            payment: id.clone(),
        })?;
    Ok(batch.clone())
}

fn approvers(draft: &Draft<'_>, batch: &Batch) -> Result<BTreeSet<ActorId>, Halt> {
    let claims: Vec<_> = batch.claims.iter().map(|held| held.claim.clone()).collect();
    held(draft, &claims)?;
    let mut approvers = BTreeSet::new();
    for claim in &claims {
        if let Some(approval) = draft.claim(claim)?.approval() {
            approvers.insert(approval.approved_by.clone());
        }
    }
    Ok(approvers)
}
