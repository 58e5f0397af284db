//! Questions to the read models from the command line, once these are as far as the journal.

use std::time::Duration;

use almoner_journal::{schema::connect_options, store::Journal};
use almoner_projections::{projector::Projector, read::Reader};
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
