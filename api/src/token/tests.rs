//! What tokens promise.

use almoner_domain::id::{ActorId, OrganizationId};
use almoner_domain::ledger::Role;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;

use super::{Issuer, Principal, TokenError, Verifier, bearer};
use crate::clock::Clock;
use crate::keys::Secret;

const SEED: [u8; 32] = [7; 32];

fn officer() -> Principal {
    Principal {
        actor: ActorId::parse("officer-1").unwrap(),
        role: Role::Officer,
        organization: OrganizationId::parse("otip").unwrap(),
        ledger: Some("otip".parse().unwrap()),
    }
}

fn pair() -> (Clock, Issuer, Verifier) {
    let clock = Clock::fixed("2025-03-14T12:00:00Z".parse().unwrap());
    let seed = Secret::new(SEED);
    (
        clock.clone(),
        Issuer::new(&seed, clock.clone()),
        Verifier::new(&seed, clock),
    )
}

/// The token with one of its three parts replaced.
fn with_part(token: &str, index: usize, json: &str) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    parts[index] = URL_SAFE_NO_PAD.encode(json);
    parts.join(".")
}

#[test]
fn a_token_names_the_principal_it_was_issued_for() {
    let (_, issuer, verifier) = pair();
    for role in Role::ALL {
        let principal = Principal { role, ..officer() };
        let token = issuer.issue(&principal, TimeDelta::hours(1));
        assert_eq!(verifier.verify(&token), Ok(principal));
    }
}

#[test]
fn a_token_ends_with_its_time() {
    let (clock, issuer, verifier) = pair();
    let token = issuer.issue(&officer(), TimeDelta::hours(1));
    clock.advance(TimeDelta::hours(1));
    assert_eq!(
        verifier.verify(&token),
        Ok(officer()),
        "the leeway bears small differences"
    );
    clock.advance(TimeDelta::seconds(5));
    assert_eq!(verifier.verify(&token), Err(TokenError::Expired));
}

#[test]
fn a_token_of_another_key_is_invalid() {
    let (clock, _, verifier) = pair();
    let stranger = Issuer::new(&Secret::new([8; 32]), clock);
    let token = stranger.issue(&officer(), TimeDelta::hours(1));
    assert_eq!(verifier.verify(&token), Err(TokenError::Invalid));
}

#[test]
fn an_unsigned_token_and_one_of_another_algorithm_are_invalid() {
    let (_, issuer, verifier) = pair();
    let token = issuer.issue(&officer(), TimeDelta::hours(1));
    for algorithm in ["none", "None", "HS256", "ES256"] {
        let header = format!(r#"{{"alg":"{algorithm}","typ":"JWT"}}"#);
        let forged = with_part(&token, 0, &header);
        assert_eq!(
            verifier.verify(&forged),
            Err(TokenError::Invalid),
            "{algorithm}"
        );
        let (signed, _) = forged.rsplit_once('.').unwrap();
        assert_eq!(
            verifier.verify(&format!("{signed}.")),
            Err(TokenError::Invalid)
        );
    }
}

/// A token that our key has signed, of this header and body.
fn signed(header: &str, body: &str) -> String {
    use ed25519_dalek::Signer;
    let text = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(body)
    );
    let signature = ed25519_dalek::SigningKey::from_bytes(&SEED).sign(text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

#[test]
fn a_token_is_not_good_before_its_time_nor_with_extensions_that_must_be_understood() {
    let (clock, _, verifier) = pair();
    let now = clock.now().timestamp();
    let body = |from: i64| {
        format!(
            r#"{{"sub":"officer-1","role":"officer","org":"otip","iat":1,"exp":9999999999,"iss":"almoner","aud":"almoner","nbf":{from}}}"#
        )
    };
    let plain = r#"{"alg":"EdDSA","typ":"JWT"}"#;
    assert!(verifier.verify(&signed(plain, &body(now))).is_ok());
    let early = signed(plain, &body(now + 60));
    assert_eq!(verifier.verify(&early), Err(TokenError::Invalid));
    let extended = r#"{"alg":"EdDSA","typ":"JWT","crit":["b64"],"b64":false}"#;
    let extended = signed(extended, &body(now));
    assert_eq!(verifier.verify(&extended), Err(TokenError::Invalid));
}

#[test]
fn a_changed_body_is_invalid() {
    let (_, issuer, verifier) = pair();
    let token = issuer.issue(&officer(), TimeDelta::hours(1));
    let body = r#"{"sub":"x","role":"admin","org":"otip","iat":1,"exp":9999999999,"iss":"almoner","aud":"almoner"}"#;
    assert_eq!(
        verifier.verify(&with_part(&token, 1, body)),
        Err(TokenError::Invalid)
    );
}

#[test]
fn what_is_no_token_is_malformed() {
    let (_, issuer, verifier) = pair();
    let token = issuer.issue(&officer(), TimeDelta::hours(1));
    let (cut, _) = token.rsplit_once('.').unwrap();
    let long = "a".repeat(10_000);
    for text in ["", "x", "a.b.c", "..", cut, &long] {
        assert_eq!(
            verifier.verify(text),
            Err(TokenError::Malformed),
            "{text:.20}"
        );
    }
}

#[test]
fn a_header_is_missing_or_of_another_scheme() {
    assert_eq!(bearer(None), Err(TokenError::Missing));
    assert_eq!(bearer(Some("  ")), Err(TokenError::Missing));
    assert_eq!(bearer(Some("Basic YTpi")), Err(TokenError::Malformed));
    assert_eq!(bearer(Some("Bearer")), Err(TokenError::Malformed));
    assert_eq!(bearer(Some("Bearer a b")), Err(TokenError::Malformed));
    assert_eq!(bearer(Some("bearer abc")), Ok("abc"));
}

#[test]
fn a_token_for_one_ledger_does_not_enter_another() {
    let (own, other) = ("otip".parse().unwrap(), "ovc".parse().unwrap());
    assert!(officer().may_enter(&own));
    assert!(!officer().may_enter(&other));
    let everywhere = Principal {
        ledger: None,
        ..officer()
    };
    assert!(everywhere.may_enter(&other));
}
