//! A certificate as it is kept: what proves that its events are in the log, an empty line, and the signed note.
//!
//! ```text
//! almoner erasure proof v1
//! event <record line of the erasure, in base64>
//! before <checkpoint, in base64>
//! after <checkpoint, in base64>
//! consistency <hash> <hash> …
//! leaf <position> <leaf> <hash> …
//! …
//!
//! <certificate, a signed note>
//! ```

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{ErasureCertificateError, hash, number};
use crate::merkle::Hash;
use crate::note::PROOF_HASHES_MAX;

const FIRST_LINE: &str = "almoner erasure proof v1";

/// A record's leaf, and that it is in the tree of the checkpoint after the erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvedLeaf {
    /// The record's position.
    pub position: u64,
    /// Its leaf.
    pub leaf: Hash,
    /// The audit path, from the leaf upwards.
    pub path: Vec<Hash>,
}

/// A certificate with its proofs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureFile {
    /// The record line of the event that says that the key is destroyed.
    pub event: String,
    /// The last checkpoint before it, a signed note.
    pub before: String,
    /// The first checkpoint with it, a signed note.
    pub after: String,
    /// That the first tree is a beginning of the second.
    pub consistency: Vec<Hash>,
    /// Every record that the certificate names, in order.
    pub leaves: Vec<ProvedLeaf>,
    /// The certificate, a signed note.
    pub note: String,
}

impl fmt::Display for ErasureFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encode = |bytes: &[u8]| STANDARD.encode(bytes);
        writeln!(f, "{FIRST_LINE}")?;
        writeln!(f, "event {}", encode(self.event.as_bytes()))?;
        writeln!(f, "before {}", encode(self.before.as_bytes()))?;
        writeln!(f, "after {}", encode(self.after.as_bytes()))?;
        write!(f, "consistency")?;
        for hash in &self.consistency {
            write!(f, " {}", encode(hash.as_bytes()))?;
        }
        writeln!(f)?;
        for proved in &self.leaves {
            let leaf = encode(proved.leaf.as_bytes());
            write!(f, "leaf {} {leaf}", proved.position)?;
            for hash in &proved.path {
                write!(f, " {}", encode(hash.as_bytes()))?;
            }
            writeln!(f)?;
        }
        write!(f, "\n{}", self.note)
    }
}

impl FromStr for ErasureFile {
    type Err = ErasureCertificateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || ErasureCertificateError::Malformed;
        let (head, note) = text.split_once("\n\n").ok_or_else(malformed)?;
        let mut lines = head.split('\n');
        if lines.next() != Some(FIRST_LINE) {
            return Err(malformed());
        }
        let mut packed = |word: &str| {
            let line = lines.next().and_then(|line| line.strip_prefix(word));
            let bytes = STANDARD.decode(line.ok_or_else(malformed)?);
            String::from_utf8(bytes.map_err(|_| malformed())?).map_err(|_| malformed())
        };
        let (event, before, after) = (packed("event ")?, packed("before ")?, packed("after ")?);
        let line = lines
            .next()
            .and_then(|line| line.strip_prefix("consistency"));
        let consistency = hashes(line.ok_or_else(malformed)?)?;
        let leaves = lines.map(proved_leaf).collect::<Result<_, _>>()?;
        let file = Self {
            event,
            before,
            after,
            consistency,
            leaves,
            note: note.to_owned(),
        };
        // There is one spelling.
        if file.to_string() == text {
            Ok(file)
        } else {
            Err(malformed())
        }
    }
}

fn proved_leaf(line: &str) -> Result<ProvedLeaf, ErasureCertificateError> {
    let malformed = || ErasureCertificateError::Malformed;
    let line = line.strip_prefix("leaf ").ok_or_else(malformed)?;
    let (position, rest) = line.split_once(' ').ok_or_else(malformed)?;
    let (leaf, path) = match rest.split_once(' ') {
        Some((leaf, _)) => (leaf, rest.strip_prefix(leaf).unwrap_or_default()),
        None => (rest, ""),
    };
    Ok(ProvedLeaf {
        position: number(position)?,
        leaf: hash(leaf)?,
        path: hashes(path)?,
    })
}

/// Hashes, each after a space.
fn hashes(text: &str) -> Result<Vec<Hash>, ErasureCertificateError> {
    let read: Vec<Hash> = text
        .split(' ')
        .skip(1)
        .map(hash)
        .collect::<Result<_, _>>()?;
    // A consistency proof has a hash more than an audit path may.
    if read.len() > PROOF_HASHES_MAX + 1 || (read.is_empty() && !text.is_empty()) {
        return Err(ErasureCertificateError::Malformed);
    }
    Ok(read)
}
