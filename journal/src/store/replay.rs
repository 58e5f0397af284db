//! Reading everything, in order: streamed out of the server in bulk, and decoded on every core.

use std::num::NonZero;

use almoner_domain::ledger::Event;
use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt, TryStreamExt};
use sqlx::postgres::PgPoolCopyExt;

use super::copy::CopiedRows;
use super::{Journal, ReadError, Record};
use crate::record::Position;

/// Bytes of records that are decoded together.
const CHUNK_BYTES: usize = 128 * 1024;

/// Chunks for each core that are read ahead of the one that is taken next.
const CHUNKS_AHEAD: usize = 4;

impl Journal {
    /// Every record after `after`, in order, without end of memory.
    pub fn replay(
        &self,
        after: Position,
    ) -> impl Stream<Item = Result<Record, ReadError>> + Send + '_ {
        self.range(after, Position::LAST)
    }

    /// Every record after `after`, in order, with its event, without end of memory: for a replay.
    pub fn replay_events(
        &self,
        after: Position,
    ) -> impl Stream<Item = Result<(Record, Event), ReadError>> + Send + '_ {
        self.decoded(after, Position::LAST, |record| {
            let event = record.event()?;
            Ok((record, event))
        })
    }

    /// Every record after `after` and up to `last`, in order.
    pub(super) fn range(
        &self,
        after: Position,
        last: Position,
    ) -> impl Stream<Item = Result<Record, ReadError>> + Send + '_ {
        self.decoded(after, last, Ok)
    }

    /// Chunks are read one after the other and decoded beside each other; their order stays.
    fn decoded<T: Send + 'static>(
        &self,
        after: Position,
        last: Position,
        decode: fn(Record) -> Result<T, ReadError>,
    ) -> impl Stream<Item = Result<T, ReadError>> + Send + '_ {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        stream::once(self.copy(after, last))
            .try_flatten()
            .map_ok(move |chunk| async move {
                tokio::spawn(async move { decode_chunk(&chunk, decode) })
                    .await
                    .map_err(ReadError::malformed)?
            })
            .try_buffered(cores * CHUNKS_AHEAD)
            .map_ok(|decoded| stream::iter(decoded.into_iter().map(Ok)))
            .try_flatten()
    }

    /// The records as COPY gives them, in chunks of whole rows.
    async fn copy(
        &self,
        after: Position,
        last: Position,
    ) -> Result<BoxStream<'static, Result<Vec<u8>, ReadError>>, ReadError> {
        // COPY takes no parameters; two numbers are all that varies.
        let statement = format!(
            "COPY (SELECT position, aggregate_type, aggregate_id, sequence, event_type, event_version, \
             recorded_at, metadata, payload, leaf FROM events \
             WHERE position > {after} AND position <= {last} ORDER BY position) \
             TO STDOUT (FORMAT binary)"
        );
        let bytes = self.pool().copy_out_raw(&statement).await?;
        let chunks = stream::try_unfold((bytes, CopiedRows::default()), next_chunk);
        Ok(chunks.boxed())
    }
}

/// What comes from the server, and the rows of it that are not yet handed on.
type Copying<Bytes> = (BoxStream<'static, Result<Bytes, sqlx::Error>>, CopiedRows);

async fn next_chunk<Bytes: AsRef<[u8]>>(
    (mut bytes, mut rows): Copying<Bytes>,
) -> Result<Option<(Vec<u8>, Copying<Bytes>)>, ReadError> {
    while rows.whole_bytes() < CHUNK_BYTES {
        match bytes.try_next().await? {
            Some(read) => rows.push(read.as_ref())?,
            None => break,
        }
    }
    let chunk = rows.take();
    if chunk.is_empty() {
        rows.finish()?;
        return Ok(None);
    }
    Ok(Some((chunk, (bytes, rows))))
}

fn decode_chunk<T>(
    chunk: &[u8],
    decode: fn(Record) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let (mut rest, mut decoded) = (chunk, Vec::new());
    while !rest.is_empty() {
        decoded.push(decode(Record::decode_copied(&mut rest)?)?);
    }
    Ok(decoded)
}
