//! An award is issued.

use super::*;
use crate::rate::Rate;

#[test]
fn an_award_is_issued_once() {
    yields(vec![], issue(input()), vec![issued()]);
    yields(vec![issued()], issue(input()), vec![]);
    let other = IssueAward {
        amount: money("825001"),
        ..input()
    };
    assert_eq!(refused(&[issued()], &issue(other)), "AWARD_ALREADY_ISSUED");
    // A repeat is a repeat in every phase, and after amendments.
    yields(vec![issued(), closed()], issue(input()), vec![]);
    let extended = then(&[issued()], &extend("2011-06-30")).unwrap();
    yields([vec![issued()], extended].concat(), issue(input()), vec![]);
}

#[test]
fn each_guard_of_issuing_refuses_with_its_code_and_field() {
    let year = |text: &str| Period::try_new(day(text), day("2012-01-01")).unwrap();
    let backwards = Period {
        starts_on: day("2009-01-01"),
        ends_on: day("2008-12-31"),
    };
    for (input, code, field) in [
        (
            IssueAward {
                number: number("90ZV9901-02-00"),
                ..input()
            },
            "AWARD_NUMBER_NOT_FIRST",
            "number",
        ),
        (
            IssueAward {
                number: number("90ZV9901-01-01"),
                ..input()
            },
            "AWARD_NUMBER_NOT_FIRST",
            "number",
        ),
        (
            IssueAward {
                project_period: backwards,
                ..input()
            },
            "PERIOD_ENDS_BEFORE_START",
            "projectPeriod",
        ),
        (
            IssueAward {
                budget_period: backwards,
                ..input()
            },
            "PERIOD_ENDS_BEFORE_START",
            "budgetPeriod",
        ),
        (
            IssueAward {
                budget_period: year("2008-02-14"),
                ..input()
            },
            "BUDGET_OUTSIDE_PROJECT",
            "budgetPeriod",
        ),
        (
            IssueAward {
                effective_on: day("2010-01-01"),
                ..input()
            },
            "EFFECTIVE_ON_IN_FUTURE",
            "effectiveOn",
        ),
        (
            IssueAward {
                amount: money("0"),
                ..input()
            },
            "AMOUNT_NOT_POSITIVE",
            "amount",
        ),
        (
            IssueAward {
                amount: money("-825000"),
                ..input()
            },
            "AMOUNT_NOT_POSITIVE",
            "amount",
        ),
        (
            IssueAward {
                federal_share: Some(Rate::parse("0").unwrap()),
                ..input()
            },
            "FEDERAL_SHARE_IMPOSSIBLE",
            "federalShare",
        ),
    ] {
        let error = then(&[], &issue(input)).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)));
    }
    let excluded = AwardCommand::Issue {
        input: input(),
        facts: IssueFacts {
            grantee_excluded: true,
            ..facts()
        },
    };
    assert_eq!(refused(&[], &excluded), "ORGANIZATION_EXCLUDED");
}

#[test]
fn issuing_after_the_end_of_the_project_is_too_late() {
    let late = AwardCommand::Issue {
        input: IssueAward {
            effective_on: day("2011-02-15"),
            ..input()
        },
        facts: IssueFacts {
            received_on: day("2012-01-01"),
            ..facts()
        },
    };
    assert_eq!(refused(&[], &late), "EFFECTIVE_ON_TOO_LATE");
}
