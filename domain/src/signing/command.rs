//! What the signing is asked.

use chrono::NaiveDate;

use super::VerifierKey;

/// A command about the signing of checkpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningCommand {
    /// The key is to be replaced.
    Rotate {
        /// The key that signs now.
        from: VerifierKey,
        /// The key that is to sign from now on.
        to: VerifierKey,
        /// The day of the replacement.
        effective_on: NaiveDate,
        /// The day on which the command was received.
        received_on: NaiveDate,
    },
}
