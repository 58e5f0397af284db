//! The walk over the lines of a bundle, in order.

use std::io;

use super::super::Entry;
use super::super::manifest::{Counts, Manifest};
use super::notes::{Note, SegmentSide};
use crate::merkle::Hash;
use crate::record::Position;
use crate::store::Record;
use crate::verify::chain::Chain;
use crate::verify::held::Held;
use crate::verify::{Contradiction, FaultKind, Faults, Report};

/// What has been recomputed so far.
pub(super) struct BundleWalk<'manifest> {
    manifest: &'manifest Manifest,
    held: Held,
    chain: Chain,
    side: SegmentSide,
    /// Lines of this segment so far.
    lines: u64,
    /// Size of the last checkpoint that was met.
    checkpoint: Position,
    counts: Counts,
    used: Vec<bool>,
    faults: Faults,
    skipped: Vec<String>,
    is_broken: bool,
}

impl<'manifest> BundleWalk<'manifest> {
    pub(super) fn new(manifest: &'manifest Manifest, held: Held, faults: Faults) -> Self {
        Self {
            manifest,
            held,
            chain: Chain::default(),
            side: SegmentSide {
                notes: std::collections::VecDeque::new(),
                hashes: Vec::new(),
                wrong: Vec::new(),
                used: Vec::new(),
            },
            lines: 0,
            checkpoint: Position::ZERO,
            counts: Counts::default(),
            used: Vec::new(),
            faults,
            skipped: Vec::new(),
            is_broken: false,
        }
    }

    /// Says what cannot be checked.
    pub(super) fn skip(&mut self, what: &str) {
        self.skipped.push(what.to_owned());
    }

    /// The position of the last line.
    pub(super) fn last(&self) -> Position {
        self.chain.last()
    }

    /// Lines so far, which is the size of the tree.
    fn size(&self) -> Position {
        Position::ZERO.plus(self.chain.size())
    }

    /// Takes what stands beside the next records; false when it cannot be read.
    pub(super) fn begin_segment(&mut self, side: io::Result<SegmentSide>) -> bool {
        let side = match side {
            Ok(side) => side,
            Err(error) => {
                self.broken(error.to_string());
                return false;
            }
        };
        self.used.resize(side.used.len(), false);
        for (all, used) in self.used.iter_mut().zip(&side.used) {
            *all |= used;
        }
        self.side = side;
        self.lines = 0;
        if self.chain.size() == 0 {
            self.check_checkpoints();
            if self.counts.checkpoints == 0 {
                self.faults
                    .add(Position::ZERO, FaultKind::CheckpointMissing);
            }
        }
        true
    }

    /// Takes the next line: what it is, its leaf, its place, its stream, its command, its books; then the checkpoints.
    pub(super) fn entry(
        &mut self,
        (leaf, entry): (Hash, Result<Entry, String>),
        visit: &mut impl FnMut(&Record) -> Result<(), String>,
    ) {
        let next = self.chain.last().next();
        match entry {
            Err(reason) => {
                self.check_leaf(next, leaf);
                self.faults.add(next, FaultKind::Unreadable(reason));
                self.counts.records += 1;
                self.chain.take_unreadable(leaf);
            }
            Ok(Entry::Withheld { position, leaf }) => {
                self.counts.withheld += 1;
                self.check_leaf(next, leaf);
                self.chain.take_withheld(position, leaf, &mut self.faults);
            }
            Ok(Entry::Record(record)) => {
                self.counts.records += 1;
                self.check_leaf(next, leaf);
                let last = self.chain.last();
                if self.checkpoint < last && self.chain.commit_ended(record.recorded_at) {
                    self.faults.add(last, FaultKind::CheckpointMissing);
                    self.checkpoint = last;
                }
                self.chain.take(&record, leaf, &mut self.faults);
                if let Err(reason) = visit(&record) {
                    self.faults.add(record.position, FaultKind::Books(reason));
                }
            }
        }
        self.lines += 1;
        self.check_checkpoints();
    }

