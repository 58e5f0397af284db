//! Payments over the aggregates: every paid cent is an approved claim's.

use super::{code, types};
use crate::{
    id::{ClaimId, PaymentId},
    ledger::{
        ApproveClaim, AuthorisePayment, Command, ConfirmPayment, Context, Decision, PreparePayment,
        Refusal, Role,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES,
            Scenario, claim, context, day, enrol, fain, money, reason, sub_award,
        },
    },
    money::Money,
};

/// Two approved claims of TV-1 and one of TV-2, $700 each, and one that is payable.
fn approved() -> Scenario {
    let mut scenario = Scenario::founded()
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "TV-1"))
        .given_by(SUB_AWARDEES[1], enrol(CLIENTS[2], "TV-2"));
    for (number, month) in [("1", "2019-03"), ("2", "2019-04"), ("3", "2019-05")] {
        scenario = scenario.given_by(SUB_AWARDEES[0], claim("TV-1", number, CLIENTS[0], month));
    }
    scenario = scenario.given_by(SUB_AWARDEES[1], claim("TV-2", "1", CLIENTS[2], "2019-05"));
    for claim in ["TV-1:1", "TV-1:2", "TV-2:1"] {
        scenario = scenario.given(ApproveClaim {
            claim: ClaimId::parse(claim).unwrap(),
            effective_on: day("2019-06-20"),
        });
    }
    scenario
}

fn payment(id: &str) -> PaymentId {
    PaymentId::parse(id).unwrap()
}

fn prepare(id: &str, claims: &[&str]) -> PreparePayment {
    PreparePayment {
        payment: payment(id),
        award: fain(ASSISTANCE),
        claims: claims
            .iter()
            .map(|claim| ClaimId::parse(claim).unwrap())
            .collect(),
        justification: reason("Approved claims of May"),
        effective_on: day("2019-06-25"),
    }
}

fn authorise(id: &str) -> AuthorisePayment {
    AuthorisePayment {
        payment: payment(id),
        effective_on: day("2019-06-26"),
    }
}

fn confirm(id: &str) -> ConfirmPayment {
    ConfirmPayment {
        payment: payment(id),
        effective_on: day("2019-06-27"),
    }
}

fn prime(actor: &str) -> Context {
    context(Role::Grantee, ASSISTANCE_PRIME, actor)
}

fn asked(
    scenario: &mut Scenario,
    actor: &str,
    command: impl Into<Command>,
) -> Result<Decision, Refusal> {
    scenario.ledger.submit(&prime(actor), &command.into())
}

#[test]
fn approved_claims_are_prepared_authorised_and_paid() {
    let mut scenario = approved();
    assert_eq!(
        types(asked(
            &mut scenario,
            "a",
            prepare("P-1", &["TV-1:1", "TV-2:1"])
        )),
        [
            "PaymentPrepared",
            "PaymentClaimIncluded",
            "PaymentClaimIncluded",
            "ClaimScheduled",
            "ClaimScheduled"
        ]
    );
    assert_eq!(
        types(asked(&mut scenario, "b", authorise("P-1"))),
        ["PaymentAuthorised"]
    );
    assert_eq!(
        types(asked(&mut scenario, "c", confirm("P-1"))),
        [
            "PaymentConfirmed",
            "ClaimPaid",
            "FundsPaid",
            "ClaimPaid",
            "FundsPaid"
        ]
    );
    for (id, accrued, paid) in [("TV-1", "700", "700"), ("TV-2", "0", "700")] {
        let funds = scenario
            .ledger
            .books()
            .sub_award(&sub_award(id))
            .unwrap()
            .funds();
        assert_eq!(
            (funds.accrued, funds.paid),
            (money(accrued), money(paid)),
            "{id}"
        );
    }
}

#[test]
fn a_repeated_step_changes_nothing() {
    let mut scenario = approved();
    let steps: [(&str, Command); 3] = [
        ("a", prepare("P-1", &["TV-1:1", "TV-2:1"]).into()),
        ("b", authorise("P-1").into()),
        ("c", confirm("P-1").into()),
    ];
    for done in 0..steps.len() {
        let (actor, command) = &steps[done];
        asked(&mut scenario, actor, command.clone()).unwrap();
        for (actor, command) in &steps[..=done] {
            let again = asked(&mut scenario, actor, command.clone());
            assert_eq!(types(again), Vec::<&str>::new());
        }
    }
}

