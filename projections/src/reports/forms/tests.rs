//! The worked example, and the identities of every form.

use almoner_domain::money::Money;
use proptest::prelude::*;

use super::*;

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn example() -> FinancialFigures {
    FinancialFigures {
        authorized: money("3500000"),
        expenditures: money("2100000"),
        unliquidated: money("150000"),
        share_required: money("1369903.99"),
        share_spent: money("800000"),
        ..FinancialFigures::default()
    }
}

#[test]
fn the_example_of_the_hotline_comes_out() {
    let status = FinancialStatus::try_new(example(), false).unwrap();
    for (letter, amount) in [
        ("d", "3500000"),
        ("e", "2100000"),
        ("f", "150000"),
        ("g", "2250000"),
        ("h", "1250000"),
        ("i", "1369903.99"),
        ("j", "800000"),
        ("k", "569903.99"),
        ("o", "0"),
    ] {
        assert_eq!(status.line(letter), Some(money(amount)), "{letter}");
    }
}

#[test]
fn a_final_report_has_nothing_unliquidated() {
    let unliquidated = money("150000");
    let refused = FinancialStatus::try_new(example(), true);
    assert_eq!(refused, Err(FormError::Unliquidated { unliquidated }));
    let liquidated = FinancialFigures {
        unliquidated: Money::ZERO,
        ..example()
    };
    let status = FinancialStatus::try_new(liquidated, true).unwrap();
    assert_eq!(status.line("g"), Some(money("2100000")));
    assert_eq!(status.line("h"), Some(money("1400000")));
}

#[test]
fn a_line_out_of_range_is_no_line() {
    let figures = FinancialFigures {
        expenditures: money("9999999999999.99"),
        unliquidated: money("0.01"),
        ..FinancialFigures::default()
    };
    let refused = FinancialStatus::try_new(figures, false);
    assert_eq!(refused, Err(FormError::OutOfRange));
}

#[test]
fn a_request_asks_for_what_was_not_requested_yet() {
    let figures = RequestFigures {
        outlays: money("2900000"),
        advance: money("50000"),
        non_federal: money("800000"),
        requested: money("2000000"),
        ..RequestFigures::default()
    };
    let request = PaymentRequest::try_new(figures).unwrap();
    assert_eq!(request.line("e"), Some(money("2950000")));
    assert_eq!(request.line("g"), Some(money("2150000")));
    assert_eq!(request.line("i"), Some(money("150000")));
}

fn amount() -> impl Strategy<Value = Money> {
    (0_i64..100_000_000_000).prop_map(Money::from_cents)
}

proptest! {
    #[test]
    fn the_identities_of_the_status_hold(
        (a, b, d, e, f) in (amount(), amount(), amount(), amount(), amount()),
        (i, j, l, m, n) in (amount(), amount(), amount(), amount(), amount()),
    ) {
        let figures = FinancialFigures {
            receipts: a, disbursements: b, authorized: d, expenditures: e, unliquidated: f,
            share_required: i, share_spent: j, income: l, income_deducted: m, income_added: n,
        };
        let status = FinancialStatus::try_new(figures, false).unwrap();
        let line = |letter| status.line(letter).unwrap().cents();
        prop_assert_eq!(line("c"), line("a") - line("b"));
        prop_assert_eq!(line("g"), line("e") + line("f"));
        prop_assert_eq!(line("h"), line("d") - line("g"));
        prop_assert_eq!(line("k"), line("i") - line("j"));
        prop_assert_eq!(line("o"), line("l") - line("m") - line("n"));
        let is_final = FinancialStatus::try_new(figures, true);
        prop_assert_eq!(is_final.is_ok(), f.is_zero());
    }

    #[test]
    fn the_identities_of_the_request_hold(
        (a, b, d, f, h) in (amount(), amount(), amount(), amount(), amount()),
    ) {
        let figures = RequestFigures { outlays: a, income: b, advance: d, non_federal: f, requested: h };
        let request = PaymentRequest::try_new(figures).unwrap();
        let line = |letter| request.line(letter).unwrap().cents();
        prop_assert_eq!(line("c"), line("a") - line("b"));
        prop_assert_eq!(line("e"), line("c") + line("d"));
        prop_assert_eq!(line("g"), line("e") - line("f"));
        prop_assert_eq!(line("i"), line("g") - line("h"));
    }
}
