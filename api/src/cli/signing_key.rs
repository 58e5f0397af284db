//! `almoner signing-key`: the keys with which a ledger signs, and the next one.

use almoner_journal::{ledger::ConnectError, note::Signer, store::Journal};

use super::{CliError, Outcome, log_keys::LogKeys, output};
use crate::config::StoreArguments;

/// Tell the keys with which the ledger signs, or make the next one (for operators)
///
/// Prints a line for each key that signed: the position of the event that brought it (0 for the first), and its verifier key;
/// the last one signs now. With --next it prints the verifier key that comes next, and makes its file, checkpoint-2.key and so
/// on, where there is none. That key signs nothing yet: copy the file to the key directory of every server, and then give the
/// command `signingKeyRotate` as an admin. Keep the old files: a copy of the ledger from before needs them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner signing-key --data-dir .almoner\n  \
    almoner signing-key --next --data-dir .almoner")]
pub struct Arguments {
    /// Make the next key, or tell the one that was made and has not signed yet
    #[arg(long)]
    next: bool,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 1).await?;
    let keys = LogKeys::read(&store, &journal).await?;
    if arguments.next {
        let key_of = |seed: &[u8; 32]| {
            let signer = Signer::try_new(journal.origin(), seed).map_err(ConnectError::from);
            signer.map(|signer| signer.verifier().to_key())
        };
        let last = store.keys().last_checkpoint()?;
        let unused = match last {
            Some((_, seed)) => {
                let key = key_of(seed.bytes())?;
                (!keys.texts().contains(&key)).then_some(key)
            }
            None => None,
        };
        let key = if let Some(key) = unused {
            key
        } else {
            let (_, seed) = store.keys().next_checkpoint()?;
            key_of(seed.bytes())?
        };
        output::line(&key)?;
    } else {
        for known in &keys.all {
            output::line(&format!("{} {}", known.since, known.key))?;
        }
    }
    store.close().await?;
    Ok(Outcome::Done)
}
