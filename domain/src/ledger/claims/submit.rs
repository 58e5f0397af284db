//! A claim comes in. It is adjudicated on the state of the client's case and of the sub-award as they stand; what it
//! reserves there is part of the same decision.

use super::{
    facts::{claim_facts, sub_award_terms},
    release::release_pended,
};
use crate::{
    claim::{ClaimCommand, ClaimTerms, Submission, content_digest},
    client::{BenefitYear, ClientCommand},
    id::ClaimId,
    ledger::{Draft, Halt, StreamId, SubmitClaim},
    sub_award::SubAwardCommand,
};

pub(in crate::ledger) fn submit_claim(
    draft: &mut Draft<'_>,
    command: &SubmitClaim,
) -> Result<StreamId, Halt> {
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
