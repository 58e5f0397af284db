//! State, decisions and their application.

use serde::{Deserialize, Serialize};

use super::{ClientCommand, ClientError, ClientEvent};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Client {
    /// There is none yet.
    #[default]
    Unknown,
}

impl Client {
    /// What follows from a command.
    pub fn decide(&self, command: &ClientCommand) -> Result<Vec<ClientEvent>, ClientError> {
        match *command {}
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, _event: &ClientEvent) {}
}

aggregate!(Client, ClientCommand, ClientEvent, ClientError);
