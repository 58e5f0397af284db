//! The walk over the records, in order.

use std::collections::{BTreeMap, HashMap};

use super::chain::{Chain, CommandKey, CommandTrace};
use super::cosigned::Cosigned;
use super::held::Held;
use super::marks::Marks;
use super::places::Places;
use super::refusals::Checked;
use super::seen::{Seen, Texts};
use super::{Contradiction, FaultKind, Faults, Report, WitnessPolicy};
use crate::merkle::Hash;
use crate::record::Position;
use crate::refusal::NamedRefusals;
use crate::tile::{FullTile, TileEdge};

/// What a record says of the refusals before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming {
    /// The record.
    pub(super) position: Position,
    /// What it says.
    pub(super) named: NamedRefusals,
    /// The first checkpoint over it.
    pub(super) checkpoint: Option<Position>,
}

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
    pub(super) places: Places,
    /// Commands of records whose answer has not been met.
    commands: HashMap<CommandKey, CommandTrace>,
    /// What the records say of refusals.
    namings: Vec<Naming>,
    cosigned: Cosigned,
    pub(super) faults: Faults,
}

impl Walk {
    pub(super) fn new(
        origin: &str,
        marks: Marks,
        held: Held,
        policy: WitnessPolicy<'_>,
        faults: Faults,
    ) -> Self {
        let mut walk = Self {
            origin: origin.to_owned(),
            marks,
            held,
            chain: Chain::tracing(),
            edge: TileEdge::empty(),
            tiles: BTreeMap::new(),
            checkpoint: Position::ZERO,
            records: 0,
            places: Places::default(),
            commands: HashMap::new(),
            namings: Vec::new(),
            cosigned: Cosigned::by(policy),
            faults,
        };
        if !walk.marks.checkpoints.contains_key(&Position::ZERO) {
            walk.faults
                .add(Position::ZERO, FaultKind::CheckpointMissing);
        }
        walk.check_checkpoints();
        walk
    }

    /// Takes the next record into the tree, by the leaf of its line and not by the one that is stored.
    pub(super) fn record(
        &mut self,
        seen: &Seen,
        texts: &Texts,
        leaf: Hash,
        is_stored_otherwise: bool,
    ) {
        self.records += 1;
        let last = self.chain.last();
        if self.checkpoint < last && self.chain.commit_ended(seen.recorded_at) {
            self.faults.add(last, FaultKind::CheckpointMissing);
            self.checkpoint = last;
        }
        if is_stored_otherwise {
            self.faults.add(seen.position, FaultKind::Leaf);
        }
        self.places.take(seen, texts, last);
        self.chain.take(seen, texts, leaf, &mut self.faults);
        if let Some(named) = self.chain.named() {
            self.namings.push(Naming {
                position: seen.position,
                named,
                checkpoint: None,
            });
        }
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
            if let Some((under, own)) = self.marks.under.remove(&last) {
                self.cosigned.take(last, &under, own, &mut self.faults);
            }
            self.faults.checked(Contradiction::Issued(last), holds);
            self.checkpoint = last;
            for naming in self.namings.iter_mut().rev() {
                if naming.checkpoint.is_some() {
                    break;
                }
                naming.checkpoint = Some(last);
            }
        }
        let frontier = self.chain.frontier();
        self.held
            .check(last, &self.marks.keys, || frontier.root(), &mut self.faults);
    }

    /// The records have ended; answers are held against their commands now.
    pub(super) fn end_records(&mut self) {
        self.commands = self.chain.take_commands();
    }

    /// What the records say of refusals, in their order, and what the head does.
    pub(super) fn namings(&mut self) -> (Vec<Naming>, (i64, Vec<u8>, i64), i64) {
        (
            std::mem::take(&mut self.namings),
            self.marks.refusals.clone(),
            self.marks.refusals_unnumbered,
        )
    }

    /// The position of the last record.
    pub(super) fn last(&self) -> Position {
        self.chain.last()
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

    pub(super) fn finish(mut self, commands: u64, refusals: Checked) -> Report {
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
        let mut skipped = refusals.skipped;
        self.cosigned.finish(last, &mut self.faults, &mut skipped);
        self.held.finish(last, &self.marks.keys, &mut self.faults);
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
            cosignatures: self.cosigned.count,
            cosigned: self.cosigned.last,
            refusals: refusals.named,
            refusals_unnamed: refusals.unnamed,
            statements: 0,
            stated: None,
            withheld: 0,
            skipped,
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
