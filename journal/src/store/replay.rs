//! Reading everything, in order: streamed out of the server in bulk, and decoded on every core.

use std::num::NonZero;

use almoner_domain::ledger::{Event, StreamId, StreamKind};
use chrono::{DateTime, Utc};
use futures::stream;
use futures::{Stream, StreamExt, TryStreamExt};
use sqlx::{Connection, PgPool};
use tokio::sync::mpsc;

use super::copy::{Columns, CopiedRows};
use super::{Journal, ReadError, Record};
use crate::record::{Position, RecordLine};

/// Bytes of records that are decoded together.
pub(crate) const CHUNK_BYTES: usize = 128 * 1024;

/// Chunks for each core that are read ahead of the one that is taken next.
pub(crate) const CHUNKS_AHEAD: usize = 4;

/// What happened, as a replay reads it: the event and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastEvent {
    /// Its place in the ledger.
    pub position: Position,
    /// Its stream.
    pub stream: StreamId,
    /// Its place in its stream, from 1.
    pub sequence: u64,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// What happened.
    pub event: Event,
}

impl PastEvent {
    /// Reads the event of a record line.
    pub fn of_line(line: &RecordLine<'_>) -> Result<Self, ReadError> {
        let kind = StreamKind::parse(line.aggregate_type).ok_or_else(|| {
            ReadError::malformed(format!("no aggregate is called {}", line.aggregate_type))
        })?;
        let event = Event::parse(kind, line.event_type, line.event_version, line.payload)
            .map_err(|error| ReadError::malformed(format!("record {}: {error}", line.position)))?;
        Ok(Self {
            position: line.position,
            stream: StreamId {
                kind,
                id: line.aggregate_id.to_owned(),
            },
            sequence: line.sequence,
            recorded_at: line.recorded_at,
            event,
        })
    }
}

impl Journal {
    /// Every record after `after`, in order, without end of memory.
    pub fn replay(
        &self,
        after: Position,
    ) -> impl Stream<Item = Result<Record, ReadError>> + Send + '_ {
        self.range(after, Position::LAST)
    }

    /// Every event after `after` and up to `last`, in order, without end of memory. The texts that were
    /// hashed are left where they are.
    pub fn replay_events(
        &self,
        after: Position,
        last: Position,
    ) -> impl Stream<Item = Result<PastEvent, ReadError>> + Send + '_ {
        let decode = PastEvent::decode_copied;
        self.decoded(PastEvent::COPIED, after, last, decode)
    }

    /// Every record after `after` and up to `last`, in order.
    pub(crate) fn range(
        &self,
        after: Position,
        last: Position,
    ) -> impl Stream<Item = Result<Record, ReadError>> + Send + '_ {
        self.decoded(Record::COPIED, after, last, Record::decode_copied)
    }

    /// Chunks are read one after the other and decoded beside each other; their order stays.
    fn decoded<T: Send + 'static>(
        &self,
        columns: Columns,
        after: Position,
        last: Position,
        decode: fn(&mut &[u8]) -> Result<T, ReadError>,
    ) -> impl Stream<Item = Result<T, ReadError>> + Send + '_ {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        stream::once(async move { self.copy(columns, after, last) })
            .flat_map(|chunks| stream::try_unfold(chunks, next_chunk))
            .map_ok(move |chunk| async move {
                tokio::spawn(async move { decode_chunk(&chunk, decode) })
                    .await
                    .map_err(ReadError::malformed)?
            })
            .try_buffered(cores * CHUNKS_AHEAD)
            .map_ok(|decoded| stream::iter(decoded.into_iter().map(Ok)))
            .try_flatten()
    }

    /// The records as COPY gives them, in chunks of whole rows, read ahead by a task of its own.
    fn copy(
        &self,
        (fields, columns): Columns,
        after: Position,
        last: Position,
    ) -> mpsc::Receiver<Copied> {
        // COPY takes no parameters; of two constant lists of columns and two numbers this is made.
        let statement = format!(
            "COPY (SELECT {columns} FROM events \
             WHERE position > {after} AND position <= {last} ORDER BY position) \
             TO STDOUT (FORMAT binary)"
        );
        let (send, chunks) = mpsc::channel(CHUNKS_AHEAD);
        let pool = self.pool().clone();
        tokio::spawn(async move {
            let outcome = pump(&pool, &statement, fields, &send).await;
            // Whoever went away does not want the end of it.
            drop(send.send(outcome.map(|()| None)).await);
        });
        chunks
    }
}

/// A chunk of whole rows, or the end.
type Copied = Result<Option<Vec<u8>>, ReadError>;

/// Hands on what COPY gives. The connection is taken out of the pool for good: one that is left in the
/// middle of a COPY is of no use to anybody else.
async fn pump(
    pool: &PgPool,
    statement: &str,
    fields: i16,
    send: &mpsc::Sender<Copied>,
) -> Result<(), ReadError> {
    let mut connection = pool.acquire().await?.detach();
    let mut rows = CopiedRows::of(fields);
    let mut bytes = connection.copy_out_raw(statement).await?;
    while let Some(read) = bytes.try_next().await? {
        rows.push(&read)?;
        if rows.whole_bytes() >= CHUNK_BYTES && send.send(Ok(Some(rows.take()))).await.is_err() {
            return Ok(());
        }
    }
    drop(bytes);
    let chunk = rows.take();
    rows.finish()?;
    drop(send.send(Ok(Some(chunk))).await);
    connection.close().await?;
    Ok(())
}

/// The next chunk; a copy that stops without its end was cut short.
async fn next_chunk(
    mut chunks: mpsc::Receiver<Copied>,
) -> Result<Option<(Vec<u8>, mpsc::Receiver<Copied>)>, ReadError> {
    match chunks.recv().await {
        Some(Ok(chunk)) => Ok(chunk.map(|chunk| (chunk, chunks))),
        Some(Err(error)) => Err(error),
        None => Err(ReadError::malformed("the reading of the records stopped")),
    }
}

fn decode_chunk<T>(
    chunk: &[u8],
    decode: fn(&mut &[u8]) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let (mut rest, mut decoded) = (chunk, Vec::new());
    while !rest.is_empty() {
        decoded.push(decode(&mut rest)?);
    }
    Ok(decoded)
}
