//! Draws, advances, refunds, interest and contributions, over an award and its sub-awards.

use super::{code, types};
use crate::{
    award::{AwardCash, MatchKind, PaymentMethod},
    id::{ContributionId, CostId, DrawId, InterestId, RefundId},
    ledger::{
        CloseAward, DisallowCost, DrawFunds, IssueAward, LiquidateAdvance, RecordInterest,
        RecordMatch, ReduceAward, RemitInterest, ReturnFunds, ReverseCost, ReverseMatch,
        SetPaymentMethod, SuspendAward,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, OUTREACH, REGIONAL, REGIONAL_PRIME, Scenario, day,
            direct_cost, fain, money, number, outreach_award, reason,
        },
    },
    measure::DocumentDigest,
    posting::post,
};

fn draw(award: &str, id: &str, amount: &str) -> DrawFunds {
    DrawFunds {
        award: fain(award),
        draw: DrawId::parse(id).unwrap(),
        amount: money(amount),
        immediate_need: None,
        effective_on: day("2019-06-20"),
    }
}

fn advance(id: &str, need: &str, amount: &str) -> DrawFunds {
    DrawFunds {
        immediate_need: Some(money(need)),
        ..draw(OUTREACH, id, amount)
    }
}

fn refund(award: &str, id: &str, amount: &str) -> ReturnFunds {
    ReturnFunds {
        award: fain(award),
        refund: RefundId::parse(id).unwrap(),
        amount: money(amount),
        effective_on: day("2019-06-21"),
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

fn contribution(id: &str, amount: &str, document: &str) -> RecordMatch {
    RecordMatch {
        award: fain(OUTREACH),
        contribution: ContributionId::parse(id).unwrap(),
        kind: MatchKind::InKind,
        amount: money(amount),
        document: DocumentDigest::parse(&document.repeat(32)).unwrap(),
        paid_by_federal_funds: false,
        effective_on: day("2019-05-31"),
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

fn cash(scenario: &Scenario, award: &str) -> AwardCash {
    let award = scenario.ledger.books().award(&fain(award)).unwrap();
    award.books().unwrap().cash.clone()
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

#[test]
fn what_is_refunded_of_an_earlier_fiscal_year_says_so() {
    refunded();
}

/// Draws that are refunded.
pub(super) fn refunded() -> Scenario {
    let dated = |id: &str, amount: &str, on: &str| DrawFunds {
        effective_on: day(on),
        ..draw(OUTREACH, id, amount)
    };
    let cost = |id: &str, amount: &str, on: &str| crate::ledger::RecordDirectCost {
        effective_on: day(on),
        ..direct_cost(OUTREACH, id, amount)
    };
    let reverse = |id: &str| ReverseCost {
        award: fain(OUTREACH),
        cost: CostId::parse(id).unwrap(),
        reason: reason("Recorded twice"),
        effective_on: day("2019-06-20"),
    };
    let mut scenario = Scenario::awarded()
        .given_by(ASSISTANCE_PRIME, cost("old", "700", "2018-09-30"))
        .given_by(ASSISTANCE_PRIME, dated("D-1", "700", "2018-09-30"))
        .given_by(ASSISTANCE_PRIME, cost("new", "50", "2018-10-01"))
        .given_by(ASSISTANCE_PRIME, dated("D-2", "50", "2018-10-01"))
        .given_by(ASSISTANCE_PRIME, reverse("old"));
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, reverse("old"))),
        [""; 0]
    );
    let later = ReverseCost {
        reason: reason("Another"),
        ..reverse("old")
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, later)),
        "COST_ALREADY_REVERSED"
    );
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, reverse("none"))),
        "UNKNOWN_COST"
    );
    let reduction = ReduceAward {
        award: fain(OUTREACH),
        number: number("90ZV9911-01-01"),
        amount: money("45950.01"),
        reason: reason("A smaller project"),
        effective_on: day("2019-06-22"),
    };
    assert_eq!(code(scenario.when(reduction)), "REDUCTION_BELOW_DRAWN");
    let decision = scenario
        .when_by(ASSISTANCE_PRIME, refund(OUTREACH, "R-1", "700"))
        .unwrap();
    let parts: Vec<_> = decision
        .events
        .iter()
        .map(|(_, event)| {
            let ussgl: Vec<_> = post(event)
                .unwrap()
                .entries()
                .iter()
                .filter_map(|entry| entry.account.kind().ussgl())
                .collect();
            (event.event_type(), ussgl)
        })
        .collect();
    let refunded = |paid| ("DrawRefunded", vec![paid, "490100", "101000", "211000"]);
    // What its reversal took for unpaid is paid, by the earlier year's draw.
    let mut earlier = refunded("497200");
    earlier.1.extend(["490100", "497100"]);
    assert_eq!(parts, [refunded("490200"), earlier]);
    let held = cash(&scenario, OUTREACH);
    assert_eq!((held.drawn, held.settled), (money("50"), money("50")));
    scenario
}

/// Two awards of one prime, both with cost share.
fn two_awards() -> Scenario {
    let other = IssueAward {
        number: number("90ZV9912-01-00"),
        ..outreach_award()
    };
    Scenario::founded().given(other)
}

