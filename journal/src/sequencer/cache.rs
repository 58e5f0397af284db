//! The aggregates in memory, bounded: the streams that were used longest ago are let go.

use std::collections::HashMap;

use almoner_domain::ledger::{Books, StreamId, StreamKind};

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

    /// Ends a batch; past the bound, room is made for an eighth more, by those used longest ago.
    ///
    /// Claims go first: they come without end and are seldom asked for again, while awards, sub-awards
    /// and clients are what every claim is decided on. What was used last always stays, unless it is
    /// all there is; `another` batch that is decided already has used it, and then it stays in any case.
    pub(super) fn end_batch(&mut self, another: bool) {
        self.now += 1;
        if self.used.len() <= self.streams_max {
            return;
        }
        let going = self.used.len() - self.streams_max + self.streams_max / 8;
        let is_claim = |stream: &StreamId| stream.kind == StreamKind::Claim;
        let claims_do = self.used.keys().filter(|stream| is_claim(stream)).count() > going;
        let may_go = |stream: &StreamId| !claims_do || is_claim(stream);
        let mut ages: Vec<u64> = self
            .used
            .iter()
            .filter(|(stream, _)| may_go(stream))
            .map(|(_, used)| *used)
            .collect();
        let last = going.min(ages.len() - 1);
        let (_, limit, _) = ages.select_nth_unstable(last);
        let limit = *limit;
        let going_if = |goes: &dyn Fn(u64) -> bool| -> Vec<StreamId> {
            let used = self.used.iter();
            used.filter(|(stream, used)| goes(**used) && may_go(stream))
                .map(|(stream, _)| stream.clone())
                .collect()
        };
        let mut old = going_if(&|used| used < limit);
        if old.is_empty() && !another {
            // All are of one batch: which of them goes makes no difference.
            old = going_if(&|_| true);
        }
        for stream in &old {
            self.forget(stream);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(kind: StreamKind, number: usize) -> StreamId {
        StreamId {
            kind,
            id: format!("{number}"),
        }
    }

    fn held(cache: &Cache, kind: StreamKind) -> Vec<usize> {
        let of_kind = cache.used.keys().filter(|stream| stream.kind == kind);
        let mut held: Vec<usize> = of_kind.map(|stream| stream.id.parse().unwrap()).collect();
        held.sort_unstable();
        held
    }

    /// A batch for each stream, in turn.
    fn used_in_turn(cache: &mut Cache, kind: StreamKind, count: usize) {
        for number in 0..count {
            cache.touch(&stream(kind, number));
            cache.end_batch(false);
        }
    }

    #[test]
    fn claims_make_room_for_what_they_are_decided_on() {
        let mut cache = Cache::new(16);
        used_in_turn(&mut cache, StreamKind::Award, 4);
        used_in_turn(&mut cache, StreamKind::Claim, 100);
        assert_eq!(held(&cache, StreamKind::Award), [0, 1, 2, 3]);
        let claims = held(&cache, StreamKind::Claim);
        assert!(claims.len() <= 12);
        assert!(claims.contains(&99) && !claims.contains(&80));
    }

    #[test]
    fn without_claims_those_used_longest_ago_go() {
        let mut cache = Cache::new(16);
        used_in_turn(&mut cache, StreamKind::Award, 40);
        let awards = held(&cache, StreamKind::Award);
        assert!(awards.len() <= 16);
        assert!(awards.contains(&39) && !awards.contains(&20));
    }

    #[test]
    fn what_the_next_batch_has_used_stays_however_much_it_is() {
        let mut cache = Cache::new(16);
        for number in 0..40 {
            cache.touch(&stream(StreamKind::Claim, number));
        }
        cache.end_batch(true);
        assert_eq!(held(&cache, StreamKind::Claim).len(), 40);
        cache.end_batch(false);
        assert!(held(&cache, StreamKind::Claim).is_empty());
    }
}
