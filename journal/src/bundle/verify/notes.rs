//! What stands beside the records of a segment: its checkpoints, each opened with the log's keys, and its leaf hashes.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::mpsc::SyncSender;

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
    let mut line = Vec::new();
    while file.line(&mut line, NOTE_BYTES_MAX).map_err(named)? {
        let note = open(&line, reading, *last);
        *last = Some(note.at);
        side.notes.push_back(note);
        line.clear();
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

/// Opens the note of a line, which must be of a later size than the one before it.
fn open(line: &[u8], reading: Reading<'_>, last: Option<Position>) -> Note {
    let (origin, keys) = (&reading.manifest.origin, reading.keys);
    let after = last.map_or(Position::ZERO, Position::next);
    let wrong = |at: Position, reason: String| Note {
        at,
        said: Err(reason),
        under: None,
    };
    let note = match serde_json::from_slice::<NoteLine>(line) {
        Ok(line) => line.note,
        Err(error) => return wrong(after, error.to_string()),
    };
    let Some(body) = note.rfind("\n\n").and_then(|end| note.get(..=end)) else {
        return wrong(after, "the text is not a signed note".to_owned());
    };
    let checkpoint = match Checkpoint::parse(body) {
        Ok(checkpoint) => checkpoint,
        Err(error) => return wrong(after, error.to_string()),
    };
    let at = match Position::try_from(checkpoint.size) {
        Ok(size) if size >= after => size,
        Ok(_) | Err(_) => return wrong(after, "its size is out of order".to_owned()),
    };
    if checkpoint.origin != *origin {
        return wrong(at, format!("it is of the log {}", checkpoint.origin));
    }
    let signed: Vec<bool> = keys.iter().map(|key| key.open(&note).is_ok()).collect();
    Note {
        at,
        said: Ok((checkpoint.root, signed)),
        under: Some(reading.policy.look(&note)),
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