#[test]
fn a_document_counts_for_one_award_of_a_prime() {
    let first = contribution("M-1", "40", "aa");
    let second = RecordMatch {
        award: fain("90ZV9912"),
        ..contribution("M-7", "40", "aa")
    };
    let mut scenario = two_awards().given_by(ASSISTANCE_PRIME, first);
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, second.clone())),
        "MATCH_COUNTED_TWICE"
    );
    let cost = |id: &str, award: &str| crate::ledger::RecordDirectCost {
        document: Some(DocumentDigest::parse(&"aa".repeat(32)).unwrap()),
        ..direct_cost(award, id, "10")
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, cost("c", "90ZV9912"))),
        "COST_EVIDENCE_IS_MATCH"
    );
    let freed = ReverseMatch {
        award: fain(OUTREACH),
        contribution: ContributionId::parse("M-1").unwrap(),
        reason: reason("It is the other project's"),
        effective_on: day("2019-06-21"),
    };
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, freed)),
        ["MatchReversed", "EvidenceFreed"]
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, second.clone())),
        ["MatchRecorded", "EvidenceCounted"]
    );
    assert_eq!(types(scenario.when_by(ASSISTANCE_PRIME, second)), [""; 0]);
}

#[test]
fn a_cost_of_one_award_matches_nothing_of_another() {
    let cost = crate::ledger::RecordDirectCost {
        document: Some(DocumentDigest::parse(&"aa".repeat(32)).unwrap()),
        ..direct_cost("90ZV9912", "c", "10")
    };
    let mut scenario = two_awards().given_by(ASSISTANCE_PRIME, cost);
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, contribution("M-1", "40", "aa"))),
        "MATCH_EVIDENCE_IS_COST"
    );
    let shared = crate::ledger::RecordDirectCost {
        document: Some(DocumentDigest::parse(&"aa".repeat(32)).unwrap()),
        ..direct_cost(OUTREACH, "c", "10")
    };
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, shared)),
        ["DirectCostRecorded", "EvidenceCounted"]
    );
}

/// A cost that is disallowed after its award closed: nothing is left for the money, and it goes back.
pub(super) fn disallowed_late() -> Scenario {
    let mut scenario = Scenario::awarded()
        .given_by(ASSISTANCE_PRIME, direct_cost(OUTREACH, "a", "700"))
        .given(CloseAward {
            award: fain(OUTREACH),
            effective_on: day("2019-06-20"),
        });
    let disallow = DisallowCost {
        award: fain(OUTREACH),
        cost: CostId::parse("a").unwrap(),
        amount: money("300"),
        reason: reason("No time records"),
        effective_on: day("2019-06-21"),
    };
    assert_eq!(
        types(scenario.when(disallow.clone())),
        ["CostDisallowed", "DisallowedFundsReleased"]
    );
    assert_eq!(types(scenario.when(disallow)), [""; 0]);
    let award = scenario.ledger.books().award(&fain(OUTREACH)).unwrap();
    assert_eq!(award.funds().unassigned(), money("0"));
    scenario
}

#[test]
fn what_is_disallowed_after_the_close_goes_back_once() {
    disallowed_late();
}

#[test]
fn a_contribution_counts_once_and_never_from_federal_money() {
    let mut scenario = Scenario::founded().given_by(
        ASSISTANCE_PRIME,
        crate::ledger::RecordDirectCost {
            document: Some(DocumentDigest::parse(&"cc".repeat(32)).unwrap()),
            ..direct_cost(OUTREACH, "c", "10")
        },
    );
    let first = contribution("M-1", "800", "aa");
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, first.clone())),
        ["MatchRecorded", "EvidenceCounted"]
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, first.clone())),
        [""; 0]
    );
    for (asked, refused) in [
        (contribution("M-1", "801", "aa"), "MATCH_ALREADY_RECORDED"),
        (contribution("M-2", "1", "aa"), "MATCH_EVIDENCE_USED"),
        (contribution("M-2", "1", "cc"), "MATCH_EVIDENCE_IS_COST"),
        (contribution("M-2", "0", "bb"), "AMOUNT_NOT_POSITIVE"),
        (
            RecordMatch {
                paid_by_federal_funds: true,
                ..contribution("M-2", "1", "bb")
            },
            "MATCH_PAID_BY_FEDERAL_FUNDS",
        ),
        (
            RecordMatch {
                award: fain(ASSISTANCE),
                ..contribution("M-2", "1", "bb")
            },
            "MATCH_NOT_REQUIRED",
        ),
    ] {
        assert_eq!(code(scenario.when_by(ASSISTANCE_PRIME, asked)), refused);
    }
    let paid_with_it = crate::ledger::RecordDirectCost {
        document: Some(first.document.clone()),
        ..direct_cost(OUTREACH, "d", "10")
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, paid_with_it)),
        "COST_EVIDENCE_IS_MATCH"
    );
    let reverse = ReverseMatch {
        award: fain(OUTREACH),
        contribution: first.contribution.clone(),
        reason: reason("Pledged, and not received"),
        effective_on: day("2019-06-20"),
    };
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, reverse.clone());
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, reverse.clone())),
        [""; 0]
    );
    assert_eq!(
        code(scenario.when_by(
            ASSISTANCE_PRIME,
            ReverseMatch {
                reason: reason("Another"),
                ..reverse
            }
        )),
        "MATCH_ALREADY_REVERSED"
    );
    // The document is free again; the id is not.
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, first)),
        "MATCH_ALREADY_RECORDED"
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, contribution("M-2", "500", "aa"))),
        ["MatchRecorded", "EvidenceCounted"]
    );
}
