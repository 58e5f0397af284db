//! Draws, advances and interest.

use super::*;
use crate::{
    award::PaymentMethod,
    id::InterestId,
    ledger::{
        LiquidateAdvance, RecordInterest, RemitInterest, SetPaymentMethod, SuspendAward,
        testing::{ASSISTANCE, REGIONAL, REGIONAL_PRIME},
    },
};

fn advance(id: &str, need: &str, amount: &str) -> DrawFunds {
    DrawFunds {
        immediate_need: Some(money(need)),
        ..draw(OUTREACH, id, amount)
    }
}

fn method(method: PaymentMethod) -> SetPaymentMethod {
    SetPaymentMethod {
        award: fain(OUTREACH),
        method,
        reason: reason("Written procedures minimize the time cash is held"),
        effective_on: day("2018-10-01"),
    }
}

fn interest(id: &str, amount: &str, on: &str) -> RecordInterest {
    RecordInterest {
        award: fain(OUTREACH),
        interest: InterestId::parse(id).unwrap(),
        amount: money(amount),
        effective_on: day(on),
    }
}

#[test]
fn a_reimbursement_is_at_most_the_costs_that_are_not_drawn() {
    // Two claims of 700 were paid, and one of them is owed back: 700 is allowable. The prime's own 100 come on top.
    let mut scenario =
        Scenario::owing().given_by(ASSISTANCE_PRIME, direct_cost(ASSISTANCE, "own", "100"));
    let over = draw(ASSISTANCE, "D-1", "800.01");
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, over)),
        "DRAW_OVER_ALLOWABLE"
    );
    let first = draw(ASSISTANCE, "D-1", "500");
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, first.clone())),
        ["FundsDrawn"]
    );
    assert_eq!(types(scenario.when_by(ASSISTANCE_PRIME, first)), [""; 0]);
    let other = draw(ASSISTANCE, "D-1", "300");
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, other)),
        "DRAW_ALREADY_MADE"
    );
    let rest = draw(ASSISTANCE, "D-2", "300.01");
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, rest)),
        "DRAW_OVER_ALLOWABLE"
    );
    let scenario = scenario.given_by(ASSISTANCE_PRIME, draw(ASSISTANCE, "D-2", "300"));
    assert_eq!(cash(&scenario, ASSISTANCE).settled, money("800"));
}

#[test]
fn an_award_draws_for_its_own_costs_only() {
    let mut scenario = Scenario::owing();
    for (by, asked, refused) in [
        (
            REGIONAL_PRIME,
            draw(REGIONAL, "D-1", "0.01"),
            "DRAW_OVER_ALLOWABLE",
        ),
        (
            REGIONAL_PRIME,
            draw(ASSISTANCE, "D-1", "1"),
            "UNKNOWN_AWARD",
        ),
        (
            ASSISTANCE_PRIME,
            draw(ASSISTANCE, "D-1", "0"),
            "AMOUNT_NOT_POSITIVE",
        ),
        (
            ASSISTANCE_PRIME,
            DrawFunds {
                immediate_need: Some(money("5")),
                ..draw(ASSISTANCE, "D-1", "1")
            },
            "IMMEDIATE_NEED_NOT_ASKED",
        ),
        (
            ASSISTANCE_PRIME,
            DrawFunds {
                effective_on: day("2019-07-01"),
                ..draw(ASSISTANCE, "D-1", "1")
            },
            "EFFECTIVE_ON_IN_FUTURE",
        ),
    ] {
        assert_eq!(code(scenario.when_by(by, asked)), refused);
    }
    let mut suspended = scenario.given(SuspendAward {
        award: fain(ASSISTANCE),
        reason: reason("The report is overdue"),
        effective_on: day("2019-06-18"),
    });
    assert_eq!(
        code(suspended.when_by(ASSISTANCE_PRIME, draw(ASSISTANCE, "D-1", "1"))),
        "AWARD_SUSPENDED"
    );
}

