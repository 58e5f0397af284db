//! State, decisions and their application.

use serde::{Deserialize, Serialize};

use super::{ProgrammeCommand, ProgrammeError, ProgrammeEvent};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Programme {
    /// There is none yet.
    #[default]
    Unknown,
}

impl Programme {
    /// What follows from a command.
    pub fn decide(
        &self,
        command: &ProgrammeCommand,
    ) -> Result<Vec<ProgrammeEvent>, ProgrammeError> {
        match *command {}
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, _event: &ProgrammeEvent) {}
}

aggregate!(Programme, ProgrammeCommand, ProgrammeEvent, ProgrammeError);
