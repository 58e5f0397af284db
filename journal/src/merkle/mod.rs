//! The Merkle tree of RFC 6962 over the record lines: hashes, the append-only right edge, and proofs.
//!
//! Nothing here reads a database or a clock. A proof is planned first (which nodes it needs), the
//! caller fetches those nodes from wherever they are kept, and the plan folds them into the proof.

mod frontier;
mod hash;
mod proof;
mod range;
#[cfg(test)]
mod tests;
mod verify;

pub use frontier::{Frontier, FrontierError};
pub use hash::{Hash, HashError, empty_root, leaf_hash, node_hash, subtree_root};
pub use proof::{Node, Plan, ProofError, consistency_plan, inclusion_plan, root_plan};
pub use range::{left_of, right_of, verify_range};
pub use verify::{VerifyError, verify_consistency, verify_inclusion};
