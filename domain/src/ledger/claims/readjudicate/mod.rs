//! A late fact about a case: the claims of the months that it concerns are adjudicated again, and the net difference
//! moves, in the decision that brings the fact.
//!
//! First the claims that lose, latest first; then those that gain, first in first. Each is adjudicated as the books
//! stand without itself, under the rules that it was adjudicated by, so that no cap, month or fund is passed at any
//! step. What an officer denied, and what was withdrawn, is left alone; so is what belongs to a closed sub-award.
//!
//! What is on its way to be paid stands as it was signed: a claim in a payment, and an approved claim that would gain,
//! are adjudicated again when they are paid. So is a claim that would gain more than there are funds for: it keeps
//! what it holds. A paid claim that loses owes the difference back; one that gains is to be approved and paid for the
//! difference, or waits for it.

mod again;
mod family;
mod funds;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use self::family::{at_hand, families};
use super::{held, release::release_pended_of};
use crate::{
    client::{Client, ClientCommand, ClientError, Concerned},
    id::{ClaimId, ClientCode},
    ledger::{Draft, Halt, ReadjudicateClaims, StreamId},
    period::not_in_future,
};

/// The most claims that one decision adjudicates again; it says which is next, and the rest follow with the next
/// decision, which the ledger brings about itself.
const READJUDICATED_CLAIMS_MAX: usize = 500;

/// Goes on where an earlier decision stopped.
pub(in crate::ledger) fn readjudicate_claims(
    draft: &mut Draft<'_>,
    command: &ReadjudicateClaims,
) -> Result<StreamId, Halt> {
    let id = &command.client;
    let client = draft.client(id)?;
    if client.case().is_none() {
        return Err(ClientError::Unknown { client: id.clone() }.into());
    }
    not_in_future(command.effective_on, draft.context.received_on()).map_err(ClientError::from)?;
    let left = client.left_over();
    readjudicate(draft, id, left, command.effective_on)?;
    Ok(StreamId::client(id))
}

/// Adjudicates again what a fact concerns that was just recorded; `before` is the case without it.
pub(in crate::ledger) fn readjudicate_late(
    draft: &mut Draft<'_>,
    id: &ClientCode,
    before: &Client,
) -> Result<(), Halt> {
    let client = draft.client(id)?;
    if client == before {
        return Ok(());
    }
    let concerned = client.concerned_since(before);
    let effective_on = draft.context.received_on();
    readjudicate(draft, id, concerned, effective_on)
}

/// Adjudicates claims again that were postponed until they were paid.
pub(in crate::ledger) fn readjudicate_paid(
    draft: &mut Draft<'_>,
    claims: &[ClaimId],
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    each_again(draft, claims, effective_on)
}

fn readjudicate(
    draft: &mut Draft<'_>,
    id: &ClientCode,
    concerned: Concerned,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let claims: Vec<_> = concerned.claims.into_iter().collect();
    let (now, later) = claims.split_at(claims.len().min(READJUDICATED_CLAIMS_MAX));
    each_again(draft, now, effective_on)?;
    let left = match later.first() {
        None => ClientCommand::FinishReadjudication { effective_on },
        Some(next) => ClientCommand::DeferReadjudication {
            months: concerned.months.into_iter().collect(),
            next: next.clone(),
            waiting: u32::try_from(later.len()).unwrap_or(u32::MAX),
            effective_on,
        },
    };
    draft.decide_client(id, &left)
}

fn each_again(
    draft: &mut Draft<'_>,
    claims: &[ClaimId],
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    if claims.is_empty() {
        return Ok(());
    }
    let families = families(draft, claims)?;
    at_hand(draft, &families)?;
    for family in families.iter().rev() {
        if let Some(again) = family.again(draft)?
            && again.loses(draft)?
        {
            again.carry_out(draft, effective_on)?;
        }
    }
    for family in &families {
        if let Some(again) = family.again(draft)? {
            again.carry_out(draft, effective_on)?;
        }
    }
    let sub_awards: BTreeSet<_> = families
        .into_iter()
        .map(|family| family.sub_award)
        .collect();
    let sub_awards: Vec<_> = sub_awards.into_iter().collect();
    release_pended_of(draft, &sub_awards, effective_on)
}
