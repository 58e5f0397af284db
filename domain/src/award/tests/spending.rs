//! The prime's own costs, and what sub-awards take.

use super::*;
use crate::period::EffectiveOnError;

fn commitment(amount: &str, qualified: bool) -> Commitment {
    Commitment {
        sub_award: SubAwardId::parse("RR-1").unwrap(),
        qualified,
        amount: money(amount),
        effective_on: day("2008-03-01"),
    }
}

#[test]
fn each_guard_of_a_direct_cost_refuses_with_its_code() {
    let given = vec![issued()];
    for (command, code) in [
        (cost("a", "1", "2010-01-01"), "EFFECTIVE_ON_IN_FUTURE"),
        (cost("a", "1", "2008-02-14"), "EFFECTIVE_ON_TOO_EARLY"),
        (cost("a", "0", "2008-03-31"), "AMOUNT_NOT_POSITIVE"),
        (
            cost("a", "330000.01", "2008-03-31"),
            "RETAINED_OVER_MAXIMUM",
        ),
    ] {
        assert_eq!(refused(&given, &command), code);
    }
    yields(
        given,
        cost("a", "330000", "2008-03-31"),
        vec![spent("a", "330000")],
    );
    assert_eq!(refused(&[], &cost("a", "1", "2008-03-31")), "UNKNOWN_AWARD");
    let full = [issued(), committed("825000")];
    assert_eq!(
        refused(&full, &cost("a", "0.01", "2008-03-31")),
        "AWARD_OVERCOMMITTED"
    );
}

#[test]
fn a_cost_after_the_end_of_the_project_is_too_late() {
    let AwardCommand::RecordDirectCost { input, .. } = cost("a", "1", "2011-02-15") else {
        unreachable!("a direct cost")
    };
    let late = AwardCommand::RecordDirectCost {
        input,
        received_on: day("2011-03-01"),
    };
    assert_eq!(refused(&[issued()], &late), "EFFECTIVE_ON_TOO_LATE");
}

#[test]
fn a_repeated_cost_is_no_event_and_a_different_one_is_refused() {
    // Idempotent repeat stands before the phase.
    for phase in [vec![], vec![suspended()], vec![closed()]] {
        let given = [vec![issued(), spent("a", "10")], phase].concat();
        yields(given.clone(), cost("a", "10", "2008-03-31"), vec![]);
        assert_eq!(
            refused(&given, &cost("a", "11", "2008-03-31")),
            "COST_ALREADY_RECORDED"
        );
    }
}

#[test]
fn guards_stand_in_order_phase_then_policy_then_money() {
    // Everything is wrong with this cost: what is said first is what stands first.
    let wrong = cost("a", "-1", "2010-01-01");
    assert_eq!(refused(&[], &wrong), "UNKNOWN_AWARD");
    assert_eq!(refused(&[issued(), closed()], &wrong), "AWARD_CLOSED");
    assert_eq!(refused(&[issued(), suspended()], &wrong), "AWARD_SUSPENDED");
    assert_eq!(refused(&[issued()], &wrong), "EFFECTIVE_ON_IN_FUTURE");
    let wrong = supplement("90ZV9901-01-00", "-1", "2010-01-01");
    assert_eq!(refused(&[issued(), closed()], &wrong), "AWARD_CLOSED");
    assert_eq!(refused(&[issued()], &wrong), "AWARD_NUMBER_NOT_NEXT");
    let wrong = supplement("90ZV9901-01-01", "-1", "2010-01-01");
    assert_eq!(refused(&[issued()], &wrong), "EFFECTIVE_ON_IN_FUTURE");
}

#[test]
fn commitments_stay_within_the_award_and_are_given_back_by_whoever_holds_them() {
    let raise = |amount, qualified| AwardCommand::RaiseCommitment(commitment(amount, qualified));
    let lower = |amount, qualified| AwardCommand::LowerCommitment(commitment(amount, qualified));
    let given = [issued(), spent("a", "330000")];
    assert_eq!(
        refused(&given, &raise("495000.01", true)),
        "AWARD_OVERCOMMITTED"
    );
    assert_eq!(then(&given, &raise("495000", true)).unwrap().len(), 2);
    assert_eq!(then(&given, &raise("495000", false)).unwrap().len(), 1);
    let held = [issued(), committed("100")];
    assert_eq!(
        refused(&held, &lower("100.01", true)),
        "RETURN_OVER_COMMITTED"
    );
    assert_eq!(then(&held, &lower("100", true)).unwrap().len(), 1);
    assert_eq!(
        refused(&[issued(), suspended()], &raise("1", true)),
        "AWARD_SUSPENDED"
    );
    assert!(
        then(
            &[issued(), committed("100"), suspended()],
            &lower("1", true)
        )
        .is_ok()
    );
    assert_eq!(
        refused(&[issued(), committed("100"), closed()], &lower("1", true)),
        "AWARD_CLOSED"
    );
}

#[test]
fn a_refused_date_says_which_days_are_accepted() {
    let error = then(&[issued()], &cost("a", "1", "2008-02-14")).unwrap_err();
    assert_eq!(
        error,
        AwardError::EffectiveOn(EffectiveOnError::TooEarly {
            effective_on: day("2008-02-14"),
            earliest: day("2008-02-15"),
        })
    );
    assert_eq!(
        error.to_string(),
        "2008-02-14 is too early; give a day from 2008-02-15 on"
    );
}
