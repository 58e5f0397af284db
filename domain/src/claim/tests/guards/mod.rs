//! A guard each, and the order of guards.

mod decisions;

use cqrs_es::test::{AggregateTestExecutor, TestFramework};

use super::*;
use crate::{id::PaymentId, period::EffectiveOnError};

fn given(events: Vec<ClaimEvent>) -> AggregateTestExecutor<Claim> {
    TestFramework::<Claim>::with(()).given(events)
}

fn approve(by: &str, on: &str) -> ClaimCommand {
    ClaimCommand::Approve {
        approved_by: actor(by),
        effective_on: day(on),
        received_on: day("2019-06-30"),
    }
}

fn deny(reason: DenialReason, on: &str) -> ClaimCommand {
    ClaimCommand::Deny {
        reason,
        denied_by: actor("officer-1"),
        effective_on: day(on),
        received_on: day("2019-06-30"),
    }
}

fn schedule(payment: &str, on: &str) -> ClaimCommand {
    ClaimCommand::Schedule {
        payment: PaymentId::parse(payment).unwrap(),
        effective_on: day(on),
    }
}

fn pay(payment: &str) -> ClaimCommand {
    ClaimCommand::Pay {
        payment: PaymentId::parse(payment).unwrap(),
        effective_on: day("2019-06-30"),
    }
}

fn release() -> ClaimCommand {
    ClaimCommand::Release {
        effective_on: day("2019-06-20"),
    }
}

fn after(commands: &[ClaimCommand]) -> Vec<ClaimEvent> {
    let mut claim = Claim::Unknown;
    let mut events = Vec::new();
    for command in commands {
        for event in claim.decide(command).unwrap() {
            claim.evolve(&event);
            events.push(event);
        }
    }
    events
}

fn payable() -> ClaimCommand {
    submit(submission(), facts())
}

fn pended() -> ClaimCommand {
    submit(
        submission(),
        ClaimFacts {
            available: Money::ZERO,
            ..facts()
        },
    )
}

fn rejected() -> ClaimCommand {
    submit(
        submission(),
        ClaimFacts {
            client: None,
            ..facts()
        },
    )
}

#[test]
fn a_submission_is_adjudicated_at_once() {
    let events = after(&[payable()]);
    let names: Vec<_> = events.iter().map(ClaimEvent::name).collect();
    assert_eq!(names, ["ClaimSubmitted", "ClaimAdjudicated"]);
    let ClaimEvent::ClaimSubmitted {
        billed,
        submitted_by,
        ..
    } = &events[0]
    else {
        panic!("{events:?}");
    };
    assert_eq!(
        (*billed, submitted_by.as_str()),
        (money("800"), "case-worker-1")
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    type Change = fn(&mut Submission);
    let refused = |change: Change| {
        let mut claim = submission();
        change(&mut claim);
        Claim::Unknown
            .decide(&submit(claim, facts()))
            .unwrap_err()
            .code()
    };
    let table: &[(Change, &str)] = &[
        (|claim| claim.lines.clear(), "CLAIM_LINE_COUNT"),
        (
            |claim| {
                claim.lines = (1..=51)
                    .map(|number| line(number, Category::Housing, "1"))
                    .collect();
            },
            "CLAIM_LINE_COUNT",
        ),
        (|claim| claim.lines[1].number = 3, "CLAIM_LINES_MISNUMBERED"),
        (|claim| claim.lines[0].number = 0, "CLAIM_LINES_MISNUMBERED"),
        (
            |claim| claim.lines[1].billed = Money::ZERO,
            "AMOUNT_NOT_POSITIVE",
        ),
        (
            |claim| claim.lines[0].billed = money("-1"),
            "AMOUNT_NOT_POSITIVE",
        ),
        (
            |claim| claim.lines[0].part = ClaimPart::Direct,
            "CLAIM_PART_NOT_OF_CATEGORY",
        ),
        (
            |claim| claim.lines[1].part = ClaimPart::Administration,
            "CLAIM_PART_NOT_OF_CATEGORY",
        ),
        (
            |claim| claim.lines[1].receipt_digest = Some("a receipt of J. D.".to_owned()),
            "RECEIPT_DIGEST_MALFORMED",
        ),
        (
            |claim| {
                claim.lines[0].billed = money("9999999999999.99");
                claim.lines[1].billed = money("0.01");
            },
            "AMOUNT_OUT_OF_RANGE",
        ),
        (
            |claim| claim.effective_on = day("2019-06-16"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            |claim| claim.effective_on = day("2018-09-30"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
    ];
    for (change, code) in table {
        assert_eq!(refused(*change), *code);
    }
}

#[test]
fn fifty_lines_are_a_claim() {
    let mut claim = submission();
    claim.lines = (1..=50)
        .map(|number| line(number, Category::Housing, "1"))
        .collect();
    let events = after(&[submit(claim, facts())]);
    for event in &events {
        let stored = serde_json::to_string(event).unwrap();
        assert!(stored.len() < 32_000, "{}", stored.len());
    }
}

#[test]
fn a_number_is_used_once() {
    // The same content is the same claim, whatever has become of it; it is not even read again.
    for commands in [
        vec![payable()],
        vec![payable(), approve("officer-1", "2019-06-20")],
    ] {
        let again = submit(
            Submission {
                submitted_by: actor("case-worker-2"),
                ..submission()
            },
            facts(),
        );
        given(after(&commands))
            .when(again)
            .then_expect_events(Vec::new());
    }
    let other = Submission {
        content_digest: "cd".repeat(32),
        lines: Vec::new(),
        ..submission()
    };
    given(after(&[payable()]))
        .when(submit(other, facts()))
        .then_expect_error(ClaimError::NumberUsed {
            number: submission().number,
        });
}

#[test]
fn a_digest_is_of_the_content_and_not_of_the_number() {
    let claim = submission();
    let digest = |client: &str, month: &str, lines: &[ClaimLine]| {
        content_digest(
            &claim.terms.sub_award,
            &ClientCode::parse(client).unwrap(),
            Month::parse(month).unwrap(),
            lines,
        )
    };
    let same = digest("C-0000000000000001", "2019-05", &claim.lines);
    assert_eq!(same, claim.content_digest);
    assert_ne!(same, digest("C-0000000000000002", "2019-05", &claim.lines));
    assert_ne!(same, digest("C-0000000000000001", "2019-04", &claim.lines));
    assert_ne!(
        same,
        digest("C-0000000000000001", "2019-05", &claim.lines[..1])
    );
}
