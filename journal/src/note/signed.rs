//! C2SP signed-note with Ed25519: who signs, who checks, and the text between them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The signature type of Ed25519 in C2SP signed-note.
const ED25519: u8 = 0x01;

/// Signs notes in the name of one log.
pub struct Signer {
    key: SigningKey,
    verifier: Verifier,
}

/// Checks notes of one log: its key name and Ed25519 public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

/// A key name that a signed note cannot carry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a key name is not empty and has no white space and no plus sign")]
pub struct KeyNameError;

/// A note, or a verifier key, that is malformed or does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The text is not a note: a body, an empty line, signature lines.
    #[error("the text is not a signed note")]
    Malformed,
    /// No signature line is by this key.
    #[error("the note has no signature by {name}")]
    Unsigned {
        /// The key's name.
        name: String,
    },
    /// The signature by this key does not hold.
    #[error("the signature by {name} does not hold")]
    Signature {
        /// The key's name.
        name: String,
    },
    /// The verifier key string is not `name+id+base64(type ‖ public key)`, or its id is not its own.
    #[error("the verifier key is malformed")]
    VerifierKey,
}

impl NoteError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "NOTE_MALFORMED",
            Self::Unsigned { .. } => "NOTE_UNSIGNED",
            Self::Signature { .. } => "NOTE_SIGNATURE_INVALID",
            Self::VerifierKey => "VERIFIER_KEY_MALFORMED",
        }
    }
}

/// Whether `name` can stand in a signed note, as the name of a key and so as a log's origin.
pub fn check_key_name(name: &str) -> Result<(), KeyNameError> {
    if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == '+') {
        return Err(KeyNameError);
    }
    Ok(())
}

impl Signer {
    /// The signer of `name` whose Ed25519 seed is `seed`.
    pub fn try_new(name: &str, seed: &[u8; 32]) -> Result<Self, KeyNameError> {
        let key = SigningKey::from_bytes(seed);
        let verifier = Verifier::try_new(name, key.verifying_key())?;
        Ok(Self { key, verifier })
    }

    /// Who checks what this signs.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// The signed note of `body`, which must end in a line feed.
    pub fn sign(&self, body: &str) -> String {
        format!("{body}\n{}", self.line(body))
    }

    /// The signature line of `body`, ended by a line feed.
    pub fn line(&self, body: &str) -> String {
        let mut signed = self.verifier.id.to_vec();
        signed.extend(self.key.sign(body.as_bytes()).to_bytes());
        format!("— {} {}\n", self.verifier.name, STANDARD.encode(signed))
    }
}

impl Verifier {
    fn try_new(name: &str, key: VerifyingKey) -> Result<Self, KeyNameError> {
        check_key_name(name)?;
        Ok(Self {
            name: name.to_owned(),
            id: key_id(name, ED25519, &key),
            key,
        })
    }

    /// Reads a verifier key, `name+hexid+base64(type ‖ public key)`.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let (name, key) = parse_key(text, ED25519)?;
        Self::try_new(name, key).map_err(|_| NoteError::VerifierKey)
    }

    /// The name that signature lines carry; for a checkpoint it is the origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The verifier key as others take it.
    pub fn to_key(&self) -> String {
        to_key(&self.name, ED25519, &self.key)
    }

    /// The body of `note`, once a signature by this key has been found and holds.
    pub fn open<'note>(&self, note: &'note str) -> Result<&'note str, NoteError> {
        let split = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
        let (body, signatures) = (&note[..=split], &note[split + 2..]);
        let lines = signatures.strip_suffix('\n').ok_or(NoteError::Malformed)?;
        let mut found = false;
        for line in lines.split('\n') {
            let line = line.strip_prefix("— ").ok_or(NoteError::Malformed)?;
            let (name, signature) = line.split_once(' ').ok_or(NoteError::Malformed)?;
            let bytes = STANDARD
                .decode(signature)
                .map_err(|_| NoteError::Malformed)?;
            if name != self.name || bytes.get(..4) != Some(&self.id[..]) {
                continue;
            }
            let invalid = || NoteError::Signature {
                name: self.name.clone(),
            };
            let signature = Signature::from_slice(&bytes[4..]).map_err(|_| invalid())?;
            self.key
                .verify_strict(body.as_bytes(), &signature)
                .map_err(|_| invalid())?;
            found = true;
        }
        if found {
            Ok(body)
        } else {
            Err(NoteError::Unsigned {
                name: self.name.clone(),
            })
        }
    }
}

/// The id of a key: the first four bytes of SHA-256(name ‖ line feed ‖ type ‖ public key).
pub(super) fn key_id(name: &str, kind: u8, key: &VerifyingKey) -> [u8; 4] {
    let mut sha = Sha256::new();
    sha.update(name.as_bytes());
    sha.update([b'\n', kind]);
    sha.update(key.as_bytes());
    let digest: [u8; 32] = sha.finalize().into();
    let [a, b, c, d, ..] = digest;
    [a, b, c, d]
}

/// Reads a verifier key of a type, `name+hexid+base64(type ‖ public key)`: the name and the key.
pub(super) fn parse_key(text: &str, kind: u8) -> Result<(&str, VerifyingKey), NoteError> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(NoteError::VerifierKey);
    };
    let key = STANDARD.decode(key).map_err(|_| NoteError::VerifierKey)?;
    let key = match key.split_first() {
        Some((found, key)) if *found == kind => key,
        Some(_) | None => return Err(NoteError::VerifierKey),
    };
    let key = VerifyingKey::try_from(key).map_err(|_| NoteError::VerifierKey)?;
    if hex::encode(key_id(name, kind, &key)) == id {
        Ok((name, key))
    } else {
        Err(NoteError::VerifierKey)
    }
}

/// The verifier key of a type as others take it.
pub(super) fn to_key(name: &str, kind: u8, key: &VerifyingKey) -> String {
    let mut typed = vec![kind];
    typed.extend(key.as_bytes());
    format!(
        "{name}+{}+{}",
        hex::encode(key_id(name, kind, key)),
        STANDARD.encode(typed)
    )
}
