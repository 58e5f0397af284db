//! Reads a bundle into the empty journal of a ledger that is thrown away afterwards, so that it can be replayed and asked.
//!
//! It is verified on the way, by the code that verifies bundles. Nothing takes commands there: answers to commands, tiles
//! and cosignatures stay in the bundle.

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, BufReader};

use almoner_domain::ledger::StreamKind;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Deserialize;
use sqlx::{Connection, PgConnection};
use tokio::sync::mpsc;

use super::loose::note_size;
use super::manifest::{MANIFEST, Manifest};
use super::source::{BundleError, Source};
use super::verify::{BundleTrust, verify};
use super::{Part, segment_count};
use crate::note::Verifier;
use crate::record::Position;
use crate::schema::{LedgerName, connect_options};
use crate::store::{ReadError, Record};
use crate::verify::Report;

/// Records or checkpoints that are written together.
const PIECE: usize = 2_000;
/// Pieces that may wait to be written.
const AHEAD: usize = 4;

/// What was read.
#[derive(Debug)]
pub struct Restored {
    /// What the verification found. Where it does not hold, nothing was written.
    pub report: Report,
    /// The positions of the lines that are withheld.
    pub withheld: BTreeSet<i64>,
}

/// What goes from the thread that reads to the database.
enum Piece {
    Records(Vec<Record>),
    Notes(Vec<Note>),
}

/// A checkpoint: its size, its root and its text.
struct Note {
    size: i64,
    root: Vec<u8>,
    text: String,
}

#[derive(Deserialize)]
struct NoteLine {
    note: String,
}

impl Source {
    /// What the bundle says of itself.
    ///
    /// Errors: `BUNDLE_UNUSABLE` where there is no manifest, `BUNDLE_MALFORMED` where it is none of ours.
    pub fn manifest(&self) -> Result<Manifest, BundleError> {
        let path = self.path().join(MANIFEST);
        let text = self.manifest_text().map_err(BundleError::io(&path))?;
        let malformed = |reason: String| BundleError::Archive {
            path: self.path().to_owned(),
            reason,
        };
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|error| malformed(error.to_string()))?;
        if manifest.is_known() {
            Ok(manifest)
        } else {
            Err(malformed(format!("its format is {}", manifest.format)))
        }
    }
}

/// Verifies a bundle by the log's keys, where the caller has any from elsewhere, and writes it into an empty ledger as the
/// role that owns it.
///
/// # Errors
/// [`BundleError`] where it cannot be read or written at all; whatever else is wrong with it is in the report.
pub async fn restore(
    owner_url: &str,
    ledger: &LedgerName,
    source: Source,
    keys: Vec<Verifier>,
    progress: impl FnMut(Position) + Send + 'static,
) -> Result<Restored, BundleError> {
    let (send, mut pieces) = mpsc::channel(AHEAD);
    let walk = tokio::task::spawn_blocking(move || walk(&source, &keys, &send, progress));
    let options = connect_options(owner_url, ledger).map_err(ReadError::from)?;
    let mut connection = PgConnection::connect_with(&options)
        .await
        .map_err(ReadError::from)?;
    let mut transaction = connection.begin().await.map_err(ReadError::from)?;
    let mut written = Ok(());
    while let Some(piece) = pieces.recv().await {
        // What cannot be written may be what verification finds wrong, and says better: it goes on to its end.
        if written.is_ok() {
            written = write(&mut transaction, piece).await;
        }
    }
    let restored = walk
        .await
        .map_err(|error| ReadError::malformed(error.to_string()))??;
    if restored.report.findings.holds() {
        written.map_err(ReadError::from)?;
        move_head(&mut transaction, &restored.report)
            .await
            .map_err(ReadError::from)?;
        transaction.commit().await.map_err(ReadError::from)?;
    }
    Ok(restored)
}

/// Verifies, and hands on what there is.
fn walk(
    source: &Source,
    keys: &[Verifier],
    send: &mpsc::Sender<Piece>,
    progress: impl FnMut(Position),
) -> Result<Restored, BundleError> {
    let manifest = source.manifest()?;
    let (mut batch, mut withheld, mut next) = (Vec::new(), BTreeSet::new(), 1);
    let trust = BundleTrust {
        keys,
        ..BundleTrust::default()
    };
    let report = verify(
        source,
        trust,
        |line, leaf| {
            let kind = StreamKind::parse(line.aggregate_type);
            kind.map(|kind| Record::of_line(kind, line, leaf))
        },
        |record| {
            let record = record.ok_or("no aggregate is called so")?;
            let position = record.position.to_bigint();
            withheld.extend(next..position);
            next = position + 1;
            batch.push(record);
            if batch.len() >= PIECE {
                // Whoever writes goes on to the end.
                drop(send.blocking_send(Piece::Records(std::mem::take(&mut batch))));
            }
            Ok(())
        },
        progress,
    )?;
    drop(send.blocking_send(Piece::Records(batch)));
    withheld.extend(next..=report.head.to_bigint());
    if report.findings.holds() {
        for segment in 0..segment_count(manifest.size, manifest.segment_lines) {
            notes(source, segment, send).map_err(BundleError::io(source.path()))?;
        }
    }
    Ok(Restored { report, withheld })
}

