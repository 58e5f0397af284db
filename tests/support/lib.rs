//! Shared support for the system tests: the built binary as a process, and a caller of its HTTP.

pub mod binary;
pub mod caller;
pub mod server;
