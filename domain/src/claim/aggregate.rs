//! State, decisions and their application.

use serde::{Deserialize, Serialize};

use super::{ClaimCommand, ClaimError, ClaimEvent};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Claim {
    /// There is none yet.
    #[default]
    Unknown,
}

impl Claim {
    /// What follows from a command.
    pub fn decide(&self, command: &ClaimCommand) -> Result<Vec<ClaimEvent>, ClaimError> {
        match *command {}
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, _event: &ClaimEvent) {}
}

aggregate!(Claim, ClaimCommand, ClaimEvent, ClaimError);
