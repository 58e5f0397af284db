//! State, decisions and their application.

use serde::{Deserialize, Serialize};

use super::{OrganizationCommand, OrganizationError, OrganizationEvent};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Organization {
    /// There is none yet.
    #[default]
    Unknown,
}

impl Organization {
    /// What follows from a command.
    pub fn decide(
        &self,
        command: &OrganizationCommand,
    ) -> Result<Vec<OrganizationEvent>, OrganizationError> {
        match *command {}
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, _event: &OrganizationEvent) {}
}

aggregate!(
    Organization,
    OrganizationCommand,
    OrganizationEvent,
    OrganizationError
);
