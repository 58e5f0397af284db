//! State, decisions and their application.

use serde::{Deserialize, Serialize};

use super::{AwardCommand, AwardError, AwardEvent};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Award {
    /// There is none yet.
    #[default]
    Unknown,
}

impl Award {
    /// What follows from a command.
    pub fn decide(&self, command: &AwardCommand) -> Result<Vec<AwardEvent>, AwardError> {
        match *command {}
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, _event: &AwardEvent) {}
}

aggregate!(Award, AwardCommand, AwardEvent, AwardError);
