//! Verification of a bundle, by itself: no database, and no word of the bundle's believed.
//!
//! The records are unpacked on one thread, taken apart and hashed on every core, and walked in their order on another thread.
//! The order of the checks is part of the format: every verifier names the same first bad position.

mod lines;
mod notes;
mod read;
mod statements;
mod walk;

use std::io;
use std::sync::mpsc;
use std::thread;

use super::manifest::Manifest;
use super::source::{BundleError, Source};
use super::{segment_count, write};
use crate::merkle::empty_root;
use crate::note::Verifier;
use crate::record::Position;
use crate::verify::{FaultKind, Faults, Reader, Report, WitnessPolicy, held::Held};
use lines::{Jobs, Next};
use notes::SegmentSide;
use statements::Statements;
use walk::BundleWalk;

/// Messages that may wait between two threads.
const AHEAD: usize = 4;

/// What the verifier of a bundle brings along.
#[derive(Debug, Clone, Copy, Default)]
pub struct BundleTrust<'verifier> {
    /// Keys of the log, from somewhere else than the bundle; one of them is enough, for its events lead from each to the
    /// others. Without any, the bundle's own are taken, which shows that it is of one piece and not whose it is.
    pub keys: &'verifier [Verifier],
    /// Signed checkpoints of earlier moments, as the verifier got them then.
    pub held: &'verifier [String],
    /// Statements of the read side that the verifier has kept, as he got them then.
    pub statements: &'verifier [String],
    /// The witnesses that must have cosigned.
    pub policy: WitnessPolicy<'verifier>,
}

/// Recomputes everything that a bundle says.
///
/// `visit` is shown what `read` took from every record that is there, in order, from a faulty one too; what it finds wrong is listed as
/// [`FaultKind::Books`]. `progress` is told of every batch.
///
/// # Errors
/// [`BundleError`] where there is no manifest to read; whatever else is wrong is in the report.
pub fn verify<T: Send>(
    source: &Source,
    trust: BundleTrust<'_>,
    read: Reader<T>,
    visit: impl FnMut(T) -> Result<(), String>,
    progress: impl FnMut(Position),
) -> Result<Report, BundleError> {
    let text = source
        .manifest_text()
        .map_err(|source_error| BundleError::Io {
            path: source.path().join(super::MANIFEST),
            source: source_error,
        })?;
    let manifest: Manifest = match serde_json::from_slice(&text) {
        Ok(manifest) => manifest,
        Err(error) => return Ok(unreadable(&error.to_string())),
    };
    let mut faults = Faults::default();
    let keys = keys(&manifest, trust, &mut faults);
    let refs: Vec<&Verifier> = keys.iter().collect();
    let held = Held::open(trust.held, &manifest.origin, &keys, &mut faults);
    check_frame(&manifest, &mut faults);
    let stated = Statements::open(source, &manifest, &keys, trust.statements, &mut faults);
    let mut walk = BundleWalk::new(&manifest, keys.clone(), held, stated, trust.policy, faults);
    if trust.keys.is_empty() {
        walk.skip("whose key this is: none was given, so that of the bundle was taken");
    }
    if trust.held.is_empty() {
        walk.skip(
            "that nothing was cut off or forked: no checkpoint of an earlier moment was given",
        );
    }
    let reading = Reading {
        source,
        manifest: &manifest,
        keys: &refs,
        policy: trust.policy,
    };
    walk_all(reading, &mut walk, read, visit, progress);
    Ok(walk.finish())
}

/// The report on a bundle whose manifest says nothing.
fn unreadable(reason: &str) -> Report {
    let mut faults = Faults::default();
    faults.add(Position::ZERO, FaultKind::Manifest(reason.to_owned()));
    Report {
        origin: String::new(),
        head: Position::ZERO,
        root: empty_root(),
        records: 0,
        streams: 0,
        checkpoints: 0,
        commands: 0,
        cosignatures: 0,
        cosigned: None,
        refusals: 0,
        refusals_unnamed: 0,
        statements: 0,
        stated: None,
        withheld: 0,
        skipped: vec!["everything: the manifest cannot be read".to_owned()],
        findings: faults.finish(),
    }
}

/// The keys that the manifest lists, in order. Those that the verifier knows must be among them.
fn keys(manifest: &Manifest, trust: BundleTrust<'_>, faults: &mut Faults) -> Vec<Verifier> {
    let mut listed = Vec::new();
    for key in &manifest.keys {
        match Verifier::parse(key) {
            Ok(key) => listed.push(key),
            Err(error) => {
                let reason = format!("{key}: {error}");
                faults.add(Position::ZERO, FaultKind::Manifest(reason));
            }
        }
    }
    if trust.keys.is_empty() {
        if listed.is_empty() {
            let reason = "it lists no key".to_owned();
            faults.add(Position::ZERO, FaultKind::Manifest(reason));
        }
        return listed;
    }
    if !trust.keys.iter().all(|key| listed.contains(key)) {
        let reason = "it does not list the verifier's key".to_owned();
        faults.add(Position::ZERO, FaultKind::Manifest(reason));
    }
    listed
}

/// What the manifest says of itself.
fn check_frame(manifest: &Manifest, faults: &mut Faults) {
    let mut wrong = |reason: &str| {
        faults.add(Position::ZERO, FaultKind::Manifest(reason.to_owned()));
    };
    if !manifest.is_known() {
        wrong("its format is another");
    }
    let tail = manifest.origin.rsplit_once('/').map(|(_, tail)| tail);
    if tail != Some(manifest.ledger.as_str()) {
        wrong("the ledger is not the one that the origin names");
    }
    let count = segment_count(manifest.size, manifest.segment_lines);
    let names = manifest.files.iter().map(|file| file.name.as_str());
    if manifest.segment_lines == 0 || !write::names(count, manifest).eq(names) {
        wrong("the files are not those of its size");
    }
}

/// What the threads read, and by what they go.
#[derive(Clone, Copy)]
struct Reading<'bundle> {
    source: &'bundle Source,
    manifest: &'bundle Manifest,
    keys: &'bundle [&'bundle Verifier],
    policy: WitnessPolicy<'bundle>,
}

/// The records, what stands beside them, and the walk over both.
fn walk_all<T: Send>(
    reading: Reading<'_>,
    walk: &mut BundleWalk<'_>,
    read: Reader<T>,
    mut visit: impl FnMut(T) -> Result<(), String>,
    mut progress: impl FnMut(Position),
) {
    let jobs = Jobs::new();
    thread::scope(|scope| {
        let records = lines::spawn(scope, reading, &jobs, read);
        let (send_side, sides) = mpsc::sync_channel::<io::Result<SegmentSide>>(1);
        scope.spawn(move || notes::sides(reading, &send_side));
        while let Ok(side) = sides.recv() {
            if !walk.begin_segment(side) {
                break;
            }
            let goes_on = loop {
                match records.recv() {
                    Ok(Next::Lines(batch)) => {
                        let Ok(batch) = batch.recv() else {
                            break false;
                        };
                        for line in batch.lines {
                            walk.line(line, &batch.texts, &mut visit);
                        }
                        progress(walk.last());
                    }
                    Ok(Next::End(wrong)) => {
                        walk.end_segment(wrong);
                        break true;
                    }
                    Ok(Next::Broken(reason)) => {
                        walk.broken(reason);
                        break false;
                    }
                    Err(mpsc::RecvError) => break false,
                }
            };
            if !goes_on {
                break;
            }
        }
        // What still waits is dropped, and with it the wish for more.
        drop(records);
        drop(sides);
    });
}
