//! One ledger is one schema: its name, how a connection reaches it, and how it is made and granted.

mod connection;
mod grants;
mod migrate;
mod name;
#[cfg(test)]
mod tests;

pub use connection::{connect_options, notification_channel};
pub(crate) use migrate::is_current;
pub use migrate::{SchemaError, discard, migrate};
pub use name::{LedgerName, LedgerNameError};
