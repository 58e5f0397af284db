//! What became of claims: each adjustment by line and reason code, the releases in order, and where each claim stands.

use std::collections::BTreeMap;

use almoner_domain::{
    claim::{
        AdjudicatedLine, Adjustment, AdjustmentGroup, ClaimEvent, Outcome, ReadjudicationCause,
    },
    id::SubAwardId,
    ledger::{Books, Command, Decision, Event},
    payment::PaymentEvent,
};

use crate::model::{Cents, Come, Expected, Judgement, Model, cents};

/// What the command led to is what the model expects.
pub(crate) fn agree(expected: &Expected, decision: &Decision, command: &Command) {
    let mut judged = None;
    let mut released = Vec::new();
    let mut again = Vec::new();
    for (_, event) in &decision.events {
        let Event::Claim(event) = event else { continue };
        if let ClaimEvent::ClaimAdjudicated {
            outcome,
            lines,
            billed,
            adjusted,
            payable,
            ..
        }
        | ClaimEvent::ClaimReadjudicated {
            outcome,
            lines,
            billed,
            adjusted,
            payable,
            ..
        } = event
        {
            assert_eq!(
                billed.minus(*adjusted),
                Some(*payable),
                "billed less adjusted"
            );
            let allowed: Cents = lines.iter().map(|line| cents(line.allowed)).sum();
            assert_eq!(allowed, cents(*payable), "the lines are the claim");
            judged = Some((*outcome, lines));
        }
        if let ClaimEvent::ClaimReadjudicated {
            claim,
            cause: ReadjudicationCause::LateFact,
            outcome,
            lines,
            ..
        } = event
        {
            judged = None;
            again.push((claim.as_str().to_owned(), *outcome, lines));
        }
        if let ClaimEvent::ClaimReleased { claim, .. } = event {
            released.push(claim.as_str().to_owned());
        }
    }
    assert_eq!(
        released, expected.released,
        "released, in order, by {command:?}"
    );
    let ids = |claims: &mut dyn Iterator<Item = String>| claims.collect::<Vec<_>>();
    assert_eq!(
        ids(&mut again.iter().map(|(id, _, _)| id.clone())),
        ids(&mut expected.again.iter().map(|(id, _)| id.clone())),
        "judged again, in order, by {command:?}"
    );
    for ((_, outcome, lines), (_, model)) in again.into_iter().zip(&expected.again) {
        same(model, outcome, lines, command);
    }
    match (&expected.judged, judged) {
        (None, None) => {}
        (Some(model), Some((outcome, lines))) => same(model, outcome, lines, command),
        (model, ledger) => unreachable!("judged: model {model:?}, ledger {ledger:?}"),
    }
}

fn same(model: &Judgement, outcome: Outcome, lines: &[AdjudicatedLine], command: &Command) {
    let taken = |line: &AdjudicatedLine| -> BTreeMap<u16, Cents> {
        line.adjustments
            .iter()
            .map(|taken| (taken.carc.number(), cents(taken.amount)))
            .collect()
    };
    let ledgers: Vec<_> = lines
        .iter()
        .map(|line| (cents(line.billed), taken(line)))
        .collect();
    let models: Vec<_> = model
        .lines
        .iter()
        .map(|sheet| (sheet.billed, sheet.taken.clone()))
        .collect();
    assert_eq!(
        ledgers, models,
        "billed and taken off by line; left the ledger, right the model\n{command:?}"
    );
    let come = match outcome {
        Outcome::Payable => Come::Payable,
        Outcome::Pended => Come::Pended,
        Outcome::Denied => Come::Denied,
    };
    // Under a suspension, what was paid in full before is said to wait or not: it needs no funds, and where it stands is
    // told by the balances and the queue.
    let settled = model.settled && come != Come::Denied;
    assert!(
        settled || come == model.come,
        "outcome: {come:?} by the ledger, {:?} by the model\n{command:?}",
        model.come
    );
    for taken in lines.iter().flat_map(|line| &line.adjustments) {
        groups(taken);
    }
}

/// Another payer's and a duplicate's are OA, everything else CO; a victim is never billed, so there is no PR.
fn groups(taken: &Adjustment) {
    let other = [18, 22].contains(&taken.carc.number());
    let expected = if other {
        AdjustmentGroup::Oa
    } else {
        AdjustmentGroup::Co
    };
    assert_eq!(taken.group, expected, "{:?}", taken.carc);
}

/// What payments withhold is what is owed back, up to what they pay, and nothing is owed below zero.
pub(crate) fn offsets_agree(model: &Model, decision: &Decision) {
    for (_, event) in &decision.events {
        let Event::Payment(PaymentEvent::PaymentOffsetIncluded {
            payment,
            sub_award,
            owed,
            amount,
            forward_balance,
            ..
        }) = event
        else {
            continue;
        };
        let id = sub_award.as_str();
        let withheld = model.payments[payment.as_str()].offsets[id];
        assert_eq!(cents(*amount), withheld, "withheld from {id}");
        assert_eq!(
            cents(*forward_balance),
            model.unwithheld(id),
            "still owed by {id}"
        );
        assert_eq!(
            cents(*owed),
            model.unwithheld(id) + withheld,
            "owed by {id}"
        );
        assert!(!forward_balance.is_negative() && amount.is_positive());
    }
    for id in model.sub_awards.keys() {
        assert!(model.unwithheld(id) >= 0, "{id} owes less than nothing");
    }
}

/// The queue of each sub-award is the model's, claim by claim with its amount.
pub(crate) fn stand(model: &Model, books: &Books) {
    for id in model.sub_awards.keys() {
        let sub_award = SubAwardId::parse(id).expect("an id of the history");
        let Some(state) = books.sub_award(&sub_award) else {
            continue;
        };
        let ledgers: Vec<_> = state
            .pended()
            .map(|waiting| (waiting.claim.as_str().to_owned(), cents(waiting.amount)))
            .collect();
        let models: Vec<_> = model
            .waiting(id)
            .map(|claim| (claim.id.clone(), claim.due()))
            .collect();
        assert_eq!(
            ledgers, models,
            "what waits under {id}; left the ledger, right the model"
        );
    }
}
