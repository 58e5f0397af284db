//! Rules over the aggregates: what is pinned stays, what is paid in part waits for the rest, who has which days.

use super::{
    claims::{approve, available, deny, state, submitted, told},
    code, types,
};
use crate::{
    claim::Outcome,
    ledger::{
        IssueAward, PublishRuleSet, RaiseSubAward,
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
