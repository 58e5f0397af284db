//! Given/when/then: a guard each, and the order of guards.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use cqrs_es::test::{AggregateTestExecutor, TestFramework};
use sha2::{Digest, Sha256};

use super::*;
use crate::{
    id::{ActorId, ClaimId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{AuthorisePayment, ConfirmPayment, PreparePayment},
    money::Money,
    text::Reason,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn actor(text: &str) -> ActorId {
    ActorId::parse(text).unwrap()
}

fn payment() -> PaymentId {
    PaymentId::parse("P-1").unwrap()
}

fn claim_id(number: u32) -> ClaimId {
    ClaimId::parse(&format!("TV-1:{number}")).unwrap()
}

fn claim(number: u32) -> ApprovedClaim {
    ApprovedClaim {
        claim: BatchClaim {
            claim: claim_id(number),
            sub_award: SubAwardId::parse("TV-1").unwrap(),
            sub_awardee: OrganizationId::parse("mesa-house").unwrap(),
            amount: Money::from_cents(80_000),
        },
        award: Fain::parse("90ZV9921").unwrap(),
        approved_by: actor("officer-1"),
        approved_on: day("2019-06-20"),
    }
}

fn input(numbers: impl IntoIterator<Item = u32>) -> PreparePayment {
    PreparePayment {
        payment: payment(),
        award: Fain::parse("90ZV9921").unwrap(),
        claims: numbers.into_iter().map(claim_id).collect(),
        justification: Reason::parse("Approved claims of May").unwrap(),
        effective_on: day("2019-06-25"),
    }
}

fn prepare_of(input: PreparePayment, claims: Vec<ApprovedClaim>, by: &str) -> PaymentCommand {
    PaymentCommand::Prepare {
        input,
        terms: PaymentTerms {
            award: Fain::parse("90ZV9921").unwrap(),
            programme: ProgrammeCode::parse("TVAP").unwrap(),
            grantee: OrganizationId::parse("uscri").unwrap(),
        },
        claims,
        owed: BTreeMap::new(),
        prepared_by: actor(by),
        received_on: day("2019-06-30"),
    }
}

fn prepare(numbers: std::ops::RangeInclusive<u32>) -> PaymentCommand {
    prepare_of(
        input(numbers.clone()),
        numbers.map(claim).collect(),
        "preparer",
    )
}

fn authorise(by: &str, on: &str) -> PaymentCommand {
    PaymentCommand::Authorise {
        input: AuthorisePayment {
            payment: payment(),
            effective_on: day(on),
        },
        approvers: BTreeSet::from([actor("officer-1")]),
        authorised_by: actor(by),
        received_on: day("2019-06-30"),
    }
}

fn confirm(by: &str, on: &str) -> PaymentCommand {
    PaymentCommand::Confirm {
        input: ConfirmPayment {
            payment: payment(),
            effective_on: day(on),
        },
        approvers: BTreeSet::from([actor("officer-1")]),
        confirmed_by: actor(by),
        received_on: day("2019-06-30"),
    }
}

fn after(commands: &[PaymentCommand]) -> Vec<PaymentEvent> {
    let mut payment = Payment::Unknown;
    let mut events = Vec::new();
    for command in commands {
        for event in payment.decide(command).unwrap() {
            payment.evolve(&event);
            events.push(event);
        }
    }
    events
}

fn given(commands: &[PaymentCommand]) -> AggregateTestExecutor<Payment> {
    TestFramework::<Payment>::with(()).given(after(commands))
}

fn authorised() -> [PaymentCommand; 2] {
    [prepare(1..=2), authorise("authoriser", "2019-06-26")]
}

fn confirmed() -> [PaymentCommand; 3] {
    let [first, second] = authorised();
    [first, second, confirm("confirmer", "2019-06-27")]
}

#[test]
fn a_header_tells_what_follows_it() {
    let events = after(&[prepare(1..=2)]);
    let PaymentEvent::PaymentPrepared {
        claim_count,
        total,
        digest,
        ..
    } = &events[0]
    else {
        panic!("{events:?}");
    };
    assert_eq!((*claim_count, *total), (2, Money::from_cents(160_000)));
    let text = "TV-1:1 800.00\nTV-1:2 800.00\n";
    assert_eq!(*digest, hex::encode(Sha256::digest(text)));
    assert_eq!(events.len(), 3);
}

#[test]
fn a_payment_has_1_to_500_claims_each_once() {
    assert_eq!(after(&[prepare(1..=500)]).len(), 501);
    let table = [
        (Vec::new(), "PAYMENT_CLAIM_COUNT"),
        ((1..=501).collect(), "PAYMENT_CLAIM_COUNT"),
        (vec![1, 2, 1], "PAYMENT_CLAIM_REPEATED"),
    ];
    for (numbers, code) in table {
        let claims = numbers.iter().copied().map(claim).collect();
        let command = prepare_of(input(numbers), claims, "preparer");
        assert_eq!(Payment::Unknown.decide(&command).unwrap_err().code(), code);
    }
}

#[test]
fn a_preparation_is_refused_for_what_is_the_matter_with_it() {
    let other = ApprovedClaim {
        award: Fain::parse("90ZV9922").unwrap(),
        ..claim(1)
    };
    let late = ApprovedClaim {
        approved_on: day("2019-06-26"),
        ..claim(1)
    };
    let future = PreparePayment {
        effective_on: day("2019-07-01"),
        ..input([1])
    };
    let table = [
        (
            input([1]),
            other.clone(),
            "preparer",
            "PAYMENT_CLAIM_OF_OTHER_AWARD",
        ),
        (input([1]), claim(1), "officer-1", "SAME_PERSON_APPROVED"),
        (input([1]), late, "preparer", "EFFECTIVE_ON_TOO_EARLY"),
        (
            future.clone(),
            claim(1),
            "preparer",
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        // The award before the person, the person before the date.
        (
            future.clone(),
            other,
            "officer-1",
            "PAYMENT_CLAIM_OF_OTHER_AWARD",
        ),
        (future, claim(1), "officer-1", "SAME_PERSON_APPROVED"),
    ];
    for (input, claim, by, code) in table {
        let refused = Payment::Unknown.decide(&prepare_of(input, vec![claim], by));
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[test]
fn an_id_is_used_once() {
    given(&[prepare(1..=2)])
        .when(prepare(1..=2))
        .then_expect_events(Vec::new());
    let used = PaymentError::AlreadyPrepared { payment: payment() };
    given(&[prepare(1..=2)])
        .when(prepare(1..=3))
        .then_expect_error(used.clone());
    let reordered = prepare_of(input([2, 1]), vec![claim(2), claim(1)], "preparer");
    given(&[prepare(1..=2)])
        .when(reordered)
        .then_expect_error(used);
}

#[test]
fn three_duties_are_kept_apart() {
    given(&[prepare(1..=2)])
        .when(authorise("preparer", "2019-06-26"))
        .then_expect_error(PaymentError::SamePersonPrepared);
    given(&authorised())
        .when(confirm("authoriser", "2019-06-27"))
        .then_expect_error(PaymentError::SamePersonAuthorised);
    let approved = PaymentError::SamePersonApproved {
        actor: actor("officer-1"),
    };
    given(&[prepare(1..=2)])
        .when(authorise("officer-1", "2019-06-26"))
        .then_expect_error(approved.clone());
    given(&authorised())
        .when(confirm("officer-1", "2019-06-27"))
        .then_expect_error(approved);
    // The preparer may confirm.
    assert_eq!(
        after(&[
            prepare(1..=2),
            authorise("authoriser", "2019-06-26"),
            confirm("preparer", "2019-06-27")
        ])
        .last()
        .map(PaymentEvent::name),
        Some("PaymentConfirmed")
    );
}

#[test]
fn a_payment_goes_its_way_once_and_in_order() {
    let table = [
        (
            vec![],
            authorise("authoriser", "2019-06-26"),
            "UNKNOWN_PAYMENT",
        ),
        (
            vec![],
            confirm("confirmer", "2019-06-27"),
            "UNKNOWN_PAYMENT",
        ),
        (
            vec![prepare(1..=2)],
            confirm("confirmer", "2019-06-27"),
            "PAYMENT_NOT_AUTHORISED",
        ),
        (
            authorised().to_vec(),
            authorise("another", "2019-06-26"),
            "PAYMENT_ALREADY_AUTHORISED",
        ),
        (
            confirmed().to_vec(),
            authorise("another", "2019-06-26"),
            "PAYMENT_ALREADY_AUTHORISED",
        ),
        (
            confirmed().to_vec(),
            confirm("another", "2019-06-27"),
            "PAYMENT_ALREADY_CONFIRMED",
        ),
        // Phase before person, person before date.
        (
            vec![prepare(1..=2)],
            confirm("officer-1", "2019-07-01"),
            "PAYMENT_NOT_AUTHORISED",
        ),
        (
            authorised().to_vec(),
            confirm("authoriser", "2019-07-01"),
            "SAME_PERSON_AUTHORISED",
        ),
    ];
    for (commands, command, code) in table {
        let refused = given(&commands).when(command).inspect_result();
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[test]
fn a_repeat_changes_nothing() {
    for commands in [authorised().to_vec(), confirmed().to_vec()] {
        given(&commands)
            .when(authorise("authoriser", "2019-06-26"))
            .then_expect_events(Vec::new());
    }
    given(&confirmed())
        .when(confirm("confirmer", "2019-06-27"))
        .then_expect_events(Vec::new());
}

#[test]
fn dates_do_not_run_backwards() {
    for (commands, command, code) in [
        (
            vec![prepare(1..=2)],
            authorise("authoriser", "2019-06-24"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![prepare(1..=2)],
            authorise("authoriser", "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            authorised().to_vec(),
            confirm("confirmer", "2019-06-25"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            authorised().to_vec(),
            confirm("confirmer", "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
    ] {
        let refused = given(&commands).when(command).inspect_result();
        assert_eq!(refused.unwrap_err().code(), code);
    }
}
