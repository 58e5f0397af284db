//! Checkpoints of earlier moments that the verifier holds: what was cut off or forked shows against them alone.

use std::collections::BTreeMap;

use super::{Contradiction, FaultKind, Faults};
use crate::merkle::Hash;
use crate::note::{Checkpoint, Verifier};
use crate::record::Position;

/// The roots that the verifier knows, by size.
#[derive(Debug, Default)]
pub(crate) struct Held {
    roots: BTreeMap<Position, Hash>,
    /// The largest held one that was met and agreed.
    agreed: Position,
}

impl Held {
    /// Opens the notes with the log's keys. One that is no checkpoint of this log is a fault of its own.
    pub(crate) fn open(
        notes: &[String],
        origin: &str,
        keys: &[&Verifier],
        faults: &mut Faults,
    ) -> Self {
        let mut held = Self::default();
        for note in notes {
            match open(note, origin, keys) {
                Ok((size, root)) => {
                    if held
                        .roots
                        .insert(size, root)
                        .is_some_and(|other| other != root)
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

    /// Holds the root at this size against the held checkpoint of this size, where there is one.
    pub(crate) fn check(
        &mut self,
        size: Position,
        root: impl FnOnce() -> Hash,
        faults: &mut Faults,
    ) {
        let Some(expected) = self.roots.remove(&size) else {
            return;
        };
        let holds = expected == root();
        if holds {
            self.agreed = size;
        } else {
            faults.add(self.agreed.next().min(size), FaultKind::HeldRoot);
        }
        faults.checked(Contradiction::Held(size), holds);
    }

    /// What is left was not reached: the records end before it.
    pub(crate) fn finish(self, last: Position, faults: &mut Faults) {
        for size in self.roots.into_keys() {
            faults.add(last.next(), FaultKind::HeldBeyond);
            faults.checked(Contradiction::Held(size), false);
        }
    }
}

/// A checkpoint of the log that one of the keys signed.
fn open(note: &str, origin: &str, keys: &[&Verifier]) -> Result<(Position, Hash), String> {
    let body = open_with(note, keys)?;
    let said = Checkpoint::parse(body).map_err(|error| error.to_string())?;
    if said.origin != origin {
        return Err(format!("it is of the log {}", said.origin));
    }
    let size = Position::try_from(said.size).map_err(|error| error.to_string())?;
    Ok((size, said.root))
}

/// The body of a note that one of the keys signed; without keys, of any note.
pub(crate) fn open_with<'note>(note: &'note str, keys: &[&Verifier]) -> Result<&'note str, String> {
    let Some((first, others)) = keys.split_first() else {
        return note
            .split_once("\n\n")
            .and_then(|(body, _)| note.get(..=body.len()))
            .ok_or_else(|| "the text is not a signed note".to_owned());
    };
    let opened = first.open(note);
    others
        .iter()
        .fold(opened, |opened, key| opened.or_else(|_| key.open(note)))
        .map_err(|error| error.to_string())
}
