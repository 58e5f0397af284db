//! The walk over the records, in order.

use std::collections::{BTreeMap, HashMap};

use almoner_domain::ledger::StreamId;
use chrono::{DateTime, Utc};

use super::marks::Marks;
use super::{FAULTS_MAX, Fault, FaultKind, Report};
use crate::merkle::{Frontier, Hash};
use crate::record::Position;
use crate::store::Record;
use crate::tile::{FullTile, TileEdge};

/// What has been recomputed so far.
pub(super) struct Walk {
    origin: String,
    marks: Marks,
    frontier: Frontier,
    edge: TileEdge,
    tiles: BTreeMap<(i16, i64), (Position, [u8; 32])>,
    sequences: HashMap<StreamId, u64>,
    last: Position,
    last_at: Option<DateTime<Utc>>,
    records: u64,
    line: Vec<u8>,
    faults: Vec<Fault>,
    fault_count: u64,
}

impl Walk {
    pub(super) fn new(origin: &str, mut marks: Marks) -> Self {
        let known = std::mem::take(&mut marks.faults);
        let mut walk = Self {
            origin: origin.to_owned(),
            marks,
            frontier: Frontier::empty(),
            edge: TileEdge::empty(),
            tiles: BTreeMap::new(),
            sequences: HashMap::new(),
            last: Position::ZERO,
            last_at: None,
            records: 0,
            line: Vec::new(),
            faults: Vec::new(),
            fault_count: 0,
        };
        for fault in known {
            walk.fault(fault.position, fault.kind);
        }
        walk.check_checkpoint();
        walk
    }

    pub(super) fn fault(&mut self, position: Position, kind: FaultKind) {
        self.fault_count += 1;
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(Fault { position, kind });
        }
    }

    /// Takes the next record into the tree, by its line and not by its stored leaf.
    pub(super) fn record(&mut self, record: &Record) {
        let position = record.position;
        self.records += 1;
        if position != self.last.next() {
            self.fault(self.last.next(), FaultKind::Gap);
        }
        self.last = position;
        if self.last_at.is_some_and(|last| record.recorded_at < last) {
            self.fault(position, FaultKind::Time);
        }
        self.last_at = Some(record.recorded_at);
        let expected = self
            .sequences
            .get(&record.stream)
            .map_or(1, |last| last + 1);
        if record.sequence != expected {
            self.fault(
                position,
                FaultKind::Sequence {
                    expected,
                    found: record.sequence,
                },
            );
        }
        self.sequences
            .insert(record.stream.clone(), record.sequence);
        let leaf = record.line().leaf(&mut self.line);
        if leaf != record.leaf {
            self.fault(position, FaultKind::Leaf);
        }
        self.append(leaf);
        self.check_checkpoint();
    }

    fn append(&mut self, leaf: Hash) {
        self.frontier.append(leaf);
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
                (self.last, digest(&bytes(&hashes))),
            );
        }
    }

    /// Holds the root at this size against the checkpoint of this size, where there is one.
    fn check_checkpoint(&mut self) {
        if let Some(root) = self.marks.checkpoints.remove(&self.last)
            && (root != self.frontier.root() || self.frontier.size() != self.last.get())
        {
            self.fault(self.last, FaultKind::CheckpointRoot);
        }
    }

    /// Holds a stored full tile against the recomputed one.
    pub(super) fn stored_tile(&mut self, level: i16, index: i64, hashes: &[u8]) {
        match self.tiles.remove(&(level, index)) {
            Some((_, recomputed)) if recomputed == digest(hashes) => {}
            Some((position, _)) => self.fault(position, FaultKind::Tile),
            None => self.fault(self.last, FaultKind::Tile),
        }
    }

    pub(super) fn finish(mut self) -> Report {
        for (position, _) in std::mem::take(&mut self.tiles).into_values() {
            self.fault(position, FaultKind::Tile);
        }
        if self.marks.latest != self.last {
            self.fault(self.last, FaultKind::CheckpointMissing);
        }
        for size in std::mem::take(&mut self.marks.checkpoints).into_keys() {
            // One below the last record is of a gap, which has been told.
            if size > self.last {
                self.fault(size, FaultKind::CheckpointBeyond);
            }
        }
        let root = self.frontier.root();
        if self.marks.position != self.last {
            self.fault(
                self.last.min(self.marks.position).next(),
                FaultKind::HeadPosition,
            );
        } else if self.marks.root != root.as_bytes()
            || self.marks.frontier != self.frontier.to_bytes()
            || self
                .last_at
                .is_some_and(|last| last != self.marks.recorded_at)
        {
            self.fault(self.last, FaultKind::Head);
        }
        self.faults.sort_by_key(|fault| fault.position);
        Report {
            origin: self.origin,
            head: self.marks.position,
            root,
            records: self.records,
            streams: u64::try_from(self.sequences.len()).unwrap_or(u64::MAX),
            checkpoints: self.marks.checkpoint_count,
            faults: self.faults,
            fault_count: self.fault_count,
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
