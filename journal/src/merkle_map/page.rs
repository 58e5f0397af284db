//! A page: four levels of the tree, sixteen entries, as they are kept.

use super::hash::{empty, leaf_hash, node_hash};
use crate::merkle::Hash;

/// Entries of a page: the subtrees four levels below its top.
pub(super) const ENTRIES: usize = 16;

/// A subtree four levels below the top of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entry {
    /// Nothing is in it.
    #[default]
    Empty,
    /// One entry of the map: its key's hash, and its value's.
    Leaf(Hash, Hash),
    /// Two or more entries, which stand in a page of their own; its root.
    Page(Hash),
}

/// A subtree as its parent sees it: what has one leaf rises unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subtree {
    Empty,
    Leaf(Hash, Hash),
    Node(Hash),
}

impl Subtree {
    pub(super) fn hash(&self) -> Hash {
        match self {
            Self::Empty => empty(),
            Self::Leaf(key, value) => leaf_hash(key, value),
            Self::Node(hash) => *hash,
        }
    }

    fn join(left: Self, right: Self) -> Self {
        match (left, right) {
            (Self::Empty, one @ (Self::Empty | Self::Leaf(..)))
            | (one @ Self::Leaf(..), Self::Empty) => one,
            (left, right) => Self::Node(node_hash(&left.hash(), &right.hash())),
        }
    }
}

impl From<Entry> for Subtree {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Empty => Self::Empty,
            Entry::Leaf(key, value) => Self::Leaf(key, value),
            Entry::Page(root) => Self::Node(root),
        }
    }
}

/// Four levels of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    entries: [Entry; ENTRIES],
}

/// Bytes that are not a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not a page of a map")]
pub struct PageError;

impl Page {
    /// The entry at a place from 0 to 15.
    pub fn entry(&self, place: u8) -> Entry {
        self.entries
            .get(usize::from(place))
            .copied()
            .unwrap_or_default()
    }

    pub(super) fn set(&mut self, place: u8, entry: Entry) {
        if let Some(held) = self.entries.get_mut(usize::from(place)) {
            *held = entry;
        }
    }

    /// The subtrees of each of its five levels, the top first.
    pub(super) fn levels(&self) -> [Vec<Subtree>; 5] {
        let mut levels: [Vec<Subtree>; 5] = Default::default();
        levels[4] = self.entries.iter().copied().map(Subtree::from).collect();
        for level in (0..4).rev() {
            levels[level] = levels[level + 1]
                .chunks_exact(2)
                .map(|pair| Subtree::join(pair[0], pair[1]))
                .collect();
        }
        levels
    }

    /// What it is as an entry of the page above it: nothing and one leaf need no page.
    pub(super) fn as_entry(&self) -> Entry {
        let mut lone = Entry::Empty;
        for entry in &self.entries {
            match (entry, lone) {
                (Entry::Empty, _) => {}
                (Entry::Leaf(..), Entry::Empty) => lone = *entry,
                (Entry::Page(_), _) | (Entry::Leaf(..), Entry::Leaf(..) | Entry::Page(_)) => {
                    return Entry::Page(root_of_page(self));
                }
            }
        }
        lone
    }

    /// The stored form: for each entry a zero, or a one, its key hash and its value hash, or a two and its root.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(ENTRIES * 33);
        for entry in &self.entries {
            match entry {
                Entry::Empty => bytes.push(0),
                Entry::Leaf(key, value) => {
                    bytes.push(1);
                    bytes.extend_from_slice(key.as_bytes());
                    bytes.extend_from_slice(value.as_bytes());
                }
                Entry::Page(root) => {
                    bytes.push(2);
                    bytes.extend_from_slice(root.as_bytes());
                }
            }
        }
        bytes
    }

    /// Reads the stored form.
    pub fn parse(mut bytes: &[u8]) -> Result<Self, PageError> {
        let mut page = Self::default();
        for entry in &mut page.entries {
            let (kind, rest) = bytes.split_first().ok_or(PageError)?;
            bytes = rest;
            *entry = match kind {
                0 => Entry::Empty,
                1 => Entry::Leaf(take(&mut bytes)?, take(&mut bytes)?),
                2 => Entry::Page(take(&mut bytes)?),
                _ => return Err(PageError),
            };
        }
        if bytes.is_empty() {
            Ok(page)
        } else {
            Err(PageError)
        }
    }
}

fn take(bytes: &mut &[u8]) -> Result<Hash, PageError> {
    let (hash, rest) = bytes.split_at_checked(32).ok_or(PageError)?;
    *bytes = rest;
    Hash::try_from(hash).map_err(|_| PageError)
}

/// The root of the subtree that a page is the top of; of the first page, the root of the map.
pub fn root_of_page(page: &Page) -> Hash {
    page.levels()[0].first().map_or_else(empty, Subtree::hash)
}
