//! Serves: GraphQL, HTTP, authentication, the commands of the binary and the life cycle of the process.
//!
//! It translates and decides nothing: rules are the domain's, storage the journal's, reading the
//! projections'.

pub mod books;
pub mod certificate;
pub mod cli;
pub mod client_keys;
pub mod clock;
mod cloud_events;
pub mod codes;
pub mod config;
pub mod data_dir;
pub mod demo;
pub mod drill;
pub mod graphql;
pub mod http;
pub mod intake;
pub mod keys;
pub mod logging;
pub mod postgres;
pub mod print;
pub mod remittance;
pub mod report;
pub mod server;
pub mod token;
pub mod verification;
pub mod witness;
