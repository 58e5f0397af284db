//! What was paid and no longer stands: owed back, offset against the next payment, refunded; never twice, never below
//! nothing.

use super::{
    claims::{approve, claim_of, direct, enrolled, submitted},
    code,
    corrections::{by_subawardee, funds, id, replace, void},
    types,
};
use crate::{
    claim::{Claim, ClaimEvent},
    id::{ClaimId, PaymentId, RefundId},
    ledger::{
        ApproveClaim, AuthorisePayment, CloseSubAward, Command, ConfirmPayment, Context, Decision,
        Event, LowerSubAward, PreparePayment, RefundReceivable, Refusal, Role,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, REGIONAL_PRIME, Scenario, claim, context, day,
            fain, money, reason, sub_award,
        },
    },
    money::Money,
    payment::PaymentEvent,
};

pub(super) fn prime(actor: &str) -> Context {
    context(Role::Grantee, ASSISTANCE_PRIME, actor)
}

pub(super) fn payment(of: &str) -> PaymentId {
    PaymentId::parse(of).unwrap()
}

pub(super) fn prepare(
    scenario: &mut Scenario,
    of: &str,
    claims: &[&str],
    on: &str,
) -> Result<Decision, Refusal> {
    let prepared = PreparePayment {
        payment: payment(of),
        award: fain(ASSISTANCE),
        claims: claims
            .iter()
            .map(|claim| ClaimId::parse(claim).unwrap())
            .collect(),
        justification: reason("Approved claims"),
        effective_on: day(on),
    };
    scenario.ledger.submit(&prime("a"), &prepared.into())
}

pub(super) fn confirm(scenario: &mut Scenario, of: &str, on: &str) -> Result<Decision, Refusal> {
    let authorised = AuthorisePayment {
        payment: payment(of),
        effective_on: day(on),
    };
    scenario
        .ledger
        .submit(&prime("b"), &authorised.into())
        .unwrap();
    let confirmed = ConfirmPayment {
        payment: payment(of),
        effective_on: day(on),
    };
    scenario.ledger.submit(&prime("c"), &confirmed.into())
}

pub(super) fn approved(scenario: &mut Scenario, claim: &str, on: &str) {
    let approval = ApproveClaim {
        claim: id(claim),
        effective_on: day(on),
    };
    scenario.when(approval).unwrap();
}

pub(super) fn refund(of: &str, amount: &str) -> RefundReceivable {
    RefundReceivable {
        sub_award: sub_award("TV-1"),
        refund: RefundId::parse(of).unwrap(),
        amount: money(amount),
        effective_on: day("2019-06-29"),
    }
}

/// A claim of TV-1 for $700, paid on 2019-06-21.
pub(super) fn paid() -> Scenario {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    scenario.when(approve("TV-1", "1")).unwrap();
    prepare(&mut scenario, "P-1", &["TV-1:1"], "2019-06-21").unwrap();
    confirm(&mut scenario, "P-1", "2019-06-21").unwrap();
    scenario
}

/// The same, and the claim was voided: 700 is owed back.
fn overpaid() -> Scenario {
    let mut scenario = paid();
    let decision = by_subawardee(&mut scenario, void("TV-1:1"));
    assert_eq!(
        types(decision),
        ["ClaimVoided", "ReceivableRaised", "BenefitReleased"]
    );
    scenario
}

#[test]
fn a_claim_in_a_payment_is_voided_once_it_is_paid() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    scenario.when(approve("TV-1", "1")).unwrap();
    prepare(&mut scenario, "P-1", &["TV-1:1"], "2019-06-21").unwrap();
    assert_eq!(
        code(by_subawardee(&mut scenario, void("TV-1:1"))),
        "CLAIM_IN_PAYMENT"
    );
    confirm(&mut scenario, "P-1", "2019-06-21").unwrap();
    by_subawardee(&mut scenario, void("TV-1:1")).unwrap();
    let funds = funds(&scenario, "TV-1");
    assert_eq!((funds.paid, funds.receivable), (Money::ZERO, money("700")));
    assert_eq!(funds.available, money("20000"));
}

#[test]
fn what_is_owed_back_is_withheld_from_the_next_payments_until_nothing_is_left() {
    withheld();
}

