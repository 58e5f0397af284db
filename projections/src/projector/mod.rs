//! Copies the journal into the read models, batch by batch: exactly once, in order, and never past a failure.
//!
//! One of several servers projects: whoever takes the checkpoint row. The others stand by, and take over when it
//! stands still while the journal grows.

mod batch;
mod handle;
mod status;
mod task;
mod turn;

pub(crate) use batch::shape;
pub use handle::Projector;
pub use status::{Halted, ProjectorStatus};
