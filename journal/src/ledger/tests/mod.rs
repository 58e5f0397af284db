//! The ledger on a real PostgreSQL: answers, several processes, faults, and what the libraries got wrong.

mod ahead;
mod answers;
mod faults;
mod libraries;
mod model;
mod processes;
mod proofs;
mod proxy;
mod refusals;
mod rotation;
pub(crate) mod support;
