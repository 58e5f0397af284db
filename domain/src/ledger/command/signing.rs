//! What is done to the key with which checkpoints are signed.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    ledger::StreamId,
    signing::{Signed, VerifierKey},
};

/// An admin has the signing key of the checkpoints replaced by another, which the servers hold already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RotateSigningKey {
    /// The key that signs now.
    pub from: VerifierKey,
    /// The key that is to sign from now on.
    pub to: VerifierKey,
    /// The day of the replacement.
    pub effective_on: NaiveDate,
}

impl Asked for RotateSigningKey {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::signing(&Signed::Checkpoints)]
    }
}
