//! `almoner verify --bundle`: what `almoner export --bundle` wrote, with no ledger at all.

use std::path::Path;

use almoner_journal::{
    bundle::{self, BundleError, BundleTrust, Manifest, Source},
    note::Verifier,
    verify::Report,
};

use super::{Accounts, Arguments, held, told};
use crate::cli::{CliError, Outcome, progress};

/// Verifies on a thread that may wait, so that Ctrl-C is heard meanwhile.
pub(super) async fn verify(arguments: &Arguments, path: &Path) -> Result<Outcome, CliError> {
    let (path, keys) = (path.to_owned(), arguments.public_key.clone());
    let held = held(arguments).await?;
    let verified = tokio::task::spawn_blocking(move || walk(&path, &keys, &held)).await;
    let (report, accounts, keys) =
        verified.map_err(|error| CliError::Output(std::io::Error::other(error)))??;
    told(arguments, report, &accounts, &keys)
}

fn walk(
    path: &Path,
    keys: &[Verifier],
    held: &[String],
) -> Result<(Report, Accounts, Vec<String>), BundleError> {
    let source = Source::open(path)?;
    // What the manifest says here decides on nothing but what is skipped; the walk holds it against the lines.
    let manifest: Option<Manifest> = source
        .manifest_text()
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok());
    let (size, is_partial, listed) = manifest.map_or((0, false, Vec::new()), |manifest| {
        (manifest.size, manifest.counts.withheld > 0, manifest.keys)
    });
    let mut accounts = Accounts {
        is_partial,
        ..Accounts::default()
    };
    let bar = progress::bar("records", size);
    let trust = BundleTrust { keys, held };
    let mut report = bundle::verify(
        &source,
        trust,
        |record| accounts.take(record),
        |position| bar.set_position(position.get()),
    )?;
    bar.finish_and_clear();
    if is_partial {
        let skipped = "the histories of aggregates, that no account is overdrawn, and closed periods: lines are withheld";
        report.skipped.push(skipped.to_owned());
    }
    Ok((report, accounts, listed))
}
