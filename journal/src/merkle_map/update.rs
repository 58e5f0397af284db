//! Changes to a map: which pages they touch, and what becomes of them.

use std::collections::{BTreeMap, BTreeSet};

use super::hash::{KeyHash, empty, leaf_hash, node_hash};
use super::page::{Entry, Page, root_of_page};
use super::walk::{bit, place};
use crate::merkle::Hash;

/// What becomes of a key: it has a value of this hash, or is no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The hash of the key.
    pub key: KeyHash,
    /// The hash of its value; none where it is taken away.
    pub value: Option<Hash>,
}

/// How many keys came to be in the map, and how many left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Keys that were not there.
    pub added: u64,
    /// Keys that are no longer there.
    pub removed: u64,
}

/// An update: it is told the pages that it asks for, level by level, and then made.
#[derive(Debug)]
pub struct Update {
    changes: Vec<Change>,
    pages: BTreeMap<Vec<u8>, Page>,
    wanted: BTreeSet<Vec<u8>>,
}

/// What an update writes: pages by path, the first page's path being empty.
type Written = Vec<(Vec<u8>, Page)>;

impl Update {
    /// An update of a map. Of several changes of one key the last one counts.
    pub fn of(changes: impl IntoIterator<Item = Change>) -> Self {
        let by_key: BTreeMap<KeyHash, Option<Hash>> = changes
            .into_iter()
            .map(|change| (change.key, change.value))
            .collect();
        let changes = by_key
            .into_iter()
            .map(|(key, value)| Change { key, value })
            .collect();
        Self {
            changes,
            pages: BTreeMap::new(),
            wanted: BTreeSet::from([Vec::new()]),
        }
    }

    /// The paths of the pages that it needs next, a place from 0 to 15 a level; none once it can be made. Only the first
    /// page may not be there, of a map in which nothing is.
    pub fn wanted(&self) -> Vec<Vec<u8>> {
        self.wanted.iter().cloned().collect()
    }

    /// Takes the pages that were wanted.
    pub fn take(&mut self, pages: impl IntoIterator<Item = (Vec<u8>, Page)>) {
        self.wanted.clear();
        for (path, page) in pages {
            for change in self.under(&path) {
                let place = place(&change.key, path.len());
                if matches!(page.entry(place), Entry::Page(_)) {
                    let mut below = path.clone();
                    below.push(place);
                    self.wanted.insert(below);
                }
            }
            self.pages.insert(path, page);
        }
    }

    /// The changes of keys whose paths begin with this one: they are in order, so they stand together.
    fn under(&self, path: &[u8]) -> Vec<Change> {
        let from = self
            .changes
            .partition_point(|change| is_before(&change.key, path));
        let changes = self.changes.get(from..).unwrap_or_default();
        let count = changes.partition_point(|change| is_under(&change.key, path));
        changes.iter().take(count).copied().collect()
    }

    /// The first page as it becomes, the pages that are written, and how many keys came and went.
    pub fn make(self) -> (Page, Written, Counted) {
        let mut making = Making {
            pages: self.pages,
            written: Vec::new(),
            counted: Counted::default(),
        };
        let first = making.pages.remove(&Vec::new()).unwrap_or_default();
        let made = making.page(&mut Vec::new(), first.clone(), &self.changes);
        if made != first {
            making.written.push((Vec::new(), made.clone()));
        }
        (made, making.written, making.counted)
    }
}

struct Making {
    pages: BTreeMap<Vec<u8>, Page>,
    written: Written,
    counted: Counted,
}

impl Making {
    /// A page after the changes of keys under it.
    fn page(&mut self, path: &mut Vec<u8>, mut page: Page, changes: &[Change]) -> Page {
        let depth = path.len();
        for group in
            changes.chunk_by(|one, other| place(&one.key, depth) == place(&other.key, depth))
        {
            let Some(first) = group.first() else {
                continue;
            };
            let at = place(&first.key, depth);
            path.push(at);
            let entry = self.entry(path, page.entry(at), group);
            path.pop();
            page.set(at, entry);
        }
        page
    }

    /// An entry after the changes of keys under it; `path` is its own.
    fn entry(&mut self, path: &mut Vec<u8>, entry: Entry, changes: &[Change]) -> Entry {
        let (before, changes) = match entry {
            Entry::Page(_) => {
                let before = self.pages.remove(path.as_slice()).unwrap_or_default();
                (before, changes.to_vec())
            }
            Entry::Empty | Entry::Leaf(..) => {
                let leaves = self.leaves(entry, changes);
                match leaves.as_slice() {
                    [] => return Entry::Empty,
                    [(key, value)] => return Entry::Leaf(*key, *value),
                    [_, _, ..] => {}
                }
                // The leaves are counted, and stand in a page that is new.
                let counted = self.counted;
                let changes: Vec<Change> = leaves
                    .into_iter()
                    .map(|(key, value)| Change {
                        key,
                        value: Some(value),
                    })
                    .collect();
                let made = self.page(path, Page::default(), &changes);
                self.counted = counted;
                self.written.push((path.clone(), made.clone()));
                return made.as_entry();
            }
        };
        let made = self.page(path, before.clone(), &changes);
        let entry = made.as_entry();
        if made != before && matches!(entry, Entry::Page(_)) {
            self.written.push((path.clone(), made));
        }
        entry
    }

    /// What an entry without a page holds after the changes, in order.
    fn leaves(&mut self, entry: Entry, changes: &[Change]) -> Vec<(Hash, Hash)> {
        let mut leaves: BTreeMap<Hash, Hash> = BTreeMap::new();
        if let Entry::Leaf(key, value) = entry {
            leaves.insert(key, value);
        }
        for change in changes {
            match change.value {
                Some(value) => {
                    if leaves.insert(change.key, value).is_none() {
                        self.counted.added += 1;
                    }
                }
                None => {
                    if leaves.remove(&change.key).is_some() {
                        self.counted.removed += 1;
                    }
                }
            }
        }
        leaves.into_iter().collect()
    }
}

/// Whether the path of a key comes before `path` and is not under it.
fn is_before(key: &Hash, path: &[u8]) -> bool {
    let ordering = path
        .iter()
        .enumerate()
        .map(|(depth, at)| place(key, depth).cmp(at))
        .find(|ordering| ordering.is_ne());
    ordering.is_some_and(std::cmp::Ordering::is_lt)
}

/// Whether the path of a key begins with `path`.
fn is_under(key: &Hash, path: &[u8]) -> bool {
    path.iter()
        .enumerate()
        .all(|(depth, at)| place(key, depth) == *at)
}

/// The root of the map whose entries are these, as an update of an empty one gives it.
pub fn changed_root(changes: impl IntoIterator<Item = Change>) -> Hash {
    root_of_page(&Update::of(changes).make().0)
}

/// The root of the map of these entries, key hash and value hash, computed from the definition alone: it knows no pages.
/// Of two entries of one key the last one counts.
pub fn root(entries: impl IntoIterator<Item = (KeyHash, Hash)>) -> Hash {
    let entries: BTreeMap<KeyHash, Hash> = entries.into_iter().collect();
    let entries: Vec<(KeyHash, Hash)> = entries.into_iter().collect();
    subtree(&entries, 0)
}

fn subtree(entries: &[(KeyHash, Hash)], depth: usize) -> Hash {
    match entries {
        [] => empty(),
        [(key, value)] => leaf_hash(key, value),
        several => {
            let ones = several.partition_point(|(key, _)| !bit(key, depth));
            let (left, right) = several.split_at(ones);
            node_hash(&subtree(left, depth + 1), &subtree(right, depth + 1))
        }
    }
}
