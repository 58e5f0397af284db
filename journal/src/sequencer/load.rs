//! Reading streams into the books: a snapshot where this very program left one, then the events.

use almoner_domain::award::Award;
use almoner_domain::claim::Claim;
use almoner_domain::client::Client;
use almoner_domain::ledger::{Books, Event, StreamId, StreamKind};
use almoner_domain::organization::Organization;
use almoner_domain::payment::Payment;
use almoner_domain::programme::Programme;
use almoner_domain::sub_award::SubAward;
use cqrs_es::persist::{PersistedEventRepository, PersistenceError, SerializedEvent};
use futures::{StreamExt, TryStreamExt};
use postgres_es::PostgresEventRepository;
use serde_json::Value;
use sqlx::{PgPool, Row};

use super::attempt::Failure;

/// Streams that are read at the same time; each takes a connection.
const LOADS_AT_ONCE: usize = 4;

/// The shape of the aggregates: a snapshot under any other hash is passed over.
pub(super) const SCHEMA_HASH: &str = env!("DOMAIN_SOURCE_HASH");

/// Opens `streams` in the books, each as far as it is committed; answers how many have events.
pub(super) async fn load(
    pool: &PgPool,
    books: &mut Books,
    streams: &[StreamId],
) -> Result<Vec<StreamId>, Failure> {
    let mut found = Vec::new();
    for (stream, snapshot) in existing(pool, streams).await? {
        let restored = snapshot
            .filter(|(sequence, state)| books.restore(&stream, *sequence, state.clone()).is_ok());
        found.push((stream, restored.map_or(0, |(sequence, _)| sequence)));
    }
    for stream in streams {
        // What was not restored starts empty; what was is left as it is.
        books.open(stream);
    }
    let mut loads = futures::stream::iter(found.clone())
        .map(|(stream, after)| events(pool.clone(), stream, after))
        .buffer_unordered(LOADS_AT_ONCE);
    while let Some((stream, events)) = loads.try_next().await? {
        for event in events {
            let sequence = u64::try_from(event.sequence).map_err(Failure::inconsistent)?;
            let event = Event::parse(
                stream.kind,
                &event.event_type,
                &event.event_version,
                &event.payload.to_string(),
            )
            .map_err(Failure::inconsistent)?;
            books
                .apply(&stream, sequence, &event)
                .map_err(Failure::inconsistent)?;
        }
    }
    Ok(found.into_iter().map(|(stream, _)| stream).collect())
}

/// Which of `streams` have events, and the snapshots of this program's shape, in one query.
async fn existing(
    pool: &PgPool,
    streams: &[StreamId],
) -> Result<Vec<(StreamId, Option<(u64, Value)>)>, Failure> {
    let kinds: Vec<&str> = streams.iter().map(|stream| stream.kind.as_str()).collect();
    let ids: Vec<&str> = streams.iter().map(|stream| stream.id.as_str()).collect();
    let rows = sqlx::query(
        "SELECT wanted.number, snapshot.last_sequence, snapshot.payload \
         FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (kind, id, number) \
         JOIN events AS event ON event.aggregate_type = wanted.kind \
             AND event.aggregate_id = wanted.id AND event.sequence = 1 \
         LEFT JOIN snapshots AS snapshot ON snapshot.aggregate_type = wanted.kind \
             AND snapshot.aggregate_id = wanted.id AND snapshot.schema_hash = $3",
    )
    .bind(kinds)
    .bind(ids)
    .bind(SCHEMA_HASH)
    .fetch_all(pool)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let number: i64 = row.try_get(0)?;
        let stream = usize::try_from(number - 1)
            .ok()
            .and_then(|index| streams.get(index))
            .ok_or_else(|| Failure::inconsistent("a row without its stream"))?;
        let snapshot = match (row.try_get::<Option<i64>, _>(1)?, row.try_get(2)?) {
            (Some(sequence), Some(state)) => Some((
                u64::try_from(sequence).map_err(Failure::inconsistent)?,
                state,
            )),
            (None | Some(_), _) => None,
        };
        found.push((stream.clone(), snapshot));
    }
    Ok(found)
}

async fn events(
    pool: PgPool,
    stream: StreamId,
    after: u64,
) -> Result<(StreamId, Vec<SerializedEvent>), Failure> {
    let repository = PostgresEventRepository::new(pool);
    let after = usize::try_from(after).map_err(Failure::inconsistent)?;
    let id = stream.id.as_str();
    let events = match stream.kind {
        StreamKind::Programme => repository.get_last_events::<Programme>(id, after).await,
        StreamKind::Organization => repository.get_last_events::<Organization>(id, after).await,
        StreamKind::Award => repository.get_last_events::<Award>(id, after).await,
        StreamKind::SubAward => repository.get_last_events::<SubAward>(id, after).await,
        StreamKind::Client => repository.get_last_events::<Client>(id, after).await,
        StreamKind::Claim => repository.get_last_events::<Claim>(id, after).await,
        StreamKind::Payment => repository.get_last_events::<Payment>(id, after).await,
    };
    events
        .map(|events| (stream, events))
        .map_err(|error| match error {
            PersistenceError::ConnectionError(error) | PersistenceError::UnknownError(error) => {
                Failure::Unavailable(error.to_string())
            }
            PersistenceError::OptimisticLockError => Failure::inconsistent("a read met a lock"),
            PersistenceError::DeserializationError(error) => Failure::inconsistent(error),
        })
}
