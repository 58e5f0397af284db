//! Keeps: the append-only store of one ledger, its sequencer, its Merkle log and its idempotency.
//!
//! It knows no business rule: what a command means, the domain decides. What is kept, in which
//! order, under which hash, and what a repeated command is answered, is decided here.

pub mod bundle;
pub mod ledger;
pub mod merkle;
pub mod merkle_map;
pub mod note;
pub mod record;
pub(crate) mod refusal;
pub mod schema;
mod sequencer;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tile;
pub mod verify;
