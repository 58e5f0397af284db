//! `almoner verify`: the books recomputed from their record lines, a bundle of them, and the files that were made from
//! them.

mod bundle;
mod certificate;
mod print;
mod report;

use std::path::{Path, PathBuf};

use almoner_journal::{
    note::{NoteError, Verifier, Witness},
    store::Journal,
    verify::{Fault, FaultKind, Report, Trusted, WitnessPolicy},
};

use almoner_projections::rebuild::Rebuild;

use super::{CliError, Outcome, log_keys::LogKeys, output, progress, reader::AskerArguments};
use crate::{
    config::{Store, StoreArguments},
    verification::Verified,
    witness::Policy,
};

/// Recompute the books from their record lines, and name the first that does not hold (for auditors)
///
/// It trusts no stored hash and no stored balance: every leaf, every root that a checkpoint ever named and
/// its signature, the density of positions and streams, the records of every command, time, every aggregate's history,
/// every posting, the trial balance, the one that every closed period is bound to, and every statement of what the read models hold,
/// the last one against every row. With --bundle it does so on what
/// `almoner export --bundle` wrote, with no ledger at all. With --checkpoint it holds the records against a checkpoint
/// that you got earlier: what was cut off since, or forked, shows only so. With --statement it does the same for a statement that
/// you kept: it must be one of those that the ledger shows, each of which names the one before. With --witness-policy the cosignatures
/// of the witnesses that it names must hold, and enough of them must have cosigned some checkpoint. With --report it checks one file instead:
/// that the ledger signed every byte of it
/// (FILE.control stands beside it), and that the ledger makes the same file again; with --public-key too, the
/// signature alone, for whoever has no ledger. With --certificate it checks the certificate of an erasure: its signature, its
/// checkpoints and the proofs of all events that it names, and without --public-key that the books say the same. Exit code 1 when something does not hold.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner verify --data-dir .almoner\n  \
    almoner verify --bundle books.zip --checkpoint last-year.checkpoint\n  \
    almoner verify --data-dir .almoner --statement last-year.statement\n  \
    almoner verify --bundle books.zip --public-key grants.example/otip+1a2b3c4d+AQ… --json\n  \
    almoner verify --report summary.pdf\n  \
    almoner verify --certificate C-7K3M9QW2X8RT4VBN.certificate --public-key grants.example/otip+1a2b3c4d+AQ…\n  \
    almoner verify --report summary.pdf --public-key grants.example/otip+1a2b3c4d+AQ…")]
pub struct Arguments {
    /// A bundle: the directory or the .zip file
    #[arg(long, value_name = "DIR|FILE", conflicts_with = "report")]
    bundle: Option<PathBuf>,
    /// A signed checkpoint of an earlier moment, as you got it then; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "report")]
    checkpoint: Vec<PathBuf>,
    /// A statement of the read side that you kept; may be given several times. It must be one of the chain
    #[arg(long, value_name = "FILE", conflicts_with = "report")]
    statement: Vec<PathBuf>,
    /// The witnesses that must have cosigned, and how many of them are enough, as `almoner serve --witness-policy` takes them
    #[arg(long, value_name = "FILE", conflicts_with = "report")]
    witness_policy: Option<PathBuf>,
    /// Build the read models again beside those that are read, and compare every row; as the role that owns them
    #[arg(long, conflicts_with_all = ["bundle", "report"])]
    read_models: bool,
    /// Answer in JSON
    #[arg(long, conflicts_with = "report")]
    json: bool,
    /// The file of a report, with FILE.control beside it
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The certificate of a client's erasure, as /l/LEDGER/erasures/CLIENT.certificate gives it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["bundle", "report", "read_models", "checkpoint", "statement", "witness_policy", "json"])]
    certificate: Option<PathBuf>,
    /// The ledger's public key, as `almoner report` and /l/LEDGER/key tell it; then no ledger is needed
    #[arg(long, value_name = "KEY", value_parser = public_key)]
    public_key: Vec<Verifier>,
    /// Who asks.
    #[command(flatten)]
    asker: AskerArguments,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

fn public_key(text: &str) -> Result<Verifier, NoteError> {
    Verifier::parse(text.trim())
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    if let Some(path) = &arguments.certificate {
        return certificate::verify(arguments, path).await;
    }
    if let Some(path) = &arguments.bundle {
        return bundle::verify(arguments, path).await;
    }
    let files = match &arguments.report {
        Some(path) => Some(report::Files::read(path).await?),
        None => None,
    };
    match (&files, arguments.public_key.as_slice()) {
        (_, []) => {}
        (Some(files), [key]) => return report::by_key(files, key),
        (_, _) => {
            return Err(CliError::Usage(
                "--public-key goes with --bundle and --certificate, or once with --report"
                    .to_owned(),
            ));
        }
    }
    let store = arguments.store.open().await?;
    let verified = match &files {
        Some(files) => report::by_books(arguments, &store, files).await,
        None => verify(arguments, &store).await,
    };
    store.close().await?;
    verified
}

/// The witnesses of the verifier's policy.
pub(super) struct Witnesses {
    witnesses: Vec<Witness>,
    threshold: usize,
}

impl Witnesses {
    fn read(arguments: &Arguments) -> Result<Option<Self>, CliError> {
        let Some(path) = &arguments.witness_policy else {
            return Ok(None);
        };
        let policy = Policy::read(path)?;
        let witnesses = policy.witnesses.into_iter().map(|asked| asked.witness);
        Ok(Some(Self {
            witnesses: witnesses.collect(),
            threshold: policy.threshold,
        }))
    }

