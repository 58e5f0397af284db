//! State, decisions and their application.

use serde::{Deserialize, Serialize};

use super::{PaymentCommand, PaymentError, PaymentEvent};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Payment {
    /// There is none yet.
    #[default]
    Unknown,
}

impl Payment {
    /// What follows from a command.
    pub fn decide(&self, command: &PaymentCommand) -> Result<Vec<PaymentEvent>, PaymentError> {
        match *command {}
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, _event: &PaymentEvent) {}
}

aggregate!(Payment, PaymentCommand, PaymentEvent, PaymentError);
