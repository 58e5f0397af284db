//! Rules over the aggregates: what is pinned stays, what is paid in part waits for the rest, who has which days.

use super::{
    claims::{approve, available, deny, state, submitted, told},
    code,
    corrections::{by_subawardee, funds, id, replace, void},
    types,
};
use crate::{
    claim::{Claim, Outcome},
    client::{FamilyRelation, LeavingReason},
    ledger::{
        AddFamilyMember, IssueAward, PublishRuleSet, RaiseSubAward, RemoveFamilyMember,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, SUB_AWARDEES, Scenario, assistance_award, claim,
            client, day, enrol, execute, money, reason, sub_award,
        },
    },
    money::Money,
    programme::{PaymentModel, RuleSet, catalogue},
    text::Label,
};

/// TV-1 has what it is given, under hybrid rules that pay in part.
fn paying_in_part(funds: &str) -> Scenario {
    let notice = Label::parse("in-part").unwrap();
    Scenario::registered()
        .given(PublishRuleSet {
            programme: assistance_award().programme,
            notice: notice.clone(),
            rules: RuleSet {
                partial_payment: true,
                ..catalogue::hybrid_rules()
            },
            effective_on: day("2018-09-30"),
        })
        .given(IssueAward {
            notice,
            ..assistance_award()
        })
        .given_by(
            ASSISTANCE_PRIME,
            execute("TV-1", ASSISTANCE, SUB_AWARDEES[0], funds),
        )
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "TV-1"))
}

fn raise(amount: &str) -> RaiseSubAward {
    RaiseSubAward {
        sub_award: sub_award("TV-1"),
        amount: money(amount),
        reason: reason("Claims wait"),
        effective_on: day("2019-06-20"),
    }
}

#[test]
fn a_later_rule_set_changes_nothing_under_awards_that_were_made_before() {
    let mut scenario = Scenario::serving();
    submitted(&mut scenario, claim("TV-1", "a", CLIENTS[0], "2019-04")).unwrap();
    let before = scenario.ledger.history().to_vec();
    let mut rules = catalogue::hybrid_rules();
    if let PaymentModel::Hybrid {
        administration_rate,
        individual_cap,
        ..
    } = &mut rules.payment
    {
        *administration_rate = Some(money("1"));
        *individual_cap = money("2");
    }
    scenario
        .when(PublishRuleSet {
            programme: assistance_award().programme,
            notice: Label::parse(catalogue::TVAP_NOTICE).unwrap(),
            rules,
            effective_on: day("2019-06-01"),
        })
        .unwrap();
    assert_eq!(scenario.ledger.history()[..before.len()], before);
    let next = submitted(&mut scenario, claim("TV-1", "b", CLIENTS[0], "2019-05"));
    assert_eq!(told(next), (Outcome::Payable, "700.00".to_owned(), vec![]));
}

#[test]
fn what_the_funds_do_not_cover_of_a_claim_waits_as_a_claim_of_its_own() {
    let mut scenario = paying_in_part("650");
    let whole = submitted(&mut scenario, claim("TV-1", "a", CLIENTS[0], "2019-05"));
    assert_eq!(
        types(whole.clone()),
        [
            "ClaimSubmitted",
            "ClaimAdjudicated",
            "BenefitReserved",
            "FundsReserved",
            "ClaimSubmitted",
            "ClaimAdjudicated",
            "BenefitReserved",
            "ClaimPendedForFunds"
        ]
    );
    assert_eq!(
        told(whole),
        (Outcome::Payable, "650.00".to_owned(), vec![97])
    );
    let rest = state(&scenario, "TV-1", "a-R");
    assert!(rest.is_pended());
    assert_eq!(rest.file().unwrap().payable, money("50"));
    assert_eq!(available(&scenario, "TV-1"), Money::ZERO);
    assert_eq!(
        types(scenario.when(approve("TV-1", "a"))),
        ["ClaimApproved", "FundsAccrued"]
    );
    assert_eq!(
        code(scenario.when(approve("TV-1", "a-R"))),
        "CLAIM_PENDED_FOR_FUNDS"
    );
    scenario.when_by(ASSISTANCE_PRIME, raise("50")).unwrap();
    assert!(!state(&scenario, "TV-1", "a-R").is_pended());
    assert_eq!(
        types(scenario.when(approve("TV-1", "a-R"))),
        ["ClaimApproved", "FundsAccrued"]
    );
}

