//! Issues tokens.

use chrono::TimeDelta;
use ed25519_dalek::SigningKey;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};

use super::claims::Claims;
use super::{AUDIENCE, ISSUER, PKCS8_FRAME, Principal, key_id};
use crate::clock::Clock;
use crate::keys::Secret;

/// Signs tokens with the deployment's key.
#[derive(Clone)]
pub struct Issuer {
    key: EncodingKey,
    key_id: String,
    clock: Clock,
}

impl Issuer {
    /// An issuer with this Ed25519 seed, stamping by this clock.
    pub fn new(seed: &Secret, clock: Clock) -> Self {
        let public = SigningKey::from_bytes(seed.bytes()).verifying_key();
        let der = [PKCS8_FRAME.as_slice(), seed.bytes().as_slice()].concat();
        Self {
            key: EncodingKey::from_ed_der(&der),
            key_id: key_id(&public),
            clock,
        }
    }

    /// A token for this principal that is good from now for this long (at least a second).
    pub fn issue(&self, principal: &Principal, lifetime: TimeDelta) -> String {
        let issued = self.clock.now().timestamp();
        let claims = Claims {
            sub: principal.actor.clone(),
            role: principal.role,
            org: principal.organization.clone(),
            ledger: principal.ledger.as_ref().map(ToString::to_string),
            iat: issued,
            nbf: None,
            exp: issued.saturating_add(lifetime.num_seconds().max(1)),
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
        };
        let header = Header {
            kid: Some(self.key_id.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        encode(&header, &claims, &self.key)
            .expect("texts and numbers serialize, and a seed of 32 bytes is an Ed25519 key")
    }
}

impl std::fmt::Debug for Issuer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Issuer")
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}
