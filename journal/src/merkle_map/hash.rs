//! The uses of SHA-256 in a map, each with a first byte of its own.

use sha2::{Digest, Sha256};

use crate::merkle::Hash;
use crate::record::RecordLine;

/// The first byte of a leaf's preimage.
const LEAF: u8 = 0x00;
/// The first byte of a node's preimage.
const NODE: u8 = 0x01;
/// The whole preimage of an empty subtree.
const EMPTY: u8 = 0x02;
/// The first byte of a key's preimage.
const KEY: u8 = 0x03;
/// The first byte of a value's preimage.
const VALUE: u8 = 0x04;
/// The first byte of a seed's preimage.
const SEED: u8 = 0x05;
/// The first byte of a salt's preimage.
const SALT: u8 = 0x06;

/// Which map it is. The name is part of every key's hash, so that a proof of one map is none of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapKind {
    /// Every stream of the journal, with its last version and position.
    Streams,
    /// Every row of the read models that is valid, and every account's balance.
    Rows,
}

impl MapKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Streams, Self::Rows];

    /// Its name in the preimage of a key, and in statements and proofs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Streams => "streams",
            Self::Rows => "rows",
        }
    }

    /// The map of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|map| map.name() == name)
    }
}

/// The hash of a key: its path in the tree.
pub type KeyHash = Hash;

/// What the salts of all entries that one record changed are derived from. Whoever has the record's line has it;
/// nobody else can guess it, for the line holds a fingerprint under a secret key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(Hash);

/// The hash of an empty subtree: SHA-256(0x02).
pub fn empty() -> Hash {
    Hash::new(Sha256::digest([EMPTY]).into())
}

/// The hash of a key, which is given as its JSON text: SHA-256(0x03 ‖ the map's name ‖ 0x0A ‖ key).
pub fn key_hash(map: MapKind, key: &str) -> KeyHash {
    let mut sha = Sha256::new();
    sha.update([KEY]);
    sha.update(map.name());
    sha.update(b"\n");
    sha.update(key);
    Hash::new(sha.finalize().into())
}

/// The seed of a record, which is given as its line without its line feed: SHA-256(0x05 ‖ line).
pub fn line_seed(line: &[u8]) -> Seed {
    let mut sha = Sha256::new();
    sha.update([SEED]);
    sha.update(line);
    Seed(Hash::new(sha.finalize().into()))
}

impl RecordLine<'_> {
    /// The seed of the record; `scratch` is overwritten.
    pub fn seed(&self, scratch: &mut Vec<u8>) -> Seed {
        scratch.clear();
        self.write(scratch);
        line_seed(scratch)
    }
}

/// The salt of the value that a key has since a record: SHA-256(0x06 ‖ key hash ‖ the record's seed). Whoever learns it
/// learns the salt of no other key.
pub fn salt(key: &KeyHash, since: &Seed) -> Hash {
    pair(SALT, key, &since.0)
}

/// The hash of a value, which is given as its JSON text: SHA-256(0x04 ‖ salt ‖ value).
pub fn value_hash(salt: &Hash, value: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update([VALUE]);
    sha.update(salt.as_bytes());
    sha.update(value);
    Hash::new(sha.finalize().into())
}

/// The leaf of an entry: SHA-256(0x00 ‖ key hash ‖ value hash).
pub fn leaf_hash(key: &KeyHash, value: &Hash) -> Hash {
    pair(LEAF, key, value)
}

/// The parent of two subtrees: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    pair(NODE, left, right)
}

fn pair(kind: u8, left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [kind; 65];
    bytes[1..33].copy_from_slice(left.as_bytes());
    bytes[33..].copy_from_slice(right.as_bytes());
    Hash::new(Sha256::digest(bytes).into())
}
