//! The read models on a real PostgreSQL: copied exactly once, right as of every position, and seen by whoever may.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on ends; these stand in the functions that tests share"
)]

mod as_of;
mod browse;
mod cases;
mod changes;
mod coverage;
mod explained;
mod extracts;
mod faults;
mod golden;
mod growth;
mod measures;
mod period_closes;
mod queries;
mod rebuild;
mod remittances;
mod replay;
mod servers;
mod stating;
mod support;
mod trial_balance;
mod visibility;
