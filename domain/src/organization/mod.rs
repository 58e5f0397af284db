//! An organization in the register: who it is, and whether SAM excludes it from federal awards.
//!
//! Life: registered once; excluded and reinstated any number of times. Whether it is prime or sub is a fact of
//! each award and sub-award, not of the organization.

mod aggregate;
mod attestation;
mod command;
mod error;
mod event;
mod evidence;
mod policy;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use attestation::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use evidence::*;
pub use policy::*;
