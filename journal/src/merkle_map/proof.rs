//! A proof that a key has a value, or is not there, and its check.

use super::hash::{KeyHash, empty, leaf_hash, node_hash};
use super::walk::bit;
use crate::merkle::Hash;

/// The most siblings that a proof has: the bits of a key's hash.
const SIBLINGS_MAX: usize = 256;

/// The way from the root to where a key is, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapProof {
    /// The hashes beside the way, from the root down.
    pub siblings: Vec<Hash>,
    /// What is at its end.
    pub terminal: Terminal,
}

/// What is at the end of a key's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// The key's own leaf, with its value's hash.
    Here(Hash),
    /// Nothing: the key is not in the map.
    Empty,
    /// The leaf of another key, its hash and its value's: the key is not in the map.
    Other(KeyHash, Hash),
}

/// A proof that does not prove what it was offered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MapProofError {
    /// It has more siblings than a key has bits.
    #[error("a proof has at most 256 siblings")]
    Length,
    /// The other leaf is not on the way of the key, or is its own.
    #[error("the other leaf is not on the way of the key")]
    Other,
    /// It leads to another root.
    #[error("the proof leads to another root")]
    Root,
}

impl MapProof {
    /// Whether it shows under `root` what it says of the key of this hash.
    pub fn verify(&self, key: &KeyHash, root: &Hash) -> Result<(), MapProofError> {
        if self.siblings.len() > SIBLINGS_MAX {
            return Err(MapProofError::Length);
        }
        let end = match &self.terminal {
            Terminal::Here(value) => leaf_hash(key, value),
            Terminal::Empty => empty(),
            Terminal::Other(other, value) => {
                let is_on_way = (0..self.siblings.len()).all(|at| bit(other, at) == bit(key, at));
                if other == key || !is_on_way {
                    return Err(MapProofError::Other);
                }
                leaf_hash(other, value)
            }
        };
        if fold(key, end, &self.siblings) == *root {
            Ok(())
        } else {
            Err(MapProofError::Root)
        }
    }
}

/// The root to which a subtree on the way of a key leads, with the hashes beside the way, from the root down.
pub fn fold(key: &KeyHash, end: Hash, siblings: &[Hash]) -> Hash {
    let mut hash = end;
    for (depth, sibling) in siblings.iter().enumerate().rev() {
        hash = if bit(key, depth) {
            node_hash(sibling, &hash)
        } else {
            node_hash(&hash, sibling)
        };
    }
    hash
}
