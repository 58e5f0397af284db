//! The aggregates in memory, bounded: the streams that were used longest ago are let go.

use std::collections::HashMap;

use almoner_domain::ledger::{Books, StreamId};

/// The books, and when each stream was last used.
pub(super) struct Cache {
    pub(super) books: Books,
    used: HashMap<StreamId, u64>,
    now: u64,
    streams_max: usize,
}

impl Cache {
    pub(super) fn new(streams_max: usize) -> Self {
        Self {
            books: Books::default(),
            used: HashMap::new(),
            now: 0,
            streams_max,
        }
    }

    /// Whether the stream is held, if only as empty.
    pub(super) fn holds(&self, stream: &StreamId) -> bool {
        self.books.sequence(stream).is_some()
    }

    /// Notes that the stream was used in this batch.
    pub(super) fn touch(&mut self, stream: &StreamId) {
        match self.used.get_mut(stream) {
            Some(used) => *used = self.now,
            None => {
                self.used.insert(stream.clone(), self.now);
            }
        }
    }

    /// Lets a stream go.
    pub(super) fn forget(&mut self, stream: &StreamId) {
        self.books.forget(stream);
        self.used.remove(stream);
    }

    /// Lets every stream go.
    pub(super) fn clear(&mut self) {
        self.books = Books::default();
        self.used.clear();
    }

    /// Ends a batch; past the bound, an eighth of the streams goes, those used longest ago first.
    ///
    /// What was used last always stays, unless it is all there is; `another` batch that is decided
    /// already has used it, and then it stays in any case.
    pub(super) fn end_batch(&mut self, another: bool) {
        self.now += 1;
        if self.used.len() <= self.streams_max {
            return;
        }
        let mut ages: Vec<u64> = self.used.values().copied().collect();
        let last = (ages.len() - self.streams_max + self.streams_max / 8).min(ages.len() - 1);
        let (_, limit, _) = ages.select_nth_unstable(last);
        let limit = *limit;
        let old: Vec<StreamId> = self
            .used
            .iter()
            .filter(|(_, used)| **used < limit)
            .map(|(id, _)| id.clone())
            .collect();
        if old.is_empty() && !another {
            // All are of one batch: which of them goes makes no difference.
            self.clear();
        }
        for stream in &old {
            self.forget(stream);
        }
    }
}
