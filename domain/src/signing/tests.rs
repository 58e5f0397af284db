//! Given/when/then of keys.

use cqrs_es::test::TestFramework;

use super::*;

type Keys = TestFramework<Signing>;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// A key of a log; only its form matters here.
fn key(log: &str, letter: char) -> VerifierKey {
    let typed = format!("A{}", letter.to_string().repeat(43));
    VerifierKey::parse(&format!("{log}+0a1b2c3d+{typed}")).unwrap()
}

const LOG: &str = "ledger.example/otip";

fn rotate(from: char, to: char) -> SigningCommand {
    SigningCommand::Rotate {
        from: key(LOG, from),
        to: key(LOG, to),
        effective_on: day("2025-06-01"),
        received_on: day("2025-06-01"),
    }
}

fn rotated(from: char, to: char) -> SigningEvent {
    SigningEvent::SigningKeyRotated {
        signed: Signed::Checkpoints,
        from: key(LOG, from),
        to: key(LOG, to),
        effective_on: day("2025-06-01"),
    }
}

#[test]
fn a_key_takes_the_place_of_the_one_that_signs() {
    Keys::with(())
        .given_no_previous_events()
        .when(rotate('a', 'b'))
        .then_expect_events(vec![rotated('a', 'b')]);
    Keys::with(())
        .given(vec![rotated('a', 'b')])
        .when(rotate('b', 'c'))
        .then_expect_events(vec![rotated('b', 'c')]);
}

#[test]
fn the_same_replacement_again_does_nothing() {
    Keys::with(())
        .given(vec![rotated('a', 'b')])
        .when(rotate('a', 'b'))
        .then_expect_events(Vec::new());
}

#[test]
fn a_key_that_does_not_sign_is_not_replaced() {
    Keys::with(())
        .given(vec![rotated('a', 'b')])
        .when(rotate('a', 'c'))
        .then_expect_error(SigningError::NotCurrent {
            current: key(LOG, 'b'),
        });
}

#[test]
fn a_key_that_was_replaced_never_signs_again() {
    for (given, command) in [
        (vec![rotated('a', 'b')], rotate('b', 'a')),
        (vec![rotated('a', 'b')], rotate('b', 'b')),
        (Vec::new(), rotate('a', 'a')),
    ] {
        Keys::with(())
            .given(given)
            .when(command)
            .then_expect_error(SigningError::Used);
    }
}

#[test]
fn the_key_of_another_log_is_refused() {
    let command = SigningCommand::Rotate {
        from: key(LOG, 'a'),
        to: key("ledger.example/ovc", 'b'),
        effective_on: day("2025-06-01"),
        received_on: day("2025-06-01"),
    };
    Keys::with(())
        .given_no_previous_events()
        .when(command)
        .then_expect_error(SigningError::OtherLog {
            expected: LOG.to_owned(),
            found: "ledger.example/ovc".to_owned(),
        });
}

#[test]
fn a_replacement_of_tomorrow_is_refused() {
    let command = SigningCommand::Rotate {
        from: key(LOG, 'a'),
        to: key(LOG, 'b'),
        effective_on: day("2025-06-02"),
        received_on: day("2025-06-01"),
    };
    let refused = Signing::default().decide(&command).unwrap_err();
    assert_eq!(refused.code(), "EFFECTIVE_ON_IN_FUTURE");
}

#[test]
fn a_verifier_key_has_one_form() {
    let known = "ledger.example/journal+e2ea5781+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    let key = VerifierKey::parse(known).unwrap();
    assert_eq!(
        (key.as_str(), key.name()),
        (known, "ledger.example/journal")
    );
    for other in [
        "",
        "ledger.example/journal",
        "ledger.example/journal+e2ea5781",
        "+e2ea5781+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "a b+e2ea5781+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "a+E2EA5781+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "a+e2ea578+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "a+e2ea5781+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG",
        "a+e2ea5781+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG=",
    ] {
        assert_eq!(VerifierKey::parse(other), Err(VerifierKeyError), "{other}");
    }
    assert!(VerifierKey::parse(&format!("{}{}", "a".repeat(300), &known[22..])).is_err());
}
