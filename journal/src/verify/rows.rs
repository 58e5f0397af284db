//! The records of the live ledger: streamed out of the server in bulk, taken apart on every core, and walked in order.

use std::collections::VecDeque;
use std::num::NonZero;

use futures::TryStreamExt;
use sqlx::PgConnection;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::FaultKind;
use super::seen::{Reader, Seen, Texts};
use super::walk::Walk;
use crate::merkle::Hash;
use crate::record::Position;
use crate::store::{CHUNK_BYTES, CHUNKS_AHEAD, CopiedRecord, CopiedRows, ReadError, Record};

/// Rows that were taken apart together.
struct Batch<T> {
    texts: Texts,
    rows: Vec<Row<T>>,
}

enum Row<T> {
    Record {
        seen: Seen,
        /// The leaf of its line.
        leaf: Hash,
        /// The leaf that is stored is another.
        is_stored_otherwise: bool,
        /// What was read of it for whoever is shown it.
        read: T,
    },
    Unreadable(Position, String),
}

/// Walks over all records, and hands the connection back.
pub(super) async fn walk<T: Send + 'static>(
    connection: PgConnection,
    walk: &mut Walk,
    read: Reader<T>,
    visit: &mut impl FnMut(T) -> Result<(), String>,
) -> Result<PgConnection, ReadError> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let (send, mut chunks) = mpsc::channel(CHUNKS_AHEAD);
    let copied = tokio::spawn(copy(connection, send));
    let mut ahead: VecDeque<JoinHandle<Batch<T>>> = VecDeque::new();
    while let Some(chunk) = chunks.recv().await {
        ahead.push_back(tokio::spawn(async move { take_apart(&chunk, read) }));
        if ahead.len() > cores * CHUNKS_AHEAD
            && let Some(batch) = ahead.pop_front()
        {
            walk_batch(batch.await.map_err(ReadError::malformed)?, walk, visit);
        }
    }
    for batch in ahead {
        walk_batch(batch.await.map_err(ReadError::malformed)?, walk, visit);
    }
    copied.await.map_err(ReadError::malformed)?
}

/// Hands on what COPY gives, in chunks of whole rows, and then the connection.
async fn copy(
    mut connection: PgConnection,
    send: mpsc::Sender<Vec<u8>>,
) -> Result<PgConnection, ReadError> {
    let (fields, columns) = Record::COPIED;
    // COPY takes no parameters; this is made of a constant list of columns.
    let statement =
        format!("COPY (SELECT {columns} FROM events ORDER BY position) TO STDOUT (FORMAT binary)");
    let mut rows = CopiedRows::of(fields);
    let mut bytes = connection.copy_out_raw(&statement).await?;
    while let Some(read) = bytes.try_next().await? {
        rows.push(&read)?;
        if rows.whole_bytes() >= CHUNK_BYTES && send.send(rows.take()).await.is_err() {
            return Err(ReadError::malformed("the walk over the records stopped"));
        }
    }
    drop(bytes);
    let chunk = rows.take();
    rows.finish()?;
    drop(send.send(chunk).await);
    Ok(connection)
}

fn take_apart<T>(chunk: &[u8], read: Reader<T>) -> Batch<T> {
    let (mut rest, mut line) = (chunk, Vec::new());
    let mut batch = Batch {
        texts: Texts::default(),
        rows: Vec::new(),
    };
    while !rest.is_empty() {
        batch.rows.push(match CopiedRecord::next(&mut rest) {
            Ok(record) => {
                let leaf = record.line.leaf(&mut line);
                Row::Record {
                    seen: batch.texts.see(record.kind, &record.line, None),
                    leaf,
                    is_stored_otherwise: leaf != record.leaf,
                    read: read(&record.line, leaf),
                }
            }
            Err((position, error)) => Row::Unreadable(position, error.to_string()),
        });
    }
    batch
}

fn walk_batch<T>(
    batch: Batch<T>,
    walk: &mut Walk,
    visit: &mut impl FnMut(T) -> Result<(), String>,
) {
    for row in batch.rows {
        match row {
            Row::Record {
                seen,
                leaf,
                is_stored_otherwise,
                read,
            } => {
                walk.record(&seen, &batch.texts, leaf, is_stored_otherwise);
                if let Err(reason) = visit(read) {
                    walk.faults.add(seen.position, FaultKind::Books(reason));
                }
                walk.check_checkpoints();
            }
            Row::Unreadable(position, reason) => {
                walk.faults.add(position, FaultKind::Unreadable(reason));
            }
        }
    }
}
