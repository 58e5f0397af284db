//! Why a key is not replaced.

use thiserror::Error;

use super::VerifierKey;
use crate::period::EffectiveOnError;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SigningError {
    /// Another key signs.
    #[error("the ledger signs with {current}, and not with the key that is to be replaced")]
    NotCurrent {
        /// The key that signs.
        current: VerifierKey,
    },
    /// The new key is one that signed before, or signs.
    #[error("the new key has signed before: a key that was replaced never signs again")]
    Used,
    /// The new key belongs to another log.
    #[error("the new key is named {found}, and the log {expected}")]
    OtherLog {
        /// The name of the log.
        expected: String,
        /// The name in the key.
        found: String,
    },
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

impl SigningError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotCurrent { .. } => "SIGNING_KEY_NOT_CURRENT",
            Self::Used => "SIGNING_KEY_USED",
            Self::OtherLog { .. } => "SIGNING_KEY_OF_OTHER_LOG",
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotCurrent { .. } => Some("from"),
            Self::Used | Self::OtherLog { .. } => Some("to"),
            Self::EffectiveOn(_) => Some("effectiveOn"),
        }
    }
}
