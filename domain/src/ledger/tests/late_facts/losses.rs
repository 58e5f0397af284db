//! A month that loses by a late fact, and what order claims lose and gain in.

use super::*;

#[test]
fn a_claim_in_a_payment_is_paid_as_signed_and_owes_back_then() {
    signed();
}

/// A late fact about a claim that is in a payment.
pub(in crate::ledger::tests) fn signed() -> Scenario {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    approved(&mut scenario, "TV-1:1", "2019-06-20");
    prepare(&mut scenario, "P-1", &["TV-1:1"], "2019-06-21").unwrap();
    let decision = by_subawardee(&mut scenario, close("2019-04-30"));
    assert_eq!(
        types(decision),
        ["ClientClosed", "ClaimReadjudicationPostponed"]
    );
    let confirmed = types(confirm(&mut scenario, "P-1", "2019-06-22"));
    assert_eq!(
        confirmed[1..],
        [
            "ClaimPaid",
            "FundsPaid",
            "ClaimReadjudicated",
            "ReceivableRaised",
            "BenefitReleased",
            "ClaimTurnedDown"
        ]
    );
    assert_eq!(funds(&scenario, "TV-1").receivable, money("700"));
    assert!(matches!(
        state(&scenario, "TV-1", "1"),
        Claim::Rejected { .. }
    ));
    scenario
}

#[test]
fn a_month_that_is_covered_after_all_is_paid_again_from_what_is_owed() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    paid(&mut scenario, &["TV-1:1"]);
    by_subawardee(&mut scenario, close("2019-04-30")).unwrap();
    assert_eq!(funds(&scenario, "TV-1").receivable, money("700"));
    let reopened = ReopenClient {
        client: client(CLIENTS[0]),
        reason: ReopeningReason::ClosedInError,
        effective_on: day("2019-05-01"),
    };
    let decision = by_subawardee(&mut scenario, reopened).unwrap();
    assert_eq!(
        again(&decision),
        [["TV-1:1", "0.00", "700.00", "700.00", "0.00"]]
    );
    // It is to be approved and paid anew; the next payment withholds what is owed back.
    let funds = funds(&scenario, "TV-1");
    assert_eq!(
        (funds.reserved, funds.receivable),
        (money("700"), money("700"))
    );
}

#[test]
fn a_claim_that_waits_keeps_its_place_for_another_amount() {
    waiting();
}

/// A late fact about a claim that waits.
pub(in crate::ledger::tests) fn waiting() -> Scenario {
    let mut scenario = enrolled().given_by(
        ASSISTANCE_PRIME,
        SuspendSubAward {
            sub_award: sub_award("TV-1"),
            reason: reason("A visit"),
            effective_on: day("2019-06-10"),
        },
    );
    by_subawardee(&mut scenario, family("2019-03-01")).unwrap();
    submitted(
        &mut scenario,
        direct("TV-1", "1", CLIENTS[0], "2019-03", "7000"),
    )
    .unwrap();
    submitted(&mut scenario, claim("TV-1", "2", CLIENTS[1], "2019-03")).unwrap();
    let left = RemoveFamilyMember {
        client: client(CLIENTS[0]),
        member: client(FAMILY),
        reason: LeavingReason::LeftHousehold,
        effective_on: day("2019-03-01"),
    };
    let decision = by_subawardee(&mut scenario, left);
    assert_eq!(
        types(decision)[1..3],
        ["ClaimReadjudicated", "PendedClaimChanged"]
    );
    let books = scenario.ledger.books();
    let waiting: Vec<_> = books
        .sub_award(&sub_award("TV-1"))
        .unwrap()
        .pended()
        .map(|held| (held.claim.to_string(), held.amount))
        .collect();
    assert_eq!(
        waiting,
        [
            ("TV-1:1".to_owned(), money("6000")),
            ("TV-1:2".to_owned(), money("700"))
        ]
    );
    scenario
}

