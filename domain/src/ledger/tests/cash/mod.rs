//! Draws, advances, refunds, interest and contributions, over an award and its sub-awards.

mod draws;
mod evidence;

use super::{code, types};
use crate::{
    award::AwardCash,
    id::{CostId, DrawId, RefundId},
    ledger::{
        CloseAward, DisallowCost, DrawFunds, ReduceAward, ReturnFunds, ReverseCost,
        testing::{
            ASSISTANCE_PRIME, OUTREACH, Scenario, day, direct_cost, fain, money, number, reason,
        },
    },
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

fn refund(award: &str, id: &str, amount: &str) -> ReturnFunds {
    ReturnFunds {
        award: fain(award),
        refund: RefundId::parse(id).unwrap(),
        amount: money(amount),
        effective_on: day("2019-06-21"),
    }
}

fn cash(scenario: &Scenario, award: &str) -> AwardCash {
    let award = scenario.ledger.books().award(&fain(award)).unwrap();
    award.books().unwrap().cash.clone()
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
