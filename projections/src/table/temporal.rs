//! The current versions that a batch needs, and the versions that it makes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;

use super::{FOREVER, Temporal};

/// Past this many rows a table forgets what it holds, after a batch.
const ROWS_MAX: usize = 10_000;

/// An event names a row that is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it needs the row of {table} for {key}, which is not there")]
pub(crate) struct Missing {
    /// The table.
    pub(crate) table: &'static str,
    /// The key.
    pub(crate) key: String,
}

/// One version of a row.
#[derive(Debug, Clone)]
pub(crate) struct Version<R> {
    pub(crate) row: R,
    pub(crate) valid_from: i64,
    pub(crate) valid_to: i64,
}

#[derive(Debug, Clone)]
struct Current<R> {
    row: R,
    valid_from: i64,
    stored: bool,
}

/// The rows of one table: those that are valid now, as far as they are held, and what changed since the last write.
#[derive(Debug)]
pub(crate) struct Table<R: Temporal> {
    current: BTreeMap<R::Key, Current<R>>,
    known: BTreeSet<String>,
    made: BTreeSet<R::Key>,
    ended: Vec<Version<R>>,
    closed: Vec<(R::Key, i64)>,
}

impl<R: Temporal> Default for Table<R> {
    fn default() -> Self {
        Self {
            current: BTreeMap::new(),
            known: BTreeSet::new(),
            made: BTreeSet::new(),
            ended: Vec::new(),
            closed: Vec::new(),
        }
    }
}

/// What a table has to write: versions that ended unwritten, versions that are valid now, ends of written versions.
pub(crate) struct Changes<R: Temporal> {
    pub(crate) versions: Vec<Version<R>>,
    pub(crate) closed: Vec<(R::Key, i64)>,
}

impl<R: Temporal> Table<R> {
    /// The row that is valid now.
    pub(crate) fn find(&self, key: &R::Key) -> Option<&R> {
        self.current.get(key).map(|current| &current.row)
    }

    /// The row that is valid now, which must be there.
    pub(crate) fn need(&self, key: &R::Key) -> Result<&R, Missing> {
        self.find(key).ok_or_else(|| Missing {
            table: R::TABLE,
            key: format!("{key:?}"),
        })
    }

    /// The rows of a range of keys.
    pub(crate) fn range(&self, keys: impl RangeBounds<R::Key>) -> impl Iterator<Item = &R> {
        self.current.range(keys).map(|(_, current)| &current.row)
    }

    /// The rows of a range of keys, the last one first.
    pub(crate) fn range_back(&self, keys: impl RangeBounds<R::Key>) -> impl Iterator<Item = &R> {
        self.current
            .range(keys)
            .rev()
            .map(|(_, current)| &current.row)
    }

    /// Makes `row` the valid one from `position` on. A row that does not change anything makes no version.
    pub(crate) fn put(&mut self, position: i64, row: R) {
        let key = row.key();
        if let Some(current) = self.current.get_mut(&key) {
            if current.row == row {
                return;
            }
            if current.valid_from == position {
                current.row = row;
                return;
            }
            let next = Current {
                row,
                valid_from: position,
                stored: false,
            };
            let last = std::mem::replace(current, next);
            self.end(position, &key, last);
        } else {
            let current = Current {
                row,
                valid_from: position,
                stored: false,
            };
            self.current.insert(key.clone(), current);
        }
        self.made.insert(key);
    }

    /// Changes the row, which must be there, from `position` on.
    pub(crate) fn change(
        &mut self,
        position: i64,
        key: &R::Key,
        change: impl FnOnce(&mut R),
    ) -> Result<(), Missing> {
        let mut row = self.need(key)?.clone();
        change(&mut row);
        self.put(position, row);
        Ok(())
    }

    /// Ends the row, which must be there, at `position`.
    pub(crate) fn remove(&mut self, position: i64, key: &R::Key) -> Result<R, Missing> {
        self.need(key)?;
        let last = self.current.remove(key).expect("it was found just now");
        self.made.remove(key);
        let row = last.row.clone();
        self.end(position, key, last);
        Ok(row)
    }

    fn end(&mut self, position: i64, key: &R::Key, last: Current<R>) {
        if last.stored {
            self.closed.push((key.clone(), position));
        } else if last.valid_from < position {
            self.ended.push(Version {
                row: last.row,
                valid_from: last.valid_from,
                valid_to: position,
            });
        }
    }

    /// Which of these parents' rows are not held.
    pub(crate) fn unknown<'key>(&self, parents: impl Iterator<Item = &'key str>) -> Vec<String> {
        parents
            .filter(|parent| !self.known.contains(*parent))
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Holds the rows of `parents` as they are stored; a parent without rows has none.
    pub(crate) fn hold(&mut self, parents: Vec<String>, rows: Vec<(R, i64)>) {
        self.known.extend(parents);
        for (row, valid_from) in rows {
            let current = Current {
                row,
                valid_from,
                stored: true,
            };
            self.current.insert(current.row.key(), current);
        }
    }

    /// A parent that is new has no rows to load.
    pub(crate) fn know(&mut self, parent: &str) {
        if !self.known.contains(parent) {
            self.known.insert(parent.to_owned());
        }
    }

    /// Takes all that is to be written, and counts it as written.
    pub(crate) fn take(&mut self) -> Changes<R> {
        let mut versions = std::mem::take(&mut self.ended);
        for key in std::mem::take(&mut self.made) {
            if let Some(current) = self.current.get_mut(&key) {
                current.stored = true;
                versions.push(Version {
                    row: current.row.clone(),
                    valid_from: current.valid_from,
                    valid_to: FOREVER,
                });
            }
        }
        Changes {
            versions,
            closed: std::mem::take(&mut self.closed),
        }
    }

    /// Takes the versions that ended, and keeps for later those that are valid now.
    pub(crate) fn take_ended(&mut self) -> Vec<Version<R>> {
        std::mem::take(&mut self.ended)
    }

    /// Forgets what is held once it is too much. What is to be written must be written before.
    pub(crate) fn trim(&mut self) {
        if self.current.len() > ROWS_MAX || self.known.len() > ROWS_MAX {
            *self = Self::default();
        }
    }
}