#[test]
fn an_advance_is_what_is_needed_at_once_and_not_on_hand() {
    let mut scenario = Scenario::awarded().given(method(PaymentMethod::Advance));
    let mut refused = |asked: DrawFunds| code(scenario.when_by(ASSISTANCE_PRIME, asked));
    assert_eq!(
        refused(draw(OUTREACH, "D-1", "1")),
        "IMMEDIATE_NEED_MISSING"
    );
    assert_eq!(refused(advance("D-1", "1000", "1000.01")), "DRAW_OVER_NEED");
    assert_eq!(
        refused(advance("D-1", "90000", "46700.01")),
        "DRAW_OVER_AWARD"
    );
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, advance("D-1", "1000", "1000"));
    // 1,000 is on hand: of a need of 1,200 only 200 is not.
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, advance("D-2", "1200", "200.01"))),
        "DRAW_OVER_NEED"
    );
    // Nothing is paid out that was not drawn.
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, direct_cost(OUTREACH, "c", "1000.01"))),
        "CASH_SHORT"
    );
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, direct_cost(OUTREACH, "c", "600"));
    // The next draw says first what costs took up of the last.
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, advance("D-2", "1200", "800"))),
        ["AdvanceLiquidated", "FundsDrawn"]
    );
    let held = cash(&scenario, OUTREACH);
    assert_eq!(
        (held.drawn, held.advance, held.settled),
        (money("1800"), money("1200"), money("600"))
    );
}

#[test]
fn costs_take_an_advance_up_once() {
    let liquidate = LiquidateAdvance {
        award: fain(OUTREACH),
        effective_on: day("2019-06-21"),
    };
    let mut scenario = Scenario::awarded()
        .given(method(PaymentMethod::Advance))
        .given_by(ASSISTANCE_PRIME, advance("D-1", "1000", "1000"));
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, liquidate.clone())),
        [""; 0]
    );
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, direct_cost(OUTREACH, "c", "600"));
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, liquidate.clone())),
        ["AdvanceLiquidated"]
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, liquidate)),
        [""; 0]
    );
    // 400 is on hand, unused.
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, refund(OUTREACH, "R-1", "400.01"))),
        "RETURN_OVER_CASH_ON_HAND"
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, refund(OUTREACH, "R-1", "400"))),
        ["AdvanceReturned"]
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, refund(OUTREACH, "R-1", "400"))),
        [""; 0]
    );
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, refund(OUTREACH, "R-1", "1"))),
        "REFUND_ALREADY_MADE"
    );
}

#[test]
fn an_award_with_cash_on_hand_or_interest_due_does_not_close() {
    let close = CloseAward {
        award: fain(OUTREACH),
        effective_on: day("2019-06-30"),
    };
    let mut scenario = Scenario::awarded()
        .given(method(PaymentMethod::Advance))
        .given_by(ASSISTANCE_PRIME, advance("D-1", "1000", "1000"))
        .given_by(ASSISTANCE_PRIME, direct_cost(OUTREACH, "c", "600"))
        .given_by(ASSISTANCE_PRIME, interest("I-1", "500.25", "2019-06-01"));
    assert_eq!(code(scenario.when(close.clone())), "INTEREST_NOT_REMITTED");
    let remit = |amount: &str| RemitInterest {
        award: fain(OUTREACH),
        interest: InterestId::parse("I-2").unwrap(),
        amount: money(amount),
        effective_on: day("2019-06-22"),
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, remit("0.26"))),
        "INTEREST_OVER_DUE"
    );
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, remit("0.25"));
    assert_eq!(code(scenario.when(close.clone())), "AWARD_HAS_CASH_ON_HAND");
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, refund(OUTREACH, "R-1", "400"));
    assert_eq!(types(scenario.when(close)), ["AwardClosed"]);
}

#[test]
fn interest_is_remitted_above_the_limit_of_a_fiscal_year() {
    let scenario = Scenario::awarded()
        .given_by(ASSISTANCE_PRIME, interest("I-1", "300", "2018-09-30"))
        .given_by(ASSISTANCE_PRIME, interest("I-2", "300", "2018-10-01"));
    assert!(cash(&scenario, OUTREACH).interest.due.is_zero());
    let scenario = scenario.given_by(ASSISTANCE_PRIME, interest("I-3", "250.50", "2019-03-31"));
    assert_eq!(cash(&scenario, OUTREACH).interest.due, money("50.50"));
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, interest("I-4", "10", "2019-06-30"));
    assert_eq!(cash(&scenario, OUTREACH).interest.due, money("60.50"));
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, interest("I-4", "11", "2019-06-30"))),
        "INTEREST_ALREADY_ENTERED"
    );
}
