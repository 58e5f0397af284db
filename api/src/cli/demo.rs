//! `almoner demo`: the demonstration's books, loaded and served.

use almoner_journal::ledger::{Keys, Ledger, LedgerOptions};

use super::{CliError, Outcome, migrate, output, progress};
use crate::{
    clock::{Clock, Mint},
    config::{Store, StoreArguments},
    demo::{self, Loaded},
};

/// Load the demonstration's books and serve them (for everybody who wants to look)
///
/// The awards and primes are real, as public sources name them; sub-awardees, sub-awards, clients and claims
/// are fictional and say so. Loading again changes nothing.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Load and stop, so that `verify`, `export` and the others can be run on the same data directory
    #[arg(long)]
    load_only: bool,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open_for_serving().await?;
    let loaded = load(&store, &arguments.store).await;
    store.close().await?;
    let loaded = loaded?;
    output::line(&format!(
        "{} commands carried out, {} done before; the ledger {} is at position {}",
        loaded.accepted, loaded.repeated, arguments.store.ledger, loaded.position
    ))?;
    Ok(Outcome::Done)
}

async fn load(store: &Store, words: &StoreArguments) -> Result<Loaded, CliError> {
    migrate::migrate(store, words).await?;
    let keys = Keys {
        signing: *store.keys().checkpoint()?.bytes(),
        fingerprint: *store.keys().fingerprint()?.bytes(),
    };
    let program = concat!("almoner ", env!("CARGO_PKG_VERSION"));
    let options = LedgerOptions::new(store.app_url(), words.ledger.clone(), keys, program);
    let ledger = Ledger::connect(options).await?;
    let bar = progress::bar("commands", demo::STEPS_ABOUT);
    let mint = Mint::new(Clock::system());
    let loaded = demo::load(&ledger, &mint, |done| {
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    })
    .await;
    bar.finish_and_clear();
    ledger.shutdown().await;
    Ok(loaded?)
}
