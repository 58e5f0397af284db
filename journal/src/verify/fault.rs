//! What can be wrong with a ledger.

use std::fmt;

use super::FAULTS_MAX;
use crate::record::Position;

/// Something that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The record, or the size of the tree, at which it shows.
    pub position: Position,
    /// What it is.
    pub kind: FaultKind,
}

/// The faults that were found so far, and what contradicts the first of them.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    listed: Vec<Fault>,
    count: u64,
    /// The first one that was met, which is where the records go wrong.
    first: Option<Fault>,
    /// The first checkpoint over the first fault was met.
    is_settled: bool,
    /// That checkpoint, where it does not hold.
    contradiction: Option<Contradiction>,
}

/// A checkpoint that says another root than the records lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// One that the ledger issued, of this size.
    Issued(Position),
    /// One that the verifier holds, of this size.
    Held(Position),
    /// Not a checkpoint but a statement that the verifier holds, of this position.
    HeldStatement(Position),
}

impl Contradiction {
    /// Leaves of its tree.
    pub fn size(self) -> Position {
        match self {
            Self::Issued(size) | Self::Held(size) | Self::HeldStatement(size) => size,
        }
    }
}

impl Faults {
    pub(crate) fn add(&mut self, position: Position, kind: FaultKind) {
        self.count += 1;
        let fault = Fault { position, kind };
        if self.first.is_none() {
            self.first = Some(fault.clone());
        }
        if self.listed.len() < FAULTS_MAX {
            self.listed.push(fault);
        }
    }

    /// Adds what is wrong in something that is in no line, and what contradicts it.
    pub(crate) fn add_contradicted(
        &mut self,
        position: Position,
        kind: FaultKind,
        by: Option<Contradiction>,
    ) {
        if self.first.is_none() {
            self.is_settled = true;
            self.contradiction = by;
        }
        self.add(position, kind);
    }

    /// Tells whether a checkpoint holds. The first over the first fault decides whether one contradicts it.
    pub(crate) fn checked(&mut self, checkpoint: Contradiction, holds: bool) {
        if !self.is_settled
            && let Some(first) = &self.first
            && first.position > Position::ZERO
            && checkpoint.size() >= first.position
        {
            self.is_settled = true;
            // Refusals are in no line: a checkpoint that holds vouches for the record that contradicts them.
            let contradicts = !holds || matches!(first.kind, FaultKind::Refusal(_));
            self.contradiction = contradicts.then_some(checkpoint);
        }
    }

