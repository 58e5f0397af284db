//! A guard each, and the order of guards.

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

#[test]
fn an_officer_approves_what_is_payable() {
    given(after(&[payable()]))
        .when(approve("officer-1", "2019-06-20"))
        .then_expect_events(vec![ClaimEvent::ClaimApproved {
            claim: submission().claim,
            amount: money("800"),
            approved_by: actor("officer-1"),
            effective_on: day("2019-06-20"),
        }]);
}

#[test]
fn an_approval_is_refused_for_what_is_the_matter_with_it() {
    let approved = || vec![payable(), approve("officer-1", "2019-06-20")];
    let denied = || vec![payable(), deny(DenialReason::NotCovered, "2019-06-20")];
    let table = [
        (vec![], "officer-1", "2019-06-20", "CLAIM_NOT_SUBMITTED"),
        (vec![rejected()], "officer-1", "2019-06-20", "CLAIM_DENIED"),
        (denied(), "officer-1", "2019-06-20", "CLAIM_DENIED"),
        (
            approved(),
            "officer-2",
            "2019-06-20",
            "CLAIM_ALREADY_APPROVED",
        ),
        (
            approved(),
            "officer-1",
            "2019-06-21",
            "CLAIM_ALREADY_APPROVED",
        ),
        (
            vec![payable()],
            "case-worker-1",
            "2019-06-20",
            "SAME_PERSON_SUBMITTED",
        ),
        (
            vec![payable()],
            "officer-1",
            "2019-06-14",
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![payable()],
            "officer-1",
            "2019-07-01",
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![pended()],
            "officer-1",
            "2019-06-20",
            "CLAIM_PENDED_FOR_FUNDS",
        ),
        // Phase before separation of duties, separation of duties before dates, dates before funds.
        (
            vec![rejected()],
            "case-worker-1",
            "2019-07-01",
            "CLAIM_DENIED",
        ),
        (
            vec![pended()],
            "case-worker-1",
            "2019-07-01",
            "SAME_PERSON_SUBMITTED",
        ),
        (
            vec![pended()],
            "officer-1",
            "2019-07-01",
            "EFFECTIVE_ON_IN_FUTURE",
        ),
    ];
    for (commands, by, on, code) in table {
        let refused = given(after(&commands))
            .when(approve(by, on))
            .inspect_result();
        assert_eq!(refused.unwrap_err().code(), code, "{by} {on}");
    }
}

#[test]
fn a_repeated_approval_changes_nothing() {
    let commands = [
        payable(),
        approve("officer-1", "2019-06-20"),
        schedule("P-1", "2019-06-25"),
        pay("P-1"),
    ];
    for done in 2..=commands.len() {
        given(after(&commands[..done]))
            .when(approve("officer-1", "2019-06-20"))
            .then_expect_events(Vec::new());
    }
}

#[test]
fn a_denial_takes_off_all_that_was_payable() {
    let mut facts = facts();
    client(&mut facts).used_administration = money("2200");
    for (reason, group, carc) in [
        (
            DenialReason::EvidenceInsufficient,
            AdjustmentGroup::Co,
            Carc::LacksInformation,
        ),
        (
            DenialReason::NotCovered,
            AdjustmentGroup::Co,
            Carc::NotCovered,
        ),
        (
            DenialReason::OtherPayer,
            AdjustmentGroup::Oa,
            Carc::OtherPayer,
        ),
        (
            DenialReason::IncludedElsewhere,
            AdjustmentGroup::Co,
            Carc::IncludedElsewhere,
        ),
    ] {
        let taken = |amount: &str| Adjustment {
            group,
            carc,
            amount: money(amount),
        };
        given(after(&[submit(submission(), facts.clone())]))
            .when(deny(reason, "2019-06-20"))
            .then_expect_events(vec![ClaimEvent::ClaimDenied {
                claim: submission().claim,
                reason,
                adjustments: vec![(1, taken("200")), (2, taken("500"))],
                amount: money("700"),
                denied_by: actor("officer-1"),
                effective_on: day("2019-06-20"),
            }]);
    }
}

#[test]
fn a_denial_is_refused_for_what_is_the_matter_with_it() {
    let reason = DenialReason::NotCovered;
    let approved = || vec![payable(), approve("officer-1", "2019-06-20")];
    let mut scheduled = approved();
    scheduled.push(schedule("P-1", "2019-06-25"));
    let denied = || vec![payable(), deny(reason, "2019-06-20")];
    let table = [
        (vec![], "2019-06-20", "CLAIM_NOT_SUBMITTED"),
        (vec![rejected()], "2019-06-20", "CLAIM_DENIED"),
        (denied(), "2019-06-21", "CLAIM_DENIED"),
        (approved(), "2019-06-20", "CLAIM_ALREADY_APPROVED"),
        (scheduled, "2019-06-20", "CLAIM_IN_PAYMENT"),
        (vec![payable()], "2019-06-14", "EFFECTIVE_ON_TOO_EARLY"),
        (vec![pended()], "2019-07-01", "EFFECTIVE_ON_IN_FUTURE"),
    ];
    for (commands, on, code) in table {
        let refused = given(after(&commands))
            .when(deny(reason, on))
            .inspect_result();
        assert_eq!(refused.unwrap_err().code(), code, "{on}");
    }
    given(after(&denied()))
        .when(deny(reason, "2019-06-20"))
        .then_expect_events(Vec::new());
}

#[test]
fn only_what_waits_is_released() {
    given(after(&[pended()]))
        .when(release())
        .then_expect_events(vec![ClaimEvent::ClaimReleased {
            claim: submission().claim,
            payable: money("800"),
            effective_on: day("2019-06-20"),
        }]);
    given(after(&[payable()]))
        .when(release())
        .then_expect_error(ClaimError::NotPended);
    given(Vec::new())
        .when(release())
        .then_expect_error(ClaimError::NotSubmitted);
}

#[test]
fn a_claim_is_in_one_payment() {
    let approved = || vec![payable(), approve("officer-1", "2019-06-20")];
    let mut scheduled = approved();
    scheduled.push(schedule("P-1", "2019-06-25"));
    let mut paid = scheduled.clone();
    paid.push(pay("P-1"));
    for commands in [scheduled.clone(), paid.clone()] {
        given(after(&commands))
            .when(schedule("P-1", "2019-06-25"))
            .then_expect_events(Vec::new());
        given(after(&commands))
            .when(schedule("P-2", "2019-06-25"))
            .then_expect_error(ClaimError::InPayment {
                payment: PaymentId::parse("P-1").unwrap(),
            });
    }
    given(after(&paid))
        .when(pay("P-1"))
        .then_expect_events(Vec::new());
    given(after(&scheduled))
        .when(pay("P-2"))
        .then_expect_error(ClaimError::InPayment {
            payment: PaymentId::parse("P-1").unwrap(),
        });
    let not_approved = ClaimError::NotApproved {
        claim: submission().claim,
    };
    for commands in [vec![payable()], vec![pended()], vec![rejected()]] {
        given(after(&commands))
            .when(schedule("P-1", "2019-06-25"))
            .then_expect_error(not_approved.clone());
    }
    given(after(&approved()))
        .when(pay("P-1"))
        .then_expect_error(not_approved);
    given(after(&approved()))
        .when(schedule("P-1", "2019-06-19"))
        .then_expect_error(
            EffectiveOnError::TooEarly {
                effective_on: day("2019-06-19"),
                earliest: day("2019-06-20"),
            }
            .into(),
        );
}
