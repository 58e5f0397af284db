//! `almoner verify --report`: a file against its sidecar, and against the books.

use std::path::{Path, PathBuf};

use almoner_journal::{
    note::{FileControl, Verifier},
    store::Journal,
};
use almoner_projections::read::AsOf;

use super::Arguments;
use crate::{
    cli::{CliError, Outcome, log_keys::LogKeys, output, reader},
    config::Store,
    report::{
        control::{self, ControlError, Recipe},
        render,
    },
};

/// A file, and what stands beside it.
pub(super) struct Files {
    path: PathBuf,
    file: Vec<u8>,
    sidecar: String,
}

impl Files {
    /// Reads both.
    pub(super) async fn read(path: &Path) -> Result<Self, CliError> {
        let beside = path.with_added_extension(control::EXTENSION);
        let read = async |path: &Path| {
            let bytes = tokio::fs::read(path).await;
            bytes.map_err(|error| CliError::unreadable(path, error))
        };
        let sidecar = read(&beside).await?;
        Ok(Self {
            path: path.to_owned(),
            file: read(path).await?,
            // What is no text is no note, and is told so.
            sidecar: String::from_utf8(sidecar).unwrap_or_default(),
        })
    }
}

/// Checks a file with nothing but its sidecar and the ledger's public key.
pub(super) fn by_key(files: &Files, key: &Verifier) -> Result<Outcome, CliError> {
    told(
        files,
        control::check(&files.file, &files.sidecar, key),
        "its ledger signed every byte of it; whether with a key that had been replaced takes the ledger to say",
    )
}

/// Checks a file with its sidecar and the ledger's own key, makes it again, and compares.
pub(super) async fn by_books(
    arguments: &Arguments,
    store: &Store,
    files: &Files,
) -> Result<Outcome, CliError> {
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 1).await?;
    // A sidecar is signed with the key that was in force when it was made, which is not before what it tells of.
    let keys = LogKeys::read(store, &journal).await?.in_force()?;
    let checked = control::check_in_force(&files.file, &files.sidecar, &keys);
    let checked = match checked {
        Ok(control) => made_again(arguments, store, files, control).await?,
        Err(error) => Err(error),
    };
    told(
        files,
        checked,
        "its ledger signed every byte of it, and makes the same file again",
    )
}

async fn made_again(
    arguments: &Arguments,
    store: &Store,
    files: &Files,
    control: FileControl,
) -> Result<Result<FileControl, ControlError>, CliError> {
    let recipe = match Recipe::read(&control) {
        Ok(recipe) => recipe,
        Err(error) => return Ok(Err(error)),
    };
    let reader = reader::caught_up(store, &arguments.store).await?;
    let as_of = AsOf::Position(recipe.position);
    let view = reader.view(recipe.reader, as_of).await?;
    let report = view.report(&recipe.question).await?;
    // Whether the file is what the books say tells of clients what the file does.
    let reading = arguments.asker.reading("almoner verify --report");
    reader::recorded(&reader, view, &reading).await?;
    let again = render(&report, recipe.format)?;
    Ok(if again == files.file {
        Ok(control)
    } else {
        Err(ControlError::NotAsBooks)
    })
}

fn told(
    files: &Files,
    checked: Result<FileControl, ControlError>,
    holds: &str,
) -> Result<Outcome, CliError> {
    match checked {
        Ok(control) => {
            for (word, text) in &control.facts {
                output::line(&format!("{word:17} {text}"))?;
            }
            output::line(&format!("{} holds: {holds}", files.path.display()))?;
            Ok(Outcome::Done)
        }
        Err(error) => {
            let (path, code) = (files.path.display(), error.code());
            output::line(&format!("{path} does NOT hold: {error} [{code}]"))?;
            Ok(Outcome::CheckFailed)
        }
    }
}
