//! States what the read side holds: at a checkpoint's position the roots of two Merkle maps, signed by the ledger's key.
//!
//! The map of streams has the last version and position of each, the map of rows every row that is valid and every account's
//! balance. A task beside the projector changes the maps by the rows that changed, as of a checkpoint that the projector has
//! reached, and keeps every version of their pages, so that what was once stated can be proved for ever. Nothing here
//! is in the way of the projector.

mod change;
mod check;
mod entry;
mod error;
mod handle;
mod notes;
mod pages;
mod prove;
mod proved;
mod restate;
mod table;
mod turn;

pub use check::{CheckedStatements, check, check_ledger};
pub use error::ProveError;
pub use handle::{Stater, StatingOptions};
pub use notes::notes;
pub use proved::{BalanceProved, Proved, Statement, StreamProved};
pub use restate::restate;
pub use turn::{Stated, StatingError, state};