#[test]
fn a_claim_and_its_rest_hold_the_month_and_the_year_together() {
    let mut scenario = paying_in_part("120");
    let whole = submitted(&mut scenario, claim("TV-1", "a", CLIENTS[0], "2019-05"));
    assert_eq!(
        told(whole),
        (Outcome::Payable, "120.00".to_owned(), vec![97, 97])
    );
    let held = || {
        let case = scenario.ledger.books().client(&client(CLIENTS[0])).unwrap();
        let benefits = case.case().unwrap().benefits.clone();
        let sum = |amounts: &mut dyn Iterator<Item = Money>| Money::sum(amounts).unwrap();
        (
            benefits.len(),
            sum(&mut benefits.iter().map(|held| held.administration)),
            sum(&mut benefits.iter().map(|held| held.direct)),
        )
    };
    assert_eq!(held(), (2, money("200"), money("500")));
    let repeated = submitted(&mut scenario, claim("TV-1", "a", CLIENTS[0], "2019-05"));
    assert_eq!(types(repeated), Vec::<&str>::new());
    scenario.when(deny("TV-1", "a")).unwrap();
    let again = submitted(&mut scenario, claim("TV-1", "b", CLIENTS[0], "2019-05"));
    // The rest of the denied claim still waits, with its part of the month.
    assert_eq!(
        told(again),
        (Outcome::Pended, "500.00".to_owned(), vec![97])
    );
}

#[test]
fn a_number_that_is_taken_leaves_no_room_for_a_rest_and_the_claim_waits_whole() {
    let mut scenario = paying_in_part("1350");
    submitted(&mut scenario, claim("TV-1", "a-R", CLIENTS[0], "2019-04")).unwrap();
    let whole = submitted(&mut scenario, claim("TV-1", "a", CLIENTS[0], "2019-05"));
    assert_eq!(told(whole), (Outcome::Pended, "700.00".to_owned(), vec![]));
}

/// $500 covered a part of a claim of $700; the rest waits.
fn paid_in_part() -> Scenario {
    let mut scenario = paying_in_part("500");
    submitted(&mut scenario, claim("TV-1", "a", CLIENTS[0], "2019-05")).unwrap();
    assert!(state(&scenario, "TV-1", "a-R").is_pended());
    scenario
}

#[test]
fn a_void_of_a_claim_paid_in_part_withdraws_the_rest_that_waits() {
    let mut scenario = paid_in_part();
    let decision = by_subawardee(&mut scenario, void("TV-1:a"));
    assert_eq!(
        types(decision),
        [
            "ClaimVoided",
            "FundsReleased",
            "BenefitReleased",
            "ClaimVoided",
            "ClaimUnpended",
            "BenefitReleased"
        ]
    );
    let funds = funds(&scenario, "TV-1");
    assert_eq!((funds.available, funds.pended), (money("500"), Money::ZERO));
    assert!(state(&scenario, "TV-1", "a-R").is_voided());
    // Nothing of the month is taken any more.
    let again = submitted(&mut scenario, claim("TV-1", "b", CLIENTS[0], "2019-05"));
    assert_eq!(told(again).1, "500.00");
}

#[test]
fn a_claim_is_not_withdrawn_while_its_rest_is_in_a_payment() {
    let mut scenario = paid_in_part();
    scenario.when_by(ASSISTANCE_PRIME, raise("200")).unwrap();
    scenario.when(approve("TV-1", "a-R")).unwrap();
    super::recovery::prepare(&mut scenario, "P-1", &["TV-1:a-R"], "2019-06-21").unwrap();
    assert_eq!(
        code(by_subawardee(&mut scenario, void("TV-1:a"))),
        "CLAIM_IN_PAYMENT"
    );
    super::recovery::confirm(&mut scenario, "P-1", "2019-06-22").unwrap();
    by_subawardee(&mut scenario, void("TV-1:a")).unwrap();
    assert_eq!(funds(&scenario, "TV-1").receivable, money("200"));
}

