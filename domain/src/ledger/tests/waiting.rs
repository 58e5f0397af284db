//! Claims that wait: for funds, in order, or for the end of a suspension; and what a denial gives back.

use super::{
    claims::{
        MONTHS, approve, available, claim_of, deny, direct, enrolled, state, submitted, told,
    },
    code, types,
};
use crate::{
    claim::Outcome,
    ledger::{
        LowerSubAward, RaiseSubAward, ReleaseClaims, ResumeAward, ResumeSubAward, SuspendAward,
        SuspendSubAward,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, Scenario, claim, client, day, fain, money,
            reason, sub_award,
        },
    },
    money::Money,
};

fn suspended_award() -> SuspendAward {
    SuspendAward {
        award: fain(ASSISTANCE),
        reason: reason("A visit"),
        effective_on: day("2019-06-16"),
    }
}

fn resumed_award() -> ResumeAward {
    ResumeAward {
        award: fain(ASSISTANCE),
        reason: reason("All found"),
        effective_on: day("2019-06-20"),
    }
}

/// TV-2 has $3,000; 2,800 of it is reserved and 700 waits.
fn exhausted() -> Scenario {
    let mut scenario = enrolled();
    for (at, month) in MONTHS.iter().take(5).enumerate() {
        let one = claim("TV-2", &at.to_string(), CLIENTS[2], month);
        let outcome = told(submitted(&mut scenario, one)).0;
        let expected = if at < 4 {
            Outcome::Payable
        } else {
            Outcome::Pended
        };
        assert_eq!(outcome, expected);
    }
    scenario
}

#[test]
fn under_a_suspension_claims_wait_in_order_until_it_ends() {
    let mut scenario = enrolled().given_by(
        ASSISTANCE_PRIME,
        SuspendSubAward {
            sub_award: sub_award("TV-1"),
            reason: reason("A visit"),
            effective_on: day("2019-06-10"),
        },
    );
    for (number, of) in [("1", CLIENTS[0]), ("2", CLIENTS[1])] {
        let decision = submitted(&mut scenario, claim("TV-1", number, of, "2019-05"));
        assert_eq!(
            types(decision),
            [
                "ClaimSubmitted",
                "ClaimAdjudicated",
                "BenefitReserved",
                "ClaimPendedForFunds"
            ]
        );
    }
    assert_eq!(
        code(scenario.when(approve("TV-1", "1"))),
        "CLAIM_PENDED_WHILE_SUSPENDED"
    );
    let resumed = ResumeSubAward {
        sub_award: sub_award("TV-1"),
        reason: reason("All found"),
        effective_on: day("2019-06-18"),
    };
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, resumed)),
        [
            "SubAwardResumed",
            "ClaimUnpended",
            "FundsReserved",
            "ClaimReleased",
            "ClaimUnpended",
            "FundsReserved",
            "ClaimReleased"
        ]
    );
    assert_eq!(
        types(scenario.when(approve("TV-1", "2"))),
        ["ClaimApproved", "FundsAccrued"]
    );
}

#[test]
fn under_a_suspended_award_claims_wait() {
    let mut scenario = enrolled().given(SuspendAward {
        award: fain(ASSISTANCE),
        reason: reason("A visit"),
        effective_on: day("2019-06-10"),
    });
    let decision = submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05"));
    assert_eq!(told(decision).0, Outcome::Pended);
    assert_eq!(
        code(scenario.when(approve("TV-1", "1"))),
        "CLAIM_PENDED_WHILE_SUSPENDED"
    );
}

#[test]
fn what_the_funds_do_not_cover_waits_and_is_not_overtaken() {
    let mut scenario = exhausted();
    assert_eq!(available(&scenario, "TV-2"), money("200"));
    // It would fit, but an older claim waits.
    let small = direct("TV-2", "small", CLIENTS[2], "2019-05", "50");
    assert_eq!(told(submitted(&mut scenario, small)).0, Outcome::Pended);
    assert_eq!(
        code(scenario.when(approve("TV-2", "4"))),
        "CLAIM_PENDED_FOR_FUNDS"
    );
    assert_eq!(
        code(scenario.when(approve("TV-2", "small"))),
        "CLAIM_PENDED_FOR_FUNDS"
    );
}

