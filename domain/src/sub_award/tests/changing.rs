//! A sub-award is raised, lowered, extended, suspended and closed.

use super::*;
use crate::ledger::{CloseSubAward, LowerSubAward, RaiseSubAward, ResumeSubAward};

fn suspended() -> SubAwardEvent {
    SubAwardEvent::SubAwardSuspended {
        sub_award: id(),
        reason: reason(),
        effective_on: day("2019-01-01"),
    }
}

fn raise(amount: &str, on: &str) -> SubAwardCommand {
    SubAwardCommand::Raise {
        input: RaiseSubAward {
            sub_award: id(),
            amount: money(amount),
            reason: reason(),
            effective_on: day(on),
        },
        facts: modification(),
    }
}

fn lower(amount: &str, on: &str) -> SubAwardCommand {
    SubAwardCommand::Lower {
        input: LowerSubAward {
            sub_award: id(),
            amount: money(amount),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn resume(on: &str) -> SubAwardCommand {
    SubAwardCommand::Resume {
        input: ResumeSubAward {
            sub_award: id(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn close(on: &str) -> SubAwardCommand {
    SubAwardCommand::Close {
        input: CloseSubAward {
            sub_award: id(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

#[test]
fn an_obligation_is_raised_and_lowered() {
    let changed = history(&[raise("500", "2019-01-15"), lower("1500", "2019-01-16")]);
    let funds = folded(&changed).funds();
    assert_eq!(funds, Funds::default());
    for (given, command, code) in [
        (vec![], raise("1", "2019-01-15"), "UNKNOWN_SUB_AWARD"),
        (
            vec![executed(), suspended()],
            raise("1", "2019-01-15"),
            "SUB_AWARD_SUSPENDED",
        ),
        (
            vec![executed(), closed()],
            raise("1", "2019-01-15"),
            "SUB_AWARD_CLOSED",
        ),
        (
            vec![executed()],
            raise("1", "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![executed()],
            raise("1", "2018-09-30"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![executed()],
            raise("0", "2019-01-15"),
            "AMOUNT_NOT_POSITIVE",
        ),
        (
            vec![executed()],
            raise("9999999999999", "2019-01-15"),
            "AMOUNT_OUT_OF_RANGE",
        ),
        (vec![], lower("1", "2019-01-15"), "UNKNOWN_SUB_AWARD"),
        (
            vec![executed(), closed()],
            lower("1", "2019-01-15"),
            "SUB_AWARD_CLOSED",
        ),
        (
            vec![executed()],
            lower("1", "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![executed()],
            lower("1", "2018-09-30"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![executed()],
            lower("-1", "2019-01-15"),
            "AMOUNT_NOT_POSITIVE",
        ),
        (
            vec![executed()],
            lower("1000.01", "2019-01-15"),
            "DEOBLIGATION_OVER_UNLIQUIDATED",
        ),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    assert!(then(&[executed(), suspended()], &lower("1", "2019-01-15")).is_ok());
}

#[test]
fn what_a_claim_has_taken_up_is_not_deobligated() {
    let given = history(&[reserve("1", "600"), accrue("1", "200"), pay("1", "100")]);
    assert_eq!(
        refused(&given, &lower("400.01", "2019-03-02")),
        "DEOBLIGATION_OVER_UNLIQUIDATED"
    );
    assert!(then(&given, &lower("400", "2019-03-02")).is_ok());
}

#[test]
fn an_extension_ends_later_and_within_the_award() {
    for (command, code) in [
        (extend("2019-08-31", "2019-01-01"), "END_NOT_LATER"),
        (
            extend("2019-09-30", "2019-01-01"),
            "SUB_AWARD_OUTSIDE_PERIOD",
        ),
        (extend("2019-09-29", "2019-07-01"), "EFFECTIVE_ON_IN_FUTURE"),
        (extend("2019-09-29", "2018-09-30"), "EFFECTIVE_ON_TOO_EARLY"),
    ] {
        assert_eq!(refused(&[executed()], &command), code);
    }
    let given = history(&[extend("2019-09-29", "2019-01-01")]);
    assert_eq!(
        folded(&given).terms().unwrap().period.ends_on,
        day("2019-09-29")
    );
    let excluded = SubAwardCommand::Extend {
        input: ExtendSubAward {
            sub_award: id(),
            ends_on: day("2019-09-29"),
            reason: reason(),
            effective_on: day("2019-01-01"),
        },
        facts: ModificationFacts {
            sub_awardee_excluded: true,
            ..modification()
        },
    };
    assert_eq!(refused(&[executed()], &excluded), "ORGANIZATION_EXCLUDED");
}

#[test]
fn a_sub_award_is_suspended_and_resumed() {
    yields(vec![executed()], suspend("2019-01-01"), vec![suspended()]);
    yields(vec![executed(), suspended()], suspend("2019-01-01"), vec![]);
    for (given, command, code) in [
        (
            vec![executed(), suspended()],
            suspend("2019-01-02"),
            "SUB_AWARD_SUSPENDED",
        ),
        (
            vec![executed()],
            suspend("2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![executed()],
            resume("2019-01-02"),
            "SUB_AWARD_NOT_SUSPENDED",
        ),
        (
            vec![executed(), suspended()],
            resume("2018-12-31"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![executed(), closed()],
            resume("2019-06-02"),
            "SUB_AWARD_CLOSED",
        ),
        (vec![], resume("2019-01-02"), "UNKNOWN_SUB_AWARD"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    let resumed = history(&[suspend("2019-01-01"), resume("2019-02-01")]);
    assert!(folded(&resumed).is_active());
}

#[test]
fn closing_deobligates_what_is_available() {
    let given = history(&[reserve("1", "600"), accrue("1", "600"), pay("1", "600")]);
    let lowered = SubAwardEvent::SubAwardObligationLowered {
        sub_award: id(),
        award: fain(),
        programme: tvap(),
        amount: money("400"),
        obligated: money("600"),
        reason: Reason::parse("De-obligated at closing").unwrap(),
        effective_on: day("2019-06-01"),
    };
    yields(given, close("2019-06-01"), vec![lowered, closed()]);
    let empty = history(&[lower("1000", "2019-01-01")]);
    yields(empty, close("2019-06-01"), vec![closed()]);
    yields(vec![executed(), closed()], close("2019-06-01"), vec![]);
    assert_eq!(
        refused(&[executed(), closed()], &close("2019-06-02")),
        "SUB_AWARD_CLOSED"
    );
    assert_eq!(
        refused(&[executed()], &close("2019-07-01")),
        "EFFECTIVE_ON_IN_FUTURE"
    );
    assert_eq!(
        refused(&[executed()], &close("2018-09-30")),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    assert_eq!(refused(&[], &close("2019-06-01")), "UNKNOWN_SUB_AWARD");
}

#[test]
fn open_claims_keep_a_sub_award_open() {
    for commands in [
        vec![reserve("1", "1")],
        vec![reserve("1", "1"), accrue("1", "1")],
        vec![pend("1", "1")],
    ] {
        assert_eq!(
            refused(&history(&commands), &close("2019-06-01")),
            "SUB_AWARD_HAS_OPEN_CLAIMS"
        );
    }
}

#[test]
fn guards_stand_in_order_phase_then_policy_then_money() {
    let wrong = raise("-1", "2019-07-01");
    assert_eq!(refused(&[], &wrong), "UNKNOWN_SUB_AWARD");
    assert_eq!(
        refused(&[executed(), suspended()], &wrong),
        "SUB_AWARD_SUSPENDED"
    );
    assert_eq!(refused(&[executed()], &wrong), "EFFECTIVE_ON_IN_FUTURE");
    let wrong = ExecuteSubAward {
        sub_awardee: organization("uscri"),
        states: vec![],
        amount: money("-1"),
        ..input()
    };
    assert_eq!(
        refused(&[executed()], &execute(wrong.clone())),
        "SUB_AWARD_ALREADY_EXECUTED"
    );
    assert_eq!(refused(&[], &execute(wrong)), "SUB_AWARD_TO_GRANTEE");
}
