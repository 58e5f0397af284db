//! The key with which the ledger signs its checkpoints: which one it is, by its public half alone.
//!
//! Life: the key with which the ledger was made signs until an admin has it replaced by another; that one signs until it is
//! replaced in its turn. A key that was replaced never signs again. The keys themselves are files outside the books; what
//! is kept here is what an auditor has to know to follow the signatures.

mod aggregate;
mod command;
mod error;
mod event;
mod key;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use key::*;
