//! A database for a test: fresh, migrated, with the two roles of production, gone afterwards.
//!
//! The server is the one that `ALMONER_TEST_URL` names, with a superuser. The roles are the
//! cluster's and made once; a template is migrated once for each set of migrations and then copied.

mod database;
mod template;

pub use database::{TEST_LEDGER, TestDatabase};