#[test]
fn the_latest_claim_loses_first_and_the_first_gains_first() {
    let mut scenario = enrolled();
    by_subawardee(&mut scenario, family("2019-03-01")).unwrap();
    for (number, amount) in [("1", "3001"), ("2", "2999"), ("3", "1500")] {
        let one = direct("TV-1", number, CLIENTS[0], "2019-03", amount);
        submitted(&mut scenario, one).unwrap();
    }
    let left = RemoveFamilyMember {
        client: client(CLIENTS[0]),
        member: client(FAMILY),
        reason: LeavingReason::LeftHousehold,
        effective_on: day("2019-03-01"),
    };
    let decision = by_subawardee(&mut scenario, left).unwrap();
    assert_eq!(
        again(&decision),
        [["TV-1:3", "1500.00", "0.00", "-1500.00", "0.00"]]
    );
    // Another of the household: the cap is a family's again.
    let other = AddFamilyMember {
        member: client("C-000000000000FA02"),
        ..family("2019-03-01")
    };
    let decision = by_subawardee(&mut scenario, other).unwrap();
    assert_eq!(
        again(&decision),
        [["TV-1:3", "0.00", "1500.00", "1500.00", "0.00"]]
    );
}

#[test]
fn what_an_officer_denied_and_what_was_withdrawn_is_left_alone() {
    let mut scenario = unscreened();
    for (number, month) in [("1", "2018-10"), ("2", "2018-11")] {
        submitted(&mut scenario, claim("TV-1", number, CLIENTS[0], month)).unwrap();
    }
    scenario
        .when(crate::ledger::tests::claims::deny("TV-1", "1"))
        .unwrap();
    by_subawardee(
        &mut scenario,
        crate::ledger::tests::corrections::void("TV-1:2"),
    )
    .unwrap();
    let decision = by_subawardee(&mut scenario, close("2018-10-20"));
    assert_eq!(types(decision), ["ClientClosed"]);
    let unknown = ReadjudicateClaims {
        client: client(CLIENTS[5]),
        effective_on: day("2019-06-30"),
    };
    assert_eq!(code(scenario.when(unknown)), "UNKNOWN_CLIENT");
}

#[test]
fn a_transfer_that_reaches_back_takes_the_month_from_the_former_manager() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    paid(&mut scenario, &["TV-1:1"]);
    let one = claim("TV-2", "1", CLIENTS[0], "2019-05");
    assert_eq!(told(submitted(&mut scenario, one)).0, Outcome::Denied);
    let moved = TransferClient {
        client: client(CLIENTS[0]),
        to_sub_award: sub_award("TV-2"),
        state: State::CO,
        effective_on: day("2019-04-20"),
    };
    let decision = scenario.when_by(ASSISTANCE_PRIME, moved).unwrap();
    assert_eq!(
        again(&decision),
        [
            ["TV-1:1", "700.00", "0.00", "-700.00", "700.00"],
            ["TV-2:1", "0.00", "700.00", "700.00", "0.00"]
        ]
    );
}

#[test]
fn a_decision_adjudicates_500_claims_again_and_the_next_goes_on() {
    let mut scenario = enrolled();
    for cents in 1..=502 {
        let amount = Money::from_cents(cents).to_string();
        let one = direct("TV-1", &cents.to_string(), CLIENTS[0], "2019-05", &amount);
        assert_eq!(told(submitted(&mut scenario, one)).0, Outcome::Payable);
    }
    let decision = by_subawardee(&mut scenario, close("2019-04-30")).unwrap();
    assert_eq!(again(&decision).len(), 500);
    let names = types(Ok(decision));
    assert!(names.contains(&"ReadjudicationDeferred"));
    let rest = ReadjudicateClaims {
        client: client(CLIENTS[0]),
        effective_on: day("2019-06-30"),
    };
    let decision = scenario.when(rest.clone()).unwrap();
    assert_eq!(again(&decision).len(), 2);
    let names = types(Ok(decision));
    assert_eq!(names.last(), Some(&"ReadjudicationFinished"));
    assert_eq!(types(scenario.when(rest)), Vec::<&str>::new());
    assert_eq!(funds(&scenario, "TV-1").reserved, Money::ZERO);
}
