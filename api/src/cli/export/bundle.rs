//! `almoner export --bundle`: the ledger in files that anybody can check.

use std::path::{Path, PathBuf};

use almoner_domain::disclosure::ClientLines;
use almoner_journal::{
    bundle::{self, BundleLine, BundleOptions, Manifest},
    store::Journal,
};
use almoner_projections::stating;

use super::{Arguments, write_checkpoint};
use crate::{
    cli::{CliError, Outcome, log_keys::LogKeys, output, progress},
    config::Store,
};

/// Writes the bundle, or finishes the one that was begun there.
pub(super) async fn write(
    arguments: &Arguments,
    store: &Store,
    path: &Path,
) -> Result<Outcome, CliError> {
    if path.is_file() || path.join(bundle::MANIFEST).exists() {
        let path = path.display();
        return Err(CliError::Usage(format!("{path} is there already")));
    }
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 3).await?;
    let Some(checkpoint) = journal.latest_checkpoint().await? else {
        return Err(CliError::Usage(
            "the ledger was never served: it has no checkpoint yet".to_owned(),
        ));
    };
    let keys = LogKeys::read(store, &journal).await?;
    let options = BundleOptions {
        origin: journal.origin().to_owned(),
        ledger: journal.name().to_string(),
        keys: keys.texts_of(checkpoint.size.get()),
        segment_lines: arguments.segment_lines,
        last: checkpoint.size.get(),
        whole: arguments.whole,
    };
    // The parts of an archive are gathered beside it, where an interrupted export finds them again.
    let is_archive = path.extension().is_some_and(|extension| extension == "zip");
    let directory = if is_archive {
        path.with_added_extension("part")
    } else {
        path.to_owned()
    };
    let command = "almoner export --bundle";
    super::recorded(arguments, &journal, command, arguments.whole).await?;
    let bar = progress::bar("records", checkpoint.size.get());
    let mut lines = ClientLines::default();
    let manifest = journal
        .bundle_stating(
            &directory,
            options,
            |last| stating::notes(&journal, last),
            |line| {
                let is_kept_back = match line {
                    BundleLine::Record(record) => lines.withholds(&record.stream, &record.event()?),
                    BundleLine::Refusal => lines.keeps_back(),
                };
                Ok(is_kept_back && !arguments.whole)
            },
            |position| bar.set_position(position.get()),
        )
        .await?;
    bar.finish_and_clear();
    if is_archive {
        pack(directory, manifest.clone(), path.to_owned()).await?;
    }
    if let Some(file) = &arguments.checkpoint {
        let last = journal.checkpoint_over(last(&manifest)?).await?;
        write_checkpoint(file, last.as_ref()).await?;
    }
    told(path, &manifest)
}

fn last(manifest: &Manifest) -> Result<almoner_journal::record::Position, CliError> {
    manifest
        .size
        .try_into()
        .map_err(|error: almoner_journal::record::PositionError| CliError::Usage(error.to_string()))
}

/// Packs on a thread that may wait, so that Ctrl-C is heard meanwhile; then the parts go.
async fn pack(directory: PathBuf, manifest: Manifest, archive: PathBuf) -> Result<(), CliError> {
    let packed = tokio::task::spawn_blocking(move || {
        let draft = archive.with_added_extension("new");
        bundle::pack(&directory, &manifest, &draft)?;
        std::fs::rename(&draft, &archive)
            .and_then(|()| std::fs::remove_dir_all(&directory))
            .map_err(|error| CliError::file(&archive, error))
    });
    packed
        .await
        .map_err(|error| CliError::Output(std::io::Error::other(error)))?
}

fn told(path: &Path, manifest: &Manifest) -> Result<Outcome, CliError> {
    let counts = manifest.counts;
    output::line(&format!("bundle       {}", path.display()))?;
    output::line(&format!("log          {}", manifest.origin))?;
    output::line(&format!(
        "records      {}, and {} withheld",
        counts.records, counts.withheld
    ))?;
    output::line(&format!("checkpoints  {}", counts.checkpoints))?;
    output::line(&format!("refusals     {}", counts.refusals))?;
    output::line(&format!("statements   {}", counts.statements))?;
    output::line(&format!("root         {}", manifest.root))?;
    for key in &manifest.keys {
        output::line(&format!("key          {key}"))?;
    }
    Ok(Outcome::Done)
}
