//! The state of the signing, its decisions and their application.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Signed, SigningCommand, SigningError, SigningEvent, VerifierKey};
use crate::{ledger::aggregate, period::not_in_future};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Signing {
    /// The key with which the ledger was made signs; the books do not know which one it is.
    #[default]
    First,
    /// A key has taken the place of another.
    Rotated(Rotations),
}

/// The keys that sign and signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotations {
    /// The keys that were replaced, in their order.
    pub retired: Vec<VerifierKey>,
    /// The key that signs.
    pub current: VerifierKey,
    /// Since which day.
    pub effective_on: NaiveDate,
}

impl Signing {
    /// What follows from a command.
    pub fn decide(&self, command: &SigningCommand) -> Result<Vec<SigningEvent>, SigningError> {
        let SigningCommand::Rotate {
            from,
            to,
            effective_on,
            received_on,
        } = command;
        if let Self::Rotated(keys) = self {
            let is_same = keys.retired.last() == Some(from)
                && keys.current == *to
                && keys.effective_on == *effective_on;
            if is_same {
                return Ok(Vec::new());
            }
            if keys.current != *from {
                return Err(SigningError::NotCurrent {
                    current: keys.current.clone(),
                });
            }
            if keys.retired.contains(to) {
                return Err(SigningError::Used);
            }
        }
        if from == to {
            return Err(SigningError::Used);
        }
        if from.name() != to.name() {
            return Err(SigningError::OtherLog {
                expected: from.name().to_owned(),
                found: to.name().to_owned(),
            });
        }
        not_in_future(*effective_on, *received_on)?;
        Ok(vec![SigningEvent::SigningKeyRotated {
            signed: Signed::Checkpoints,
            from: from.clone(),
            to: to.clone(),
            effective_on: *effective_on,
        }])
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &SigningEvent) {
        let SigningEvent::SigningKeyRotated {
            signed: Signed::Checkpoints,
            from,
            to,
            effective_on,
        } = event;
        let mut retired = match std::mem::take(self) {
            Self::First => Vec::new(),
            Self::Rotated(keys) => keys.retired,
        };
        retired.push(from.clone());
        *self = Self::Rotated(Rotations {
            retired,
            current: to.clone(),
            effective_on: *effective_on,
        });
    }
}

aggregate!(Signing, SigningCommand, SigningEvent, SigningError);
