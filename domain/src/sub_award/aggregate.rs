//! State, decisions and their application.

use serde::{Deserialize, Serialize};

use super::{SubAwardCommand, SubAwardError, SubAwardEvent};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum SubAward {
    /// There is none yet.
    #[default]
    Unknown,
}

impl SubAward {
    /// What follows from a command.
    pub fn decide(&self, command: &SubAwardCommand) -> Result<Vec<SubAwardEvent>, SubAwardError> {
        match *command {}
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, _event: &SubAwardEvent) {}
}

aggregate!(SubAward, SubAwardCommand, SubAwardEvent, SubAwardError);
