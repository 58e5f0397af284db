//! A claim is replaced.

use super::super::{
    claims::{MONTHS, claim_of, direct, state},
    code, types,
};
use super::*;
use crate::{
    claim::{Claim, ClaimEvent, Outcome},
    ledger::{
        Event, Role,
        testing::{context, money},
    },
};

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
