//! The envelope of a sealed value: XChaCha20-Poly1305 under a key of the client's, bound to where the value stands.
//!
//! `sealed-v1.<commitment>.<nonce>.<ciphertext>`, the last three in base64url without padding. Associated data are the
//! version, the commitment, the event, its field, the client and the subject, each after its length: an envelope that is
//! moved elsewhere does not open. The commitment is checked before anything is decrypted.
//!
//! The nonce is a keyed digest of the associated data and the text: the same text in the same place seals to the same
//! envelope, so that a command that is repeated is the same command; and no nonce serves two texts. The text is padded to
//! a multiple of 64 bytes, so that its length says little.

use almoner_domain::{
    id::ClientCode,
    sealed::{KeyCommitment, SEALED_V1, Sealed},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

use super::{
    ClientKey,
    key::{Use, mac},
};

/// The most bytes of a text that is sealed: 1,000 characters of four bytes.
pub const TEXT_MAX: usize = 4_000;

/// What a text is padded to a multiple of, in bytes.
const BLOCK: usize = 64;

/// What the cipher adds to a text, in bytes.
const TAG: usize = 16;

/// Where a sealed value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The client whose value it is.
    pub client: ClientCode,
    /// The type of the event that holds it.
    pub event: &'static str,
    /// The event's field.
    pub field: &'static str,
    /// What it is about: a sub-awardee, or a claim.
    pub subject: String,
}

/// Why an envelope does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It was sealed under another key.
    #[error("the value was sealed under another key")]
    OtherKey,
    /// It was changed, or moved here from another place.
    #[error("the sealed value was changed, or moved from another place")]
    Changed,
}

impl Place {
    /// A sub-awardee's reference of a case.
    pub fn case_reference(client: &ClientCode, organization: &str) -> Self {
        Self {
            client: client.clone(),
            event: "CaseReferenceRecorded",
            field: "reference",
            subject: organization.to_owned(),
        }
    }

    /// Why a claim's denial was upheld or reversed.
    pub fn reconsideration_reason(client: &ClientCode, claim: &str) -> Self {
        Self {
            client: client.clone(),
            event: "ClaimReconsidered",
            field: "sealed_reason",
            subject: claim.to_owned(),
        }
    }

    fn associated(&self, commitment: &str) -> Vec<u8> {
        let parts = [
            SEALED_V1,
            commitment,
            self.event,
            self.field,
            self.client.as_str(),
            &self.subject,
        ];
        let mut data = Vec::new();
        for part in parts {
            let length = u64::try_from(part.len()).expect("a length in memory fits 64 bits");
            data.extend_from_slice(&length.to_be_bytes());
            data.extend_from_slice(part.as_bytes());
        }
        data
    }
}

/// Seals a text of at most [`TEXT_MAX`] bytes, which is what the domain's texts have.
pub(super) fn seal(key: &ClientKey, place: &Place, text: &str) -> Sealed {
    let commitment = key.commitment();
    let associated = place.associated(commitment.as_str());
    let padded = padded(text);
    let nonce = mac(&key.derive(Use::Nonce), &[&associated, &padded]);
    let nonce = XNonce::from_slice(&nonce[..24]);
    let payload = Payload {
        msg: &padded,
        aad: &associated,
    };
    let ciphertext = cipher(key)
        .encrypt(nonce, payload)
        .expect("a text of a few thousand bytes is far from the cipher's limit");
    let (nonce, ciphertext) = (
        URL_SAFE_NO_PAD.encode(nonce),
        URL_SAFE_NO_PAD.encode(ciphertext),
    );
    Sealed::parse(&format!("{SEALED_V1}.{commitment}.{nonce}.{ciphertext}"))
        .expect("an envelope has the form of its version")
}

/// Whether an envelope is as long as that of a text would be: all that can be said of it without the key.
pub fn may_hold(sealed: &Sealed, text: &str) -> bool {
    let [_, _, ciphertext] = sealed.fields();
    let length = padded(text).len() + TAG;
    URL_SAFE_NO_PAD
        .decode(ciphertext)
        .is_ok_and(|bytes| bytes.len() == length)
}

/// Opens an envelope.
pub(super) fn open(key: &ClientKey, place: &Place, sealed: &Sealed) -> Result<String, OpenError> {
    let [commitment, nonce, ciphertext] = sealed.fields();
    let own: KeyCommitment = key.commitment();
    if commitment != own.as_str() {
        return Err(OpenError::OtherKey);
    }
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| OpenError::Changed);
    let (nonce, ciphertext) = (decode(nonce)?, decode(ciphertext)?);
    if nonce.len() != 24 {
        return Err(OpenError::Changed);
    }
    let associated = place.associated(commitment);
    let payload = Payload {
        msg: &ciphertext,
        aad: &associated,
    };
    let padded = cipher(key)
        .decrypt(XNonce::from_slice(&nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| OpenError::Changed)?;
    unpadded(&padded).ok_or(OpenError::Changed)
}

fn cipher(key: &ClientKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.derive(Use::Encryption).as_slice().into())
}

/// The length in two bytes, the text, and zeros up to a whole block.
fn padded(text: &str) -> Zeroizing<Vec<u8>> {
    let length =
        u16::try_from(text.len()).expect("a text of the domain is shorter than 65,536 bytes");
    let whole = (text.len() + 2).div_ceil(BLOCK) * BLOCK;
    let mut bytes = Zeroizing::new(Vec::with_capacity(whole));
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
    bytes.resize(whole, 0);
    bytes
}

fn unpadded(bytes: &[u8]) -> Option<String> {
    let (length, text) = bytes.split_first_chunk::<2>()?;
    let text = text.get(..usize::from(u16::from_be_bytes(*length)))?;
    String::from_utf8(text.to_vec()).ok()
}
