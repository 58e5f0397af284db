//! The notices that change an award.

use super::*;
use crate::{ledger::ReduceAward, rate::Rate};

fn reduce(amendment: &str, amount: &str) -> AwardCommand {
    AwardCommand::Reduce {
        input: ReduceAward {
            award: fain(),
            number: number(amendment),
            amount: money(amount),
            reason: reason(),
            effective_on: day("2008-06-01"),
        },
        reversed_claims: ByFiscalYear::default(),
        received_on: received_on(),
    }
}

#[test]
fn an_amendment_is_a_later_notice_of_the_same_award_and_budget_year() {
    let given = vec![issued(), committed("495000")];
    let amended = then(&given, &supplement("90ZV9901-01-02", "1000", "2008-06-01")).unwrap();
    assert_eq!(amended.len(), 2);
    let given = [given, amended].concat();
    for wrong in [
        "90ZV9901-01-00",
        "90ZV9901-01-01",
        "90ZV9901-02-03",
        "90ZV9902-01-03",
    ] {
        let command = supplement(wrong, "1000", "2008-06-01");
        assert_eq!(
            refused(&given, &command),
            "AWARD_NUMBER_NOT_NEXT",
            "{wrong}"
        );
    }
    yields(
        given.clone(),
        supplement("90ZV9901-01-02", "1000", "2008-06-01"),
        vec![],
    );
    for other in [
        supplement("90ZV9901-01-02", "1001", "2008-06-01"),
        reduce("90ZV9901-01-02", "1000"),
    ] {
        assert_eq!(refused(&given, &other), "AMENDMENT_ALREADY_MADE");
    }
}

#[test]
fn each_guard_of_amending_refuses_with_its_code() {
    let given = [issued(), committed("495000"), spent("a", "100000")];
    let next = "90ZV9901-01-01";
    for (command, code) in [
        (
            supplement(next, "1", "2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            supplement(next, "1", "2008-02-14"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (supplement(next, "0", "2008-06-01"), "AMOUNT_NOT_POSITIVE"),
        (
            supplement(next, "9999999999999.99", "2008-06-01"),
            "AMOUNT_OUT_OF_RANGE",
        ),
        (reduce(next, "-1"), "AMOUNT_NOT_POSITIVE"),
        (reduce(next, "230000.01"), "REDUCTION_BELOW_ASSIGNED"),
        (reduce(next, "900000"), "REDUCTION_BELOW_ASSIGNED"),
        (extend("2011-02-14"), "END_NOT_LATER"),
        (extend("2010-02-14"), "END_NOT_LATER"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    assert_eq!(then(&given, &reduce(next, "230000")).unwrap().len(), 1);
    for command in [
        supplement(next, "1", "2008-06-01"),
        reduce(next, "1"),
        extend("2011-06-30"),
    ] {
        assert_eq!(refused(&[], &command), "UNKNOWN_AWARD");
        assert_eq!(refused(&[issued(), closed()], &command), "AWARD_CLOSED");
        assert!(then(&[issued(), suspended()], &command).is_ok());
    }
}

#[test]
fn an_extension_moves_the_end_of_project_and_budget() {
    let extended = AwardEvent::Notice(NoticeEvent::AwardExtended {
        award: fain(),
        number: number("90ZV9901-01-01"),
        ends_on: day("2011-06-30"),
        reason: reason(),
        effective_on: day("2008-06-01"),
    });
    yields(vec![issued()], extend("2011-06-30"), vec![extended.clone()]);
    let mut award = Award::default();
    award.evolve(&issued());
    award.evolve(&extended);
    let terms = award.terms().unwrap();
    assert_eq!(terms.project_period.ends_on, day("2011-06-30"));
    assert_eq!(terms.budget_period.ends_on, day("2011-06-30"));
}

#[test]
fn a_cost_share_follows_the_federal_amount() {
    let shared = IssueAward {
        amount: money("3500000"),
        federal_share: Some(Rate::parse("0.7187").unwrap()),
        ..input()
    };
    let given = then(&[], &issue(shared)).unwrap();
    let amended = then(
        &given,
        &supplement("90ZV9901-01-01", "100000", "2008-06-01"),
    )
    .unwrap();
    let AwardEvent::Notice(NoticeEvent::AwardSupplemented { cost_share, .. }) = &amended[0] else {
        unreachable!("a supplement")
    };
    let cost_share = cost_share.unwrap();
    assert_eq!(cost_share.total, money("5009044.11"));
    assert_eq!(cost_share.non_federal, money("1409044.11"));
}
