//! `almoner export`: every record line, as it was hashed; a bundle that proves itself; or the books in a form that other
//! tools read.

mod bundle;
mod events;

use std::{
    fs::File,
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use almoner_journal::{
    bundle::SEGMENT_LINES,
    record::Position,
    store::{IssuedCheckpoint, Journal},
};
use almoner_projections::read::Reader;
use indicatif::ProgressBar;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::{CliError, Outcome, output, progress, reader::AskerArguments};
use crate::{
    books::{BooksError, Daybook, Form},
    config::StoreArguments,
};

/// Write all records of a ledger, or its books for other tools (for auditors and analysts)
///
/// `--bundle`: everything that an auditor needs to check the ledger with no copy of this program: the record lines, every
/// checkpoint ever issued, every statement of the read side, the leaf hashes and a manifest (docs/verify/README.md); a directory, or one file when the name
/// ends in .zip. A line that tells of one client, where only aggregates may be told, is withheld: its hash stands in its
/// place. Interrupted, it goes on where it was when it is called again.
/// `records`: each line is the exact text that was hashed into the ledger's Merkle log. `hledger` and `beancount`: every posting as double-entry
/// plain-text accounting, by accounting date, with the balances of all accounts asserted. `cloudevents`: a `CloudEvents` 1.0
/// event a line, with the lines withheld that a bundle withholds. `csv` and `parquet`: a row a
/// posting, in the order of the journal. No client or claim is named in the books; each transaction names its event's
/// position. The export ends at the latest signed checkpoint, which --checkpoint writes too, or at the position of --to.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner export --bundle books.zip --checkpoint books.checkpoint\n  \
    almoner verify --bundle books.zip\n  \
    python3 docs/verify/verify.py books.zip\n  \
    almoner export --output books.jsonl\n  \
    almoner export --format cloudevents --output events.jsonl\n  \
    almoner export --format hledger --output books.journal\n  \
    hledger check -s ordereddates -f books.journal")]
pub struct Arguments {
    /// Write a bundle into this directory, or into one file whose name ends in .zip
    #[arg(long, value_name = "DIR|FILE", conflicts_with_all = ["format", "to", "output"])]
    bundle: Option<PathBuf>,
    /// Withhold no line of the bundle or of the events: for the organizations that the clients are with, and for nobody else
    #[arg(long)]
    whole: bool,
    /// How many records a file of the bundle holds
    #[arg(long, value_name = "LINES", requires = "bundle", default_value_t = SEGMENT_LINES,
          value_parser = clap::value_parser!(u64).range(1..=SEGMENT_LINES))]
    segment_lines: u64,
    /// What to write
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The position to end at; without it, that of the latest signed checkpoint
    #[arg(long, value_name = "POSITION", conflicts_with = "checkpoint")]
    to: Option<u64>,
    /// Where to write it; without it, standard output
    #[arg(long, visible_alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where to write the signed checkpoint that the export ends at
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Who asks.
    #[command(flatten)]
    asker: AskerArguments,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// The record lines, as they were hashed
    #[default]
    Records,
    /// `CloudEvents` 1.0 for other tools, an event a line
    #[value(name = "cloudevents")]
    CloudEvents,
    /// Plain-text accounting for hledger
    Hledger,
    /// Plain-text accounting for beancount
    Beancount,
    /// A table of postings for a spreadsheet
    Csv,
    /// A table of postings for analysis, as Apache Parquet
    Parquet,
}

impl Format {
    /// The word by which it is asked for.
    fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::CloudEvents => "cloudevents",
            Self::Hledger => "hledger",
            Self::Beancount => "beancount",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }

    /// The form of the books; none for the records themselves.
    fn form(self) -> Option<Form> {
        match self {
            Self::Records | Self::CloudEvents => None,
            Self::Hledger => Some(Form::Hledger),
            Self::Beancount => Some(Form::Beancount),
            Self::Csv => Some(Form::Csv),
            Self::Parquet => Some(Form::Parquet),
        }
    }
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let has_withheld = arguments.bundle.is_some() || arguments.format == Format::CloudEvents;
    if arguments.whole && !has_withheld {
        return Err(CliError::Usage(
            "--whole is about a bundle, or about --format cloudevents".to_owned(),
        ));
    }
    let store = arguments.store.open().await?;
    let exported = match &arguments.bundle {
        Some(path) => bundle::write(arguments, &store, path).await,
        None => export(arguments, store.app_url()).await,
    };
    store.close().await?;
    exported
}

