//! Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037) by the deployment's own key.
//!
//! A token says who somebody is and what they may be; what a role may do the domain decides.

mod claims;
mod error;
mod issuer;
#[cfg(test)]
mod tests;
mod verifier;

pub use claims::Principal;
pub use error::TokenError;
pub use issuer::Issuer;
pub use verifier::{Verifier, bearer};

/// Who signs (`iss`) and for whom (`aud`): tokens of other services, even by our key, are refused.
const ISSUER: &str = "almoner";
const AUDIENCE: &str = "almoner";

/// The DER frame of an Ed25519 seed in PKCS #8 version 1 (RFC 8410, section 7), which the seed follows.
const PKCS8_FRAME: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// How a key is named in a token's header (`kid`): the first 8 bytes of the public key's SHA-256.
fn key_id(public: &ed25519_dalek::VerifyingKey) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(public.as_bytes());
    hex::encode(digest.get(..8).unwrap_or_default())
}
