//! What stands beside the records of a segment: its checkpoints, each opened with the log's keys, and its leaf hashes.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::num::NonZero;
use std::sync::mpsc::SyncSender;
use std::thread;

use serde::Deserialize;

use super::super::manifest::Manifest;
use super::super::source::Source;
use super::super::{Part, segment_count};
use super::Reading;
use super::read::{Digested, Unpacked};
use crate::merkle::Hash;
use crate::note::Checkpoint;
use crate::record::Position;
use crate::refusal;
use crate::verify::cosigned::Under;

/// The most bytes of a checkpoint's line: cosignatures of a hundred witnesses have room in it.
const NOTE_BYTES_MAX: u64 = 1 << 16;

/// Checkpoints that are opened together.
const TOGETHER: usize = 1024;

const OUT_OF_ORDER: &str = "its size is out of order";

/// What stands beside the records of a segment.
pub(super) struct SegmentSide {
    /// By size.
    pub(super) notes: VecDeque<Note>,
    /// One leaf hash after another.
    pub(super) hashes: Vec<u8>,
    /// What is wrong with the files.
    pub(super) wrong: Vec<String>,
    /// The refusals: number and digest of each, where it is one.
    pub(super) refusals: Vec<Option<(u64, Hash)>>,
}

/// A checkpoint, opened.
pub(super) struct Note {
    /// Where it is held against the records: its size, or where it stands if that is out of order.
    pub(super) at: Position,
    /// Its root and which of the keys have signed it, or what is wrong with it.
    pub(super) said: Result<(Hash, Vec<bool>), String>,
    /// What stands under it besides.
    pub(super) under: Option<Under>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteLine {
    note: String,
}

/// Opens what stands beside the records of all segments; ends when nobody listens any more.
pub(super) fn sides(reading: Reading<'_>, send: &SyncSender<io::Result<SegmentSide>>) {
    let (mut last, manifest) = (None, reading.manifest);
    for segment in 0..segment_count(manifest.size, manifest.segment_lines) {
        let side = read_side(reading, segment, &mut last);
        let is_broken = side.is_err();
        if send.send(side).is_err() || is_broken {
            return;
        }
    }
}

fn read_side(
    reading: Reading<'_>,
    segment: u64,
    last: &mut Option<Position>,
) -> io::Result<SegmentSide> {
    let Reading {
        source, manifest, ..
    } = reading;
    let mut side = SegmentSide {
        notes: VecDeque::new(),
        hashes: Vec::new(),
        wrong: Vec::new(),
        refusals: Vec::new(),
    };
    let name = Part::Checkpoints.name(segment);
    let named = |error: io::Error| io::Error::other(format!("{name}: {error}"));
    let mut file = Unpacked::open(source, &name).map_err(named)?;
    loop {
        let lines = lines_together(&mut file).map_err(named)?;
        if lines.is_empty() {
            break;
        }
        for opened in open_all(&lines, reading) {
            let note = in_order(opened, *last);
            *last = Some(note.at);
            side.notes.push_back(note);
        }
    }
    side.wrong.extend(file.wrong(manifest.file(&name)));
    let name = Part::Hashes.name(segment);
    let named = |error: io::Error| io::Error::other(format!("{name}: {error}"));
    let mut file = Digested::new(source.read(&name).map_err(named)?);
    let bytes_max = manifest.segment_lines.saturating_mul(32).saturating_add(1);
    (&mut file)
        .take(bytes_max)
        .read_to_end(&mut side.hashes)
        .map_err(named)?;
    side.wrong.extend(file.wrong(manifest.file(&name)));
    if manifest.parts().contains(&Part::Refusals) {
        refusals(source, manifest, segment, &mut side)?;
    }
    Ok(side)
}

/// The next lines of a file that are opened together; none at its end.
fn lines_together(file: &mut Unpacked) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    while lines.len() < TOGETHER && file.line(&mut line, NOTE_BYTES_MAX)? {
        lines.push(std::mem::take(&mut line));
    }
    Ok(lines)
}

/// What a line says, whatever stands before it.
struct Opened {
    /// Leaves of its tree.
    size: Position,
    /// Its root and which of the keys have signed it, or why it is no checkpoint of this log.
    said: Result<(Hash, Vec<bool>), String>,
    under: Under,
}

/// Opens the notes of lines, which costs a signature each, on every core.
fn open_all(lines: &[Vec<u8>], reading: Reading<'_>) -> Vec<Result<Opened, String>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let open = |lines: &[Vec<u8>]| -> Vec<_> {
        let opened = lines.iter().map(|line| open(line, reading));
        opened.collect()
    };
    thread::scope(|scope| {
        let mut shares = lines.chunks(lines.len().div_ceil(cores).max(1));
        let own = shares.next();
        let others: Vec<_> = shares
            .map(|share| scope.spawn(move || open(share)))
            .collect();
        let mut opened = own.map(open).unwrap_or_default();
        for share in others {
            opened.extend(share.join().expect("opening a note does not panic"));
        }
        opened
    })
}

/// Opens the note of a line.
fn open(line: &[u8], reading: Reading<'_>) -> Result<Opened, String> {
    let (origin, keys) = (&reading.manifest.origin, reading.keys);
    let note = serde_json::from_slice::<NoteLine>(line).map_err(|error| error.to_string())?;
    let note = note.note;
    let body = note
        .rfind("\n\n")
        .and_then(|end| note.get(..=end))
        .ok_or_else(|| "the text is not a signed note".to_owned())?;
    let checkpoint = Checkpoint::parse(body).map_err(|error| error.to_string())?;
    let size = Position::try_from(checkpoint.size).map_err(|_| OUT_OF_ORDER.to_owned())?;
    let said = if checkpoint.origin == *origin {
        let signed = keys.iter().map(|key| key.open(&note).is_ok()).collect();
        Ok((checkpoint.root, signed))
    } else {
        Err(format!("it is of the log {}", checkpoint.origin))
    };
    Ok(Opened {
        size,
        said,
        under: reading.policy.look(&note),
    })
}

/// A checkpoint must be of a later size than the one before it.
fn in_order(opened: Result<Opened, String>, last: Option<Position>) -> Note {
    let after = last.map_or(Position::ZERO, Position::next);
    let wrong = |at: Position, reason: String| Note {
        at,
        said: Err(reason),
        under: None,
    };
    match opened {
        Err(reason) => wrong(after, reason),
        Ok(Opened { size, .. }) if size < after => wrong(after, OUT_OF_ORDER.to_owned()),
        Ok(Opened { size, said, under }) => match said {
            Err(reason) => wrong(size, reason),
            Ok(said) => Note {
                at: size,
                said: Ok(said),
                under: Some(under),
            },
        },
    }
}

/// Reads the refusals of a segment.
fn refusals(
    source: &Source,
    manifest: &Manifest,
    segment: u64,
    side: &mut SegmentSide,
) -> io::Result<()> {
    let name = Part::Refusals.name(segment);
    let named = |error: io::Error| io::Error::other(format!("{name}: {error}"));
    let mut file = Unpacked::open(source, &name).map_err(named)?;
    let mut line = Vec::new();
    while file.line(&mut line, NOTE_BYTES_MAX).map_err(named)? {
        line.pop();
        side.refusals.push(refusal::read(&line));
        line.clear();
    }
    side.wrong.extend(file.wrong(manifest.file(&name)));
    Ok(())
}
