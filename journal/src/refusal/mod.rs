//! Refused commands under a root: each has a number and a digest, and the records that follow name the chain over them.
//!
//! The canonical line of a refusal is compact JSON with its keys in this order, and the stored outcome spliced in as it is:
//!
//! ```text
//! {"refusal":3,"organization":"…","command_id":"…","command":"…","fingerprint":"HEX","actor":"…","role":"…","recorded_at":"…","outcome":{…}}
//! ```
//!
//! Its digest is SHA-256(0x02 ‖ line). The chain is 32 zero bytes before the first refusal, and after each
//! SHA-256(0x03 ‖ chain ‖ digest). The first command that is carried out afterwards has in the metadata of its records
//! `"refusals":"LAST:CHAIN"`, the number of the last refusal so far and the chain in hexadecimal.

mod line;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

pub(crate) use line::{RefusalLine, read, withheld};

use crate::merkle::Hash;

/// How far the refusals of a ledger have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusals {
    /// The number of the last one.
    pub(crate) last: u64,
    /// The chain over all of them.
    pub(crate) chain: Hash,
    /// The number of the last one that a record names.
    pub(crate) named: u64,
}

/// What a record says of the refusals before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NamedRefusals {
    /// The number of the last one.
    pub(crate) last: u64,
    /// The chain over all of them.
    pub(crate) chain: Hash,
}

/// A text that names no refusals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("refusals are named as LAST:CHAIN, a number and 64 hexadecimal digits")]
pub(crate) struct NamedRefusalsError;

impl Refusals {
    /// Before the first.
    pub(crate) const NONE: Self = Self {
        last: 0,
        chain: Hash::new([0; 32]),
        named: 0,
    };

    /// Takes the next one, by its digest.
    pub(crate) fn take(&mut self, digest: Hash) {
        self.last += 1;
        self.chain = chained(self.chain, digest);
    }

    /// What the next record has to say, where there are refusals that none has named.
    pub(crate) fn unnamed(&self) -> Option<NamedRefusals> {
        (self.named < self.last).then_some(NamedRefusals {
            last: self.last,
            chain: self.chain,
        })
    }
}

/// What is wrong where a record names another chain: of several refusals nobody can tell which was edited.
pub(crate) fn edited(from: u64, to: u64) -> String {
    if from == to {
        format!("refusal {to} was edited")
    } else {
        format!("one of the refusals {from} to {to} was edited")
    }
}

/// The chain after one more refusal.
pub(crate) fn chained(chain: Hash, digest: Hash) -> Hash {
    let mut sha = Sha256::new();
    sha.update([0x03]);
    sha.update(chain.as_bytes());
    sha.update(digest.as_bytes());
    Hash::new(sha.finalize().into())
}

/// The digest of a canonical line.
pub(crate) fn digest(line: &[u8]) -> Hash {
    let mut sha = Sha256::new();
    sha.update([0x02]);
    sha.update(line);
    Hash::new(sha.finalize().into())
}

impl fmt::Display for NamedRefusals {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.last, self.chain)
    }
}

impl FromStr for NamedRefusals {
    type Err = NamedRefusalsError;

    fn from_str(text: &str) -> Result<Self, NamedRefusalsError> {
        let (last, chain) = text.split_once(':').ok_or(NamedRefusalsError)?;
        let chain = hex::decode(chain).map_err(|_| NamedRefusalsError)?;
        let named = Self {
            last: last.parse().map_err(|_| NamedRefusalsError)?,
            chain: Hash::try_from(chain.as_slice()).map_err(|_| NamedRefusalsError)?,
        };
        // There is one spelling.
        if named.last > 0 && named.to_string() == text {
            Ok(named)
        } else {
            Err(NamedRefusalsError)
        }
    }
}
