//! Leaving snapshots behind: after the commit, outside its transaction, and never relied upon.

use almoner_domain::ledger::{Books, StreamId};
use serde_json::Value;
use sqlx::PgPool;

use super::load::SCHEMA_HASH;

/// The state of a stream, and the sequence that it reaches.
pub(super) type Snapshot = (Value, StreamId, i64);

/// Whether a snapshot is due after the event with this sequence: after every `interval` events of a young stream, and
/// after an eighth to a quarter more of a long one, whose state may be as long as its history.
pub(super) fn is_due(sequence: u64, interval: u64) -> bool {
    let eighths = (sequence / interval / 4).max(1);
    let apart = 1 << eighths.ilog2();
    sequence.is_multiple_of(interval.saturating_mul(apart))
}

/// The present states of `streams`.
pub(super) fn of(books: &Books, streams: Vec<StreamId>) -> Vec<Snapshot> {
    streams
        .into_iter()
        .filter_map(|stream| {
            let sequence = i64::try_from(books.sequence(&stream)?).ok()?;
            Some((books.snapshot(&stream)?, stream, sequence))
        })
        .collect()
}

/// Writes states that are committed in the background.
pub(super) fn leave(pool: &PgPool, states: Vec<Snapshot>) {
    if states.is_empty() {
        return;
    }
    let pool = pool.clone();
    tokio::spawn(async move {
        for (state, stream, sequence) in states {
            let written = sqlx::query(
                "INSERT INTO snapshots AS held (aggregate_type, aggregate_id, last_sequence, \
                     current_snapshot, payload, schema_hash) \
                 VALUES ($1, $2, $3, 1, $4, $5) \
                 ON CONFLICT (aggregate_type, aggregate_id) DO UPDATE SET \
                     last_sequence = excluded.last_sequence, payload = excluded.payload, \
                     current_snapshot = held.current_snapshot + 1, schema_hash = excluded.schema_hash \
                 WHERE held.last_sequence < excluded.last_sequence \
                     OR held.schema_hash <> excluded.schema_hash",
            )
            .bind(stream.kind.as_str())
            .bind(&stream.id)
            .bind(sequence)
            .bind(&state)
            .bind(SCHEMA_HASH)
            .execute(&pool)
            .await;
            if let Err(error) = written {
                tracing::debug!(%stream, %error, "a snapshot was not written");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::is_due;

    #[test]
    fn snapshots_of_a_long_stream_are_further_apart_and_leave_a_quarter_to_read_at_most() {
        let due: Vec<u64> = (1..=4_096).filter(|at| is_due(*at, 256)).collect();
        let young: Vec<u64> = (1..8).map(|nth| nth * 256).collect();
        assert_eq!(due[..7], young);
        assert_eq!(due[7..], [2_048, 2_560, 3_072, 3_584, 4_096]);
        let due: Vec<u64> = (1..=1_000_000).filter(|at| is_due(*at, 256)).collect();
        assert!(due.len() < 80, "{} snapshots", due.len());
        let further = due.windows(2).filter(|pair| pair[0] >= 1_024);
        for pair in further {
            assert!(pair[1] - pair[0] <= pair[0] / 4, "{pair:?}");
        }
    }
}
