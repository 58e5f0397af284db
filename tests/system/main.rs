//! The system tests: the built product, driven from outside, and what must hold of the whole tree.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails the test, as the test itself would"
)]

mod architecture;
mod audit;
mod books;
mod bundles;
mod cloud_events;
mod demonstration;
mod erasure;
mod explained;
mod extracts;
mod graphql_document;
mod outages;
mod readme;
mod remittance;
mod replay;
mod reports;
mod rotation;
mod sheets;
mod statements;
mod two_servers;
mod verifiers;
mod withheld;
mod witness;
