//! `almoner serve`: one serving process.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use super::{CliError, Outcome, interrupt::Interrupt, migrate, output};
use crate::{
    config::{Store, StoreArguments},
    server::{Engine, Server},
    witness::Policy,
};

/// Serve a ledger over HTTP until it is asked to stop (for operators)
///
/// Without DATABASE_URL it starts a private PostgreSQL in the data directory, and makes the ledger there if it is
/// missing. With DATABASE_URL run `almoner migrate` first; any number of processes may serve one ledger.
#[derive(Debug, clap::Args)]
#[expect(clippy::doc_markdown, reason = "a help text is plain text")]
pub struct Arguments {
    /// The address and port to listen on; port 0 takes a free one
    #[arg(
        long,
        env = "ALMONER_BIND",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8080"
    )]
    bind: SocketAddr,
    /// A file that names witnesses and how many must cosign: each latest checkpoint is sent to them (docs/transparency.md)
    #[arg(long, env = "ALMONER_WITNESS_POLICY", value_name = "FILE")]
    witness_policy: Option<PathBuf>,
    /// How many seconds lie between two statements of what the read models hold, at least (docs/transparency.md)
    #[arg(
        long,
        env = "ALMONER_STATE_EVERY",
        value_name = "SECONDS",
        default_value_t = 60
    )]
    state_every: u32,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    // Before anything is started, so that whoever asks for the end early is heard when all stands.
    let mut asked = Interrupt::listen()?;
    let store = arguments.store.open_for_serving().await?;
    let served = serve(arguments, &store, &mut asked).await;
    store.close().await?;
    served
}

async fn serve(
    arguments: &Arguments,
    store: &Store,
    asked: &mut Interrupt,
) -> Result<Outcome, CliError> {
    let policy = arguments.witness_policy.as_deref();
    let policy = policy.map(Policy::read).transpose()?;
    if store.is_embedded() {
        migrate::migrate(store, &arguments.store).await?;
    }
    let every = Duration::from_secs(u64::from(arguments.state_every));
    let mut engine = Engine::start(store, &arguments.store)
        .await?
        .stating(store, every)?;
    if let Some(policy) = policy {
        engine = engine.cosigned_by(policy);
    }
    let server = match Server::listen(engine, store, arguments.bind).await {
        Ok(server) => server,
        Err(error) => return Err(error.into()),
    };
    output::line(&format!(
        "serving {} on http://{}",
        arguments.store.ledger,
        server.address()
    ))?;
    asked.requested().await;
    tracing::info!("asked to stop: finishing what is in hand");
    server.stop().await?;
    Ok(Outcome::Done)
}
