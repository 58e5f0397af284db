//! A claim that was paid under a sub-award that has closed: it may be voided, what was paid is owed back, and what comes back
//! is de-obligated. Once the award has closed too, it goes back to the programme, as long as records are kept.

use super::{
    code,
    corrections::{by_subawardee, funds, id, replace, void},
    recovery::{paid, refund},
    types,
};
use crate::{
    award::AwardFunds,
    ledger::{
        CloseAward, CloseSubAward, Role, VoidClaim, WaiveSubAwardShare,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, SUB_AWARDEES, Scenario, claim, context, day,
            fain, money, noon, reason, sub_award,
        },
    },
    money::Money,
};

/// TV-1 has closed, and a claim of it for $700 was paid.
fn closed() -> Scenario {
    paid().given_by(
        ASSISTANCE_PRIME,
        CloseSubAward {
            sub_award: sub_award("TV-1"),
            effective_on: day("2019-06-25"),
        },
    )
}

/// The award has closed as well.
fn award_closed() -> Scenario {
    closed()
        .given_by(
            ASSISTANCE_PRIME,
            CloseSubAward {
                sub_award: sub_award("TV-2"),
                effective_on: day("2019-06-25"),
            },
        )
        .given(WaiveSubAwardShare {
            award: fain(ASSISTANCE),
            reason: reason("The project ended early"),
            effective_on: day("2019-06-26"),
        })
        .given(CloseAward {
            award: fain(ASSISTANCE),
            effective_on: day("2019-06-26"),
        })
}

fn award_funds(scenario: &Scenario) -> AwardFunds {
    let books = scenario.ledger.books();
    books.award(&fain(ASSISTANCE)).unwrap().funds()
}

#[test]
fn what_was_paid_under_a_closed_sub_award_is_owed_back_and_de_obligated_when_it_comes() {
    let mut scenario = closed();
    assert_eq!(
        types(by_subawardee(&mut scenario, void("TV-1:1"))),
        ["ClaimVoided", "ReceivableRaised", "BenefitReleased"]
    );
    let owed = funds(&scenario, "TV-1");
    assert_eq!((owed.paid, owed.receivable), (Money::ZERO, money("700")));
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, refund("R-1", "300"))),
        [
            "ReceivableRefunded",
            "SubAwardObligationLowered",
            "SubAwardCommitmentLowered"
        ]
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, refund("R-1", "300"))),
        [""; 0]
    );
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, refund("R-2", "400.01"))),
        "RECEIVABLE_EXCEEDED"
    );
    let scenario = scenario.given_by(ASSISTANCE_PRIME, refund("R-2", "400"));
    let after = funds(&scenario, "TV-1");
    assert_eq!(
        (after.obligated, after.available, after.receivable),
        (Money::ZERO, Money::ZERO, Money::ZERO)
    );
    // What TV-2 holds is all that the award has committed.
    assert_eq!(award_funds(&scenario).committed, money("3000"));
    assert_eq!(award_funds(&scenario).unassigned(), money("57000"));
}

#[test]
fn nothing_new_is_paid_under_a_closed_sub_award() {
    let mut scenario = closed();
    let lower = claim("TV-1", "1", CLIENTS[0], "2019-05");
    assert_eq!(
        code(by_subawardee(&mut scenario, replace("TV-1:1", lower))),
        "SUB_AWARD_CLOSED"
    );
}

#[test]
fn after_the_award_has_closed_what_comes_back_goes_back() {
    let mut scenario = award_closed();
    let returned = award_funds(&scenario).returned;
    by_subawardee(&mut scenario, void("TV-1:1")).unwrap();
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, refund("R-1", "700"))),
        [
            "ReceivableRefunded",
            "SubAwardObligationLowered",
            "SubAwardCommitmentLowered",
            "AdjustedFundsReleased"
        ]
    );
    let after = award_funds(&scenario);
    assert_eq!(after.unassigned(), Money::ZERO);
    assert_eq!(after.returned.minus(returned), Some(money("700")));
    assert_eq!(after.returned, after.awarded);
}

#[test]
fn nothing_is_adjusted_once_records_are_no_longer_kept() {
    let mut scenario = award_closed();
    let later = crate::ledger::Context {
        received_at: noon(day("2022-06-27")),
        ..context(Role::Subawardee, SUB_AWARDEES[0], "case-worker-1")
    };
    let asked = VoidClaim {
        claim: id("TV-1:1"),
        ..void("TV-1:1")
    };
    assert_eq!(
        code(scenario.ledger.submit(&later, &asked.into())),
        "RETENTION_OVER"
    );
}

/// A history of every event of such an adjustment.
pub(super) fn adjusted() -> Scenario {
    let mut scenario = award_closed();
    by_subawardee(&mut scenario, void("TV-1:1")).unwrap();
    scenario.given_by(ASSISTANCE_PRIME, refund("R-1", "700"))
}
