//! An officer decides, a payment takes up.

use super::*;

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
