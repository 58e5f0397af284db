//! What claims hold is what their sub-award's funds and their clients' years say, claim by claim, whatever happened.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    claim::{Claim, ClaimEvent, Holding},
    id::{ClaimId, SubAwardId},
    ledger::{Event, StreamKind, testing::MemoryLedger},
    money::Money,
    sub_award::Funds,
};

fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap()
}

/// Billed less all adjustments is payable in every decision; the sums of what claims hold are the funds of their
/// sub-awards; and a client's year holds just what is payable.
pub(super) fn claims_tie(ledger: &MemoryLedger) {
    let ids: BTreeSet<&str> = ledger
        .history()
        .iter()
        .filter(|recorded| recorded.stream.kind == StreamKind::Claim)
        .map(|recorded| recorded.stream.id.as_str())
        .collect();
    let mut held: BTreeMap<SubAwardId, Funds> = BTreeMap::new();
    for id in ids {
        let claim = ledger.books().claim(&ClaimId::parse(id).unwrap()).unwrap();
        let Some(file) = claim.file() else { continue };
        let funds = held.entry(file.terms.sub_award.clone()).or_default();
        funds.paid = sum([funds.paid, file.paid()]);
        match claim.holding() {
            Holding::Nothing => {}
            Holding::Waiting(amount) => funds.pended = sum([funds.pended, amount]),
            Holding::Reserved(amount) => funds.reserved = sum([funds.reserved, amount]),
            Holding::Accrued(amount, _) => funds.accrued = sum([funds.accrued, amount]),
        }
        year_ties(ledger, claim);
    }
    for (id, counted) in held {
        let funds = ledger.books().sub_award(&id).unwrap().funds();
        assert_eq!(
            (funds.pended, funds.reserved, funds.accrued, funds.paid),
            (
                counted.pended,
                counted.reserved,
                counted.accrued,
                counted.paid
            ),
            "{id}"
        );
    }
    decisions_balance(ledger);
}

fn year_ties(ledger: &MemoryLedger, claim: &Claim) {
    let Some(file) = claim.file() else { return };
    let Some(case) = ledger
        .books()
        .client(&file.terms.client)
        .and_then(|client| client.case())
    else {
        return;
    };
    let benefit = case.benefits.iter().find(|held| held.claim == file.claim);
    let stands = matches!(
        claim,
        Claim::Payable { .. }
            | Claim::Pended { .. }
            | Claim::Approved { .. }
            | Claim::Scheduled { .. }
            | Claim::Paid { .. }
    );
    let reserved = benefit.map(|held| sum([held.administration, held.direct]));
    assert_eq!(reserved, stands.then_some(file.payable), "{}", file.claim);
}

fn decisions_balance(ledger: &MemoryLedger) {
    for recorded in ledger.history() {
        if let Event::Claim(
            ClaimEvent::ClaimAdjudicated {
                claim,
                lines,
                billed,
                adjusted,
                payable,
                ..
            }
            | ClaimEvent::ClaimReadjudicated {
                claim,
                lines,
                billed,
                adjusted,
                payable,
                ..
            },
        ) = &recorded.event
        {
            let taken = lines.iter().flat_map(|line| &line.adjustments);
            assert_eq!(sum(taken.map(|taken| taken.amount)), *adjusted, "{claim}");
            assert_eq!(billed.minus(*adjusted), Some(*payable), "{claim}");
        }
    }
}
