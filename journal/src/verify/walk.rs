//! The walk over the records, in order.

use std::collections::{BTreeMap, HashMap};

use super::chain::{Chain, CommandKey, CommandTrace};
use super::held::Held;
use super::marks::Marks;
use super::{Contradiction, FaultKind, Faults, Report};
use crate::merkle::Hash;
use crate::record::Position;
use crate::store::Record;
use crate::tile::{FullTile, TileEdge};

/// What has been recomputed so far.
pub(super) struct Walk {
    origin: String,
    marks: Marks,
    held: Held,
    chain: Chain,
    edge: TileEdge,
    tiles: BTreeMap<(i16, i64), (Position, [u8; 32])>,
    /// Size of the last checkpoint that was met.
    checkpoint: Position,
    records: u64,
    line: Vec<u8>,
    /// Commands of records whose answer has not been met.
    commands: HashMap<CommandKey, CommandTrace>,
    pub(super) faults: Faults,
}

impl Walk {
    pub(super) fn new(origin: &str, marks: Marks, held: Held, faults: Faults) -> Self {
        let mut walk = Self {
            origin: origin.to_owned(),
            marks,
            held,
            chain: Chain::default(),
            edge: TileEdge::empty(),
            tiles: BTreeMap::new(),
            checkpoint: Position::ZERO,
            records: 0,
            line: Vec::new(),
            commands: HashMap::new(),
            faults,
        };
        if !walk.marks.checkpoints.contains_key(&Position::ZERO) {
            walk.faults
                .add(Position::ZERO, FaultKind::CheckpointMissing);
        }
        walk.check_checkpoints();
        walk
    }

    /// Takes the next record into the tree, by its line and not by its stored leaf.
    pub(super) fn record(&mut self, record: &Record) {
        self.records += 1;
        let last = self.chain.last();
        if self.checkpoint < last && self.chain.commit_ended(record.recorded_at) {
            self.faults.add(last, FaultKind::CheckpointMissing);
            self.checkpoint = last;
        }
        let leaf = record.line().leaf(&mut self.line);
        if leaf != record.leaf {
            self.faults.add(record.position, FaultKind::Leaf);
        }
        self.chain.take(record, leaf, &mut self.faults);
        self.fill_tiles(leaf);
    }

    fn fill_tiles(&mut self, leaf: Hash) {
        let mut filled = Vec::new();
        self.edge.append(leaf, &mut filled);
        for FullTile {
            level,
            index,
            hashes,
        } in filled
        {
            let Ok(index) = i64::try_from(index) else {
                continue;
            };
            self.tiles.insert(
                (i16::from(level), index),
                (self.chain.last(), digest(&bytes(&hashes))),
            );
        }
    }

    /// Holds the root at this size against the checkpoints of this size, where there are any.
    pub(super) fn check_checkpoints(&mut self) {
        let last = self.chain.last();
        if let Some(reason) = self.marks.notes.remove(&last) {
            self.faults.add(last, FaultKind::CheckpointNote(reason));
        }
        if let Some(root) = self.marks.checkpoints.remove(&last) {
            let holds = root == self.chain.frontier().root() && self.chain.size() == last.get();
            if !holds {
                // What is wrong is later than the checkpoint before this one.
                let after = self.checkpoint.next().min(last);
                self.faults.add(after, FaultKind::CheckpointRoot);
            }
            self.faults.checked(Contradiction::Issued(last), holds);
            self.checkpoint = last;
        }
        let frontier = self.chain.frontier();
        self.held.check(last, || frontier.root(), &mut self.faults);
    }

    /// The records have ended; answers are held against their commands now.
    pub(super) fn end_records(&mut self) {
        self.commands = self.chain.take_commands();
    }

    /// What the records say of a command whose answer was met.
    pub(super) fn answered(&mut self, key: CommandKey) -> Option<CommandTrace> {
        self.commands.remove(&key)
    }

    /// The first records of commands whose answers were not met, in order.
    pub(super) fn unanswered(&mut self) -> Vec<Position> {
        let commands = std::mem::take(&mut self.commands);
        let mut firsts: Vec<Position> = commands.into_values().map(|trace| trace.first).collect();
        firsts.sort_unstable();
        firsts
    }

    /// Holds a stored full tile against the recomputed one.
    pub(super) fn stored_tile(&mut self, level: i16, index: i64, hashes: &[u8]) {
        match self.tiles.remove(&(level, index)) {
            Some((_, recomputed)) if recomputed == digest(hashes) => {}
            Some((position, _)) => self.faults.add(position, FaultKind::Tile),
            None => self.faults.add(self.chain.last(), FaultKind::Tile),
        }
    }

    pub(super) fn finish(mut self, commands: u64) -> Report {
        let last = self.chain.last();
        for (position, _) in std::mem::take(&mut self.tiles).into_values() {
            self.faults.add(position, FaultKind::Tile);
        }
        if self.marks.latest != last {
            self.faults.add(last, FaultKind::CheckpointMissing);
        }
        for size in std::mem::take(&mut self.marks.checkpoints).into_keys() {
            // One below the last record is of a gap, which has been told.
            if size > last {
                self.faults.add(size, FaultKind::CheckpointBeyond);
            }
            self.faults.checked(Contradiction::Issued(size), false);
        }
        self.held.finish(last, &mut self.faults);
        let root = self.chain.frontier().root();
        if self.marks.position != last {
            self.faults.add(
                last.min(self.marks.position).next(),
                FaultKind::HeadPosition,
            );
        } else if self.marks.root != root.as_bytes()
            || self.marks.frontier != self.chain.frontier().to_bytes()
            || self
                .chain
                .last_at()
                .is_some_and(|last| last != self.marks.recorded_at)
        {
            self.faults.add(last, FaultKind::Head);
        }
        Report {
            origin: self.origin,
            head: self.marks.position,
            root,
            records: self.records,
            streams: self.chain.stream_count(),
            checkpoints: self.marks.checkpoint_count,
            commands,
            withheld: 0,
            skipped: Vec::new(),
            findings: self.faults.finish(),
        }
    }
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

/// Tiles are held against each other by their digests, so that a walk does not keep them all.
fn digest(tile: &[u8]) -> [u8; 32] {
    *crate::merkle::leaf_hash(tile).as_bytes()
}