#[test]
fn only_approved_claims_are_paid_and_each_once() {
    let mut scenario = approved();
    let mut refused =
        |claims: &[&str], id: &str| code(asked(&mut scenario, "a", prepare(id, claims)));
    assert_eq!(refused(&[], "P-1"), "PAYMENT_CLAIM_COUNT");
    assert_eq!(
        refused(&["TV-1:1", "TV-1:1"], "P-1"),
        "PAYMENT_CLAIM_REPEATED"
    );
    assert_eq!(refused(&["TV-1:1", "TV-1:3"], "P-1"), "CLAIM_NOT_APPROVED");
    assert_eq!(refused(&["TV-1:1", "TV-1:9"], "P-1"), "UNKNOWN_CLAIM");
    let mut scenario = approved();
    asked(&mut scenario, "a", prepare("P-1", &["TV-1:1"])).unwrap();
    assert_eq!(
        code(asked(
            &mut scenario,
            "a",
            prepare("P-2", &["TV-1:2", "TV-1:1"])
        )),
        "CLAIM_IN_PAYMENT"
    );
    // The refused payment has taken none of its claims.
    assert!(asked(&mut scenario, "a", prepare("P-2", &["TV-1:2"])).is_ok());
}

#[test]
fn a_claim_that_cannot_be_paid_is_refused_by_the_field_that_names_it() {
    let mut scenario = approved();
    for claims in [["TV-1:1", "TV-1:3"], ["TV-1:1", "TV-1:9"]] {
        let refused = asked(&mut scenario, "a", prepare("P-1", &claims)).unwrap_err();
        assert_eq!(refused.field, Some("claims"), "{claims:?}");
    }
}

#[test]
fn a_payment_is_its_primes() {
    let mut scenario = approved();
    let foreign = context(Role::Grantee, REGIONAL_PRIME, "a");
    let refused = scenario
        .ledger
        .submit(&foreign, &prepare("P-1", &["TV-1:1"]).into());
    assert_eq!(code(refused), "UNKNOWN_AWARD");
    let other = PreparePayment {
        award: fain(REGIONAL),
        ..prepare("P-1", &["TV-1:1"])
    };
    assert_eq!(
        code(scenario.ledger.submit(&foreign, &other.into())),
        "UNKNOWN_CLAIM"
    );
    asked(&mut scenario, "a", prepare("P-1", &["TV-1:1"])).unwrap();
    let refused = scenario.ledger.submit(&foreign, &authorise("P-1").into());
    assert_eq!(code(refused), "UNKNOWN_PAYMENT");
}

#[test]
fn who_approves_does_not_pay() {
    let mut scenario = approved();
    // The officer who approved, acting for the prime under the same account.
    assert_eq!(
        code(asked(
            &mut scenario,
            "officer-1",
            prepare("P-1", &["TV-1:1"])
        )),
        "SAME_PERSON_APPROVED"
    );
    asked(&mut scenario, "a", prepare("P-1", &["TV-1:1"])).unwrap();
    assert_eq!(
        code(asked(&mut scenario, "officer-1", authorise("P-1"))),
        "SAME_PERSON_APPROVED"
    );
    assert_eq!(
        code(asked(&mut scenario, "a", authorise("P-1"))),
        "SAME_PERSON_PREPARED"
    );
    asked(&mut scenario, "b", authorise("P-1")).unwrap();
    assert_eq!(
        code(asked(&mut scenario, "officer-1", confirm("P-1"))),
        "SAME_PERSON_APPROVED"
    );
    assert_eq!(
        code(asked(&mut scenario, "b", confirm("P-1"))),
        "SAME_PERSON_AUTHORISED"
    );
    assert!(asked(&mut scenario, "a", confirm("P-1")).is_ok());
}

#[test]
fn a_payment_is_not_dated_before_its_approvals() {
    let mut scenario = approved();
    let early = PreparePayment {
        effective_on: day("2019-06-19"),
        ..prepare("P-1", &["TV-1:1"])
    };
    assert_eq!(
        code(asked(&mut scenario, "a", early)),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    assert_eq!(
        code(asked(&mut scenario, "a", authorise("P-1"))),
        "UNKNOWN_PAYMENT"
    );
    assert_eq!(
        code(asked(&mut scenario, "a", confirm("P-1"))),
        "UNKNOWN_PAYMENT"
    );
    let funds = scenario
        .ledger
        .books()
        .sub_award(&sub_award("TV-1"))
        .unwrap()
        .funds();
    assert_eq!(funds.paid, Money::ZERO);
}
