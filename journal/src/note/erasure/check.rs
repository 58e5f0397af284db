//! Checking a certificate with nothing but the ledger's public keys.

use serde::Deserialize;

use super::{ErasureCertificate, ErasureFile, TreeHead};
use crate::merkle::{leaf_hash, verify_consistency, verify_inclusion};
use crate::note::{Checkpoint, NoteError, Verifier};

/// Why a certificate does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ErasureCertificateError {
    /// The text is not a certificate with its proofs.
    #[error("the file is not the certificate of an erasure")]
    Malformed,
    /// No key of the ledger signed it, or a checkpoint in it; or a signature does not hold.
    #[error("{what}: {error}")]
    Note {
        /// What is signed.
        what: &'static str,
        /// What is the matter.
        error: NoteError,
    },
    /// It is of another ledger than the key.
    #[error("the certificate is of the ledger {said}, and the key of {key}")]
    OtherLedger {
        /// What it says.
        said: String,
        /// Whose key it is.
        key: String,
    },
    /// The event in the file is not the one that the certificate tells of.
    #[error("the event in the file is not the erasure that the certificate tells of")]
    EventDiffers,
    /// Something that it names is not proved to be in the ledger's log.
    #[error("{what} is not proved to be in the ledger's log")]
    NotProved {
        /// What.
        what: String,
    },
    /// The ledger's own books have something else.
    #[error("the books have something else: {what}")]
    NotAsBooks {
        /// What.
        what: String,
    },
}

impl ErasureCertificateError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "ERASURE_CERTIFICATE_MALFORMED",
            Self::Note { error, .. } => error.code(),
            Self::OtherLedger { .. } => "ERASURE_CERTIFICATE_OF_OTHER_LEDGER",
            Self::EventDiffers => "ERASURE_CERTIFICATE_EVENT_DIFFERS",
            Self::NotProved { .. } => "ERASURE_CERTIFICATE_NOT_PROVED",
            Self::NotAsBooks { .. } => "ERASURE_CERTIFICATE_NOT_AS_BOOKS",
        }
    }
}

/// What is read of the record line of an erasure.
#[derive(Deserialize)]
struct Erased {
    position: u64,
    event_type: String,
    payload: Payload,
}

#[derive(Deserialize)]
struct Payload {
    client: String,
    key: Option<String>,
    effective_on: String,
}

impl ErasureFile {
    /// What the certificate says, once it holds: a key of the ledger signed it and both checkpoints, the second continues the
    /// first, the event is the erasure that it tells of, and everything that it names is under the second.
    ///
    /// # Errors
    /// [`ErasureCertificateError`], which says what does not hold.
    pub fn check(&self, keys: &[Verifier]) -> Result<ErasureCertificate, ErasureCertificateError> {
        let certificate = ErasureCertificate::parse(opened(&self.note, "the certificate", keys)?)?;
        if let Some(key) = keys.iter().find(|key| key.name() != certificate.origin) {
            return Err(ErasureCertificateError::OtherLedger {
                said: certificate.origin,
                key: key.name().to_owned(),
            });
        }
        for (note, head, what) in [
            (&self.before, certificate.before, "the checkpoint before"),
            (&self.after, certificate.after, "the checkpoint after"),
        ] {
            let checkpoint = Checkpoint::parse(opened(note, what, keys)?)
                .map_err(|_| ErasureCertificateError::Malformed)?;
            let said = TreeHead {
                size: checkpoint.size,
                root: checkpoint.root,
            };
            if said != head || checkpoint.origin != certificate.origin {
                return Err(not_proved(what));
            }
        }
        self.check_proofs(&certificate)?;
        self.check_event(&certificate)?;
        Ok(certificate)
    }

    fn check_proofs(
        &self,
        certificate: &ErasureCertificate,
    ) -> Result<(), ErasureCertificateError> {
        let (before, after) = (certificate.before, certificate.after);
        verify_consistency(
            before.size,
            after.size,
            &before.root,
            &after.root,
            &self.consistency,
        )
        .map_err(|_| not_proved("that the second checkpoint continues the first"))?;
        let positions = certificate.positions();
        let proved = self.leaves.iter().map(|leaf| leaf.position);
        if !proved.eq(positions.iter().copied()) {
            return Err(not_proved("every position that the certificate names"));
        }
        let held = certificate.sealed.iter().chain(&certificate.plain);
        let in_order = before.size < certificate.erased_at
            && certificate.approved_at < certificate.erased_at
            && held.max().is_none_or(|last| *last < certificate.erased_at);
        if !in_order {
            return Err(not_proved("the order of the events"));
        }
        for proved in &self.leaves {
            let (leaf, path) = (&proved.leaf, &proved.path);
            let index = proved.position.checked_sub(1);
            let index = index.ok_or(ErasureCertificateError::Malformed)?;
            verify_inclusion(leaf, index, after.size, path, &after.root)
                .map_err(|_| not_proved(&format!("the event at {}", proved.position)))?;
        }
        Ok(())
    }

    fn check_event(&self, certificate: &ErasureCertificate) -> Result<(), ErasureCertificateError> {
        let differs = || ErasureCertificateError::EventDiffers;
        let leaf = leaf_hash(self.event.as_bytes());
        let mut leaves = self.leaves.iter();
        let of_event = leaves.find(|proved| proved.position == certificate.erased_at);
        if of_event.is_none_or(|proved| proved.leaf != leaf) {
            return Err(differs());
        }
        let event: Erased = serde_json::from_str(&self.event).map_err(|_| differs())?;
        let is_told = event.position == certificate.erased_at
            && event.event_type == "ClientErased"
            && event.payload.client == certificate.client
            && event.payload.key == certificate.key
            && event.payload.effective_on == certificate.approved_on;
        if is_told { Ok(()) } else { Err(differs()) }
    }
}

fn not_proved(what: &str) -> ErasureCertificateError {
    ErasureCertificateError::NotProved {
        what: what.to_owned(),
    }
}

/// The body of a note that one of the keys signed; otherwise what is the matter with the first of them, or with the one whose
/// signature does not hold.
fn opened<'note>(
    note: &'note str,
    what: &'static str,
    keys: &[Verifier],
) -> Result<&'note str, ErasureCertificateError> {
    let mut failed = None;
    for key in keys {
        match key.open(note) {
            Ok(body) => return Ok(body),
            Err(error @ NoteError::Signature { .. }) => failed = Some(error),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    Err(match failed {
        Some(error) => ErasureCertificateError::Note { what, error },
        None => ErasureCertificateError::Malformed,
    })
}
