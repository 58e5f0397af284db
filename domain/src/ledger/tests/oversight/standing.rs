//! Who is excluded, and who is a grassroots organization.

use super::super::{code, types};
use super::*;
use crate::{
    ledger::{
        AttestGrassroots, Event, RaiseSubAward, RecheckExclusion, WithdrawGrassroots,
        testing::{REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, fain, organization, reason},
    },
    sub_award::SubAwardEvent,
};

#[test]
fn an_exclusion_that_the_prime_found_keeps_the_sub_award_from_growing() {
    let mut scenario = Scenario::founded();
    let look = |excluded, on: &str| RecheckExclusion {
        sub_award: sub_award("RR-1"),
        excluded,
        document: document(),
        next_due_on: day("2019-12-31"),
        effective_on: day(on),
    };
    let raise = || RaiseSubAward {
        sub_award: sub_award("RR-1"),
        amount: money("100"),
        reason: reason("Higher caseload"),
        effective_on: day("2019-04-01"),
    };
    scenario
        .when_by(REGIONAL_PRIME, look(true, "2019-03-01"))
        .unwrap();
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, raise())),
        "ORGANIZATION_EXCLUDED"
    );
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, look(false, "2019-02-28"))),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    scenario
        .when_by(REGIONAL_PRIME, look(false, "2019-03-15"))
        .unwrap();
    assert!(scenario.when_by(REGIONAL_PRIME, raise()).is_ok());
}

#[test]
fn an_attestation_decides_what_counts_from_its_day_on() {
    let mut scenario = Scenario::awarded();
    let house = organization(SUB_AWARDEES[2]);
    let attest = |on: &str| AttestGrassroots {
        organization: house.clone(),
        evidence: document(),
        effective_on: day(on),
    };
    let withdraw = |on: &str| WithdrawGrassroots {
        organization: house.clone(),
        reason: reason("It merged into a statewide organization"),
        sub_awards: Vec::new(),
        effective_on: day(on),
    };
    assert_eq!(
        code(scenario.when(withdraw("2018-12-01"))),
        "GRASSROOTS_NOT_ATTESTED"
    );
    scenario.when(attest("2018-12-01")).unwrap();
    assert_eq!(types(scenario.when(attest("2018-12-01"))), [""; 0]);
    assert_eq!(
        code(scenario.when(attest("2018-12-02"))),
        "GRASSROOTS_ALREADY_ATTESTED"
    );
    assert_eq!(
        code(scenario.when(withdraw("2018-12-01"))),
        "ATTESTATION_OUT_OF_ORDER"
    );
    scenario.when(withdraw("2019-03-01")).unwrap();
    for (id, on, counts) in [
        ("RR-1", "2018-11-30", false),
        ("RR-2", "2018-12-01", true),
        ("RR-3", "2019-03-01", false),
    ] {
        let execution = ExecuteSubAward {
            effective_on: day(on),
            ..execute(id, REGIONAL, SUB_AWARDEES[2], "1000")
        };
        let decision = scenario.when_by(REGIONAL_PRIME, execution).unwrap();
        let Some((_, Event::SubAward(SubAwardEvent::SubAwardExecuted { qualified, .. }))) =
            decision.events.first()
        else {
            panic!("another event");
        };
        assert_eq!(*qualified, counts, "{id}");
    }
}

#[test]
fn entering_the_register_as_grassroots_still_counts_until_it_is_withdrawn() {
    let scenario = Scenario::founded();
    let share = |scenario: &Scenario| {
        let award = scenario.ledger.books().award(&fain(REGIONAL)).unwrap();
        award.funds().committed_qualified
    };
    assert_eq!(share(&scenario), money("495000"));
    let mut scenario = Scenario::awarded().given(WithdrawGrassroots {
        organization: organization(SUB_AWARDEES[0]),
        reason: reason("It is statewide"),
        sub_awards: Vec::new(),
        effective_on: day("2018-10-01"),
    });
    let first = execute("RR-1", REGIONAL, SUB_AWARDEES[0], "345000");
    scenario.when_by(REGIONAL_PRIME, first).unwrap();
    assert_eq!(share(&scenario), money("0"));
}
