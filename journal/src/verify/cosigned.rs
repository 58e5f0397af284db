//! Cosignatures under checkpoints, against the witnesses that the verifier goes by.

use super::{FaultKind, Faults};
use crate::note::{NoteError, Witness};
use crate::record::Position;

/// The witnesses that a verifier goes by, and how many of them make a checkpoint a cosigned one.
#[derive(Debug, Clone, Copy, Default)]
pub struct WitnessPolicy<'witness> {
    /// The witnesses; without any, no cosignature is checked.
    pub witnesses: &'witness [Witness],
    /// How many of them are enough.
    pub threshold: usize,
}

/// What stands under a note besides the signatures of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Under {
    /// Signature lines, whosever.
    pub(crate) lines: usize,
    /// How many of the witnesses have cosigned it, or whose cosignature does not hold.
    pub(crate) cosigned: Result<usize, String>,
}

impl WitnessPolicy<'_> {
    /// Looks at the signature lines of a note.
    pub(crate) fn look(&self, note: &str) -> Under {
        let (body, lines) = note
            .rfind("\n\n")
            .and_then(|end| Some((note.get(..=end)?, note.get(end + 2..)?)))
            .unwrap_or_default();
        let mut cosigned = Ok(0);
        for witness in self.witnesses {
            cosigned = match (cosigned, witness.check(body, lines)) {
                (Ok(count), Ok(_)) => Ok(count + 1),
                (Ok(count), Err(NoteError::Unsigned { .. })) => Ok(count),
                (Ok(_), Err(error)) => Err(error.to_string()),
                (Err(reason), _) => Err(reason),
            };
        }
        Under {
            lines: lines.lines().count(),
            cosigned,
        }
    }
}

/// What was seen of cosignatures so far.
#[derive(Debug, Default)]
pub(crate) struct Cosigned {
    threshold: Option<usize>,
    /// Cosignatures that hold.
    pub(crate) count: u64,
    /// The largest checkpoint that enough witnesses have cosigned.
    pub(crate) last: Option<Position>,
    /// Lines that are not the log's own, and were not checked.
    unchecked: u64,
}

impl Cosigned {
    pub(crate) fn by(policy: WitnessPolicy<'_>) -> Self {
        Self {
            threshold: (!policy.witnesses.is_empty()).then_some(policy.threshold.max(1)),
            ..Self::default()
        }
    }

    /// Takes what stands under the checkpoint of a size, of which the log itself has signed with so many keys.
    pub(crate) fn take(&mut self, size: Position, under: &Under, own: usize, faults: &mut Faults) {
        match &under.cosigned {
            Err(reason) => faults.add(size, FaultKind::Cosignature(reason.clone())),
            Ok(count) => {
                let others = under.lines.saturating_sub(own).saturating_sub(*count);
                self.unchecked += u64::try_from(others).unwrap_or(u64::MAX);
                self.count += u64::try_from(*count).unwrap_or(u64::MAX);
                if self.threshold.is_some_and(|threshold| *count >= threshold) {
                    self.last = Some(size);
                }
            }
        }
    }

    /// The last checkpoint was taken: one of them must have been cosigned by enough. What was not checked is said.
    pub(crate) fn finish(&self, size: Position, faults: &mut Faults, skipped: &mut Vec<String>) {
        if self.threshold.is_some() {
            match self.last {
                None => faults.add(size, FaultKind::CosignaturesMissing),
                Some(last) if last < size => skipped.push(format!(
                    "that witnesses saw what came after position {last}: enough of them have cosigned no later checkpoint"
                )),
                Some(_) => {}
            }
        }
        if self.unchecked > 0 {
            skipped.push(format!(
                "{} signature lines of others: no witness policy names them",
                self.unchecked
            ));
        }
    }
}