/// Payments that withhold what is owed back.
pub(super) fn withheld() -> Scenario {
    let mut scenario = overpaid();
    for (number, amount) in [("2", "500"), ("3", "300")] {
        let one = direct("TV-1", number, CLIENTS[0], "2019-05", amount);
        submitted(&mut scenario, one).unwrap();
        approved(&mut scenario, &format!("TV-1:{number}"), "2019-06-20");
    }
    let decision = prepare(&mut scenario, "P-2", &["TV-1:2"], "2019-06-28");
    let withheld = decision
        .as_ref()
        .unwrap()
        .events
        .iter()
        .find_map(|(_, event)| {
            let Event::Payment(PaymentEvent::PaymentOffsetIncluded {
                owed,
                amount,
                forward_balance,
                ..
            }) = event
            else {
                return None;
            };
            Some((*owed, *amount, *forward_balance))
        });
    assert_eq!(withheld, Some((money("700"), money("500"), money("200"))));
    assert_eq!(
        types(decision),
        [
            "PaymentPrepared",
            "PaymentClaimIncluded",
            "PaymentOffsetIncluded",
            "ClaimScheduled",
            "ReceivableOffsetScheduled"
        ]
    );
    // Another payment prepared meanwhile withholds only what the first one leaves.
    prepare(&mut scenario, "P-3", &["TV-1:3"], "2019-06-28").unwrap();
    assert_eq!(funds(&scenario, "TV-1").offset_scheduled, money("700"));
    assert_eq!(
        types(confirm(&mut scenario, "P-2", "2019-06-29")),
        [
            "PaymentConfirmed",
            "ClaimPaid",
            "FundsPaid",
            "ReceivableOffset"
        ]
    );
    assert_eq!(funds(&scenario, "TV-1").receivable, money("200"));
    confirm(&mut scenario, "P-3", "2019-06-29").unwrap();
    let funds = funds(&scenario, "TV-1");
    assert_eq!(
        (funds.receivable, funds.offset_scheduled),
        (Money::ZERO, Money::ZERO)
    );
    assert_eq!(funds.paid, money("800"));
    scenario
}

#[test]
fn a_refund_is_received_once_and_never_beyond_what_is_owed() {
    let mut scenario = overpaid();
    let mut asked = |refund: RefundReceivable| scenario.when_by(ASSISTANCE_PRIME, refund);
    assert_eq!(code(asked(refund("R-1", "700.01"))), "RECEIVABLE_EXCEEDED");
    assert_eq!(code(asked(refund("R-1", "0"))), "AMOUNT_NOT_POSITIVE");
    assert_eq!(types(asked(refund("R-1", "300"))), ["ReceivableRefunded"]);
    assert_eq!(types(asked(refund("R-1", "300"))), Vec::<&str>::new());
    assert_eq!(code(asked(refund("R-1", "301"))), "REFUND_ALREADY_RECORDED");
    assert_eq!(code(asked(refund("R-2", "400.01"))), "RECEIVABLE_EXCEEDED");
    assert_eq!(types(asked(refund("R-2", "400"))), ["ReceivableRefunded"]);
    // Long after, a repeat of the first still answers the same and moves nothing.
    assert_eq!(types(asked(refund("R-1", "300"))), Vec::<&str>::new());
    assert_eq!(code(asked(refund("R-3", "0.01"))), "RECEIVABLE_EXCEEDED");
    assert_eq!(funds(&scenario, "TV-1").receivable, Money::ZERO);
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, refund("R-4", "1"))),
        "UNKNOWN_SUB_AWARD"
    );
}

#[test]
fn what_a_payment_withholds_is_not_refunded_too() {
    let mut scenario = overpaid();
    let one = direct("TV-1", "2", CLIENTS[0], "2019-05", "500");
    submitted(&mut scenario, one).unwrap();
    approved(&mut scenario, "TV-1:2", "2019-06-20");
    prepare(&mut scenario, "P-2", &["TV-1:2"], "2019-06-28").unwrap();
    let refused = scenario.when_by(ASSISTANCE_PRIME, refund("R-1", "200.01"));
    assert_eq!(code(refused), "RECEIVABLE_EXCEEDED");
    scenario
        .when_by(ASSISTANCE_PRIME, refund("R-1", "200"))
        .unwrap();
    confirm(&mut scenario, "P-2", "2019-06-29").unwrap();
    assert_eq!(funds(&scenario, "TV-1").receivable, Money::ZERO);
}

