//! With which key the ledger signs, and signed.

use std::sync::Arc;

use super::Ledger;
use crate::note::Signer;
use crate::record::Position;
use crate::store::ReadError;

/// A key of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInForce {
    /// The position of the event that brought it; zero for the first. The checkpoint of that event's commit is signed by
    /// this key and by the one before it, later ones by this key.
    pub since: Position,
    /// The verifier key.
    pub key: String,
}

/// No signer can be had.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// Which key is in force cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// This server does not hold the key.
    #[error("this server does not hold the signing key {key}")]
    NotHeld {
        /// The key in force.
        key: String,
    },
}

impl SignerError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(error) => error.code(),
            Self::NotHeld { .. } => "SIGNING_KEY_NOT_HELD",
        }
    }
}

impl Ledger {
    /// Every key with which the ledger signed, in their order; the last one is in force.
    pub async fn signing_keys(&self) -> Result<Vec<KeyInForce>, ReadError> {
        let first = self.inner.signers.first().verifier().to_key();
        self.journal().signing_keys(&first).await
    }

    /// Signs in the ledger's name, with the key in force: what the ledger vouches for besides checkpoints.
    pub async fn signer(&self) -> Result<Arc<Signer>, SignerError> {
        let keys = self.signing_keys().await?;
        let Some(KeyInForce { key, .. }) = keys.into_iter().next_back() else {
            return Ok(self.inner.signers.first());
        };
        let signer = self.inner.signers.find(&key);
        signer.ok_or(SignerError::NotHeld { key })
    }
}
