//! Proofs of inclusion and consistency, planned over the complete nodes of the tree.

use super::hash::{Hash, empty_root, node_hash};

/// A complete node: the root over the leaves `index · 2^level .. (index + 1) · 2^level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// Height above the leaves; a leaf has level 0.
    pub level: u32,
    /// Place among the nodes of its level, from the left, from 0.
    pub index: u64,
}

/// What a proof is made of: for each of its hashes, the complete nodes that fold into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    hashes: Vec<Vec<Node>>,
}

/// A proof that was asked for and cannot exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf is not in the tree.
    #[error("leaf {index} is not in a tree of {size} leaves")]
    OutsideTree {
        /// The leaf's index, from 0.
        index: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// The older tree is larger than the newer one.
    #[error("a tree of {old} leaves is not a prefix of one of {new}")]
    NotAPrefix {
        /// Leaves of the tree that was called older.
        old: u64,
        /// Leaves of the tree that was called newer.
        new: u64,
    },
    /// The log has not grown to that size.
    #[error("the log has {size} leaves, and not yet {asked}")]
    InFuture {
        /// The size that was asked about.
        asked: u64,
        /// Leaves of the log.
        size: u64,
    },
    /// No checkpoint was issued at that size.
    #[error("no checkpoint was issued at {size} leaves, for no commit ended there")]
    NoCheckpoint {
        /// The size that was asked about.
        size: u64,
    },
}

impl ProofError {
    /// The stable code of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutsideTree { .. } => "LEAF_OUTSIDE_TREE",
            Self::NotAPrefix { .. } => "TREE_NOT_A_PREFIX",
            Self::InFuture { .. } => "TREE_SIZE_IN_FUTURE",
            Self::NoCheckpoint { .. } => "CHECKPOINT_UNKNOWN",
        }
    }
}

impl Plan {
    /// Every node that the proof needs, in the order in which it needs them.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        self.hashes.iter().flatten().copied()
    }

    /// Folds the nodes into the proof; `node` answers for each of [`Plan::nodes`].
    pub fn resolve<E>(
        &self,
        mut node: impl FnMut(Node) -> Result<Hash, E>,
    ) -> Result<Vec<Hash>, E> {
        let mut proof = Vec::with_capacity(self.hashes.len());
        for parts in &self.hashes {
            let mut folded = None;
            for part in parts.iter().rev() {
                let left = node(*part)?;
                folded = Some(folded.map_or(left, |right| node_hash(&left, &right)));
            }
            proof.push(folded.unwrap_or_else(empty_root));
        }
        Ok(proof)
    }
}

/// The audit path of RFC 6962 §2.1.1 for the leaf at `index` (from 0) in a tree of `size` leaves.
pub fn inclusion_plan(index: u64, size: u64) -> Result<Plan, ProofError> {
    if index >= size {
        return Err(ProofError::OutsideTree { index, size });
    }
    let mut hashes = Vec::new();
    let (mut low, mut high) = (0, size);
    while high - low > 1 {
        let middle = low + split(high - low);
        if index < middle {
            hashes.push(complete_nodes(middle, high));
            high = middle;
        } else {
            hashes.push(complete_nodes(low, middle));
            low = middle;
        }
    }
    hashes.reverse();
    Ok(Plan { hashes })
}

/// The consistency proof of RFC 6962 §2.1.2 between the trees of `old` and `new` leaves.
///
/// It is empty from the empty tree and between equal trees.
pub fn consistency_plan(old: u64, new: u64) -> Result<Plan, ProofError> {
    if old > new {
        return Err(ProofError::NotAPrefix { old, new });
    }
    let mut hashes = Vec::new();
    if old == 0 || old == new {
        return Ok(Plan { hashes });
    }
    let (mut low, mut high) = (0, new);
    while old != high {
        let middle = low + split(high - low);
        if old <= middle {
            hashes.push(complete_nodes(middle, high));
            high = middle;
        } else {
            hashes.push(complete_nodes(low, middle));
            low = middle;
        }
    }
    if low != 0 {
        // The old tree is not itself a complete node that the verifier holds: its last part is given.
        hashes.push(complete_nodes(low, high));
    }
    hashes.reverse();
    Ok(Plan { hashes })
}

/// The root of the tree's first `size` leaves, as a plan of one hash.
pub fn root_plan(size: u64) -> Plan {
    Plan {
        hashes: vec![complete_nodes(0, size)],
    }
}

/// The largest power of two below `leaves`, which is at least 2.
fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

/// The complete nodes that tile the leaves `low..high`, where `low` is a multiple of each.
fn complete_nodes(low: u64, high: u64) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut start = low;
    while start < high {
        let level = (high - start).ilog2();
        nodes.push(Node {
            level,
            index: start >> level,
        });
        start += 1 << level;
    }
    nodes
}
