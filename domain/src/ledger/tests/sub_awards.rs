//! Sub-awards against their award and the register.

use super::{code, types};
use crate::ledger::{
    CloseSubAward, ExcludeOrganization, ExecuteSubAward, ExtendSubAward, RaiseSubAward,
    ReinstateOrganization, SuspendAward,
    testing::{
        REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, Scenario, day, direct_cost, execute, fain, money,
        organization, reason, sub_award,
    },
};

const BY: &str = REGIONAL_PRIME;

fn raise(amount: &str) -> RaiseSubAward {
    RaiseSubAward {
        sub_award: sub_award("RR-1"),
        amount: money(amount),
        reason: reason("Higher caseload"),
        effective_on: day("2019-01-15"),
    }
}

fn first() -> ExecuteSubAward {
    execute("RR-1", REGIONAL, SUB_AWARDEES[0], "300000")
}

#[test]
fn a_sub_award_takes_from_its_award() {
    let mut scenario = Scenario::awarded();
    assert_eq!(
        types(scenario.when_by(BY, first())),
        [
            "SubAwardExecuted",
            "SubAwardCommitmentRaised",
            "SubAwardCounted"
        ]
    );
    assert_eq!(types(scenario.when_by(BY, first())), [""; 0]);
    let other = execute("RR-1", REGIONAL, SUB_AWARDEES[0], "300001");
    assert_eq!(
        code(scenario.when_by(BY, other)),
        "SUB_AWARD_ALREADY_EXECUTED"
    );
    let funds = scenario
        .ledger
        .books()
        .award(&fain(REGIONAL))
        .unwrap()
        .funds();
    assert_eq!(funds.unassigned(), money("525000"));
}

#[test]
fn commitments_and_retained_spending_stay_within_the_award() {
    let mut scenario = Scenario::awarded()
        .given_by(BY, first())
        .given_by(BY, direct_cost(REGIONAL, "a", "100000"));
    let too_much = execute("RR-2", REGIONAL, SUB_AWARDEES[1], "425000.01");
    assert_eq!(code(scenario.when_by(BY, too_much)), "AWARD_OVERCOMMITTED");
    assert_eq!(
        code(scenario.when_by(BY, raise("425000.01"))),
        "AWARD_OVERCOMMITTED"
    );
    assert_eq!(types(scenario.when_by(BY, raise("425000"))).len(), 3);
    let cost = direct_cost(REGIONAL, "b", "0.01");
    assert_eq!(code(scenario.when_by(BY, cost)), "AWARD_OVERCOMMITTED");
}

#[test]
fn a_suspended_award_takes_no_obligation_but_gives_back() {
    let mut scenario = Scenario::awarded()
        .given_by(BY, first())
        .given(SuspendAward {
            award: fain(REGIONAL),
            reason: reason("Audit"),
            effective_on: day("2019-01-01"),
        });
    let second = execute("RR-2", REGIONAL, SUB_AWARDEES[1], "1");
    assert_eq!(code(scenario.when_by(BY, second)), "AWARD_SUSPENDED");
    assert_eq!(code(scenario.when_by(BY, raise("1"))), "AWARD_SUSPENDED");
    assert_eq!(
        code(scenario.when_by(BY, direct_cost(REGIONAL, "a", "1"))),
        "AWARD_SUSPENDED"
    );
    let close = CloseSubAward {
        sub_award: sub_award("RR-1"),
        effective_on: day("2019-01-02"),
    };
    assert_eq!(types(scenario.when_by(BY, close)).len(), 3);
}

#[test]
fn the_phase_of_the_award_stands_before_policy_and_money() {
    let mut scenario = Scenario::awarded().given(SuspendAward {
        award: fain(REGIONAL),
        reason: reason("Audit"),
        effective_on: day("2019-01-01"),
    });
    let wrong_in_all = ExecuteSubAward {
        sub_awardee: organization(REGIONAL_PRIME),
        amount: money("-1"),
        ..first()
    };
    assert_eq!(code(scenario.when_by(BY, wrong_in_all)), "AWARD_SUSPENDED");
}

#[test]
fn an_excluded_sub_awardee_is_given_no_more_from_that_day() {
    let excluded = ExcludeOrganization {
        organization: organization(SUB_AWARDEES[0]),
        effective_on: day("2019-01-15"),
    };
    let mut scenario = Scenario::awarded().given_by(BY, first()).given(excluded);
    assert_eq!(
        code(scenario.when_by(BY, raise("1"))),
        "ORGANIZATION_EXCLUDED"
    );
    let extension = ExtendSubAward {
        sub_award: sub_award("RR-1"),
        ends_on: day("2020-01-31"),
        reason: reason("More time"),
        effective_on: day("2019-02-01"),
    };
    assert_eq!(
        code(scenario.when_by(BY, extension.clone())),
        "ORGANIZATION_EXCLUDED"
    );
    let before = RaiseSubAward {
        effective_on: day("2019-01-14"),
        ..raise("1")
    };
    assert_eq!(types(scenario.when_by(BY, before)).len(), 2);
    let mut scenario = scenario.given(ReinstateOrganization {
        organization: organization(SUB_AWARDEES[0]),
        effective_on: day("2019-01-20"),
    });
    assert_eq!(types(scenario.when_by(BY, extension)), ["SubAwardExtended"]);
}

#[test]
fn the_sub_awardee_must_be_in_the_register() {
    let mut scenario = Scenario::awarded();
    let nobody = execute("RR-1", REGIONAL, "nobody", "1");
    let refusal = scenario.when_by(BY, nobody).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field),
        ("UNKNOWN_ORGANIZATION", Some("subAwardee"))
    );
}
