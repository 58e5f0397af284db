//! A claim is void.

use proptest::{strategy::ValueTree, test_runner::TestRunner};

use super::super::{
    claims::{approve, deny, direct, state},
    code, types,
};
use super::*;
use crate::{
    ledger::{
        SuspendSubAward,
        testing::{ASSISTANCE_PRIME, any_commands},
    },
    money::Money,
    period::Month,
};

#[test]
fn a_void_gives_back_exactly_what_a_payable_claim_holds() {
    let before = enrolled();
    let mut scenario = payable();
    assert_eq!(
        types(by_subawardee(&mut scenario, void("TV-1:1"))),
        ["ClaimVoided", "FundsReleased", "BenefitReleased"]
    );
    assert_eq!(funds(&scenario, "TV-1"), funds(&before, "TV-1"));
    let of = client(CLIENTS[0]);
    assert_eq!(
        scenario.ledger.books().client(&of),
        before.ledger.books().client(&of)
    );
    // Its content may be claimed again, under another number.
    let again = submitted(&mut scenario, claim("TV-1", "2", CLIENTS[0], "2019-05"));
    assert_eq!(types(again).len(), 4);
}

#[test]
fn a_void_of_an_approved_claim_reverses_the_accrual() {
    let mut scenario = payable();
    scenario.when(approve("TV-1", "1")).unwrap();
    assert_eq!(
        types(by_subawardee(&mut scenario, void("TV-1:1"))),
        ["ClaimVoided", "FundsAccrualReversed", "BenefitReleased"]
    );
    assert_eq!(funds(&scenario, "TV-1"), funds(&enrolled(), "TV-1"));
}

#[test]
fn a_void_takes_a_waiting_claim_out_of_the_queue() {
    let mut scenario = enrolled().given_by(
        ASSISTANCE_PRIME,
        SuspendSubAward {
            sub_award: sub_award("TV-1"),
            reason: reason("A visit"),
            effective_on: day("2019-06-10"),
        },
    );
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    assert!(state(&scenario, "TV-1", "1").is_pended());
    assert_eq!(
        types(by_subawardee(&mut scenario, void("TV-1:1"))),
        ["ClaimVoided", "ClaimUnpended", "BenefitReleased"]
    );
    assert_eq!(funds(&scenario, "TV-1").pended, Money::ZERO);
}

#[test]
fn a_repeated_void_moves_nothing_and_a_different_one_is_refused() {
    let mut scenario = payable();
    by_subawardee(&mut scenario, void("TV-1:1")).unwrap();
    let again = by_subawardee(&mut scenario, void("TV-1:1"));
    assert_eq!(types(again), Vec::<&str>::new());
    let other = VoidClaim {
        reason: VoidReason::WrongMonth,
        ..void("TV-1:1")
    };
    assert_eq!(code(by_subawardee(&mut scenario, other)), "CLAIM_VOIDED");
    assert_eq!(code(scenario.when(approve("TV-1", "1"))), "CLAIM_VOIDED");
    assert_eq!(code(scenario.when(deny("TV-1", "1"))), "CLAIM_VOIDED");
    let replaced = replace("TV-1:1", claim("TV-1", "1", CLIENTS[0], "2019-04"));
    assert_eq!(code(by_subawardee(&mut scenario, replaced)), "CLAIM_VOIDED");
}

#[test]
fn a_denied_claim_has_nothing_to_void_and_a_foreign_one_is_unknown() {
    let mut scenario = payable();
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[1], void("TV-1:1"))),
        "UNKNOWN_CLAIM"
    );
    assert_eq!(
        code(by_subawardee(&mut scenario, void("TV-1:9"))),
        "UNKNOWN_CLAIM"
    );
    scenario.when(deny("TV-1", "1")).unwrap();
    assert_eq!(
        code(by_subawardee(&mut scenario, void("TV-1:1"))),
        "CLAIM_DENIED"
    );
}

#[test]
fn a_void_is_not_dated_before_what_it_reverses() {
    let mut scenario = payable();
    scenario.when(approve("TV-1", "1")).unwrap();
    let early = VoidClaim {
        effective_on: day("2019-06-19"),
        ..void("TV-1:1")
    };
    assert_eq!(
        code(by_subawardee(&mut scenario, early)),
        "EFFECTIVE_ON_TOO_EARLY"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever happened before: a claim that comes and is voided leaves its client as it was, and its sub-award's
    /// funds too, wherever the claim stood.
    #[test]
    fn voids_restore_exactly(commands in any_commands(80), approves in any::<bool>(), at in 0_usize..4) {
        let mut scenario = Scenario::serving();
        for (by, command) in commands {
            drop(scenario.ledger.submit(&by, &command));
        }
        // What waits and has funds is released by any move: first, so that nothing else moves below.
        drop(submitted(&mut scenario, direct("TV-1", "first", CLIENTS[at], "2019-05", "0.01")));
        let of = client(CLIENTS[at]);
        let before = scenario.clone();
        let one = SubmitClaim {
            effective_on: day("2019-06-30"),
            ..claim("TV-1", "voided", CLIENTS[at], "2019-05")
        };
        prop_assume!(submitted(&mut scenario, one).is_ok());
        if approves {
            let approval = crate::ledger::ApproveClaim { effective_on: day("2019-06-30"), ..approve("TV-1", "voided") };
            drop(scenario.when(approval));
        }
        let voided = VoidClaim { effective_on: day("2019-06-30"), ..void("TV-1:voided") };
        prop_assume!(by_subawardee(&mut scenario, voided).is_ok());
        prop_assert_eq!(funds(&scenario, "TV-1"), funds(&before, "TV-1"));
        prop_assert_eq!(
            scenario.ledger.books().client(&of),
            before.ledger.books().client(&of)
        );
    }
}

/// The property above is not empty: most histories leave a sub-award that takes the claim.
#[test]
fn voids_are_mostly_possible_after_random_histories() {
    let mut runner = TestRunner::deterministic();
    let mut voided = 0;
    for _ in 0..20 {
        let mut scenario = Scenario::serving();
        for (by, command) in any_commands(80).new_tree(&mut runner).unwrap().current() {
            drop(scenario.ledger.submit(&by, &command));
        }
        let one = SubmitClaim {
            effective_on: day("2019-06-30"),
            service_month: Month::parse("2019-05").unwrap(),
            ..claim("TV-1", "voided", CLIENTS[0], "2019-05")
        };
        let of = VoidClaim {
            effective_on: day("2019-06-30"),
            ..void("TV-1:voided")
        };
        if submitted(&mut scenario, one).is_ok() && by_subawardee(&mut scenario, of).is_ok() {
            voided += 1;
        }
    }
    assert!(voided >= 5, "{voided} of 20");
}
