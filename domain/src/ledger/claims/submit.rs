//! A claim comes in. It is adjudicated on the state of the client's case and of the sub-award as they stand; what it
//! reserves there is part of the same decision.

use chrono::NaiveDate;

use super::{
    facts::{claim_facts, pended_by, sub_award_terms},
    filed,
    release::release_pended,
};
use crate::{
    claim::{
        ClaimCommand, ClaimFacts, ClaimLine, ClaimTerms, Submission, adjudicate, content_digest,
        unit_phases,
    },
    client::{BenefitYear, ClientCommand, ClientPhase, UnitTake},
    id::{ClaimId, ClaimNumber},
    ledger::{Draft, Halt, StreamId, SubmitClaim},
    period::Month,
    programme::UnitPolicy,
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
        first_received_at: draft.context.received_at,
        effective_on: command.effective_on,
    };
    let facts = claim_facts(draft, &terms, &submission)?;
    draft.decide_claim(
        &id,
        &ClaimCommand::Submit {
            submission: Box::new(submission.clone()),
            facts: Box::new(facts.clone()),
        },
    )?;
    if !repeated {
        reserve(
            draft,
            &id,
            &Reservation::of(&submission, &facts),
            command.effective_on,
        )?;
        if facts.remainder.is_some() {
            remain(draft, &submission, &facts)?;
        }
    }
    Ok(stream)
}

/// What an adjudicated claim takes besides its amounts.
#[derive(Debug, Clone)]
pub(super) struct Reservation {
    /// The client's year; none where there is no case.
    pub(super) year: Option<BenefitYear>,
    /// What of the month's unit.
    pub(super) unit: UnitTake,
    /// Of which phases.
    pub(super) unit_phases: Vec<ClientPhase>,
    /// By which month it is released, if it waits.
    pub(super) pended_by: Option<Month>,
    pub(super) content_digest: String,
}

impl Reservation {
    pub(super) fn of(submission: &Submission, facts: &ClaimFacts) -> Self {
        let month = submission.terms.service_month;
        let unit = match facts.rules.payment.flat() {
            Some((_, UnitPolicy::Prorated)) => UnitTake::OwnDays,
            Some((_, UnitPolicy::FirstInMonth)) | None => UnitTake::Whole,
        };
        Self {
            year: facts.client.as_ref().map(|client| client.benefit_year),
            unit,
            unit_phases: unit_phases(facts, month),
            pended_by: pended_by(&facts.rules, month),
            content_digest: submission.content_digest.clone(),
        }
    }
}

/// Reserves what adjudication found payable: the client's year and month, and the sub-award's funds for what of it
/// was not paid before.
pub(super) fn reserve(
    draft: &mut Draft<'_>,
    id: &ClaimId,
    reservation: &Reservation,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let file = filed(draft, id)?;
    let pended = draft.claim(id)?.is_pended();
    reserve_year(draft, id, reservation, effective_on)?;
    let (claim, amount) = (id.clone(), file.due());
    if amount.is_zero() {
        return Ok(());
    }
    let command = if pended {
        SubAwardCommand::Pend {
            claim,
            amount,
            service_month: reservation.pended_by,
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

/// Reserves the client's year and month for what is payable of a claim. A case keeps those in mind of which nothing is.
pub(super) fn reserve_year(
    draft: &mut Draft<'_>,
    id: &ClaimId,
    reservation: &Reservation,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let file = filed(draft, id)?;
    let Some(benefit_year) = reservation.year else {
        return Ok(());
    };
    if !file.payable.is_positive() {
        let turned_down = ClientCommand::TurnDown {
            claim: id.clone(),
            sub_award: file.terms.sub_award.clone(),
            service_month: file.terms.service_month,
            effective_on,
        };
        return draft.decide_client(&file.terms.client, &turned_down);
    }
    let reserve = ClientCommand::Reserve {
        claim: id.clone(),
        sub_award: file.terms.sub_award.clone(),
        service_month: file.terms.service_month,
        benefit_year,
        administration: file.administration(),
        direct: file.direct(),
        unit: reservation.unit.clone(),
        unit_phases: reservation.unit_phases.clone(),
        content_digest: reservation.content_digest.clone(),
        effective_on,
    };
    draft.decide_client(&file.terms.client, &reserve)
}

/// Lets what the funds did not cover of a claim wait, as a claim of its own, with its part of the year and the month.
fn remain(draft: &mut Draft<'_>, whole: &Submission, facts: &ClaimFacts) -> Result<(), Halt> {
    let waiting = adjudicate(whole, facts).waiting;
    let Some(id) = facts.remainder.clone().filter(|_| !waiting.is_empty()) else {
        return Ok(());
    };
    let number = ClaimNumber::parse(&format!("{}-R", whole.number))
        .expect("the rest of a claim was only foreseen where its number is well formed");
    let lines: Vec<ClaimLine> = (1..)
        .zip(&waiting)
        .filter_map(|(number, (line, amount))| {
            let of = whole.lines.iter().find(|held| held.number == *line)?;
            Some(ClaimLine {
                number,
                billed: *amount,
                ..of.clone()
            })
        })
        .collect();
    let terms = &whole.terms;
    let rest = Submission {
        claim: id.clone(),
        number,
        content_digest: content_digest(
            &terms.sub_award,
            &terms.client,
            terms.service_month,
            &lines,
        ),
        lines,
        ..whole.clone()
    };
    let mut reservation = Reservation {
        content_digest: rest.content_digest.clone(),
        ..Reservation::of(whole, facts)
    };
    if filed(draft, &whole.claim)?.administration().is_positive() {
        reservation.unit = UnitTake::RestOf(whole.claim.clone());
    }
    draft.decide_claim(
        &id,
        &ClaimCommand::Remain {
            submission: Box::new(rest),
            of: whole.claim.clone(),
            rule_set: facts.rule_set,
        },
    )?;
    reserve(draft, &id, &reservation, whole.effective_on)
}
