//! Leaving snapshots behind: after the commit, outside its transaction, and never relied upon.

use almoner_domain::ledger::{Books, StreamId};
use serde_json::Value;
use sqlx::PgPool;

use super::load::SCHEMA_HASH;

/// The state of a stream, and the sequence that it reaches.
pub(super) type Snapshot = (Value, StreamId, i64);

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