#[test]
fn a_pended_claim_keeps_its_month_and_its_part_of_the_year() {
    let mut scenario = exhausted();
    let second = claim_of("TV-2", "again", CLIENTS[2], "2019-02", "100", "80");
    assert_eq!(
        told(submitted(&mut scenario, second)),
        (Outcome::Pended, "80.00".to_owned(), vec![97])
    );
}

#[test]
fn a_raised_obligation_releases_first_in_first() {
    let mut scenario = exhausted();
    submitted(
        &mut scenario,
        direct("TV-2", "big", CLIENTS[2], "2019-05", "900"),
    )
    .unwrap();
    submitted(
        &mut scenario,
        direct("TV-2", "small", CLIENTS[2], "2019-05", "50"),
    )
    .unwrap();
    let raise = |amount: &str| RaiseSubAward {
        sub_award: sub_award("TV-2"),
        amount: money(amount),
        reason: reason("Claims wait"),
        effective_on: day("2019-06-20"),
    };
    scenario.when_by(ASSISTANCE_PRIME, raise("600")).unwrap();
    assert!(!state(&scenario, "TV-2", "4").is_pended());
    assert!(state(&scenario, "TV-2", "big").is_pended());
    assert!(state(&scenario, "TV-2", "small").is_pended());
    scenario.when_by(ASSISTANCE_PRIME, raise("850")).unwrap();
    assert!(!state(&scenario, "TV-2", "big").is_pended());
    assert!(!state(&scenario, "TV-2", "small").is_pended());
    assert_eq!(available(&scenario, "TV-2"), Money::ZERO);
}

#[test]
fn an_award_that_is_resumed_releases_what_there_are_funds_for() {
    let mut scenario = exhausted();
    // Under a suspended award nothing is released; the award that is resumed releases what it can.
    scenario = scenario.given(suspended_award());
    scenario.when(deny("TV-2", "0")).unwrap();
    assert_eq!(
        code(scenario.when(approve("TV-2", "4"))),
        "CLAIM_PENDED_WHILE_SUSPENDED"
    );
    assert_eq!(
        types(scenario.when(resumed_award())),
        [
            "AwardResumed",
            "ClaimUnpended",
            "FundsReserved",
            "ClaimReleased"
        ]
    );
    assert_eq!(
        types(scenario.when(approve("TV-2", "4"))),
        ["ClaimApproved", "FundsAccrued"]
    );
}

#[test]
fn a_denial_frees_funds_for_the_first_that_waits_and_a_new_claim_comes_after() {
    let mut scenario = exhausted();
    assert_eq!(
        types(scenario.when(deny("TV-2", "0"))),
        [
            "ClaimDenied",
            "FundsReleased",
            "BenefitReleased",
            "ClaimUnpended",
            "FundsReserved",
            "ClaimReleased"
        ]
    );
    let decision = submitted(
        &mut scenario,
        direct("TV-2", "new", CLIENTS[2], "2019-05", "50"),
    );
    assert_eq!(
        types(decision),
        [
            "ClaimSubmitted",
            "ClaimAdjudicated",
            "BenefitReserved",
            "FundsReserved"
        ]
    );
}

#[test]
fn what_waits_is_not_de_obligated_nor_paid_from_elsewhere() {
    let mut scenario = exhausted();
    let lower = LowerSubAward {
        sub_award: sub_award("TV-2"),
        amount: money("200.01"),
        reason: reason("Not needed"),
        effective_on: day("2019-06-20"),
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, lower)),
        "DEOBLIGATION_OVER_UNLIQUIDATED"
    );
}

#[test]
fn a_denial_restores_the_client_and_the_sub_award() {
    for mut scenario in [enrolled(), exhausted()] {
        let (under, of) = if available(&scenario, "TV-2") < money("3000") {
            ("TV-2", CLIENTS[2])
        } else {
            ("TV-1", CLIENTS[0])
        };
        let books = scenario.ledger.books();
        let client_before = books.client(&client(of)).unwrap().clone();
        let funds_before = books.sub_award(&sub_award(under)).unwrap().funds();
        submitted(&mut scenario, direct(under, "d", of, "2019-05", "500")).unwrap();
        let decision = scenario.when(deny(under, "d"));
        let freed = types(decision);
        assert_eq!(freed[0], "ClaimDenied");
        assert_eq!(freed[2], "BenefitReleased");
        let books = scenario.ledger.books();
        assert_eq!(*books.client(&client(of)).unwrap(), client_before);
        assert_eq!(
            books.sub_award(&sub_award(under)).unwrap().funds(),
            funds_before
        );
        assert_eq!(types(scenario.when(deny(under, "d"))), Vec::<&str>::new());
        assert_eq!(code(scenario.when(approve(under, "d"))), "CLAIM_DENIED");
    }
}

