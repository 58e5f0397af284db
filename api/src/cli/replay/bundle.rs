//! `almoner replay --bundle`: an export, replayed with no ledger and no server.

use std::path::Path;

use almoner_journal::{
    bundle::{self, Restored},
    schema::{LedgerName, LedgerNameError, migrate},
};
use almoner_projections::replay::Withheld;

use super::{Arguments, Source, print::Told, replay, tell};
use crate::{
    cli::{CliError, Outcome, interrupt::Interrupt, output, progress},
    config::ConfigError,
    data_dir::{DataDir, ThrowAway},
    postgres::{APP_ROLE, Embedded},
};

/// Replays in a private PostgreSQL that goes in the end, with the directory that it is in.
pub(super) async fn replay_bundle(
    arguments: &Arguments,
    path: &Path,
    asked: &mut Interrupt,
) -> Result<Outcome, CliError> {
    let source = bundle::Source::open(path)?;
    let manifest = source.manifest()?;
    let ledger: LedgerName = manifest
        .ledger
        .parse()
        .map_err(|error: LedgerNameError| CliError::Usage(error.to_string()))?;
    let directory = ThrowAway::create().map_err(ConfigError::from)?;
    let data = DataDir::open(directory.path()).map_err(ConfigError::from)?;
    let embedded = tokio::select! {
        embedded = Embedded::start(&data) => embedded?,
        () = asked.requested() => return Err(CliError::Interrupted),
    };
    let owner_url = embedded.owner_url();
    let restored = tokio::select! {
        restored = restore(arguments, &owner_url, &ledger, &manifest.origin, source) => restored,
        () = asked.requested() => Err(CliError::Interrupted),
    };
    let told = match restored {
        Ok(restored) => replayed(arguments, &owner_url, &ledger, restored, asked).await,
        Err(error) => Err(error),
    };
    embedded.stop().await?;
    drop(directory);
    match told? {
        Ok(told) => tell(arguments, &told),
        Err(verdict) => {
            output::line(&verdict)?;
            Ok(Outcome::CheckFailed)
        }
    }
}

/// Verifies the export and reads it into a ledger of the private server.
async fn restore(
    arguments: &Arguments,
    owner_url: &str,
    ledger: &LedgerName,
    origin: &str,
    source: bundle::Source,
) -> Result<Restored, CliError> {
    migrate(owner_url, ledger, origin, APP_ROLE).await?;
    let bar = progress::bar("lines", source.manifest()?.size);
    let told = bar.clone();
    let keys = arguments.public_key.clone();
    let restored = bundle::restore(owner_url, ledger, source, keys, move |position| {
        told.set_position(position.get());
    });
    let restored = restored.await?;
    bar.finish_and_clear();
    Ok(restored)
}

/// Replays what holds; of an export that does not, what is wrong.
async fn replayed(
    arguments: &Arguments,
    owner_url: &str,
    ledger: &LedgerName,
    restored: Restored,
    asked: &mut Interrupt,
) -> Result<Result<Told, String>, CliError> {
    let Restored { report, withheld } = restored;
    if !report.findings.holds() {
        let verdict = report.findings.verdict();
        return Ok(Err(format!(
            "the export does not hold, and is not replayed; `almoner verify --bundle` tells more\n{verdict}"
        )));
    }
    let source = Source {
        owner_url,
        ledger,
        withheld: Withheld::at(withheld),
        compares: false,
    };
    let mut told = replay(arguments, source, asked).await?;
    told.report = Some(report);
    Ok(Ok(told))
}
