//! A witness: a small program on somebody else's machine, that cosigns a log's checkpoints for as long as each extends the
//! one before it, and remembers nothing but the last one. A ledger that shows two histories, or goes back, gets no second
//! cosignature (C2SP tlog-witness).
//!
//! It never sees a record: sizes, roots and hashes are all that it is told.

mod answer;
mod policy;
mod request;
mod seen;
mod serve;
#[cfg(test)]
mod tests;

pub use answer::Verdict;
pub use policy::{Asked, Policy, PolicyError};
pub use request::AddCheckpoint;
pub(crate) use request::read_size;
pub use seen::SeenError;
pub use serve::{Witnessing, router};
