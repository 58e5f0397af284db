//! Questions to the read models from the command line, once these are as far as the journal; and who asked them, for the
//! list of those who read of clients.

use std::{process::Command, time::Duration};

use almoner_domain::id::ActorId;
use almoner_journal::{schema::connect_options, store::Journal};
use almoner_projections::{
    client_reads::{Reading, Way},
    projector::Projector,
    read::{Reader, Touched, View},
};
use sqlx::postgres::PgPoolOptions;

use super::CliError;
use crate::{
    config::{Store, StoreArguments},
    server::ServerError,
};

/// How long the read models may take to come up to the journal.
const CATCH_UP_MAX: Duration = Duration::from_mins(2);

/// The role and the organization of whoever reaches the ledger's database without a token.
const OFFICE: &str = "office";

/// Who asks, for the list of those who read of clients.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct AskerArguments {
    /// Who asks, an opaque, stable name for the list of those who read of clients; without it, the account of the operating
    /// system
    #[arg(long = "as", value_name = "ACTOR", value_parser = ActorId::parse)]
    actor: Option<ActorId>,
}

impl AskerArguments {
    /// Who is answered, and by which command.
    pub(super) fn reading(&self, command: &str) -> Reading {
        let actor = self.actor.as_ref().map(|actor| actor.as_str().to_owned());
        Reading {
            actor: actor.unwrap_or_else(account),
            role: OFFICE.to_owned(),
            organization: OFFICE.to_owned(),
            way: Some(Way::CommandLine),
            operation: command.to_owned(),
            request: String::new(),
        }
    }
}

/// The account of the operating system that runs this command, after `os-`: by its name, or where that is none that can be
/// kept by its number.
fn account() -> String {
    let told = Command::new("id").arg("-un").output().ok();
    let name = told.filter(|told| told.status.success());
    let name = name.and_then(|told| String::from_utf8(told.stdout).ok());
    let named = name.map(|name| format!("os-{}", name.trim()));
    named
        .filter(|name| ActorId::parse(name).is_ok())
        .unwrap_or_else(|| format!("os-{}", rustix::process::getuid().as_raw()))
}

/// A reader of the read models, as far as they are.
pub(super) fn connected(store: &Store, words: &StoreArguments) -> Result<Reader, CliError> {
    let options = connect_options(store.app_url(), &words.ledger).map_err(ServerError::from)?;
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(options);
    Ok(Reader::new(pool))
}

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
    connected(store, words)
}

/// Records what a view told of clients, before it is written anywhere; the view is over then.
pub(super) async fn recorded(
    reader: &Reader,
    view: View,
    reading: &Reading,
) -> Result<(), CliError> {
    let touched = view.touched().clone();
    drop(view);
    record(reader, &touched, reading).await
}

/// Records of whom is told, before it is.
pub(super) async fn record(
    reader: &Reader,
    touched: &Touched,
    reading: &Reading,
) -> Result<(), CliError> {
    Ok(reader.record_read(reading, touched).await?)
}