    fn check_leaf(&mut self, position: Position, leaf: Hash) {
        let start = usize::try_from(self.lines)
            .ok()
            .and_then(|n| n.checked_mul(32));
        let listed = start.and_then(|start| self.side.hashes.get(start..start + 32));
        if listed != Some(leaf.as_bytes().as_slice()) {
            self.faults.add(position, FaultKind::Leaf);
        }
    }

    /// Holds the root at this size against the checkpoints up to this size that are left.
    fn check_checkpoints(&mut self) {
        let size = self.size();
        while self.side.notes.front().is_some_and(|note| note.at <= size) {
            let Some(Note { at, root }) = self.side.notes.pop_front() else {
                return;
            };
            self.counts.checkpoints += 1;
            let holds = match root {
                Err(reason) => {
                    self.faults.add(at, FaultKind::CheckpointNote(reason));
                    false
                }
                Ok(root) => {
                    let holds = at == size && root == self.chain.frontier().root();
                    if !holds {
                        // What is wrong is later than the checkpoint before this one.
                        let after = self.checkpoint.next().min(at);
                        self.faults.add(after, FaultKind::CheckpointRoot);
                    }
                    holds
                }
            };
            self.faults.checked(Contradiction::Issued(at), holds);
            self.checkpoint = at;
        }
        let frontier = self.chain.frontier();
        self.held.check(size, || frontier.root(), &mut self.faults);
    }

    /// The records of the segment have ended.
    pub(super) fn end_segment(&mut self, wrong: Option<String>) {
        let last = self.size();
        for note in std::mem::take(&mut self.side.notes) {
            self.counts.checkpoints += 1;
            self.faults.add(note.at, FaultKind::CheckpointBeyond);
            self.faults.checked(Contradiction::Issued(note.at), false);
            self.checkpoint = note.at;
        }
        let wrongs = std::mem::take(&mut self.side.wrong);
        for reason in wrong.into_iter().chain(wrongs) {
            self.faults.add(last, FaultKind::File(reason));
        }
        let expected = self
            .lines
            .checked_mul(32)
            .and_then(|n| usize::try_from(n).ok());
        if expected != Some(self.side.hashes.len()) {
            let reason = "there are more or fewer leaf hashes than lines".to_owned();
            self.faults.add(last, FaultKind::File(reason));
        }
    }

    /// A file cannot be read on: the walk ends here.
    pub(super) fn broken(&mut self, reason: String) {
        self.is_broken = true;
        self.faults
            .add(self.chain.last().next(), FaultKind::File(reason));
        for note in std::mem::take(&mut self.side.notes) {
            self.faults.checked(Contradiction::Issued(note.at), false);
        }
        self.skip("what comes after the file that cannot be read");
    }

    pub(super) fn finish(mut self) -> Report {
        let size = self.size();
        let root = self.chain.frontier().root();
        if !self.is_broken {
            self.check_end(&Manifest::spell_root(&root));
        }
        self.held.finish(size, &mut self.faults);
        if self.counts.withheld > 0 {
            self.skipped.push(format!(
                "what {} withheld lines say: of each, its leaf alone is known",
                self.counts.withheld
            ));
        }
        Report {
            origin: self.manifest.origin.clone(),
            head: size,
            root,
            records: self.counts.records,
            streams: self.chain.stream_count(),
            checkpoints: self.counts.checkpoints,
            commands: 0,
            withheld: self.chain.withheld_count(),
            skipped: self.skipped,
            findings: self.faults.finish(),
        }
    }

    /// The end of the records is the end of the last checkpoint, and what the manifest says it is.
    fn check_end(&mut self, root: &str) {
        let size = self.size();
        if self.checkpoint != size {
            self.faults.add(size, FaultKind::CheckpointMissing);
        }
        let said = self.manifest;
        let mut wrong = |reason: &str| {
            self.faults
                .add(size, FaultKind::Manifest(reason.to_owned()));
        };
        if said.size != size.get() || said.root != root {
            wrong("its size or root is another");
        }
        if said.counts != self.counts {
            wrong("its counts are others");
        }
        if self.used.iter().any(|used| !used) {
            wrong("it lists a key that has signed nothing");
        }
    }
}
