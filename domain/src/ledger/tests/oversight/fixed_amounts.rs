//! Fixed-amount sub-awards have prior approval.

use super::super::code;
use super::*;
use crate::{
    id::ProgrammeCode,
    ledger::{
        ApproveFixedAmount, RaiseSubAward,
        testing::{ASSISTANCE_PRIME, fain, reason},
    },
    rate::Rate,
    sub_award::SubAwardInstrument,
};

fn approve(id: &str, most: &str, on: &str) -> ApproveFixedAmount {
    ApproveFixedAmount {
        award: fain(LATE_AWARD),
        sub_award: sub_award(id),
        amount_max: money(most),
        reason: reason("Services are priced by the month"),
        effective_on: day(on),
    }
}

#[test]
fn a_fixed_amount_has_prior_approval_and_a_ceiling() {
    let mut scenario = late();
    let fixed = |amount: &str| ExecuteSubAward {
        instrument: SubAwardInstrument::FixedAmount,
        ..late_execution("LA-2", amount)
    };
    let prime = |scenario: &mut Scenario, command: Command| {
        later(scenario, Role::Grantee, ASSISTANCE_PRIME, command)
    };
    let officer =
        |scenario: &mut Scenario, command: Command| later(scenario, Role::Officer, "otip", command);
    assert_eq!(
        code(prime(&mut scenario, fixed("100000").into())),
        "FIXED_AMOUNT_NOT_APPROVED"
    );
    let over = approve("LA-2", "500000.01", "2025-10-02");
    assert_eq!(
        code(officer(&mut scenario, over.into())),
        "FIXED_AMOUNT_OVER_CEILING"
    );
    officer(
        &mut scenario,
        approve("LA-2", "120000", "2025-10-02").into(),
    )
    .unwrap();
    let lower = approve("LA-2", "110000", "2025-10-03");
    assert_eq!(
        code(officer(&mut scenario, lower.into())),
        "FIXED_AMOUNT_ALREADY_APPROVED"
    );
    assert_eq!(
        code(prime(&mut scenario, fixed("120000.01").into())),
        "FIXED_AMOUNT_OVER_APPROVED"
    );
    prime(&mut scenario, fixed("100000").into()).unwrap();
    let raise = |amount: &str| RaiseSubAward {
        sub_award: sub_award("LA-2"),
        amount: money(amount),
        reason: reason("More months"),
        effective_on: day("2026-01-15"),
    };
    assert_eq!(
        code(prime(&mut scenario, raise("20000.01").into())),
        "FIXED_AMOUNT_OVER_APPROVED"
    );
    officer(
        &mut scenario,
        approve("LA-2", "500000", "2026-01-10").into(),
    )
    .unwrap();
    prime(&mut scenario, raise("400000").into()).unwrap();
    assert_eq!(
        code(prime(&mut scenario, raise("0.01").into())),
        "FIXED_AMOUNT_OVER_CEILING"
    );
}

#[test]
fn an_award_with_cost_share_has_no_fixed_amounts() {
    let mut scenario = Scenario::founded();
    let shared = IssueAward {
        federal_share: Some(Rate::parse("0.7187").unwrap()),
        ..late_award()
    };
    later(&mut scenario, Role::Officer, "otip", shared).unwrap();
    let asked = approve("LA-2", "1000", "2025-10-02");
    assert_eq!(
        code(later(&mut scenario, Role::Officer, "otip", asked)),
        "FIXED_AMOUNT_WITH_COST_SHARE"
    );
}

#[test]
fn unit_price_pay_is_a_fixed_amount_sub_award() {
    let mut scenario = late();
    let priced = IssueAward {
        number: number("90ZV9962-01-00"),
        programme: ProgrammeCode::parse("PCS").unwrap(),
        notice: crate::text::Label::parse(crate::programme::catalogue::PCS_NOTICE).unwrap(),
        ..late_award()
    };
    let rules = crate::programme::catalogue::contract_rule_set();
    later(&mut scenario, Role::Officer, "otip", rules).unwrap();
    later(&mut scenario, Role::Officer, "otip", priced).unwrap();
    let plain = ExecuteSubAward {
        award: fain("90ZV9962"),
        ..late_execution("LA-3", "1000")
    };
    assert_eq!(
        code(later(&mut scenario, Role::Grantee, ASSISTANCE_PRIME, plain)),
        "UNIT_PRICE_NOT_FIXED_AMOUNT"
    );
}
