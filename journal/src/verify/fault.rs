//! What can be wrong with a ledger.

use std::fmt;

use crate::record::Position;

/// Something that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The record, or the size of the tree, at which it shows.
    pub position: Position,
    /// What it is.
    pub kind: FaultKind,
}

/// The kinds of faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The stored leaf is not the hash of the record line: the record or the leaf was changed.
    Leaf,
    /// The record of this position is missing, or comes twice.
    Gap,
    /// The record does not follow the one before it in its stream.
    Sequence {
        /// The sequence that would follow.
        expected: u64,
        /// The sequence that is there.
        found: u64,
    },
    /// It was recorded before the record in front of it.
    Time,
    /// The row is not one that this program writes.
    Unreadable(String),
    /// A checkpoint of this size names another root than the records lead to.
    CheckpointRoot,
    /// The note of the checkpoint of this size does not hold, or says something else than its row.
    CheckpointNote(String),
    /// There is a checkpoint of a size that the records do not reach.
    CheckpointBeyond,
    /// No checkpoint covers the head.
    CheckpointMissing,
    /// The head's root, frontier or time is not the one that the records lead to.
    Head,
    /// There are records past the head, or the head is past the records.
    HeadPosition,
    /// A full tile that ends at this position is missing or has other hashes.
    Tile,
    /// What the books say of the record is wrong.
    Books(String),
}

impl FaultKind {
    /// The stable code of this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Leaf => "LEAF_DIFFERS",
            Self::Gap => "POSITION_GAP",
            Self::Sequence { .. } => "SEQUENCE_BROKEN",
            Self::Time => "TIME_RUNS_BACKWARDS",
            Self::Unreadable(_) => "RECORD_UNREADABLE",
            Self::CheckpointRoot => "CHECKPOINT_ROOT_DIFFERS",
            Self::CheckpointNote(_) => "CHECKPOINT_NOTE_INVALID",
            Self::CheckpointBeyond => "CHECKPOINT_BEYOND_RECORDS",
            Self::CheckpointMissing => "CHECKPOINT_MISSING",
            Self::Head => "HEAD_DIFFERS",
            Self::HeadPosition => "HEAD_POSITION_DIFFERS",
            Self::Tile => "TILE_DIFFERS",
            Self::Books(_) => "BOOKS_DIFFER",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "position {}: {}", self.position, self.kind.code())?;
        match &self.kind {
            FaultKind::Sequence { expected, found } => {
                write!(f, " (expected {expected}, found {found})")
            }
            FaultKind::Unreadable(reason)
            | FaultKind::CheckpointNote(reason)
            | FaultKind::Books(reason) => write!(f, " ({reason})"),
            FaultKind::Leaf
            | FaultKind::Gap
            | FaultKind::Time
            | FaultKind::CheckpointRoot
            | FaultKind::CheckpointBeyond
            | FaultKind::CheckpointMissing
            | FaultKind::Head
            | FaultKind::HeadPosition
            | FaultKind::Tile => Ok(()),
        }
    }
}
