//! `almoner verify --bundle`: what `almoner export --bundle` wrote, with no ledger at all.

use std::path::Path;

use almoner_journal::bundle::{BundleError, BundleTrust, Manifest, Source};

use super::{Arguments, Witnesses, notes, told};
use crate::{
    cli::{CliError, Outcome, progress},
    verification::Verified,
};

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
    let (verified, keys) =
        verified.map_err(|error| CliError::Output(std::io::Error::other(error)))??;
    told(arguments, verified, &keys)
}

fn walk(path: &Path, trust: BundleTrust<'_>) -> Result<(Verified, Vec<String>), BundleError> {
    let source = Source::open(path)?;
    let manifest: Option<Manifest> = source
        .manifest_text()
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok());
    let (size, listed) =
        manifest.map_or((0, Vec::new()), |manifest| (manifest.size, manifest.keys));
    let bar = progress::bar("records", size);
    let verified = Verified::bundle(&source, trust, |position| bar.set_position(position.get()))?;
    bar.finish_and_clear();
    Ok((verified, listed))
}
