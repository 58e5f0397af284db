//! Reading streams into the books: a snapshot where this very program left one, then the events.

use almoner_domain::award::Award;
use almoner_domain::claim::Claim;
use almoner_domain::client::Client;
use almoner_domain::closing::Closing;
use almoner_domain::ledger::{Books, Event, StreamId, StreamKind};
use almoner_domain::measure::Measure;
use almoner_domain::organization::Organization;
use almoner_domain::oversight::Oversight;
use almoner_domain::payment::Payment;
use almoner_domain::programme::Programme;
use almoner_domain::signing::Signing;
use almoner_domain::sub_award::SubAward;
use cqrs_es::persist::{PersistedEventRepository, PersistenceError, SerializedEvent};
use futures::{StreamExt, TryStreamExt};
use postgres_es::PostgresEventRepository;
use sqlx::PgPool;

use super::failure::Failure;
use super::survey::Existing;

/// Streams that are read at the same time; each takes a connection.
const LOADS_AT_ONCE: usize = 4;

/// The shape of the aggregates: a snapshot under any other hash is passed over.
pub(super) const SCHEMA_HASH: &str = env!("DOMAIN_SOURCE_HASH");

/// Opens `streams` in the books, each as far as it is committed; answers which have events.
///
/// `existing` are those that have any: most streams are new, and there is nothing to read of them.
pub(super) async fn load(
    pool: &PgPool,
    books: &mut Books,
    streams: &[StreamId],
    existing: Vec<Existing>,
) -> Result<Vec<StreamId>, Failure> {
    let mut found = Vec::with_capacity(existing.len());
    for Existing { stream, snapshot } in existing {
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
        StreamKind::Measure => repository.get_last_events::<Measure>(id, after).await,
        StreamKind::Oversight => repository.get_last_events::<Oversight>(id, after).await,
        StreamKind::Closing => repository.get_last_events::<Closing>(id, after).await,
        StreamKind::Signing => repository.get_last_events::<Signing>(id, after).await,
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