    pub(crate) fn finish(mut self) -> Findings {
        self.listed.sort_by_key(|fault| fault.position);
        Findings {
            first: self.first,
            contradiction: self.contradiction,
            faults: self.listed,
            fault_count: self.count,
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// What was met first on the way through the records.
    pub first: Option<Fault>,
    /// The checkpoint that contradicts it; none where what is signed is itself wrong.
    pub contradiction: Option<Contradiction>,
    /// What is wrong, by position; at most the first hundred that were met.
    pub faults: Vec<Fault>,
    /// How many faults there are.
    pub fault_count: u64,
}

impl Findings {
    /// Whether nothing is wrong.
    pub fn holds(&self) -> bool {
        self.fault_count == 0
    }

    /// The position at which something first goes wrong.
    pub fn first_bad_position(&self) -> Option<Position> {
        self.first.as_ref().map(|fault| fault.position)
    }

    /// Whether something is wrong that shows without any checkpoint that the verifier holds.
    pub fn shows_without_held(&self) -> bool {
        self.faults.iter().any(|fault| !fault.kind.needs_held())
    }

    /// Whether what was met first shows against a statement that the verifier holds.
    pub fn shows_against_statement(&self) -> bool {
        self.first.as_ref().is_some_and(|first| {
            matches!(
                first.kind,
                FaultKind::HeldStatementInvalid(_)
                    | FaultKind::HeldStatement(_)
                    | FaultKind::HeldStatementBeyond
            )
        })
    }

    /// Adds what was found on top, after the walk.
    pub fn also(&mut self, fault: Fault) {
        self.also_by(fault, None);
    }

    /// Adds what was found on top, and what contradicts it.
    pub fn also_by(&mut self, fault: Fault, by: Option<Contradiction>) {
        self.fault_count += 1;
        if self.first.is_none() {
            self.first = Some(fault.clone());
            self.contradiction = by;
        }
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(fault);
        }
    }

    /// One line that says it all, in the words that every verifier of a bundle uses.
    pub fn verdict(&self) -> String {
        let Some(first) = &self.first else {
            return "verdict: holds".to_owned();
        };
        let by = match self.contradiction {
            None => "no checkpoint".to_owned(),
            Some(Contradiction::Issued(size)) => format!("the checkpoint of size {size}"),
            Some(Contradiction::Held(size)) => format!("the held checkpoint of size {size}"),
            Some(Contradiction::HeldStatement(position)) => {
                format!("the held statement of position {position}")
            }
        };
        format!(
            "verdict: broken at position {} [{}], contradicted by {by}",
            first.position,
            first.kind.code()
        )
    }
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
    /// The record does not agree with the command that it names.
    Command(String),
    /// A cosignature under the checkpoint of this size does not hold.
    Cosignature(String),
    /// No checkpoint has as many cosignatures as the verifier's policy asks for.
    CosignaturesMissing,
    /// A record replaces another key than the one in force, or brings one that is none.
    SigningKey(String),
    /// A refused command is not as the records name it: it was edited, deleted or invented.
    Refusal(String),
    /// The statement of the read side at this position does not hold.
    Statement(String),
    /// Something was signed with a key that had been replaced before the position that it speaks of: a statement, or a
    /// checkpoint that the verifier holds.
    RetiredKey(String),
    /// A statement that the verifier holds is none of this log, or not signed by its key.
    HeldStatementInvalid(String),
    /// A statement that the verifier holds says something else than the one that the ledger shows, or stands where there is none.
    HeldStatement(String),
    /// The statements end before one that the verifier holds.
    HeldStatementBeyond,
    /// A file of the bundle is missing, or is not the one that the manifest lists.
    File(String),
    /// The manifest of the bundle says something else than its files.
    Manifest(String),
    /// A checkpoint that the verifier holds is not of this log, or not signed by its key.
    HeldInvalid(String),
    /// A checkpoint that the verifier holds names another root than the records lead to: a forked or edited log.
    HeldRoot,
    /// The records do not reach a checkpoint that the verifier holds: they were cut off.
    HeldBeyond,
}

impl FaultKind {
    /// Whether it shows only against a checkpoint that the verifier holds.
    fn needs_held(&self) -> bool {
        matches!(
            self,
            Self::HeldInvalid(_)
                | Self::HeldRoot
                | Self::HeldBeyond
                | Self::HeldStatementInvalid(_)
                | Self::HeldStatement(_)
                | Self::HeldStatementBeyond
        )
    }

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
            Self::Command(_) => "COMMAND_DIFFERS",
            Self::Cosignature(_) => "COSIGNATURE_INVALID",
            Self::CosignaturesMissing => "COSIGNATURES_MISSING",
            Self::SigningKey(_) => "SIGNING_KEY_DIFFERS",
            Self::Refusal(_) => "REFUSAL_DIFFERS",
            Self::Statement(_) => "STATEMENT_DIFFERS",
            Self::RetiredKey(_) => "SIGNED_WITH_RETIRED_KEY",
            Self::HeldStatementInvalid(_) => "HELD_STATEMENT_INVALID",
            Self::HeldStatement(_) => "HELD_STATEMENT_DIFFERS",
            Self::HeldStatementBeyond => "HELD_STATEMENT_BEYOND_CHAIN",
            Self::File(_) => "FILE_DIFFERS",
            Self::Manifest(_) => "MANIFEST_DIFFERS",
            Self::HeldInvalid(_) => "HELD_CHECKPOINT_INVALID",
            Self::HeldRoot => "HELD_CHECKPOINT_DIFFERS",
            Self::HeldBeyond => "HELD_CHECKPOINT_BEYOND_RECORDS",
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
            | FaultKind::Command(reason)
            | FaultKind::SigningKey(reason)
            | FaultKind::Cosignature(reason)
            | FaultKind::Refusal(reason)
            | FaultKind::Statement(reason)
            | FaultKind::RetiredKey(reason)
            | FaultKind::HeldStatementInvalid(reason)
            | FaultKind::HeldStatement(reason)
            | FaultKind::File(reason)
            | FaultKind::Manifest(reason)
            | FaultKind::HeldInvalid(reason)
            | FaultKind::Books(reason) => write!(f, " ({reason})"),
            FaultKind::Leaf
            | FaultKind::Gap
            | FaultKind::Time
            | FaultKind::CheckpointRoot
            | FaultKind::CheckpointBeyond
            | FaultKind::CheckpointMissing
            | FaultKind::CosignaturesMissing
            | FaultKind::Head
            | FaultKind::HeadPosition
            | FaultKind::HeldRoot
            | FaultKind::HeldBeyond
            | FaultKind::HeldStatementBeyond
            | FaultKind::Tile => Ok(()),
        }
    }
}
