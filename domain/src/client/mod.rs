//! A pseudonymous case: a random code, never a person. Who stands behind it only the sub-awardee knows.
//!
//! Life: enrolled (pending screening, or pre-certified, or interim for a child) → certified or eligible → closed, and
//! perhaps re-opened,
//! and long after it, erased: `erasure.rs` has what is held under the client's own key, and how it is given up. `window.rs` has the clocks, `coverage.rs` the days that they leave.
//! One sub-awardee manages the case at a time; a move is a transfer and the client keeps the code. The stream also
//! holds what the case has used of its year, so that no cap can be passed by any order of claims.

mod aggregate;
mod benefit;
mod case;
mod command;
mod course;
mod coverage;
mod decide;
mod enrol;
mod erasure;
mod error;
mod event;
mod family;
mod late;
mod letters;
mod policy;
mod room;
mod standing;
#[cfg(test)]
mod tests;
mod unit;
mod value;
mod window;
mod withdrawal;

pub use aggregate::*;
pub use case::*;
pub use command::*;
pub use coverage::*;
pub use erasure::*;
pub use error::*;
pub use event::*;
pub use late::*;
pub use policy::*;
pub use room::*;
pub use standing::*;
pub use unit::*;
pub use value::*;
pub use window::*;
pub use withdrawal::ErasureWithdrawalReason;