#[test]
fn what_is_owed_back_is_recovered_before_anything_is_de_obligated_or_closed() {
    let mut scenario = overpaid();
    let lower = |amount: &str| LowerSubAward {
        sub_award: sub_award("TV-1"),
        amount: money(amount),
        reason: reason("Not needed"),
        effective_on: day("2019-06-29"),
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, lower("19300.01"))),
        "DEOBLIGATION_OVER_UNLIQUIDATED"
    );
    let close = CloseSubAward {
        sub_award: sub_award("TV-1"),
        effective_on: day("2019-06-29"),
    };
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, close.clone())),
        "SUB_AWARD_HAS_OPEN_RECEIVABLE"
    );
    scenario
        .when_by(ASSISTANCE_PRIME, refund("R-1", "700"))
        .unwrap();
    assert!(scenario.when_by(ASSISTANCE_PRIME, close).is_ok());
}

#[test]
fn a_lower_replacement_of_a_paid_claim_leaves_the_difference_owed() {
    let mut scenario = paid();
    let lower = claim_of("TV-1", "1", CLIENTS[0], "2019-05", "150", "500");
    let decision = by_subawardee(&mut scenario, replace("TV-1:1", lower));
    assert_eq!(
        types(decision),
        [
            "ClaimReplaced",
            "ReceivableRaised",
            "BenefitReleased",
            "ClaimReplacementSubmitted",
            "ClaimAdjudicated",
            "ReceivableCarried",
            "ClaimPaymentCarried",
            "BenefitReserved"
        ]
    );
    let funds = funds(&scenario, "TV-1");
    assert_eq!((funds.paid, funds.receivable), (money("650"), money("50")));
    assert_eq!(funds.available, money("19350"));
    let second = scenario.ledger.books().claim(&id("TV-1:1:2")).unwrap();
    assert!(matches!(second, Claim::Paid { payment, .. } if payment.as_str() == "P-1"));
}

#[test]
fn a_higher_replacement_of_a_paid_claim_pays_the_difference_only() {
    let mut scenario = paid();
    let higher = claim_of("TV-1", "1", CLIENTS[0], "2019-05", "250", "500");
    by_subawardee(&mut scenario, replace("TV-1:1", higher)).unwrap();
    let after = funds(&scenario, "TV-1");
    assert_eq!((after.paid, after.reserved), (money("700"), money("50")));
    assert_eq!(after.receivable, Money::ZERO);
    approved(&mut scenario, "TV-1:1:2", "2019-06-28");
    let decision = prepare(&mut scenario, "P-2", &["TV-1:1:2"], "2019-06-28").unwrap();
    let total = decision.events.iter().find_map(|(_, event)| {
        let Event::Payment(PaymentEvent::PaymentPrepared { total, .. }) = event else {
            return None;
        };
        Some(*total)
    });
    assert_eq!(total, Some(money("50")));
    confirm(&mut scenario, "P-2", "2019-06-29").unwrap();
    assert_eq!(funds(&scenario, "TV-1").paid, money("750"));
    // Voided then, all of it is owed back, whichever payment paid it.
    let last = crate::ledger::VoidClaim {
        effective_on: day("2019-06-30"),
        ..void("TV-1:1:2")
    };
    let decision = by_subawardee(&mut scenario, last).unwrap();
    let paid = decision.events.iter().find_map(|(_, event)| {
        let Event::Claim(ClaimEvent::ClaimVoided { paid, .. }) = event else {
            return None;
        };
        Some(*paid)
    });
    assert_eq!(paid, Some(money("750")));
    assert_eq!(funds(&scenario, "TV-1").receivable, money("750"));
}

#[test]
fn an_officer_who_denies_a_replacement_makes_what_was_paid_owed() {
    let mut scenario = paid();
    let higher = claim_of("TV-1", "1", CLIENTS[0], "2019-05", "250", "500");
    by_subawardee(&mut scenario, replace("TV-1:1", higher)).unwrap();
    let denied = Command::from(crate::ledger::DenyClaim {
        claim: id("TV-1:1:2"),
        reason: crate::claim::DenialReason::EvidenceInsufficient,
        effective_on: day("2019-06-28"),
    });
    assert_eq!(
        types(scenario.when(denied)),
        [
            "ClaimDenied",
            "FundsReleased",
            "ReceivableRaised",
            "BenefitReleased"
        ]
    );
    let funds = funds(&scenario, "TV-1");
    assert_eq!((funds.paid, funds.receivable), (Money::ZERO, money("700")));
    assert_eq!(funds.available, money("20000"));
}
