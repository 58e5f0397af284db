//! Histories, ledgers that hold them, and what their read models say.

mod cash;
mod closes;
mod erasures;
mod files;
mod history;
mod late;
mod ledger;
mod rows;

pub(crate) use erasures::ERASED;
pub(crate) use history::{CHILD, claim_of, client_of, history, random_history};
pub(crate) use ledger::{Stored, TestLedger, WAIT, metadata, until};
pub(crate) use rows::{LOGS, TEMPORAL, digests, rows_as_of};
