//! `almoner export`: every record line, as it was hashed.

use std::path::{Path, PathBuf};

use almoner_journal::{
    record::Position,
    store::{IssuedCheckpoint, Journal},
};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::{CliError, Outcome, output, progress};
use crate::config::StoreArguments;

/// Write all records of a ledger, one to a line (for auditors)
///
/// Each line is the exact text that was hashed into the ledger's Merkle log, so that a short script of
/// anybody's recomputes the root: docs/verify/root.py is one. The export ends at the latest signed
/// checkpoint; --checkpoint writes that too.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  \
    almoner export --output books.jsonl --checkpoint books.checkpoint\n  \
    python3 docs/verify/root.py books.jsonl books.checkpoint")]
pub struct Arguments {
    /// Where to write the lines; without it, standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where to write the signed checkpoint that the export ends at
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let exported = export(arguments, store.app_url()).await;
    store.close().await?;
    exported
}

async fn export(arguments: &Arguments, url: &str) -> Result<Outcome, CliError> {
    let journal = Journal::connect(url, &arguments.store.ledger, 2).await?;
    let checkpoint = journal.latest_checkpoint().await?;
    let last = checkpoint
        .as_ref()
        .map_or(Position::ZERO, |checkpoint| checkpoint.size);
    let bar = progress::bar("records", last.get());
    let told = |position: Position| bar.set_position(position.get());
    match &arguments.output {
        None => {
            journal
                .export(Position::ZERO, last, &mut tokio::io::stdout(), told)
                .await?;
        }
        Some(path) => {
            // Half a file never stands under the name that was asked for.
            let part = path.with_added_extension("part");
            let mut file = create(&part).await?;
            journal
                .export(Position::ZERO, last, &mut file, told)
                .await?;
            file.shutdown()
                .await
                .map_err(|error| CliError::file(&part, error))?;
            tokio::fs::rename(&part, path)
                .await
                .map_err(|error| CliError::file(path, error))?;
        }
    }
    bar.finish_and_clear();
    if let Some(path) = &arguments.checkpoint {
        write_checkpoint(path, checkpoint.as_ref()).await?;
    }
    if let Some(path) = &arguments.output {
        output::line(&format!("{last} records in {}", path.display()))?;
    }
    Ok(Outcome::Done)
}

async fn create(path: &Path) -> Result<impl AsyncWrite + Unpin + use<>, CliError> {
    tokio::fs::File::create(path)
        .await
        .map_err(|error| CliError::file(path, error))
}

async fn write_checkpoint(
    path: &Path,
    checkpoint: Option<&IssuedCheckpoint>,
) -> Result<(), CliError> {
    let Some(checkpoint) = checkpoint else {
        return Err(CliError::Usage(
            "the ledger is empty: it has no checkpoint yet".to_owned(),
        ));
    };
    tokio::fs::write(path, &checkpoint.note)
        .await
        .map_err(|error| CliError::file(path, error))
}
