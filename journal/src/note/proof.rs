//! C2SP tlog-proof: that one record is under a checkpoint, as a text that stands by itself.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::merkle::Hash;

/// What every file begins with.
const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// The most hashes of an audit path: a tree of 2^63 leaves has no more.
pub const PROOF_HASHES_MAX: usize = 63;

/// A proof and its checkpoint, to be kept as `.tlog-proof`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlogProof {
    /// What the log says besides; nothing signs it, and nobody may trust it by itself.
    pub extra: Option<Vec<u8>>,
    /// Index of the leaf, from 0.
    pub index: u64,
    /// The audit path, from the leaf upwards.
    pub hashes: Vec<Hash>,
    /// The checkpoint, a signed note, as it was issued.
    pub checkpoint: String,
}

/// A text that is not a tlog-proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a tlog-proof: c2sp.org/tlog-proof@v1, an index, hashes, an empty line, a checkpoint")]
pub struct TlogProofError;

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.hashes {
            writeln!(f, "{}", STANDARD.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for TlogProof {
    type Err = TlogProofError;

    fn from_str(text: &str) -> Result<Self, TlogProofError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(TlogProofError)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(TlogProofError);
        }
        let extra = lines
            .next_if(|line| line.starts_with("extra "))
            .and_then(|line| line.strip_prefix("extra "))
            .map(|text| STANDARD.decode(text).map_err(|_| TlogProofError))
            .transpose()?;
        let index = lines
            .next()
            .and_then(|line| line.strip_prefix("index "))
            .ok_or(TlogProofError)?;
        let parsed: u64 = index.parse().map_err(|_| TlogProofError)?;
        if parsed.to_string() != index {
            return Err(TlogProofError);
        }
        let hashes = lines
            .map(|line| {
                let bytes = STANDARD.decode(line).map_err(|_| TlogProofError)?;
                Hash::try_from(bytes.as_slice()).map_err(|_| TlogProofError)
            })
            .collect::<Result<Vec<_>, _>>()?;
        if hashes.len() > PROOF_HASHES_MAX || checkpoint.is_empty() {
            return Err(TlogProofError);
        }
        Ok(Self {
            extra,
            index: parsed,
            hashes,
            checkpoint: checkpoint.to_owned(),
        })
    }
}
