//! Checkpoints and proofs: what an auditor keeps, and what ties an event or an older checkpoint to it.

use almoner_journal::{
    merkle::Hash,
    record::Position,
    store::{IssuedCheckpoint, ReadError},
};
use async_graphql::SimpleObject;

use crate::graphql::{error::TopError, scalar};

/// A signed statement of how many events there are and what their root is. Keep it: no later history can contradict
/// it unnoticed.
#[derive(SimpleObject)]
pub(crate) struct Checkpoint {
    /// How many events the tree has.
    size: scalar::Position,
    /// Its root.
    root: scalar::Digest,
    /// The signed note (C2SP tlog-checkpoint), to be verified by whoever has the public key.
    note: String,
    /// When the last of its events was recorded.
    recorded_at: scalar::DateTime,
}

impl Checkpoint {
    pub(crate) fn of(checkpoint: IssuedCheckpoint) -> Self {
        Self {
            size: scalar::Position::of(checkpoint.size),
            root: scalar::Digest::of(checkpoint.root),
            note: checkpoint.note,
            recorded_at: scalar::DateTime::at(checkpoint.recorded_at),
        }
    }
}

/// The proof that one event is among those of a checkpoint (RFC 6962 §2.1.1). Whoever has the event's record line needs
/// nothing else: SHA-256 over a zero byte and the line is the leaf, and the leaf and the hashes lead to the root.
#[derive(SimpleObject)]
pub(crate) struct InclusionProof {
    /// The position of the event.
    position: scalar::Position,
    /// The index of its leaf, which counts from 0: its position less one.
    leaf_index: scalar::Position,
    /// The hashes beside the way from the leaf up to the root, from the leaf on.
    hashes: Vec<scalar::Digest>,
    /// The checkpoint whose tree it is.
    checkpoint: Checkpoint,
    /// The same as one text that stands by itself (C2SP tlog-proof): index, hashes and checkpoint.
    tlog_proof: String,
}

impl InclusionProof {
    pub(crate) fn of(position: Position, proof: almoner_journal::store::InclusionProof) -> Self {
        let text = almoner_journal::note::TlogProof {
            extra: None,
            index: proof.index,
            hashes: proof.hashes.clone(),
            checkpoint: proof.checkpoint.note.clone(),
        };
        Self {
            position: scalar::Position::of(position),
            leaf_index: scalar::Position::of(proof.index),
            hashes: digests(&proof.hashes),
            checkpoint: Checkpoint::of(proof.checkpoint),
            tlog_proof: text.to_string(),
        }
    }
}

/// The proof that the history of an older size was only added to, never changed (RFC 6962 §2.1.2). Compare `fromRoot`
/// with the root of the checkpoint that you kept: if they differ, the history is another one.
#[derive(SimpleObject)]
pub(crate) struct ConsistencyProof {
    /// How many events the older tree has.
    from: scalar::Position,
    /// The root of the older tree, as the log has it now.
    from_root: scalar::Digest,
    /// How many events the newer tree has.
    to: scalar::Position,
    /// The root of the newer tree.
    to_root: scalar::Digest,
    /// The hashes of the proof; none where the sizes are equal, or the older tree is empty.
    hashes: Vec<scalar::Digest>,
}

impl From<almoner_journal::store::ConsistencyProof> for ConsistencyProof {
    fn from(proof: almoner_journal::store::ConsistencyProof) -> Self {
        Self {
            from: scalar::Position::of(proof.old),
            from_root: scalar::Digest::of(proof.old_root),
            to: scalar::Position::of(proof.new),
            to_root: scalar::Digest::of(proof.new_root),
            hashes: digests(&proof.hashes),
        }
    }
}

fn digests(hashes: &[Hash]) -> Vec<scalar::Digest> {
    hashes.iter().map(scalar::Digest::of).collect()
}

/// A place in the journal, or a number of events, as an argument says it.
pub(super) fn read_size(
    field: &'static str,
    text: &scalar::Position,
) -> Result<Position, TopError> {
    text.0.parse().map_err(|_| TopError::Argument {
        field,
        code: "POSITION_MALFORMED",
        message: "it is a whole number from 0 on, as text such as \"4711\"".to_owned(),
    })
}

/// A proof that there is none of is the argument's fault.
pub(super) fn refused(field: &'static str, error: ReadError) -> TopError {
    match &error {
        ReadError::Proof(refusal) => TopError::Argument {
            field,
            code: refusal.code(),
            message: refusal.to_string(),
        },
        ReadError::Database(_) | ReadError::Malformed(_) | ReadError::Output(_) => error.into(),
    }
}