fn notes(source: &Source, segment: u64, send: &mpsc::Sender<Piece>) -> io::Result<()> {
    let file = source.read(&Part::Checkpoints.name(segment))?;
    let mut batch = Vec::new();
    for line in BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines() {
        let NoteLine { note: text } = serde_json::from_str(&line?)?;
        let root = text.split('\n').nth(2).unwrap_or_default();
        batch.push(Note {
            size: i64::try_from(note_size(&text).unwrap_or_default()).map_err(io::Error::other)?,
            root: STANDARD.decode(root).map_err(io::Error::other)?,
            text,
        });
        if batch.len() >= PIECE {
            drop(send.blocking_send(Piece::Notes(std::mem::take(&mut batch))));
        }
    }
    drop(send.blocking_send(Piece::Notes(batch)));
    Ok(())
}

async fn write(connection: &mut PgConnection, piece: Piece) -> Result<(), sqlx::Error> {
    match piece {
        Piece::Records(records) => write_records(connection, &records).await,
        Piece::Notes(notes) => write_notes(connection, &notes).await,
    }
}

async fn write_records(
    connection: &mut PgConnection,
    records: &[Record],
) -> Result<(), sqlx::Error> {
    let texts = |part: fn(&Record) -> &str| records.iter().map(part).collect::<Vec<&str>>();
    let numbers = |part: fn(&Record) -> i64| records.iter().map(part).collect::<Vec<i64>>();
    sqlx::query(WRITE_RECORDS)
        .bind(numbers(|record| record.position.to_bigint()))
        .bind(texts(|record| record.stream.kind.as_str()))
        .bind(texts(|record| record.stream.id.as_str()))
        .bind(numbers(|record| {
            i64::try_from(record.sequence).unwrap_or(i64::MAX)
        }))
        .bind(texts(|record| record.event_type.as_str()))
        .bind(texts(|record| record.event_version.as_str()))
        .bind(texts(|record| record.payload.as_str()))
        .bind(texts(|record| record.metadata.as_str()))
        .bind(
            records
                .iter()
                .map(|record| record.recorded_at)
                .collect::<Vec<_>>(),
        )
        .bind(
            records
                .iter()
                .map(|record| record.leaf.as_bytes().as_slice())
                .collect::<Vec<_>>(),
        )
        .execute(connection)
        .await
        .map(drop)
}

async fn write_notes(connection: &mut PgConnection, notes: &[Note]) -> Result<(), sqlx::Error> {
    sqlx::query(WRITE_NOTES)
        .bind(notes.iter().map(|note| note.size).collect::<Vec<_>>())
        .bind(
            notes
                .iter()
                .map(|note| note.root.as_slice())
                .collect::<Vec<_>>(),
        )
        .bind(
            notes
                .iter()
                .map(|note| note.text.as_str())
                .collect::<Vec<_>>(),
        )
        .execute(connection)
        .await
        .map(drop)
}

async fn move_head(connection: &mut PgConnection, report: &Report) -> Result<(), sqlx::Error> {
    sqlx::query(MOVE_HEAD)
        .bind(report.head.to_bigint())
        .bind(report.root.as_bytes().as_slice())
        .execute(connection)
        .await
        .map(drop)
}

const WRITE_RECORDS: &str = "
INSERT INTO events (position, aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
    recorded_at, leaf)
SELECT position, kind, id, sequence, event_type, event_version, payload::json, metadata::json, recorded_at, leaf
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::timestamptz[], $10::bytea[])
    AS event (position, kind, id, sequence, event_type, event_version, payload, metadata, recorded_at, leaf)";

/// The records of a commit share its instant. Where the last of them is withheld, the one before it that is not tells when.
const WRITE_NOTES: &str = "
INSERT INTO checkpoints (size, root, note, recorded_at)
SELECT size, root, note,
    coalesce((SELECT recorded_at FROM events WHERE position <= size ORDER BY position DESC LIMIT 1), 'epoch')
FROM unnest($1::bigint[], $2::bytea[], $3::text[]) AS issued (size, root, note)
ON CONFLICT DO NOTHING";

const MOVE_HEAD: &str = "
UPDATE journal_head SET position = $1, root = $2,
    recorded_at = coalesce((SELECT max(recorded_at) FROM checkpoints), recorded_at)";
