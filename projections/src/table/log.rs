//! Rows that are only ever added.

use super::Record;

/// The rows that were added since the last write.
#[derive(Debug)]
pub(crate) struct Log<R> {
    rows: Vec<R>,
}

impl<R> Default for Log<R> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<R: Record> Log<R> {
    /// Adds a row.
    pub(crate) fn add(&mut self, row: R) {
        self.rows.push(row);
    }

    /// Takes all that is to be written.
    pub(crate) fn take(&mut self) -> Vec<R> {
        std::mem::take(&mut self.rows)
    }
}
