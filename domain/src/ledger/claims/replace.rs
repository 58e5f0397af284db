//! A sub-awardee replaces a claim: a reversal, and the next version of its number, adjudicated as if the claim that it
//! replaces had never been. What was paid counts for the replacement, so that the net difference moves alone.
//!
//! The replacement keeps the funds that its predecessor held, whoever else waits; what it asks beyond them waits its
//! turn. A predecessor that waited itself held none: its replacement waits as a new claim does.

use super::{
    facts::{claim_facts, sub_award_terms},
    filed,
    release::release_pended,
    rest::standing_rest,
    reverse::{freed, give_back},
    submit::{Reservation, reserve},
};
use crate::{
    claim::{
        ClaimCommand, ClaimFacts, ClaimFile, ClaimTerms, Holding, Settlement, Submission,
        content_digest,
    },
    id::ClaimId,
    ledger::{Draft, Halt, ReplaceClaim, StreamId},
    sub_award::{SubAward, SubAwardCommand, SubAwardError},
};

pub(in crate::ledger) fn replace_claim(
    draft: &mut Draft<'_>,
    command: &ReplaceClaim,
) -> Result<StreamId, Halt> {
    let id = &command.claim;
    let file = filed(draft, id)?;
    let next = id.next_version();
    let submission = submission(draft, &file, command, &next);
    let stream = StreamId::claim(&next);
    if draft.claim(id)?.replaced_by().is_some() && draft.claim(&next)?.is_submitted_as(&submission)
    {
        return Ok(stream);
    }
    not_paid_under_closed(draft, &file)?;
    let holding = draft.claim(id)?.holding();
    draft.decide_claim(
        id,
        &ClaimCommand::GiveWay {
            by: next.clone(),
            replaced_by: submission.submitted_by.clone(),
            effective_on: command.effective_on,
            received_on: submission.received_on(),
        },
    )?;
    give_back(draft, &file, holding, command.effective_on)?;
    let rest = give_way_too(draft, &file, &submission, command)?;
    let terms = sub_award_terms(draft, &file.terms.sub_award)?;
    let mut facts = claim_facts(draft, &terms, &submission)?;
    // What is corrected waits whole.
    facts.remainder = None;
    let of_rest = rest.as_ref().map(|(rest, held)| freed(rest, *held));
    let own = freed(&file, holding)
        .plus(of_rest.unwrap_or_default())
        .expect("parts of a claim whose billed sum is in range");
    keep_funds(&mut facts, own);
    let reservation = Reservation::of(&submission, &facts);
    draft.decide_claim(
        &next,
        &ClaimCommand::SubmitReplacement {
            replaces: id.clone(),
            submission: Box::new(submission),
            facts: Box::new(facts),
        },
    )?;
    let predecessors = [Some(&file), rest.as_ref().map(|(rest, _)| rest)];
    for before in predecessors.into_iter().flatten() {
        if let Some(settled) = &before.settled {
            carry(draft, before, settled, &next, command)?;
        }
    }
    reserve(draft, &next, &reservation, command.effective_on)?;
    release_pended(draft, &file.terms.sub_award, command.effective_on)?;
    Ok(stream)
}

/// What was paid under a sub-award that has closed is voided, not replaced: nothing new is paid under it.
fn not_paid_under_closed(draft: &Draft<'_>, file: &ClaimFile) -> Result<(), Halt> {
    match draft.sub_award(&file.terms.sub_award)? {
        SubAward::Closed { on, .. } if file.paid().is_positive() => {
            Err(Halt::from(SubAwardError::Closed { on: *on }))
        }
        SubAward::Unknown
        | SubAward::Active { .. }
        | SubAward::Suspended { .. }
        | SubAward::Closed { .. } => Ok(()),
    }
}

/// The rest of a claim that was paid in part gives way with it: the replacement asks for all of it.
fn give_way_too(
    draft: &mut Draft<'_>,
    file: &ClaimFile,
    submission: &Submission,
    command: &ReplaceClaim,
) -> Result<Option<(ClaimFile, Holding)>, Halt> {
    let rest = standing_rest(draft, file)?;
    if let Some((rest, holding)) = &rest {
        not_paid_under_closed(draft, rest)?;
        draft.decide_claim(
            &rest.claim,
            &ClaimCommand::GiveWay {
                by: submission.claim.clone(),
                replaced_by: submission.submitted_by.clone(),
                effective_on: command.effective_on,
                received_on: submission.received_on(),
            },
        )?;
        give_back(draft, rest, *holding, command.effective_on)?;
    }
    Ok(rest)
}

fn submission(
    draft: &Draft<'_>,
    file: &ClaimFile,
    command: &ReplaceClaim,
    next: &ClaimId,
) -> Submission {
    Submission {
        claim: next.clone(),
        number: file.number.clone(),
        terms: ClaimTerms {
            client: command.client.clone(),
            service_month: command.service_month,
            ..file.terms.clone()
        },
        lines: command.lines.clone(),
        content_digest: content_digest(
            &file.terms.sub_award,
            &command.client,
            command.service_month,
            &command.lines,
        ),
        submitted_by: draft.context.actor.clone(),
        received_at: draft.context.received_at,
        first_received_at: file.first_received_at,
        effective_on: command.effective_on,
    }
}

/// Those who wait do not overtake what was theirs before; what is asked beyond it comes after them.
pub(super) fn keep_funds(facts: &mut ClaimFacts, own: crate::money::Money) {
    if facts.queue_waits && own.is_positive() {
        facts.available = own;
        facts.queue_waits = false;
    }
}

/// Counts for the replacement what was paid of its predecessor, up to what is payable now.
fn carry(
    draft: &mut Draft<'_>,
    file: &ClaimFile,
    settled: &Settlement,
    next: &ClaimId,
    command: &ReplaceClaim,
) -> Result<(), Halt> {
    let due = draft.claim(next)?.file().map(ClaimFile::due);
    let amount = due.unwrap_or_default().min(settled.amount);
    if !amount.is_positive() {
        return Ok(());
    }
    draft.decide_sub_award(
        &file.terms.sub_award,
        &SubAwardCommand::CarryReceivable {
            claim: next.clone(),
            from: file.claim.clone(),
            amount,
            effective_on: command.effective_on,
        },
    )?;
    draft.decide_claim(
        next,
        &ClaimCommand::CarryPayment {
            from: file.claim.clone(),
            settlement: settled.clone(),
            effective_on: command.effective_on,
        },
    )
}
