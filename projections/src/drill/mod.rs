//! A copy of a ledger in a schema of its own, and harm to it: for drills, which see whether verification notices.
//!
//! The ledger that is copied is read and never written. In the copy, which stands under no trigger, each harm is done as
//! its owner could do it, looked at, and undone by copying the tables once more.

mod harm;
mod scratch;

pub use harm::{LIVE_HARMS, LiveHarm, Shows};
pub use scratch::{Scratch, ScratchError};
