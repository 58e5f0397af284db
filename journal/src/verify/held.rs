//! Checkpoints of earlier moments that the verifier holds: what was cut off or forked shows against them alone.

use std::collections::BTreeMap;

use super::{Contradiction, FaultKind, Faults, KeysInForce, signed_by};
use crate::merkle::Hash;
use crate::note::{Checkpoint, Verifier};
use crate::record::Position;

/// A checkpoint that the verifier holds: its root, and which of the keys signed it.
#[derive(Debug)]
struct Kept {
    root: Hash,
    signed: Vec<bool>,
}

/// The roots that the verifier knows, by size.
#[derive(Debug, Default)]
pub(crate) struct Held {
    roots: BTreeMap<Position, Kept>,
    /// The largest held one that was met and agreed.
    agreed: Position,
}

impl Held {
    /// Opens the notes with the log's keys. One that is no checkpoint of this log is a fault of its own.
    pub(crate) fn open(
        notes: &[String],
        origin: &str,
        keys: &[Verifier],
        faults: &mut Faults,
    ) -> Self {
        let mut held = Self::default();
        for note in notes {
            match open(note, origin, keys) {
                Ok((size, kept)) => {
                    let root = kept.root;
                    if held
                        .roots
                        .insert(size, kept)
                        .is_some_and(|other| other.root != root)
                    {
                        let reason = format!("two held checkpoints of size {size} differ");
                        faults.add(size, FaultKind::HeldInvalid(reason));
                    }
                }
                Err(reason) => faults.add(Position::ZERO, FaultKind::HeldInvalid(reason)),
            }
        }
        held
    }

    /// Holds the root at this size against the held checkpoint of this size, where there is one. One that a key signed which
    /// had been replaced by then says nothing.
    pub(crate) fn check(
        &mut self,
        size: Position,
        keys: &KeysInForce,
        root: impl FnOnce() -> Hash,
        faults: &mut Faults,
    ) {
        let Some(kept) = self.roots.remove(&size) else {
            return;
        };
        if let Err(retired) = keys.check(&kept.signed, size) {
            faults.add_contradicted(size, FaultKind::RetiredKey(retired.to_string()), None);
            return;
        }
        let holds = kept.root == root();
        if holds {
            self.agreed = size;
        } else {
            faults.add(self.agreed.next().min(size), FaultKind::HeldRoot);
        }
        faults.checked(Contradiction::Held(size), holds);
    }

    /// What is left was not reached: the records end before it.
    pub(crate) fn finish(self, last: Position, keys: &KeysInForce, faults: &mut Faults) {
        for (size, kept) in self.roots {
            if let Err(retired) = keys.check(&kept.signed, size) {
                faults.add_contradicted(size, FaultKind::RetiredKey(retired.to_string()), None);
                continue;
            }
            faults.add(last.next(), FaultKind::HeldBeyond);
            faults.checked(Contradiction::Held(size), false);
        }
    }
}

/// A checkpoint of the log that one of the keys signed.
fn open(note: &str, origin: &str, keys: &[Verifier]) -> Result<(Position, Kept), String> {
    let (body, signed) = if keys.is_empty() {
        (body_of(note)?, Vec::new())
    } else {
        signed_by(note, keys).map_err(|error| error.to_string())?
    };
    let said = Checkpoint::parse(body).map_err(|error| error.to_string())?;
    if said.origin != origin {
        return Err(format!("it is of the log {}", said.origin));
    }
    let size = Position::try_from(said.size).map_err(|error| error.to_string())?;
    let root = said.root;
    Ok((size, Kept { root, signed }))
}

/// The body of a note, whoever signed it.
pub(crate) fn body_of(note: &str) -> Result<&str, String> {
    note.split_once("\n\n")
        .and_then(|(body, _)| note.get(..=body.len()))
        .ok_or_else(|| "the text is not a signed note".to_owned())
}
