//! Verifies tokens.

use almoner_journal::schema::LedgerName;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use ed25519_dalek::SigningKey;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;

use super::claims::Claims;
use super::{AUDIENCE, ISSUER, Principal, TokenError};
use crate::clock::Clock;
use crate::keys::Secret;

/// The longest token that is looked at, in bytes; ours have less than 600.
const TOKEN_BYTES_MAX: usize = 8192;
/// How far two machines' clocks may be apart, in seconds.
const LEEWAY_SECONDS: i64 = 5;

/// Verifies tokens against the deployment's key.
#[derive(Clone)]
pub struct Verifier {
    key: DecodingKey,
    validation: Validation,
    clock: Clock,
}

impl Verifier {
    /// A verifier of the tokens that this Ed25519 seed signs, telling the time by this clock.
    pub fn new(seed: &Secret, clock: Clock) -> Self {
        let public = SigningKey::from_bytes(seed.bytes()).verifying_key();
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.algorithms = vec![Algorithm::EdDSA];
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        // Compared below with our own clock, so that there is one clock.
        validation.validate_exp = false;
        Self {
            key: DecodingKey::from_ed_der(public.as_bytes()),
            validation,
            clock,
        }
    }

    /// The principal that a request's `Authorization` header names.
    ///
    /// # Errors
    /// [`TokenError`], each with what to do about it.
    pub fn authenticate(&self, authorization: Option<&str>) -> Result<Principal, TokenError> {
        self.verify(bearer(authorization)?)
    }

    /// The principal that a token names.
    ///
    /// # Errors
    /// [`TokenError`], each with what to do about it.
    pub fn verify(&self, token: &str) -> Result<Principal, TokenError> {
        Ok(self.verify_until(token)?.0)
    }

    /// The principal that a token names, and the instant from which it is refused.
    ///
    /// # Errors
    /// [`TokenError`], each with what to do about it.
    pub fn verify_until(&self, token: &str) -> Result<(Principal, DateTime<Utc>), TokenError> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(TokenError::Malformed);
        }
        check_algorithm(token)?;
        let claims = decode::<Claims>(token, &self.key, &self.validation)
            .map_err(|error| refusal(error.kind()))?
            .claims;
        let expires = claims.exp.saturating_add(LEEWAY_SECONDS);
        if expires <= self.clock.now().timestamp() {
            return Err(TokenError::Expired);
        }
        let earliest = self.clock.now().timestamp().saturating_add(LEEWAY_SECONDS);
        if claims.nbf.is_some_and(|from| from > earliest) {
            return Err(TokenError::Invalid);
        }
        let ledger = claims
            .ledger
            .map(|name| name.parse::<LedgerName>())
            .transpose();
        let principal = Principal {
            actor: claims.sub,
            role: claims.role,
            organization: claims.org,
            ledger: ledger.map_err(|_| TokenError::Malformed)?,
        };
        let expires_at = DateTime::from_timestamp(expires, 0).ok_or(TokenError::Malformed)?;
        Ok((principal, expires_at))
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// The token in an `Authorization` header (RFC 6750): the scheme's letters may be of either case.
///
/// # Errors
/// [`TokenError::Missing`] without a header, [`TokenError::Malformed`] with another scheme.
pub fn bearer(authorization: Option<&str>) -> Result<&str, TokenError> {
    let header = authorization
        .map(str::trim)
        .filter(|header| !header.is_empty());
    let (scheme, token) = header
        .ok_or(TokenError::Missing)?
        .split_once(' ')
        .ok_or(TokenError::Malformed)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() || token.contains(' ') {
        return Err(TokenError::Malformed);
    }
    Ok(token)
}

/// A token that is whole but names another algorithm, `none` among them, is not ours: it is refused before
/// its signature is looked at. So is one with extensions that must be understood (`crit`, RFC 7515, section
/// 4.1.11): we understand none.
fn check_algorithm(token: &str) -> Result<(), TokenError> {
    #[derive(Deserialize)]
    struct Named {
        alg: String,
        crit: Option<serde::de::IgnoredAny>,
    }
    let parts: Vec<&str> = token.split('.').collect();
    let &[header, _, _] = parts.as_slice() else {
        return Err(TokenError::Malformed);
    };
    let bytes = URL_SAFE_NO_PAD
        .decode(header)
        .map_err(|_| TokenError::Malformed)?;
    let named: Named = serde_json::from_slice(&bytes).map_err(|_| TokenError::Malformed)?;
    if named.alg == "EdDSA" && named.crit.is_none() {
        Ok(())
    } else {
        Err(TokenError::Invalid)
    }
}

fn refusal(kind: &ErrorKind) -> TokenError {
    if matches!(kind, ErrorKind::ExpiredSignature) {
        return TokenError::Expired;
    }
    let unreadable = matches!(
        kind,
        ErrorKind::InvalidToken
            | ErrorKind::MissingRequiredClaim(_)
            | ErrorKind::Base64(_)
            | ErrorKind::Json(_)
            | ErrorKind::Utf8(_)
    );
    if unreadable {
        TokenError::Malformed
    } else {
        TokenError::Invalid
    }
}
