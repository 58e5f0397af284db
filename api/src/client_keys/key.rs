//! One client's key, and what follows from it.

use std::fmt;

use almoner_domain::sealed::KeyCommitment;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::ClientKeysError;

/// A client's key: 32 random bytes, which seal nothing themselves. They are wiped when the value goes, and not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientKey(Zeroizing<[u8; 32]>);

/// What a key is used for: each use has a key of its own, so that none says anything of another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Use {
    Commitment,
    Encryption,
    Nonce,
}

impl Use {
    fn info(self) -> &'static [u8] {
        match self {
            Self::Commitment => b"almoner client key v1: commitment",
            Self::Encryption => b"almoner client key v1: encryption",
            Self::Nonce => b"almoner client key v1: nonce",
        }
    }
}

impl ClientKey {
    /// A new key.
    ///
    /// # Errors
    /// [`ClientKeysError::Random`] when the system gives no random bytes.
    pub fn generate() -> Result<Self, ClientKeysError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(ClientKeysError::Random)?;
        Ok(Self(bytes))
    }

    /// A key from its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes. Whoever has them has the key.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Names the key and gives nothing of it away. No two keys are known, nor can be found, that have the same one:
    /// an envelope that says it opens under this key alone.
    pub fn commitment(&self) -> KeyCommitment {
        let text = URL_SAFE_NO_PAD.encode(self.derive(Use::Commitment).as_slice());
        KeyCommitment::parse(&text).expect("32 bytes have 43 characters of base64url")
    }

    /// HKDF-Expand with SHA-256 (RFC 5869, section 2.3), one block: the key is uniformly random, so nothing has to be
    /// extracted first.
    pub(super) fn derive(&self, of: Use) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.0, &[of.info(), &[1]]))
    }
}

impl fmt::Debug for ClientKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientKey(…)")
    }
}

/// HMAC-SHA256 over the parts, one after the other.
pub(super) fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
