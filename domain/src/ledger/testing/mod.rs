//! For tests, here and in the crates above: a ledger in memory, a founded scenario, and random commands over it.
//!
//! Nothing of it is in the product: it stands behind the feature `testing`.
#![expect(
    missing_docs,
    reason = "builders of tests, named after the commands that they build"
)]

mod memory;
mod random;
mod scenario;

pub use memory::*;
pub use random::*;
pub use scenario::*;
