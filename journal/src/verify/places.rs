//! Where every record stands: when it was recorded, and on which stream. Answers name records by their positions.
//!
//! It holds eight bytes a record, and some more for every commit.

use std::hash::{BuildHasher, RandomState};

use chrono::{DateTime, Utc};

use super::seen::{Seen, Texts};
use crate::record::Position;

/// The records so far, in their order.
#[derive(Debug, Default)]
pub(super) struct Places {
    runs: Vec<Run>,
    /// The stream of each record, hashed with a key that nobody knows.
    streams: Vec<u64>,
    key: RandomState,
}

/// Records that follow each other without a gap, all of one instant.
#[derive(Debug)]
struct Run {
    first: i64,
    /// Where the first of them is among all.
    at: usize,
    recorded_at: DateTime<Utc>,
}

impl Places {
    /// Takes the next record.
    pub(super) fn take(&mut self, seen: &Seen, texts: &Texts, last: Position) {
        let goes_on = seen.position == last.next()
            && self
                .runs
                .last()
                .is_some_and(|run| run.recorded_at == seen.recorded_at);
        if !goes_on {
            self.runs.push(Run {
                first: seen.position.to_bigint(),
                at: self.streams.len(),
                recorded_at: seen.recorded_at,
            });
        }
        let stream = self.stream(seen.kind.as_str(), texts.of(&seen.id));
        self.streams.push(stream);
    }

    fn stream(&self, kind: &str, id: &str) -> u64 {
        self.key.hash_one((kind, id))
    }

    /// When the record of a position was recorded; nothing where there is none.
    pub(super) fn recorded_at(&self, position: i64) -> Option<DateTime<Utc>> {
        self.from(position)
            .next()
            .filter(|(first, streams, _)| is_within(position - first, streams))
            .map(|(_, _, recorded_at)| recorded_at)
    }

    /// Whether one of the records from a position to another is of a stream.
    pub(super) fn is_among(&self, kind: &str, id: &str, first: i64, last: i64) -> bool {
        let stream = self.stream(kind, id);
        self.from(first)
            .take_while(|(start, _, _)| *start <= last)
            .any(|(start, streams, _)| {
                let skipped = usize::try_from(first.saturating_sub(start)).unwrap_or_default();
                let within = last.saturating_sub(start).saturating_add(1);
                let within =
                    usize::try_from(within).map_or(streams.len(), |n| n.min(streams.len()));
                let asked = streams.get(skipped..within).unwrap_or_default();
                asked.contains(&stream)
            })
    }

    /// The runs from the one on that a position may be in: first position, streams and instant of each.
    fn from(&self, position: i64) -> impl Iterator<Item = (i64, &[u64], DateTime<Utc>)> {
        let after = self.runs.partition_point(|run| run.first <= position);
        let runs = self.runs.get(after.saturating_sub(1)..).unwrap_or_default();
        let ends = runs.iter().skip(1).map(|run| run.at);
        let ends = ends.chain([self.streams.len()]);
        runs.iter().zip(ends).map(|(run, end)| {
            let streams = self.streams.get(run.at..end).unwrap_or_default();
            (run.first, streams, run.recorded_at)
        })
    }
}

fn is_within(place: i64, streams: &[u64]) -> bool {
    usize::try_from(place).is_ok_and(|place| place < streams.len())
}

#[cfg(test)]
mod tests {
    use almoner_domain::ledger::StreamKind;

    use super::*;
    use crate::record::{RecordLine, parse_instant};

    #[test]
    fn records_are_found_by_their_positions_and_what_is_missing_is_not() {
        let (mut places, mut texts) = (Places::default(), Texts::default());
        let instants = ["2025-03-01T09:30:00.000001Z", "2025-03-01T09:30:00.000002Z"]
            .map(|text| parse_instant(text).unwrap());
        let mut last = Position::ZERO;
        // Position 4 is missing; the first two were recorded together.
        for (position, instant, id) in [(1, 0, "a"), (2, 0, "b"), (3, 1, "c"), (5, 1, "a")] {
            let line = RecordLine {
                position: Position::ZERO.plus(position),
                aggregate_type: "Award",
                aggregate_id: id,
                sequence: 1,
                event_type: "",
                event_version: "",
                recorded_at: instants[instant],
                metadata: "{}",
                payload: "{}",
            };
            let seen = texts.see(StreamKind::Award, &line, None);
            places.take(&seen, &texts, last);
            last = seen.position;
        }
        let recorded: Vec<_> = (0..=6).map(|it| places.recorded_at(it)).collect();
        let [early, late] = instants.map(Some);
        assert_eq!(recorded, [None, early, early, late, None, late, None]);
        for (id, first, last, is_among) in [
            ("a", 1, 1, true),
            ("a", 2, 4, false),
            ("a", 2, 5, true),
            ("b", 1, 5, true),
            ("b", 3, 9, false),
            ("c", 0, 3, true),
            ("c", 4, 4, false),
            ("a", 6, 9, false),
            ("a", 5, 1, false),
        ] {
            assert_eq!(
                places.is_among("Award", id, first, last),
                is_among,
                "{id} {first} {last}"
            );
        }
        assert!(!places.is_among("Claim", "a", 1, 5));
    }
}
