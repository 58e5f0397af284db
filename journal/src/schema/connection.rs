//! How a connection reaches its ledger: by `search_path`, so that the SQL is the same for every ledger.

use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

use super::LedgerName;

/// The options of a connection whose `search_path` is the ledger's schema and nothing else.
pub fn connect_options(url: &str, ledger: &LedgerName) -> Result<PgConnectOptions, sqlx::Error> {
    Ok(PgConnectOptions::from_str(url)?
        .application_name("almoner")
        .options([("search_path", format!("\"{ledger}\""))]))
}

/// The channel on which the position of every commit of the ledger is notified.
pub fn notification_channel(ledger: &LedgerName) -> String {
    format!("almoner_{ledger}")
}
