//! C2SP tlog-cosignature with Ed25519: a witness says that, as of a moment, the largest consistent tree that it has seen
//! of a log is this one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::signed::{KeyNameError, NoteError, check_key_name, key_id, parse_key, to_key};

/// The signature type of timestamped Ed25519 cosignatures.
const COSIGNATURE: u8 = 0x04;

/// Bytes of a cosignature: the seconds, and the signature.
const BYTES: usize = 8 + 64;

/// Cosigns checkpoints in the name of one witness.
pub struct Cosigner {
    key: SigningKey,
    witness: Witness,
}

/// Checks cosignatures of one witness: its name and its public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

/// The message that is signed: the moment, and the body of the checkpoint with its last line feed.
fn message(seconds: u64, body: &str) -> String {
    format!("cosignature/v1\ntime {seconds}\n{body}")
}

impl Cosigner {
    /// The cosigner of `name` whose Ed25519 seed is `seed`.
    pub fn try_new(name: &str, seed: &[u8; 32]) -> Result<Self, KeyNameError> {
        let key = SigningKey::from_bytes(seed);
        let witness = Witness::try_new(name, key.verifying_key())?;
        Ok(Self { key, witness })
    }

    /// Who checks what this signs.
    pub fn witness(&self) -> &Witness {
        &self.witness
    }

    /// The signature line of a checkpoint's `body`, ended by a line feed; `seconds` is the POSIX time.
    pub fn cosign(&self, body: &str, seconds: u64) -> String {
        let signature = self.key.sign(message(seconds, body).as_bytes());
        let mut signed = self.witness.id.to_vec();
        signed.extend(seconds.to_be_bytes());
        signed.extend(signature.to_bytes());
        format!("— {} {}\n", self.witness.name, STANDARD.encode(signed))
    }
}

impl Witness {
    fn try_new(name: &str, key: VerifyingKey) -> Result<Self, KeyNameError> {
        check_key_name(name)?;
        Ok(Self {
            name: name.to_owned(),
            id: key_id(name, COSIGNATURE, &key),
            key,
        })
    }

    /// Reads a verifier key, `name+hexid+base64(0x04 ‖ public key)`.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let (name, key) = parse_key(text, COSIGNATURE)?;
        Self::try_new(name, key).map_err(|_| NoteError::VerifierKey)
    }

    /// The name that its signature lines carry.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The verifier key as others take it.
    pub fn to_key(&self) -> String {
        to_key(&self.name, COSIGNATURE, &self.key)
    }

    /// When the witness cosigned the checkpoint of this body, in POSIX seconds.
    pub fn check(&self, body: &str, lines: &str) -> Result<u64, NoteError> {
        self.find(body, lines).map(|(seconds, _)| seconds)
    }

    /// The first of the signature `lines` that is the witness's own and holds, and its moment in POSIX seconds; lines of
    /// others are passed over.
    pub fn find<'l>(&self, body: &str, lines: &'l str) -> Result<(u64, &'l str), NoteError> {
        for line in lines.lines() {
            if let Some(seconds) = self.check_line(body, line)? {
                return Ok((seconds, line));
            }
        }
        Err(NoteError::Unsigned {
            name: self.name.clone(),
        })
    }

    /// `None` where the line is another's.
    fn check_line(&self, body: &str, line: &str) -> Result<Option<u64>, NoteError> {
        let line = line.strip_prefix("— ").ok_or(NoteError::Malformed)?;
        let (name, signed) = line.split_once(' ').ok_or(NoteError::Malformed)?;
        let bytes = STANDARD.decode(signed).map_err(|_| NoteError::Malformed)?;
        if name != self.name || bytes.get(..4) != Some(&self.id[..]) {
            return Ok(None);
        }
        let invalid = || NoteError::Signature {
            name: self.name.clone(),
        };
        let timed = bytes.get(4..).filter(|timed| timed.len() == BYTES);
        let (seconds, signature) = timed
            .and_then(<[u8]>::split_first_chunk::<8>)
            .ok_or_else(invalid)?;
        let seconds = u64::from_be_bytes(*seconds);
        let signature = Signature::from_slice(signature).map_err(|_| invalid())?;
        self.key
            .verify_strict(message(seconds, body).as_bytes(), &signature)
            .map_err(|_| invalid())?;
        Ok(Some(seconds))
    }
}
