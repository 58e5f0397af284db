//! A Merkle map: one root over many keys and their values, and proofs that a key has a value, or is not there.
//!
//! The tree is binary. The path of a key is the bits of its hash, the highest bit of the first byte first; a subtree with one
//! leaf is that leaf, a subtree with none has the hash of [`empty`]. Which tree it is follows from the entries alone, so the
//! order in which they came does not matter. Every use of SHA-256 begins with a byte of its own, so that no
//! preimage of one kind is one of another: from a root, the path of a key leads to one node and no other, whoever made
//! the tree, and that node is the key's leaf, another key's leaf, or empty.
//!
//! Nothing here reads a database. [`Page`]s of sixteen entries are what is kept: the caller hands in those that a
//! [`Update`] or a [`Walk`] asks for, and keeps those that an update writes.

mod hash;
mod page;
mod proof;
mod streams;
#[cfg(test)]
mod tests;
mod update;
mod walk;

pub use hash::{
    KeyHash, MapKind, Seed, empty, key_hash, leaf_hash, line_seed, node_hash, salt, value_hash,
};
pub use page::{Entry, Page, PageError, root_of_page};
pub use proof::{MapProof, MapProofError, Terminal, fold};
pub use streams::{StreamMap, stream_key, stream_value};
pub use update::{Change, Counted, Update, changed_root, root};
pub use walk::{Walk, WalkStep};
