//! Questions to the read models from the command line, once these are as far as the journal.

use std::time::Duration;

use almoner_journal::{schema::connect_options, store::Journal};
use almoner_projections::{
    client_reads::Reading,
    projector::Projector,
    read::{Reader, View},
};
use sqlx::postgres::PgPoolOptions;

use super::CliError;
use crate::{
    config::{Store, StoreArguments},
    server::ServerError,
};

/// How long the read models may take to come up to the journal.
const CATCH_UP_MAX: Duration = Duration::from_mins(2);

/// A reader of read models that hold all of the journal.
pub(super) async fn caught_up(store: &Store, words: &StoreArguments) -> Result<Reader, CliError> {
    let journal = Journal::connect(store.app_url(), &words.ledger, 1).await?;
    let head = journal.head().await?.position.to_bigint();
    let projector = Projector::spawn(store.app_url(), &words.ledger).map_err(ServerError::from)?;
    let caught_up = projector.wait_for(head, CATCH_UP_MAX).await;
    projector.stop().await;
    if !caught_up {
        return Err(CliError::NotCaughtUp);
    }
    let options = connect_options(store.app_url(), &words.ledger).map_err(ServerError::from)?;
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(options);
    Ok(Reader::new(pool))
}

/// Who is answered on the ledger's own machine.
pub(super) const COMMAND_LINE: &str = "command-line";

/// Records what a view told of clients, before it is written anywhere; the view is over then.
pub(super) async fn recorded(reader: &Reader, view: View, operation: &str) -> Result<(), CliError> {
    let touched = view.touched().clone();
    drop(view);
    let reading = Reading {
        actor: COMMAND_LINE.to_owned(),
        role: "office".to_owned(),
        organization: "office".to_owned(),
        operation: operation.to_owned(),
        request: String::new(),
    };
    Ok(reader.record_read(&reading, &touched).await?)
}