#[test]
fn a_decision_releases_500_and_the_next_the_rest_before_any_newer_claim() {
    let mut scenario = enrolled().given_by(
        ASSISTANCE_PRIME,
        SuspendSubAward {
            sub_award: sub_award("TV-1"),
            reason: reason("A visit"),
            effective_on: day("2019-06-10"),
        },
    );
    for cents in 1..=502 {
        let amount = Money::from_cents(cents).to_string();
        let one = direct("TV-1", &cents.to_string(), CLIENTS[0], "2019-05", &amount);
        assert_eq!(told(submitted(&mut scenario, one)).0, Outcome::Pended);
    }
    let resumed = ResumeSubAward {
        sub_award: sub_award("TV-1"),
        reason: reason("All found"),
        effective_on: day("2019-06-18"),
    };
    let released = |types: &[&str]| {
        let released = types.iter().filter(|name| **name == "ClaimReleased");
        released.count()
    };
    let first = types(scenario.when_by(ASSISTANCE_PRIME, resumed));
    assert_eq!(released(&first), 500);
    assert_eq!(first.last(), Some(&"ReleaseDeferred"));
    assert!(state(&scenario, "TV-1", "501").is_pended());
    // What the ledger brings about itself, should nothing else happen to the sub-award.
    let rest = ReleaseClaims {
        sub_award: sub_award("TV-1"),
        effective_on: day("2019-06-18"),
    };
    let by_itself = types(scenario.clone().when(rest.clone()));
    assert_eq!(released(&by_itself), 2);
    assert_eq!(by_itself.len(), 6);
    let newer = direct("TV-1", "newer", CLIENTS[0], "2019-05", "10");
    let second = types(submitted(&mut scenario, newer));
    assert_eq!(released(&second), 2);
    assert!(!state(&scenario, "TV-1", "newer").is_pended());
    assert_eq!(types(scenario.when(rest)), Vec::<&str>::new());
}

#[test]
fn a_raised_obligation_releases_500_in_order_and_the_rest_before_any_newer_claim() {
    let lowered = LowerSubAward {
        sub_award: sub_award("TV-1"),
        amount: money("19999.99"),
        reason: reason("Nothing is left"),
        effective_on: day("2019-06-10"),
    };
    let mut scenario = enrolled().given_by(ASSISTANCE_PRIME, lowered);
    let mut numbers = Vec::new();
    for cents in 2..=503 {
        let amount = Money::from_cents(cents).to_string();
        let one = direct("TV-1", &cents.to_string(), CLIENTS[0], "2019-05", &amount);
        assert_eq!(told(submitted(&mut scenario, one)).0, Outcome::Pended);
        numbers.push(format!("TV-1:{cents}"));
    }
    let raised = RaiseSubAward {
        sub_award: sub_award("TV-1"),
        amount: money("5000"),
        reason: reason("Claims wait"),
        effective_on: day("2019-06-18"),
    };
    let released = |decision: crate::ledger::Decision| -> Vec<String> {
        let released = decision
            .events
            .into_iter()
            .filter(|(_, event)| event.event_type() == "ClaimReleased");
        released.map(|(stream, _)| stream.id).collect()
    };
    let first = released(scenario.when_by(ASSISTANCE_PRIME, raised).unwrap());
    assert_eq!(first, numbers[..500]);
    // There are funds for it at once; those that wait come first all the same.
    let newer = direct("TV-1", "newer", CLIENTS[0], "2019-05", "10");
    let decision = submitted(&mut scenario, newer).unwrap();
    let types: Vec<_> = decision
        .events
        .iter()
        .map(|(_, event)| event.event_type())
        .collect();
    let last_release = types.iter().rposition(|name| *name == "ClaimReleased");
    let adjudicated = types.iter().position(|name| *name == "ClaimAdjudicated");
    assert!(last_release < adjudicated, "{types:?}");
    assert_eq!(released(decision), numbers[500..]);
    assert!(!state(&scenario, "TV-1", "newer").is_pended());
}
