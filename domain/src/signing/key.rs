//! Verifier keys, as C2SP signed-note writes them.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most characters of a verifier key.
const CHARACTERS_MAX: usize = 300;

/// Characters of a typed Ed25519 key in base 64: 33 bytes.
const KEY_CHARACTERS: usize = 44;

/// The public half of a signing key: `name+id+key`, the name of the log, eight hexadecimal digits, and base 64.
///
/// That the id is the key's own is for those to check who verify signatures with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VerifierKey(String);

/// Not a verifier key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "a verifier key is written like `name+e2ea5781+AQOh…`: the name of the log, its id and its Ed25519 key"
)]
pub struct VerifierKeyError;

impl VerifierKeyError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        "VERIFIER_KEY_MALFORMED"
    }
}

impl VerifierKey {
    /// Reads a verifier key.
    pub fn parse(text: &str) -> Result<Self, VerifierKeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierKeyError);
        };
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        let is_id = id.len() == 8
            && id
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        let is_key =
            key.len() == KEY_CHARACTERS && key.starts_with('A') && key.bytes().all(is_base64);
        if text.len() <= CHARACTERS_MAX && is_name && is_id && is_key {
            Ok(Self(text.to_owned()))
        } else {
            Err(VerifierKeyError)
        }
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the log that it belongs to.
    pub fn name(&self) -> &str {
        self.0.split('+').next().unwrap_or_default()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for VerifierKey {
    type Error = VerifierKeyError;

    fn try_from(text: String) -> Result<Self, VerifierKeyError> {
        Self::parse(&text)
    }
}

impl From<VerifierKey> for String {
    fn from(key: VerifierKey) -> Self {
        key.0
    }
}

/// What a ledger's key signs. There is one stream for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signed {
    /// The checkpoints of the Merkle log, and the files that the ledger vouches for.
    Checkpoints,
}

impl Signed {
    /// The stream's id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checkpoints => "checkpoints",
        }
    }
}