async fn export(arguments: &Arguments, url: &str) -> Result<Outcome, CliError> {
    let journal = Journal::connect(url, &arguments.store.ledger, 2).await?;
    let checkpoint = journal.latest_checkpoint().await?;
    let last = end(&journal, arguments.to, checkpoint.as_ref()).await?;
    let bar = progress::bar("records", last.get());
    // Half a file never stands under the name that was asked for.
    let part = arguments
        .output
        .as_ref()
        .map(|path| path.with_added_extension("part"));
    // What tells of clients is written once it is recorded that it is.
    let whole = arguments.format != Format::CloudEvents || arguments.whole;
    let command = format!("almoner export --format {}", arguments.format.word());
    recorded(arguments, &journal, &command, whole).await?;
    let what = match arguments.format.form() {
        None => {
            let whole = (arguments.format == Format::CloudEvents).then_some(arguments.whole);
            records(&journal, last, whole, part.as_deref(), &bar).await?;
            "records"
        }
        Some(form) => {
            let book = Daybook::read(&journal, last, |position| bar.set_position(position.get()));
            books(book.await?, form, part.clone()).await?;
            "records' postings"
        }
    };
    bar.finish_and_clear();
    if let (Some(part), Some(path)) = (&part, &arguments.output) {
        tokio::fs::rename(part, path)
            .await
            .map_err(|error| CliError::file(path, error))?;
    }
    if let Some(path) = &arguments.checkpoint {
        write_checkpoint(path, checkpoint.as_ref()).await?;
    }
    if let Some(path) = &arguments.output {
        output::line(&format!("{last} {what} in {}", path.display()))?;
    }
    Ok(Outcome::Done)
}

/// The position to end at.
async fn end(
    journal: &Journal,
    to: Option<u64>,
    checkpoint: Option<&IssuedCheckpoint>,
) -> Result<Position, CliError> {
    let Some(to) = to else {
        return Ok(checkpoint.map_or(Position::ZERO, |checkpoint| checkpoint.size));
    };
    let head = journal.head().await?.position;
    if to > head.get() {
        return Err(CliError::Usage(format!(
            "the journal ends at position {head}"
        )));
    }
    Ok(Position::ZERO.plus(to))
}

/// Records that what tells of clients is exported, before it is. The books name none, and yet each of their transactions is a
/// claim's, by the position of its event.
async fn recorded(
    arguments: &Arguments,
    journal: &Journal,
    command: &str,
    whole: bool,
) -> Result<(), CliError> {
    let reader = Reader::new(journal.pool().clone());
    let reading = arguments.asker.reading(command);
    Ok(reader.record_export(&reading, whole).await?)
}

/// Writes the record lines as they were hashed; or as events, the whole journal or without what is withheld.
async fn records(
    journal: &Journal,
    last: Position,
    events: Option<bool>,
    part: Option<&Path>,
    bar: &ProgressBar,
) -> Result<(), CliError> {
    let told = |position: Position| bar.set_position(position.get());
    match (part, events) {
        (None, None) => {
            journal
                .export(Position::ZERO, last, &mut tokio::io::stdout(), told)
                .await?;
        }
        (None, Some(whole)) => {
            events::write(journal, last, whole, &mut tokio::io::stdout(), told).await?;
        }
        (Some(part), events) => {
            let mut file = create(part).await?;
            match events {
                Some(whole) => events::write(journal, last, whole, &mut file, told).await?,
                None => {
                    journal
                        .export(Position::ZERO, last, &mut file, told)
                        .await?;
                }
            }
            file.shutdown()
                .await
                .map_err(|error| CliError::file(part, error))?;
        }
    }
    Ok(())
}

async fn create(path: &Path) -> Result<impl AsyncWrite + Unpin + use<>, CliError> {
    tokio::fs::File::create(path)
        .await
        .map_err(|error| CliError::file(path, error))
}

/// Writes on a thread that may wait, so that Ctrl-C is heard meanwhile.
async fn books(book: Daybook, form: Form, part: Option<PathBuf>) -> Result<(), CliError> {
    let written = tokio::task::spawn_blocking(move || match part {
        None => {
            let mut output = BufWriter::new(io::stdout());
            let written = book.write(form, &mut output);
            match written.and_then(|()| Ok(output.flush()?)) {
                // A reader that has gone away (`| head`) wants no more, and that is no error.
                Err(BooksError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                    Ok(())
                }
                written => written,
            }
        }
        Some(part) => {
            let mut file = BufWriter::new(File::create(part)?);
            book.write(form, &mut file)?;
            Ok(file.flush()?)
        }
    });
    let written = written
        .await
        .map_err(|error| CliError::Output(io::Error::other(error)))?;
    Ok(written?)
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
