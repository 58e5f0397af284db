//! The one hash of the log, SHA-256, in its three uses: leaf, node and empty tree.

use std::fmt;

use sha2::{Digest, Sha256};

/// A SHA-256 hash: exactly 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

/// Bytes that were offered as a hash and are not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 32 bytes, not {length}")]
pub struct HashError {
    /// How many bytes there were.
    pub length: usize,
}

impl Hash {
    /// Wraps 32 bytes that are a hash already.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = HashError;

    fn try_from(bytes: &[u8]) -> Result<Self, HashError> {
        let length = bytes.len();
        bytes.try_into().map(Self).map_err(|_| HashError { length })
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// The root of the empty tree: SHA-256 of nothing (RFC 6962 §2.1).
pub fn empty_root() -> Hash {
    Hash(Sha256::digest([]).into())
}

/// The leaf of one record line, given without its newline: SHA-256(0x00 ‖ line).
pub fn leaf_hash(line: &[u8]) -> Hash {
    let mut sha = Sha256::new();
    sha.update([0x00]);
    sha.update(line);
    Hash(sha.finalize().into())
}

/// The parent of two nodes: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [0x01; 65];
    bytes[1..33].copy_from_slice(&left.0);
    bytes[33..].copy_from_slice(&right.0);
    Hash(Sha256::digest(bytes).into())
}

/// The root over `hashes` as the leaves of one tree, of any number of them.
///
/// With 2^k hashes of one level it is the node k levels above them, so the root of a full tile.
pub fn subtree_root(hashes: &[Hash]) -> Hash {
    let mut level = match hashes {
        [] => return empty_root(),
        [one] => return *one,
        many => many.to_vec(),
    };
    while level.len() > 1 {
        // An unpaired last node rises unchanged, which is the split below n of RFC 6962.
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => node_hash(left, right),
                rest => rest[0],
            })
            .collect();
    }
    level[0]
}
