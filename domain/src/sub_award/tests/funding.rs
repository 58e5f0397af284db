//! What claims take of a sub-award, and how they wait for it.

use super::*;

#[test]
fn funds_move_from_available_to_paid_and_never_past_what_is_there() {
    let given = history(&[
        reserve("1", "600"),
        reserve("2", "400"),
        release("2", "400"),
        accrue("1", "600"),
        pay("1", "250"),
    ]);
    let funds = folded(&given).funds();
    assert_eq!(
        funds,
        Funds {
            obligated: money("1000"),
            available: money("400"),
            reserved: money("0"),
            accrued: money("350"),
            paid: money("250"),
            ..Funds::default()
        }
    );
    for (command, code) in [
        (reserve("3", "400.01"), "SUB_AWARD_EXHAUSTED"),
        (reserve("3", "0"), "AMOUNT_NOT_POSITIVE"),
        (release("3", "0.01"), "FUNDS_OVER_RESERVED"),
        (accrue("3", "0.01"), "FUNDS_OVER_RESERVED"),
        (pay("3", "350.01"), "FUNDS_OVER_ACCRUED"),
        (unpend("3", "1"), "CLAIM_NOT_PENDED"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
}

#[test]
fn claims_wait_first_in_first() {
    let given = history(&[
        pend("1", "10"),
        pend("2", "20"),
        pend("3", "30"),
        unpend("2", "20"),
    ]);
    let sub_award = folded(&given);
    assert_eq!(sub_award.first_pended(), Some(&claim("1")));
    assert_eq!(sub_award.pended().count(), 2);
    assert_eq!(sub_award.funds().pended, money("40"));
    yields(given.clone(), pend("1", "10"), vec![]);
    assert_eq!(refused(&given, &pend("1", "11")), "CLAIM_ALREADY_PENDED");
    assert_eq!(refused(&given, &unpend("1", "9")), "CLAIM_NOT_PENDED");
    assert_eq!(
        refused(&given, &pend("4", "9999999999999.99")),
        "AMOUNT_OUT_OF_RANGE"
    );
}

#[test]
fn a_suspended_sub_award_reserves_nothing_but_settles_what_it_has() {
    let given = history(&[reserve("1", "600"), suspend("2019-01-01")]);
    assert_eq!(refused(&given, &reserve("2", "1")), "SUB_AWARD_SUSPENDED");
    for command in [release("1", "600"), accrue("1", "600"), pend("2", "1")] {
        assert!(then(&given, &command).is_ok(), "{command:?}");
    }
}

#[test]
fn funds_of_a_closed_or_an_absent_sub_award_do_not_move() {
    for command in [
        reserve("1", "1"),
        release("1", "1"),
        accrue("1", "1"),
        pay("1", "1"),
        pend("1", "1"),
        unpend("1", "1"),
    ] {
        assert_eq!(refused(&[], &command), "SUB_AWARD_NOT_EXECUTED");
        assert_eq!(
            refused(&[executed(), closed()], &command),
            "SUB_AWARD_CLOSED"
        );
    }
}

#[test]
fn claims_wait_by_month_of_service_where_the_rules_say_so() {
    let mut sub_award = SubAward::default();
    let waiting = [
        ("march", Some("2019-03")),
        ("january", Some("2019-01")),
        ("march-again", Some("2019-03")),
        ("february", Some("2019-02")),
    ];
    for event in history(&waiting.map(|(number, month)| pend_for(number, "10", month))) {
        sub_award.evolve(&event);
    }
    let order: Vec<_> = sub_award
        .pended()
        .map(|pended| pended.claim.as_str().to_owned())
        .collect();
    assert_eq!(
        order,
        [
            "TV-1:january",
            "TV-1:february",
            "TV-1:march",
            "TV-1:march-again"
        ]
    );
    let month = |text: &str| Some(Month::parse(text).unwrap());
    assert!(!sub_award.has_pended_before(month("2018-12")));
    assert!(sub_award.has_pended_before(month("2019-01")));
    assert!(sub_award.has_pended_before(None));
}
