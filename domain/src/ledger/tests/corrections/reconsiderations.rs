//! A denial is reconsidered.

use super::super::{
    claims::{deny, state},
    code, types,
};
use super::*;
use crate::{
    claim::{Claim, DenialReason, ReconsiderationDecision},
    ledger::{Context, ReconsiderClaim, Role, testing::context},
};

fn reconsider(of: &str, decision: ReconsiderationDecision) -> ReconsiderClaim {
    ReconsiderClaim {
        claim: id(of),
        decision,
        reason: reason("The receipt was found").into(),
        effective_on: day("2019-06-28"),
    }
}

/// Another officer than the one who approves and denies.
fn other_officer() -> Context {
    context(Role::Officer, "otip", "officer-2")
}

#[test]
fn an_officers_denial_is_reconsidered_once_by_another_officer() {
    let mut scenario = payable();
    assert_eq!(
        code(scenario.ledger.submit(
            &other_officer(),
            &reconsider("TV-1:1", ReconsiderationDecision::Reversed).into()
        )),
        "CLAIM_NOT_DENIED"
    );
    scenario.when(deny("TV-1", "1")).unwrap();
    let reversed = Command::from(reconsider("TV-1:1", ReconsiderationDecision::Reversed));
    assert_eq!(code(scenario.when(reversed.clone())), "SAME_PERSON_DENIED");
    assert_eq!(
        types(scenario.ledger.submit(&other_officer(), &reversed)),
        [
            "ClaimReconsidered",
            "ClaimReadjudicated",
            "BenefitReserved",
            "FundsReserved"
        ]
    );
    let again = scenario.ledger.submit(&other_officer(), &reversed);
    assert_eq!(types(again), Vec::<&str>::new());
    let upheld = reconsider("TV-1:1", ReconsiderationDecision::Upheld).into();
    assert_eq!(
        code(scenario.ledger.submit(&other_officer(), &upheld)),
        "CLAIM_ALREADY_RECONSIDERED"
    );
    // Denied again, it stays denied.
    let denied = crate::ledger::DenyClaim {
        claim: id("TV-1:1"),
        reason: DenialReason::NotCovered,
        effective_on: day("2019-06-29"),
    };
    scenario.when(denied).unwrap();
    let once_more = ReconsiderClaim {
        effective_on: day("2019-06-30"),
        ..reconsider("TV-1:1", ReconsiderationDecision::Reversed)
    };
    assert_eq!(
        code(scenario.ledger.submit(&other_officer(), &once_more.into())),
        "CLAIM_ALREADY_RECONSIDERED"
    );
}

#[test]
fn an_upheld_denial_moves_nothing_and_a_denial_of_the_rules_is_theirs() {
    let mut scenario = payable();
    scenario.when(deny("TV-1", "1")).unwrap();
    let upheld = reconsider("TV-1:1", ReconsiderationDecision::Upheld).into();
    assert_eq!(
        types(scenario.ledger.submit(&other_officer(), &upheld)),
        ["ClaimReconsidered"]
    );
    assert!(state(&scenario, "TV-1", "1").is_denied());
    // A month before the enrolment: an officer reverses, the rules deny again.
    submitted(&mut scenario, claim("TV-1", "2", CLIENTS[0], "2018-09")).unwrap();
    let reversed = reconsider("TV-1:2", ReconsiderationDecision::Reversed).into();
    assert_eq!(
        types(scenario.ledger.submit(&other_officer(), &reversed)),
        ["ClaimReconsidered", "ClaimReadjudicated"]
    );
    assert!(matches!(
        state(&scenario, "TV-1", "2"),
        Claim::Rejected { .. }
    ));
}
