//! The right edge of the tree: what is needed to append a leaf and to know the root, and no more.

use super::hash::{Hash, HashError, empty_root, node_hash};

/// The roots of the complete subtrees that tile `size` leaves from the left, largest first.
///
/// There is one for each bit set in `size`, so it never holds more than 64.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

/// A stored frontier that cannot be the frontier of its tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// The bytes do not divide into hashes.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The number of hashes is not the number of bits set in the size.
    #[error("a tree of {size} leaves has {expected} subtree roots on its right edge, not {found}")]
    Count {
        /// Leaves of the tree.
        size: u64,
        /// Subtree roots that it has.
        expected: u32,
        /// Subtree roots that were stored.
        found: usize,
    },
}

impl Frontier {
    /// The frontier of the empty tree.
    pub fn empty() -> Self {
        Self::default()
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf.
    pub fn append(&mut self, leaf: Hash) {
        let mut node = leaf;
        // Every trailing one of the size is a subtree that this leaf completes a twin for.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.roots.push(node);
        self.size += 1;
    }

    /// The root of the whole tree.
    pub fn root(&self) -> Hash {
        self.roots
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node_hash(&left, &right))
            .unwrap_or_else(empty_root)
    }

    /// The stored form: the subtree roots, 32 bytes each, largest subtree first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.roots
            .iter()
            .flat_map(|hash| *hash.as_bytes())
            .collect()
    }

    /// Reads the stored form of a tree of `size` leaves.
    pub fn parse(size: u64, bytes: &[u8]) -> Result<Self, FrontierError> {
        let roots = bytes
            .chunks(32)
            .map(Hash::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        let expected = size.count_ones();
        if u32::try_from(roots.len()) != Ok(expected) {
            return Err(FrontierError::Count {
                size,
                expected,
                found: roots.len(),
            });
        }
        Ok(Self { size, roots })
    }
}
