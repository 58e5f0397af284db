//! `almoner migrate`: makes a ledger, or brings it up to date.

use almoner_journal::schema;

use super::{CliError, Outcome, output};
use crate::config::{Store, StoreArguments};

/// Make a ledger, or bring it up to date (for operators)
///
/// Makes the ledger where there is none, applies the migrations that it lacks, and grants the role that serves
/// what serving needs. Run it with each new version, before the servers start. It works as the role that
/// ALMONER_OWNER_URL names; the role that serves is the one that DATABASE_URL names. It can be run
/// again, and beside a running server. A migration is never taken back.
#[derive(Debug, clap::Args)]
#[expect(clippy::doc_markdown, reason = "a help text is plain text")]
pub struct Arguments {
    /// Where the ledger is.
    #[command(flatten)]
    pub store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let origin = migrate(&store, &arguments.store).await;
    store.close().await?;
    output::line(&format!(
        "{} is up to date; its origin is {}",
        arguments.store.ledger, origin?
    ))?;
    Ok(Outcome::Done)
}

/// Brings the ledger up to date, for every command that finds one; answers with its origin.
///
/// # Errors
/// [`CliError::Schema`] when the database fails, or holds what this program did not make.
pub(super) async fn migrate(store: &Store, words: &StoreArguments) -> Result<String, CliError> {
    let origin = words.origin();
    Ok(schema::migrate(store.owner_url(), &words.ledger, &origin, store.app_role()).await?)
}
