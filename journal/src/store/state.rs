//! What an aggregate was after some of its events: its stream, folded again from the first event on.

use std::collections::{BTreeMap, BTreeSet};

use almoner_domain::ledger::{Books, StreamId};
use serde_json::Value;

use super::record::select_records;
use super::{Journal, ReadError, Record};

/// How many records are read at once.
const PAGE: i64 = 2_000;

impl Journal {
    /// The states of a stream's aggregate after each of some sequences, as JSON, from one reading of the stream. Sequence
    /// 0 is the state before the first event; of a sequence that the stream has not reached there is none.
    ///
    /// Errors: `STORED_MALFORMED` where an event of the stream is missing or cannot be read.
    pub async fn states(
        &self,
        stream: &StreamId,
        sequences: &BTreeSet<u64>,
    ) -> Result<BTreeMap<u64, Value>, ReadError> {
        let mut books = Books::default();
        books.open(stream);
        let mut states = BTreeMap::new();
        let mut keep = |sequence: u64, books: &Books| {
            if sequences.contains(&sequence)
                && let Some(state) = books.snapshot(stream)
            {
                states.insert(sequence, state);
            }
        };
        keep(0, &books);
        let (mut folded, last) = (0, sequences.last().copied().unwrap_or_default());
        while folded < last {
            let page = self.stream_after(stream, folded, last).await?;
            if page.is_empty() {
                break;
            }
            for record in page {
                books
                    .apply(stream, record.sequence, &record.event()?)
                    .map_err(ReadError::malformed)?;
                keep(record.sequence, &books);
                folded = record.sequence;
            }
        }
        Ok(states)
    }

    /// The next records of a stream, up to a sequence.
    async fn stream_after(
        &self,
        stream: &StreamId,
        after: u64,
        last: u64,
    ) -> Result<Vec<Record>, ReadError> {
        let bound = |sequence: u64| i64::try_from(sequence).map_err(ReadError::malformed);
        let rows = sqlx::query(select_records!(
            "WHERE aggregate_type = $1 AND aggregate_id = $2 AND sequence > $3 AND sequence <= $4 \
             ORDER BY sequence LIMIT $5"
        ))
        .bind(stream.kind.as_str())
        .bind(&stream.id)
        .bind(bound(after)?)
        .bind(bound(last)?)
        .bind(PAGE)
        .fetch_all(self.pool())
        .await?;
        rows.iter().map(Record::decode).collect()
    }
}
