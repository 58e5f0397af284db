//! Pages of a list, by keyset: a cursor names the row after which the next page begins.

use super::ReadError;

/// The most rows of a page.
pub const FIRST_MAX: u32 = 100;

/// Between the parts of a cursor; no key holds it.
const BETWEEN: char = '|';

/// The place of a row in its list: the row's key. It stays good as long as the list's filter does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// A cursor as a caller gave it back.
    pub fn parse(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text, to be given back as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn of(parts: &[&str]) -> Self {
        Self(parts.join(&BETWEEN.to_string()))
    }

    /// The key's parts, which must be as many as the list's keys have.
    pub(crate) fn parts<const PARTS: usize>(&self) -> Result<[&str; PARTS], ReadError> {
        let parts: Vec<&str> = self.0.split(BETWEEN).collect();
        parts.try_into().map_err(|_| ReadError::Cursor)
    }
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    first: u32,
    after: Option<Cursor>,
}

impl Page {
    /// The `first` rows (1 to 100) after a cursor, or from the start.
    pub fn try_new(first: u32, after: Option<Cursor>) -> Result<Self, ReadError> {
        if (1..=FIRST_MAX).contains(&first) {
            Ok(Self { first, after })
        } else {
            Err(ReadError::PageSize { max: FIRST_MAX })
        }
    }

    /// The largest page from the start.
    pub fn largest() -> Self {
        Self {
            first: FIRST_MAX,
            after: None,
        }
    }

    /// One row more than asked for: whether it is there says whether there is a next page.
    pub(crate) fn limit(&self) -> i64 {
        i64::from(self.first) + 1
    }

    /// The parts of the cursor; none from the start.
    pub(crate) fn after<const PARTS: usize>(&self) -> Result<Option<[&str; PARTS]>, ReadError> {
        self.after.as_ref().map(Cursor::parts).transpose()
    }

    /// The page of these rows, of which there may be one more than asked for.
    pub(crate) fn of<T>(&self, mut rows: Vec<T>, cursor: impl Fn(&T) -> Cursor) -> Paged<T> {
        let first = usize::try_from(self.first).unwrap_or(usize::MAX);
        let has_next = rows.len() > first;
        rows.truncate(first);
        let cursors = rows.iter().map(cursor).collect();
        Paged {
            rows,
            cursors,
            has_next,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// The cursor of each row.
    pub cursors: Vec<Cursor>,
    /// There are rows after these.
    pub has_next: bool,
}

impl<T> Paged<T> {
    /// The same rows the other way round, for a list that was read from its end.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.rows.reverse();
        self.cursors.reverse();
        self
    }
}
