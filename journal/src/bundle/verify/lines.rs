//! The lines of the records, taken apart on every core and handed on in their order.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Scope};

use almoner_domain::ledger::StreamKind;

use super::super::Entry;
use super::super::entry::WITHHELD;
use super::read::{self, Raw};
use super::{AHEAD, Reading};
use crate::merkle::{Hash, leaf_hash};
use crate::merkle_map::{Seed, line_seed};
use crate::record::{Position, RecordLine, scan};
use crate::store::{PastEvent, Record};
use crate::verify::Reader;
use crate::verify::keys::replacement;
use crate::verify::seen::{Seen, Texts};

/// Lines that were taken apart together.
pub(super) struct Batch<T> {
    pub(super) texts: Texts,
    /// Each with the leaf of what stands there.
    pub(super) lines: Vec<(Hash, Line<T>)>,
}

/// What a line is.
pub(super) enum Line<T> {
    /// A record.
    Record {
        seen: Seen,
        /// The key that it replaces, and the one that comes into force.
        replaces: Option<Box<(String, String)>>,
        /// What the values that depend on it are salted with, where the bundle has statements.
        salting: Option<Seed>,
        /// What was read of it for whoever is shown it.
        read: T,
    },
    /// The leaf of one that is kept back, and its place.
    Withheld(Position),
    /// Neither.
    Unreadable(String),
}

/// What comes next of the records.
pub(super) enum Next<T> {
    /// Lines, once they have been taken apart.
    Lines(Receiver<Batch<T>>),
    /// The segment's file has ended; what is wrong with it, if anything.
    End(Option<String>),
    /// The file cannot be read on.
    Broken(String),
}

/// Lines, and where they go when they have been taken apart.
type Job<T> = (Vec<u8>, SyncSender<Batch<T>>);

/// Begins to read the records and to take them apart; ends when nobody listens any more.
pub(super) fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    reading: Reading<'scope>,
    jobs: &'scope Jobs<T>,
    read: Reader<T>,
) -> Receiver<Next<T>> {
    let (send_next, next) = sync_channel(AHEAD);
    let (send_job, job) = sync_channel::<Job<T>>(AHEAD);
    *jobs.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(job);
    scope.spawn(move || {
        read::lines(reading.source, reading.manifest, |raw| {
            let (next, job) = match raw {
                Raw::Lines(lines) => {
                    let (send, batch) = sync_channel(1);
                    (Next::Lines(batch), Some((lines, send)))
                }
                Raw::End(wrong) => (Next::End(wrong), None),
                Raw::Broken(reason) => (Next::Broken(reason), None),
            };
            send_next.send(next).is_ok() && job.is_none_or(|job| send_job.send(job).is_ok())
        });
    });
    let is_seeded = reading.manifest.has_statements();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    for _ in 0..cores {
        scope.spawn(move || {
            while let Some((lines, send)) = jobs.next() {
                // Whoever went away does not want the lines.
                drop(send.send(take_apart(&lines, is_seeded, read)));
            }
        });
    }
    next
}

/// What waits to be taken apart.
pub(super) struct Jobs<T>(Mutex<Option<Receiver<Job<T>>>>);

impl<T> Jobs<T> {
    pub(super) fn new() -> Self {
        Self(Mutex::new(None))
    }

    fn next(&self) -> Option<Job<T>> {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.as_ref()?.recv().ok()
    }
}

fn take_apart<T>(lines: &[u8], is_seeded: bool, read: Reader<T>) -> Batch<T> {
    let mut texts = Texts::default();
    let lines = lines
        .split_inclusive(|byte| *byte == b'\n')
        .map(|line| {
            let line = &line[..line.len() - 1];
            let (leaf, mut understood) = understand(line, &mut texts, read);
            if is_seeded && let Line::Record { salting, .. } = &mut understood {
                *salting = Some(line_seed(line));
            }
            (leaf, understood)
        })
        .collect();
    Batch { texts, lines }
}

fn understand<T>(line: &[u8], texts: &mut Texts, read: Reader<T>) -> (Hash, Line<T>) {
    if !line.starts_with(WITHHELD)
        && let Some(scanned) = str::from_utf8(line).ok().and_then(scan)
    {
        let seen = texts.see(scanned.kind, &scanned.line, Some(scanned.command));
        let leaf = leaf_hash(line);
        return (leaf, record(seen, (&scanned.line, leaf), read));
    }
    match Entry::parse(line) {
        Ok(Entry::Record(record_of)) => {
            let Record { stream, leaf, .. } = &*record_of;
            let parts = record_of.line();
            let seen = texts.see(stream.kind, &parts, None);
            (*leaf, record(seen, (&parts, *leaf), read))
        }
        Ok(Entry::Withheld { position, leaf }) => (leaf, Line::Withheld(position)),
        Err(error) => (leaf_hash(line), Line::Unreadable(error.to_string())),
    }
}

fn record<T>(seen: Seen, (line, leaf): (&RecordLine<'_>, Hash), read: Reader<T>) -> Line<T> {
    let replaces = (seen.kind == StreamKind::Signing)
        .then(|| PastEvent::of_line(line).ok())
        .flatten();
    Line::Record {
        replaces: replaces.and_then(|past| {
            let (from, to) = replacement(&past.event)?;
            Some(Box::new((from.to_owned(), to.to_owned())))
        }),
        seen,
        salting: None,
        read: read(line, leaf),
    }
}
