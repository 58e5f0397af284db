//! What a figure rests on. Never a text about a person: a public source by its label, or the digest of a document
//! that the reporter keeps.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    text::Label,
    written::{held_as_text, is_sha256},
};

/// What a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Evidence {
    /// A published source. Only the office cites one.
    Citation {
        /// Its label.
        source: Label,
    },
    /// A document that the reporter keeps.
    Document {
        /// Its SHA-256.
        sha256: DocumentDigest,
    },
}

/// SHA-256 of a document, in 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentDigest(String);

/// The text is not a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a document is named by its SHA-256: 64 lower-case hexadecimal digits")]
pub struct DocumentDigestError;

impl DocumentDigestError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "DOCUMENT_DIGEST_MALFORMED"
    }
}

impl DocumentDigest {
    /// Checks the shape.
    pub fn parse(text: &str) -> Result<Self, DocumentDigestError> {
        if is_sha256(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(DocumentDigestError)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

held_as_text!(DocumentDigest);

/// A correction: which report it supersedes, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The number of the report that it supersedes: the latest one.
    pub supersedes: u32,
    /// Why.
    pub reason: CorrectionReason,
}

/// Why a figure is corrected. A list, so that no text about a person can enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CorrectionReason {
    /// Reports came in late.
    LateReports,
    /// It was counted wrongly.
    CountedWrongly,
    /// The same was counted twice.
    CountedTwice,
    /// What counts was defined anew.
    DefinedAnew,
    /// The source was revised.
    SourceRevised,
}
