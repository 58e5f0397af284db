//! The walk over the lines of a bundle, in order.

use std::collections::VecDeque;
use std::io;

use super::super::Part;
use super::super::manifest::{Counts, Manifest};
use super::lines::Line;
use super::notes::{Note, SegmentSide};
use super::statements::{SoFar, Statements};
use crate::merkle::Hash;
use crate::note::Verifier;
use crate::record::Position;
use crate::refusal::{self, Refusals};
use crate::verify::chain::Chain;
use crate::verify::cosigned::Cosigned;
use crate::verify::held::Held;
use crate::verify::keys::KeysInForce;
use crate::verify::seen::Texts;
use crate::verify::{Contradiction, FaultKind, Faults, Report, WitnessPolicy};

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
    keys: KeysInForce,
    listed: Vec<Verifier>,
    refusals: VecDeque<Option<(u64, Hash)>>,
    refused: Refusals,
    cosigned: Cosigned,
    statements: Statements<'manifest>,
    faults: Faults,
    skipped: Vec<String>,
    is_broken: bool,
}

impl<'manifest> BundleWalk<'manifest> {
    pub(super) fn new(
        manifest: &'manifest Manifest,
        listed: Vec<Verifier>,
        held: Held,
        statements: Statements<'manifest>,
        policy: WitnessPolicy<'_>,
        faults: Faults,
    ) -> Self {
        Self {
            manifest,
            held,
            chain: Chain::default(),
            side: SegmentSide {
                notes: VecDeque::new(),
                hashes: Vec::new(),
                wrong: Vec::new(),
                refusals: Vec::new(),
            },
            lines: 0,
            checkpoint: Position::ZERO,
            counts: Counts::default(),
            keys: KeysInForce::beginning(listed.first().cloned()),
            listed,
            refusals: VecDeque::new(),
            refused: Refusals::NONE,
            cosigned: Cosigned::by(policy),
            statements,
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
        let mut side = match side {
            Ok(side) => side,
            Err(error) => {
                self.broken(error.to_string());
                return false;
            }
        };
        let refusals = std::mem::take(&mut side.refusals);
        self.counts.refusals += u64::try_from(refusals.len()).unwrap_or(u64::MAX);
        self.refusals.extend(refusals);
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
    pub(super) fn line<T>(
        &mut self,
        (leaf, line): (Hash, Line<T>),
        texts: &Texts,
        visit: &mut impl FnMut(T) -> Result<(), String>,
    ) {
        let next = self.chain.last().next();
        self.check_leaf(next, leaf);
        match line {
            Line::Unreadable(reason) => {
                self.faults.add(next, FaultKind::Unreadable(reason));
                self.counts.records += 1;
                self.chain.take_unreadable(leaf);
            }
            Line::Withheld(position) => {
                self.counts.withheld += 1;
                self.chain.take_withheld(position, leaf, &mut self.faults);
            }
            Line::Record {
                seen,
                replaces,
                salting,
                read,
            } => {
                self.counts.records += 1;
                let last = self.chain.last();
                if self.checkpoint < last && self.chain.commit_ended(seen.recorded_at) {
                    self.faults.add(last, FaultKind::CheckpointMissing);
                    self.checkpoint = last;
                }
                self.chain.take(&seen, texts, leaf, &mut self.faults);
                self.check_refusals(seen.position);
                if let Some(keys) = replaces {
                    self.check_key(seen.position, &keys.0, &keys.1);
                }
                if self.counts.withheld == 0
                    && let Some(salting) = salting
                {
                    self.statements.take(&seen, texts, salting);
                }
                if let Err(reason) = visit(read) {
                    self.faults.add(seen.position, FaultKind::Books(reason));
                }
            }
        }
        self.lines += 1;
        self.check_checkpoints();
    }

    /// Goes on to the refusals that the record names, which must be the next ones.
    fn check_refusals(&mut self, position: Position) {
        let Some(named) = self.chain.named() else {
            return;
        };
        if !self.manifest.parts().contains(&Part::Refusals) {
            return;
        }
        let mut wrong = |reason: String| self.faults.add(position, FaultKind::Refusal(reason));
        if named.last <= self.refused.last {
            wrong(format!("refusal {} was named before", named.last));
        }
        while self.refused.last < named.last {
            let expected = self.refused.last + 1;
            match self.refusals.pop_front() {
                Some(Some((number, digest))) if number == expected => self.refused.take(digest),
                Some(_) => {
                    wrong(format!(
                        "another line stands where refusal {expected} should"
                    ));
                    self.refused.last = expected;
                }
                None => {
                    wrong(format!("refusal {expected} is missing"));
                    self.refused.last = named.last;
                }
            }
        }
        if self.refused.chain != named.chain {
            wrong(refusal::edited(self.refused.named + 1, named.last));
        }
        (self.refused.chain, self.refused.named) = (named.chain, named.last);
    }

    /// Another key comes into force, and it must be the next that the manifest lists.
    fn check_key(&mut self, position: Position, from: &str, to: &str) {
        let next = self.listed.get(self.keys.all().len());
        let replaced = if next.is_some_and(|next| next.to_key() == to) {
            self.keys.replace(position, from, to)
        } else {
            Err(format!("{to} is not the next key that the manifest lists"))
        };
        if let Err(reason) = replaced {
            self.faults.add(position, FaultKind::SigningKey(reason));
        }
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
            let Some(Note { at, said, under }) = self.side.notes.pop_front() else {
                return;
            };
            self.counts.checkpoints += 1;
            let own = said.as_ref().map_or(0, |(_, signed)| {
                signed.iter().filter(|signed| **signed).count()
            });
            let said = said.and_then(|(root, signed)| self.signed(at, &signed).map(|()| root));
            let holds = match said {
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
            if holds && let Some(under) = under {
                self.cosigned.take(at, &under, own, &mut self.faults);
            }
            self.faults.checked(Contradiction::Issued(at), holds);
            self.checkpoint = at;
        }
        let frontier = self.chain.frontier();
        self.held
            .check(size, &self.keys, || frontier.root(), &mut self.faults);
        let so_far = SoFar {
            size,
            checkpoint: self.checkpoint,
            root: || frontier.root(),
            is_partial: self.counts.withheld > 0,
            keys: &self.keys,
        };
        self.statements.check(&so_far, &mut self.faults);
    }

    /// Whether every key that was in force since the checkpoint before has signed this one.
    fn signed(&self, at: Position, signed: &[bool]) -> Result<(), String> {
        let mut is_any = false;
        for (number, key) in self.keys.signing(self.checkpoint, at) {
            is_any = true;
            if signed.get(number) != Some(&true) {
                return Err(format!("{} has not signed it", key.to_key()));
            }
        }
        if is_any {
            Ok(())
        } else {
            Err("there is no key".to_owned())
        }
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
            self.statements.end(size, &mut self.faults);
            self.counts.statements = self.statements.count;
            self.check_end(&Manifest::spell_root(&root));
        }
        if !self.is_broken {
            self.cosigned
                .finish(size, &mut self.faults, &mut self.skipped);
        }
        self.held.finish(size, &self.keys, &mut self.faults);
        self.statements
            .finish(&self.keys, &mut self.faults, &mut self.skipped);
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
            cosignatures: self.cosigned.count,
            cosigned: self.cosigned.last,
            refusals: self.refused.named,
            refusals_unnamed: 0,
            statements: self.statements.count,
            stated: self.statements.last,
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
        if self.listed.len() != self.keys.all().len() {
            wrong("it lists a key that has never come into force");
        }
        if !self.refusals.is_empty() {
            if self.counts.withheld == 0 {
                let reason = "there are refusals that no record names".to_owned();
                self.faults.add(size, FaultKind::Refusal(reason));
            } else {
                let what = format!(
                    "{} refusals that only a withheld line may name",
                    self.refusals.len()
                );
                self.skipped.push(what);
            }
        }
    }
}
