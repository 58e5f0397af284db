//! The key with which the ledger signs, and how it is replaced.

mod input;
mod mutation;
mod object;

pub(crate) use input::SigningKeyRotateInput;
pub(crate) use mutation::SigningMutation;
pub(crate) use object::SigningKey;