#[test]
fn a_replacement_of_a_claim_paid_in_part_takes_the_place_of_both_parts() {
    let mut scenario = paid_in_part();
    scenario.when(approve("TV-1", "a")).unwrap();
    super::recovery::prepare(&mut scenario, "P-1", &["TV-1:a"], "2019-06-21").unwrap();
    super::recovery::confirm(&mut scenario, "P-1", "2019-06-22").unwrap();
    scenario.when_by(ASSISTANCE_PRIME, raise("200")).unwrap();
    scenario.when(approve("TV-1", "a-R")).unwrap();
    super::recovery::prepare(&mut scenario, "P-2", &["TV-1:a-R"], "2019-06-23").unwrap();
    super::recovery::confirm(&mut scenario, "P-2", "2019-06-23").unwrap();
    // 500 and 200 were paid; 650 is asked.
    let corrected = super::claims::claim_of("TV-1", "a", CLIENTS[0], "2019-05", "150", "500");
    by_subawardee(&mut scenario, replace("TV-1:a", corrected)).unwrap();
    let second = scenario.ledger.books().claim(&id("TV-1:a:2")).unwrap();
    assert!(matches!(second, Claim::Paid { file, .. } if file.paid() == money("650")));
    let rest = state(&scenario, "TV-1", "a-R");
    assert_eq!(rest.replaced_by(), Some(&id("TV-1:a:2")));
    let funds = funds(&scenario, "TV-1");
    assert_eq!((funds.paid, funds.receivable), (money("650"), money("50")));
}

#[test]
fn a_late_fact_takes_from_the_rest_of_a_claim_first() {
    let mut scenario = paying_in_part("6300");
    let family = |on: &str| AddFamilyMember {
        client: client(CLIENTS[0]),
        member: client("C-000000000000FA01"),
        relation: FamilyRelation::T3,
        in_household: true,
        effective_on: day(on),
    };
    by_subawardee(&mut scenario, family("2019-05-01")).unwrap();
    let large = super::claims::direct("TV-1", "a", CLIENTS[0], "2019-05", "7500");
    submitted(&mut scenario, large).unwrap();
    assert_eq!(funds(&scenario, "TV-1").reserved, money("6300"));
    assert_eq!(funds(&scenario, "TV-1").pended, money("1200"));
    let left = |on: &str| RemoveFamilyMember {
        client: client(CLIENTS[0]),
        member: client("C-000000000000FA01"),
        reason: LeavingReason::LeftHousehold,
        effective_on: day(on),
    };
    // The cap is 6,000 after all: nothing of the rest is left, and 300 of the claim are free.
    by_subawardee(&mut scenario, left("2019-05-01")).unwrap();
    let held = funds(&scenario, "TV-1");
    assert_eq!((held.reserved, held.pended), (money("6000"), Money::ZERO));
    for number in ["a", "a-R"] {
        let file = state(&scenario, "TV-1", number).file().unwrap();
        let billed = Money::sum(file.billed.iter().map(|line| line.billed)).unwrap();
        assert!(file.payable <= billed);
    }
    // And 7,500 again: the claim takes what is free, and the rest waits.
    let other = AddFamilyMember {
        member: client("C-000000000000FA02"),
        ..family("2019-05-01")
    };
    by_subawardee(&mut scenario, other).unwrap();
    let held = funds(&scenario, "TV-1");
    assert_eq!((held.reserved, held.pended), (money("6300"), money("1200")));
    let case = scenario.ledger.books().client(&client(CLIENTS[0])).unwrap();
    let direct = case.case().unwrap().benefits.iter().map(|held| held.direct);
    assert_eq!(Money::sum(direct), Some(money("7500")));
}
