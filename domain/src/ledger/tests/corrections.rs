//! Corrections over the aggregates: voids, replacements, reconsiderations; what each gives back, and that it is exact.

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::{
    claims::{MONTHS, approve, claim_of, deny, direct, enrolled, state, submitted},
    code, types,
};
use crate::{
    claim::{Claim, ClaimEvent, DenialReason, Outcome, ReconsiderationDecision, VoidReason},
    id::ClaimId,
    ledger::{
        Command, Context, Decision, Event, ReconsiderClaim, Refusal, ReplaceClaim, Role,
        SubmitClaim, SuspendSubAward, VoidClaim,
        testing::{
            ASSISTANCE_PRIME, CLIENTS, SUB_AWARDEES, Scenario, any_commands, claim, client,
            context, day, money, reason, sub_award,
        },
    },
    money::Money,
    period::Month,
    sub_award::Funds,
};

pub(super) fn id(text: &str) -> ClaimId {
    ClaimId::parse(text).unwrap()
}

pub(super) fn void(of: &str) -> VoidClaim {
    VoidClaim {
        claim: id(of),
        reason: VoidReason::BilledInError,
        effective_on: day("2019-06-28"),
    }
}

/// The claim of `as_`, in place of another.
pub(super) fn replace(of: &str, as_: SubmitClaim) -> ReplaceClaim {
    ReplaceClaim {
        claim: id(of),
        client: as_.client,
        service_month: as_.service_month,
        lines: as_.lines,
        effective_on: day("2019-06-28"),
    }
}

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

pub(super) fn by_subawardee(
    scenario: &mut Scenario,
    command: impl Into<Command>,
) -> Result<Decision, Refusal> {
    scenario.when_by(SUB_AWARDEES[0], command)
}

pub(super) fn funds(scenario: &Scenario, under: &str) -> Funds {
    let books = scenario.ledger.books();
    books.sub_award(&sub_award(under)).unwrap().funds()
}

/// A claim of TV-1 for $700, payable.
fn payable() -> Scenario {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    scenario
}

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

#[test]
fn a_replacement_is_adjudicated_without_its_predecessor() {
    let mut scenario = payable();
    // The same month and the same content but for an amount: no duplicate, and the month's unit is free.
    let corrected = claim_of("TV-1", "1", CLIENTS[0], "2019-05", "150", "500");
    let decision = by_subawardee(&mut scenario, replace("TV-1:1", corrected.clone()));
    assert_eq!(
        types(decision),
        [
            "ClaimReplaced",
            "FundsReleased",
            "BenefitReleased",
            "ClaimReplacementSubmitted",
            "ClaimAdjudicated",
            "BenefitReserved",
            "FundsReserved"
        ]
    );
    let second = scenario.ledger.books().claim(&id("TV-1:1:2")).unwrap();
    assert!(matches!(second, Claim::Payable { file } if file.payable == money("650")));
    assert_eq!(funds(&scenario, "TV-1").reserved, money("650"));
    // Again: the same answer, and nothing moves. Otherwise: the later version is corrected.
    let again = by_subawardee(&mut scenario, replace("TV-1:1", corrected));
    assert_eq!(again.as_ref().unwrap().subject.id, "TV-1:1:2");
    assert_eq!(types(again), Vec::<&str>::new());
    let other = replace("TV-1:1", claim("TV-1", "1", CLIENTS[0], "2019-04"));
    assert_eq!(code(by_subawardee(&mut scenario, other)), "CLAIM_REPLACED");
    let third = replace("TV-1:1:2", claim("TV-1", "1", CLIENTS[1], "2019-04"));
    by_subawardee(&mut scenario, third).unwrap();
    assert_eq!(funds(&scenario, "TV-1").reserved, money("700"));
    let books = scenario.ledger.books();
    assert!(
        books
            .client(&client(CLIENTS[0]))
            .unwrap()
            .case()
            .unwrap()
            .benefits
            .is_empty()
    );
}

#[test]
fn a_replacement_keeps_the_funds_of_its_predecessor_while_others_wait() {
    // TV-2 has $3,000: four claims of 700 are payable, 200 is left, a fifth waits.
    let mut scenario = enrolled();
    for (at, month) in MONTHS.iter().take(5).enumerate() {
        let one = claim("TV-2", &at.to_string(), CLIENTS[2], month);
        submitted(&mut scenario, one).unwrap();
    }
    let smaller = claim_of("TV-2", "0", CLIENTS[2], MONTHS[0], "200", "400");
    scenario
        .when_by(SUB_AWARDEES[1], replace("TV-2:0", smaller))
        .unwrap();
    let second = scenario.ledger.books().claim(&id("TV-2:0:2")).unwrap();
    assert!(matches!(second, Claim::Payable { .. }));
    // The 100 that it gave up and the 200 that were left are too little for the one that waits.
    assert_eq!(funds(&scenario, "TV-2").available, money("300"));
    let larger = claim_of("TV-2", "0", CLIENTS[2], MONTHS[0], "200", "700");
    scenario
        .when_by(SUB_AWARDEES[1], replace("TV-2:0:2", larger))
        .unwrap();
    // More than was its own: it goes behind the one that waits, which takes the funds.
    assert!(
        scenario
            .ledger
            .books()
            .claim(&id("TV-2:0:3"))
            .unwrap()
            .is_pended()
    );
    assert!(!state(&scenario, "TV-2", "4").is_pended());
}

#[test]
fn a_replacement_of_a_claim_that_came_in_time_is_in_time() {
    let mut scenario = enrolled();
    submitted(
        &mut scenario,
        direct("TV-1", "1", CLIENTS[0], "2018-10", "100"),
    )
    .unwrap();
    let corrected = replace("TV-1:1", direct("TV-1", "1", CLIENTS[0], "2018-10", "90"));
    let command = Command::from(corrected);
    let mut late = context(Role::Subawardee, SUB_AWARDEES[0], "case-worker-1");
    late.received_at += chrono::TimeDelta::days(800);
    let decision = scenario.ledger.submit(&late, &command).unwrap();
    let outcome = decision.events.iter().find_map(|(_, event)| {
        let Event::Claim(ClaimEvent::ClaimAdjudicated { outcome, .. }) = event else {
            return None;
        };
        Some(*outcome)
    });
    assert_eq!(outcome, Some(Outcome::Payable));
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
