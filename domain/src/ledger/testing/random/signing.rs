//! Random replacements of the signing key: few keys, so that some of them follow each other.

use proptest::{prelude::*, sample::select};

use super::values::any_day_until_today;
use crate::{
    ledger::{Command, RotateSigningKey},
    signing::VerifierKey,
};

pub(super) fn any_signing_command() -> impl Strategy<Value = Command> {
    (any_key(), any_key(), any_day_until_today("2019-06-20")).prop_map(
        |(from, to, effective_on)| {
            RotateSigningKey {
                from,
                to,
                effective_on,
            }
            .into()
        },
    )
}

/// A key in its form; one in ten is of another log.
fn any_key() -> impl Strategy<Value = VerifierKey> {
    (0_u8..10, select(vec!["a", "b", "c", "d"])).prop_map(|(chance, letter)| {
        let log = if chance == 0 { "another" } else { "random" };
        let text = format!("ledger.example/{log}+0a1b2c3d+A{}", letter.repeat(43));
        VerifierKey::parse(&text).expect("a key")
    })
}
