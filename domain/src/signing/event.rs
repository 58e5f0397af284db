//! What happens to the signing of checkpoints.

use chrono::NaiveDate;

use super::{Signed, VerifierKey};
use crate::ledger::domain_event;

domain_event! {
    /// A fact about the signing of checkpoints.
    pub enum SigningEvent {
        /// One key took the place of another. The first checkpoint with this event is signed with both; those before it
        /// with the first alone, those after it with the second alone.
        SigningKeyRotated {
            /// What the keys sign.
            signed: Signed,
            /// The key that signed until then.
            from: VerifierKey,
            /// The key that signs from then on.
            to: VerifierKey,
            /// The day of the replacement.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