    fn policy(&self) -> WitnessPolicy<'_> {
        WitnessPolicy {
            witnesses: &self.witnesses,
            threshold: self.threshold,
        }
    }
}

/// The notes that the verifier holds: of checkpoints, or of statements.
async fn notes(paths: &[PathBuf]) -> Result<Vec<String>, CliError> {
    let mut held = Vec::new();
    for path in paths {
        held.push(read_note(path).await?);
    }
    Ok(held)
}

async fn read_note(path: &Path) -> Result<String, CliError> {
    let bytes = tokio::fs::read(path)
        .await
        .map_err(|error| CliError::unreadable(path, error))?;
    // What is no text is no note, and is told so.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

async fn verify(arguments: &Arguments, store: &Store) -> Result<Outcome, CliError> {
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 2).await?;
    let keys = LogKeys::read(store, &journal).await?;
    let bar = progress::bar("records", journal.head().await?.position.get());
    let held = notes(&arguments.checkpoint).await?;
    let policy = Witnesses::read(arguments)?;
    let trusted = Trusted {
        key: Some(keys.first.verifier()),
        held: &held,
        policy: policy.as_ref().map(Witnesses::policy).unwrap_or_default(),
    };
    let mut verified = Verified::ledger(&journal, trusted, || bar.inc(1)).await?;
    bar.finish_and_clear();
    let (stated, kept) = (keys.in_force()?, notes(&arguments.statement).await?);
    verified
        .check_statements(store.app_url(), &journal, &stated, &kept)
        .await?;
    if arguments.read_models {
        compare_read_models(arguments, store, &mut verified.report).await?;
    } else {
        let skipped = "the read models: --read-models compares them with their records";
        verified.report.skipped.push(skipped.to_owned());
    }
    told(arguments, verified, &keys.texts())
}

/// Builds the read models again, and adds what differs.
async fn compare_read_models(
    arguments: &Arguments,
    store: &Store,
    report: &mut Report,
) -> Result<(), CliError> {
    let compared = Rebuild { swap: false }
        .run(store.owner_url(), &arguments.store.ledger, |_| {})
        .await?;
    for table in compared.tables.iter().filter(|table| !table.is_equal()) {
        let reason = format!("the table {} is not what its records make", table.table);
        report.findings.also(Fault {
            position: report.head,
            kind: FaultKind::Books(reason),
        });
    }
    Ok(())
}

/// Says what was found, for a person or for a program.
fn told(
    arguments: &Arguments,
    mut verified: Verified,
    keys: &[String],
) -> Result<Outcome, CliError> {
    verified.check_accounts();
    if arguments.json {
        output::text(&print::json(&verified, keys))?;
    } else {
        for line in print::lines(&verified, keys) {
            output::line(&line)?;
        }
    }
    Ok(if verified.report.findings.holds() {
        Outcome::Done
    } else {
        Outcome::CheckFailed
    })
}
