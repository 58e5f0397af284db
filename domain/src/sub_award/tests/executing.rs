//! A sub-award is executed.

use super::*;

#[test]
fn a_sub_award_is_executed_once() {
    yields(vec![], execute(input()), vec![executed()]);
    yields(vec![executed()], execute(input()), vec![]);
    yields(vec![executed(), closed()], execute(input()), vec![]);
    let extended = history(&[extend("2019-09-29", "2019-01-01")]);
    yields(extended, execute(input()), vec![]);
    let other = ExecuteSubAward {
        amount: money("1001"),
        ..input()
    };
    assert_eq!(
        refused(&[executed()], &execute(other)),
        "SUB_AWARD_ALREADY_EXECUTED"
    );
}

#[test]
fn each_guard_of_execution_refuses_with_its_code_and_field() {
    let within = |starts_on: &str, ends_on: &str| Period {
        starts_on: day(starts_on),
        ends_on: day(ends_on),
    };
    for (input, code, field) in [
        (
            ExecuteSubAward {
                sub_awardee: organization("uscri"),
                ..input()
            },
            "SUB_AWARD_TO_GRANTEE",
            "subAwardee",
        ),
        (
            ExecuteSubAward {
                states: vec![],
                ..input()
            },
            "STATES_MISSING",
            "states",
        ),
        (
            ExecuteSubAward {
                states: vec![State::CO, State::TX],
                ..input()
            },
            "SUB_AWARD_OUTSIDE_REGION",
            "states",
        ),
        (
            ExecuteSubAward {
                period: within("2019-02-01", "2019-01-31"),
                ..input()
            },
            "PERIOD_ENDS_BEFORE_START",
            "period",
        ),
        (
            ExecuteSubAward {
                period: within("2018-10-01", "2019-09-30"),
                ..input()
            },
            "SUB_AWARD_OUTSIDE_PERIOD",
            "period",
        ),
        (
            ExecuteSubAward {
                period: within("2018-09-29", "2019-09-29"),
                ..input()
            },
            "SUB_AWARD_OUTSIDE_PERIOD",
            "period",
        ),
        (
            ExecuteSubAward {
                effective_on: day("2019-07-01"),
                ..input()
            },
            "EFFECTIVE_ON_IN_FUTURE",
            "effectiveOn",
        ),
        (
            ExecuteSubAward {
                effective_on: day("2018-09-29"),
                ..input()
            },
            "EFFECTIVE_ON_TOO_EARLY",
            "effectiveOn",
        ),
        (
            ExecuteSubAward {
                amount: money("0"),
                ..input()
            },
            "AMOUNT_NOT_POSITIVE",
            "amount",
        ),
    ] {
        let error = then(&[], &execute(input)).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)));
    }
    let excluded = SubAwardCommand::Execute {
        input: input(),
        facts: ExecutionFacts {
            sub_awardee_excluded: true,
            ..facts()
        },
    };
    assert_eq!(refused(&[], &excluded), "ORGANIZATION_EXCLUDED");
}

#[test]
fn an_award_without_regions_serves_the_whole_country() {
    let anywhere = SubAwardCommand::Execute {
        input: ExecuteSubAward {
            states: vec![State::NY, State::GU],
            ..input()
        },
        facts: ExecutionFacts {
            award_regions: vec![],
            ..facts()
        },
    };
    assert_eq!(then(&[], &anywhere).unwrap().len(), 1);
}

#[test]
fn an_obligation_after_the_award_ended_is_too_late() {
    let late = SubAwardCommand::Execute {
        input: ExecuteSubAward {
            effective_on: day("2019-09-30"),
            ..input()
        },
        facts: ExecutionFacts {
            received_on: day("2019-12-31"),
            ..facts()
        },
    };
    assert_eq!(refused(&[], &late), "EFFECTIVE_ON_TOO_LATE");
}

#[test]
fn only_a_sub_award_to_a_grassroots_organization_is_qualified() {
    for (instrument, grassroots, expected) in [
        (SubAwardInstrument::SubAward, true, true),
        (SubAwardInstrument::SubAward, false, false),
        (SubAwardInstrument::Procurement, true, false),
        (SubAwardInstrument::Procurement, false, false),
    ] {
        assert_eq!(qualified(instrument, grassroots), expected);
    }
}
