//! `almoner verify --bundle`: what `almoner export --bundle` wrote, with no ledger at all.

use std::path::Path;

use almoner_journal::{
    bundle::{self, BundleError, BundleTrust, Manifest, Source},
    verify::Report,
};

use super::{Accounts, Arguments, Witnesses, notes, told};
use crate::cli::{CliError, Outcome, progress};

/// Verifies on a thread that may wait, so that Ctrl-C is heard meanwhile.
pub(super) async fn verify(arguments: &Arguments, path: &Path) -> Result<Outcome, CliError> {
    let (path, keys) = (path.to_owned(), arguments.public_key.clone());
    let held = notes(&arguments.checkpoint).await?;
    let statements = notes(&arguments.statement).await?;
    let policy = Witnesses::read(arguments)?;
    let verified = tokio::task::spawn_blocking(move || {
        let policy = policy.as_ref().map(Witnesses::policy).unwrap_or_default();
        let trust = BundleTrust {
            keys: &keys,
            held: &held,
            statements: &statements,
            policy,
        };
        walk(&path, trust)
    })
    .await;
    let (report, accounts, keys) =
        verified.map_err(|error| CliError::Output(std::io::Error::other(error)))??;
    told(arguments, report, &accounts, &keys)
}

fn walk(
    path: &Path,
    trust: BundleTrust<'_>,
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
