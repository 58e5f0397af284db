//! Values that must be held about a client, as events hold them: envelopes under the client's own key. The domain
//! checks their form and compares them; it can neither open nor make one. When the key is destroyed an envelope stays
//! in its leaf, and says nothing any more.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::text::Reason;

/// How an envelope of this version begins.
pub const SEALED_V1: &str = "sealed-v1";

/// The most characters of an envelope: a text of 1,000 characters of four bytes, padded, and what surrounds it.
const SEALED_MAX: usize = 6_000;

/// Characters of 32 bytes in base64url without padding.
const COMMITMENT_LENGTH: usize = 43;

/// Characters of a nonce of 24 bytes.
const NONCE_LENGTH: usize = 32;

/// The text is not what a sealed value or a key's commitment looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a sealed value of a version that this program knows")]
pub struct SealedError;

impl SealedError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "SEALED_VALUE_MALFORMED"
    }
}

/// Names a key and gives nothing of it away: 32 bytes derived from it one way, in base64url. A value opens under the
/// one key that its envelope's commitment is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyCommitment(String);

impl KeyCommitment {
    /// Checks the form.
    pub fn parse(text: &str) -> Result<Self, SealedError> {
        if is_base64url(text, COMMITMENT_LENGTH) {
            Ok(Self(text.to_owned()))
        } else {
            Err(SealedError)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A sealed value: version, commitment to the key, nonce and ciphertext, joined by dots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sealed(String);

impl Sealed {
    /// Checks the form; whether it opens, only the holder of the key knows.
    pub fn parse(text: &str) -> Result<Self, SealedError> {
        let sealed = Self(text.to_owned());
        let [version, commitment, nonce, ciphertext] = sealed.parts().ok_or(SealedError)?;
        let formed = text.len() <= SEALED_MAX
            && version == SEALED_V1
            && is_base64url(commitment, COMMITMENT_LENGTH)
            && is_base64url(nonce, NONCE_LENGTH)
            && !ciphertext.is_empty()
            && is_base64url(ciphertext, ciphertext.len());
        if formed { Ok(sealed) } else { Err(SealedError) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The commitment to the key, the nonce and the ciphertext, in base64url.
    pub fn fields(&self) -> [&str; 3] {
        let [_, commitment, nonce, ciphertext] = self.parts().unwrap_or_default();
        [commitment, nonce, ciphertext]
    }

    fn parts(&self) -> Option<[&str; 4]> {
        let parts: Vec<&str> = self.0.splitn(4, '.').collect();
        parts.try_into().ok()
    }
}

fn is_base64url(text: &str, length: usize) -> bool {
    text.len() == length
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

macro_rules! as_text {
    ($($name:ident)+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    )+};
}

as_text! { KeyCommitment Sealed }

/// Why something was done that concerns a client: sealed under the client's key. Reasons given before values were
/// sealed are plain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum GivenReason {
    /// Sealed.
    Sealed(Sealed),
    /// In plain words.
    Plain(Reason),
}

impl GivenReason {
    /// The two fields of an event: the plain words and the sealed ones, of which one is there.
    pub(crate) fn into_fields(self) -> (Option<Reason>, Option<Sealed>) {
        match self {
            Self::Sealed(sealed) => (None, Some(sealed)),
            Self::Plain(reason) => (Some(reason), None),
        }
    }

    /// The reason of an event's two fields.
    pub(crate) fn of_fields(plain: Option<&Reason>, sealed: Option<&Sealed>) -> Option<Self> {
        sealed
            .cloned()
            .map(Self::Sealed)
            .or_else(|| plain.cloned().map(Self::Plain))
    }
}

impl From<Reason> for GivenReason {
    fn from(reason: Reason) -> Self {
        Self::Plain(reason)
    }
}

impl From<Sealed> for GivenReason {
    fn from(sealed: Sealed) -> Self {
        Self::Sealed(sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope() -> String {
        format!("{SEALED_V1}.{}.{}.AAAA", "c".repeat(43), "n".repeat(32))
    }

    #[test]
    fn an_envelope_is_known_by_its_form() {
        let sealed = Sealed::parse(&envelope()).unwrap();
        let [commitment, nonce, ciphertext] = sealed.fields();
        assert_eq!(
            (commitment.len(), nonce.len(), ciphertext),
            (43, 32, "AAAA")
        );
        for (from, to) in [
            ("v1", "v2"),
            ("cc", "c"),
            ("nn", "n"),
            ("AAAA", ""),
            ("AAAA", "A="),
        ] {
            let malformed = envelope().replacen(from, to, 1);
            assert_eq!(Sealed::parse(&malformed), Err(SealedError), "{malformed}");
        }
        assert_eq!(Sealed::parse("Case 17"), Err(SealedError));
        let long = envelope() + &"A".repeat(SEALED_MAX);
        assert_eq!(Sealed::parse(&long), Err(SealedError));
    }

    #[test]
    fn a_reason_is_read_back_as_it_was_given() {
        let plain = GivenReason::from(Reason::parse("The receipt was found").unwrap());
        let sealed = GivenReason::from(Sealed::parse(&envelope()).unwrap());
        for reason in [plain, sealed] {
            let text = serde_json::to_string(&reason).unwrap();
            assert_eq!(serde_json::from_str::<GivenReason>(&text).unwrap(), reason);
            let (plain, sealed) = reason.clone().into_fields();
            let fields = GivenReason::of_fields(plain.as_ref(), sealed.as_ref());
            assert_eq!(fields, Some(reason));
        }
    }
}
