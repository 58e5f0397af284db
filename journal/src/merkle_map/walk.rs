//! The way of one key from the root down, through the pages that are kept.

use super::hash::KeyHash;
use super::page::{Entry, Page, Subtree};
use super::proof::{MapProof, Terminal};
use crate::merkle::Hash;

/// The way of one key down, as far as pages were handed in.
#[derive(Debug)]
pub struct Walk {
    key: KeyHash,
    path: Vec<u8>,
    siblings: Vec<Hash>,
}

/// What a walk needs, or found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WalkStep {
    /// The page of this path comes next.
    Page(Vec<u8>),
    /// The walk has ended.
    Found(MapProof),
}

impl Walk {
    /// The walk of a key; it begins with the page of the empty path.
    pub fn of(key: KeyHash) -> Self {
        Self {
            key,
            path: Vec::new(),
            siblings: Vec::new(),
        }
    }

    /// The paths of the pages that may lie on the way of a key, for a caller who reads them all at once.
    pub fn paths(key: &KeyHash) -> impl Iterator<Item = Vec<u8>> + '_ {
        (0..64).map(|depth| (0..depth).map(|above| place(key, above)).collect())
    }

    /// Goes on through the page that was asked for.
    pub fn through(&mut self, page: &Page) -> WalkStep {
        let at = usize::from(place(&self.key, self.path.len()));
        let levels = page.levels();
        for (level, subtrees) in levels.iter().enumerate() {
            let here = at >> (4 - level);
            let Some(subtree) = subtrees.get(here) else {
                break;
            };
            let terminal = match subtree {
                Subtree::Empty => Terminal::Empty,
                Subtree::Leaf(key, value) if *key == self.key => Terminal::Here(*value),
                Subtree::Leaf(key, value) => Terminal::Other(*key, *value),
                Subtree::Node(_) => {
                    let below = levels.get(level + 1);
                    let beside = (at >> (3_usize.saturating_sub(level))) ^ 1;
                    if let Some(sibling) = below.and_then(|below| below.get(beside)) {
                        self.siblings.push(sibling.hash());
                    }
                    continue;
                }
            };
            return WalkStep::Found(MapProof {
                siblings: std::mem::take(&mut self.siblings),
                terminal,
            });
        }
        self.path.push(place(&self.key, self.path.len()));
        WalkStep::Page(self.path.clone())
    }
}

/// The bit of a key at a depth; true is right.
pub(super) fn bit(key: &KeyHash, depth: usize) -> bool {
    let byte = key.as_bytes().get(depth / 8).copied().unwrap_or_default();
    byte & (0x80 >> (depth % 8)) != 0
}

/// The place of a key in a page so many pages below the first.
pub(super) fn place(key: &KeyHash, depth: usize) -> u8 {
    let byte = key.as_bytes().get(depth / 2).copied().unwrap_or_default();
    if depth.is_multiple_of(2) {
        byte >> 4
    } else {
        byte & 0x0F
    }
}

/// Whether a page's entry is a page of its own.
impl Entry {
    /// The root of the page below, where there is one.
    pub fn page_root(&self) -> Option<Hash> {
        match self {
            Self::Page(root) => Some(*root),
            Self::Empty | Self::Leaf(..) => None,
        }
    }
}
