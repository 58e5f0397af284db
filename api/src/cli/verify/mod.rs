//! `almoner verify`: the books recomputed from their record lines, and the files that were made from them.

mod report;

use std::path::PathBuf;

use almoner_domain::{
    ledger::Books,
    money::Money,
    posting::{Book, TrialBalance, post},
};
use almoner_journal::{
    note::{NoteError, Signer, Verifier},
    store::{Journal, Record},
    verify::Report,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{CliError, Outcome, output, progress};
use crate::config::{Store, StoreArguments};

/// Recompute the books from their record lines, and name the first that does not hold (for auditors)
///
/// It trusts no stored hash and no stored balance: every leaf, every root that a checkpoint ever named and
/// its signature, the density of positions and streams, time, every aggregate's history, every posting and
/// the trial balance. With --report it checks one file instead: that the ledger signed every byte of it
/// (FILE.control stands beside it), and that the ledger makes the same file again; with --public-key too, the
/// signature alone, for whoever has no ledger. Exit code 1 when something does not hold.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner verify --data-dir .almoner\n  \
    almoner verify --report summary.pdf\n  \
    almoner verify --report summary.pdf --public-key grants.example/otip+1a2b3c4d+AQ…")]
pub struct Arguments {
    /// The file of a report, with FILE.control beside it
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The ledger's public key, as `almoner report` and /l/LEDGER/key tell it; then no ledger is needed
    #[arg(long, value_name = "KEY", requires = "report", value_parser = public_key)]
    public_key: Option<Verifier>,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

fn public_key(text: &str) -> Result<Verifier, NoteError> {
    Verifier::parse(text.trim())
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let files = match &arguments.report {
        Some(path) => Some(report::Files::read(path).await?),
        None => None,
    };
    if let (Some(files), Some(key)) = (&files, &arguments.public_key) {
        return report::by_key(files, key);
    }
    let store = arguments.store.open().await?;
    let verified = match &files {
        Some(files) => report::by_books(arguments, &store, files).await,
        None => verify(arguments, &store).await,
    };
    store.close().await?;
    verified
}

async fn verify(arguments: &Arguments, store: &Store) -> Result<Outcome, CliError> {
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 2).await?;
    let seed = store.keys().checkpoint()?;
    let signer = Signer::try_new(journal.origin(), seed.bytes())
        .map_err(almoner_journal::ledger::ConnectError::from)?;
    let bar = progress::bar("records", journal.head().await?.position.get());
    let mut accounts = Accounts::default();
    let report = journal
        .verify(Some(signer.verifier()), |record| {
            bar.inc(1);
            accounts.take(record)
        })
        .await?;
    bar.finish_and_clear();
    let unbalanced = accounts.faults();
    for line in lines(&report, &accounts) {
        output::line(&line)?;
    }
    output::line(&format!("key          {}", signer.verifier().to_key()))?;
    for fault in &unbalanced {
        output::line(&format!("FAULT {fault}"))?;
    }
    if report.holds() && unbalanced.is_empty() {
        output::line("the books hold")?;
        return Ok(Outcome::Done);
    }
    let first = report
        .first_bad_position()
        .map_or_else(String::new, |position| {
            format!(", the first at position {position}")
        });
    let count = report.fault_count + u64::try_from(unbalanced.len()).unwrap_or(u64::MAX);
    output::line(&format!("the books do NOT hold: {count} faults{first}"))?;
    Ok(Outcome::CheckFailed)
}

fn lines(report: &Report, accounts: &Accounts) -> Vec<String> {
    let mut lines = vec![
        format!("log          {}", report.origin),
        format!(
            "records      {} in {} streams",
            report.records, report.streams
        ),
        format!(
            "root         {}",
            BASE64_STANDARD.encode(report.root.as_bytes())
        ),
        format!("checkpoints  {}", report.checkpoints),
    ];
    for (name, book) in [
        ("budgetary", Book::Budgetary),
        ("proprietary", Book::Proprietary),
    ] {
        let totals = accounts.balance.book(book).unwrap_or_default();
        lines.push(format!(
            "{name:12} debits {} credits {}",
            totals.debits, totals.credits
        ));
    }
    for fault in &report.faults {
        lines.push(format!("FAULT {fault}"));
    }
    lines
}

/// The accounts and aggregates, folded anew from the records.
#[derive(Default)]
struct Accounts {
    books: Books,
    balance: TrialBalance,
}

impl Accounts {
    fn take(&mut self, record: &Record) -> Result<(), String> {
        let event = record.event().map_err(|error| error.to_string())?;
        self.books.open(&record.stream);
        self.books
            .apply(&record.stream, record.sequence, &event)
            .map_err(|error| error.to_string())?;
        let Some(transaction) = post(&event) else {
            return Ok(());
        };
        self.balance
            .take(&transaction)
            .ok_or_else(|| "the sums of an account are out of range".to_owned())
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for book in [Book::Budgetary, Book::Proprietary, Book::Memorandum] {
            match self.balance.book(book) {
                Some(totals) if totals.debits == totals.credits => {}
                Some(totals) => faults.push(format!(
                    "the {book:?} book does not balance: debits {}, credits {}",
                    totals.debits, totals.credits
                )),
                None => faults.push(format!("the sums of the {book:?} book are out of range")),
            }
        }
        if let Some(account) = self.balance.overdrawn() {
            faults.push(format!("the account {account} is below {}", Money::ZERO));
        }
        faults
    }
}
