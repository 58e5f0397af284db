//! `almoner verify --certificate`: the certificate of an erasure by itself, and against the books.

use std::path::Path;

use almoner_domain::id::ClientCode;
use almoner_journal::{
    note::{ErasureCertificate, ErasureCertificateError, ErasureFile},
    record::Position,
    store::Journal,
};
use almoner_projections::read::{AsOf, Viewer};
use serde::Deserialize;

use super::{Arguments, read_note};
use crate::{
    cli::{CliError, Outcome, log_keys::LogKeys, output, reader},
    config::Store,
};

type Checked = Result<ErasureCertificate, ErasureCertificateError>;

/// Checks a certificate with the ledger's public keys, or where none is given with the ledger.
pub(super) async fn verify(arguments: &Arguments, path: &Path) -> Result<Outcome, CliError> {
    let text = read_note(path).await?;
    let file = text.parse::<ErasureFile>();
    if !arguments.public_key.is_empty() {
        let checked = file.and_then(|file| file.check(&arguments.public_key));
        return told(
            path,
            checked,
            "its ledger signed it, and its log has all of it",
        );
    }
    let store = arguments.store.open().await?;
    let checked = match file {
        Ok(file) => by_books(arguments, &store, &file).await,
        Err(error) => Ok(Err(error)),
    };
    store.close().await?;
    told(
        path,
        checked?,
        "its ledger signed it, its log has all of it, and its books say the same",
    )
}

/// What is read of the record line of an approval.
#[derive(Deserialize)]
struct Approval {
    client: ClientCode,
    requested_by: String,
    approved_by: String,
}

async fn by_books(
    arguments: &Arguments,
    store: &Store,
    file: &ErasureFile,
) -> Result<Checked, CliError> {
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 1).await?;
    let keys = LogKeys::read(store, &journal).await?.in_force()?;
    let certificate = match file.check(keys.all()) {
        Ok(certificate) => certificate,
        Err(error) => return Ok(Err(error)),
    };
    // A key that had been replaced before the erasure does not sign its certificate.
    let after = Position::try_from(certificate.after.size).unwrap_or_default();
    let signed = keys.open(&file.note).map(|(_, signed)| signed);
    if signed.is_ok_and(|signed| keys.check(&signed, after).is_err()) {
        return Ok(Err(differs("which key was in force")));
    }
    for proved in &file.leaves {
        let position = Position::try_from(proved.position).unwrap_or_default();
        let record = journal.record(position).await?;
        if record.is_none_or(|record| record.leaf != proved.leaf) {
            return Ok(Err(differs(&format!("the event at {position}"))));
        }
    }
    let approved_at = Position::try_from(certificate.approved_at).unwrap_or_default();
    let approval = journal.record(approved_at).await?;
    let said = approval
        .filter(|record| record.event_type == "ClientErasureApproved")
        .and_then(|record| serde_json::from_str::<Approval>(&record.payload).ok());
    let is_said = said.as_ref().is_some_and(|said| {
        said.client.as_str() == certificate.client
            && said.requested_by == certificate.requested_by
            && said.approved_by == certificate.approved_by
    });
    let Some(said) = said.filter(|_| is_said) else {
        return Ok(Err(differs("who decided")));
    };
    let reader = reader::caught_up(store, &arguments.store).await?;
    let view = reader.view(Viewer::office(), AsOf::Latest).await?;
    let positions = |found: Vec<i64>| -> Vec<u64> {
        let found = found.into_iter().map(u64::try_from);
        found.filter_map(Result::ok).collect()
    };
    let sealed = positions(view.sealed_positions(&said.client).await?);
    let plain = positions(view.plain_positions(&said.client).await?);
    if (&sealed, &plain) != (&certificate.sealed, &certificate.plain) {
        return Ok(Err(differs("which events hold something about the client")));
    }
    let reading = arguments.asker.reading("almoner verify --certificate");
    reader::recorded(&reader, view, &reading).await?;
    Ok(Ok(certificate))
}

fn differs(what: &str) -> ErasureCertificateError {
    ErasureCertificateError::NotAsBooks {
        what: what.to_owned(),
    }
}

fn told(path: &Path, checked: Checked, holds: &str) -> Result<Outcome, CliError> {
    match checked {
        Ok(certificate) => {
            let body = certificate.body();
            for line in body.lines().skip(1) {
                let (word, text) = line.split_once(' ').unwrap_or((line, ""));
                output::line(&format!("{word:17} {text}"))?;
            }
            output::line(&format!("{} holds: {holds}", path.display()))?;
            if !certificate.plain.is_empty() {
                output::line("the plain words at the positions after `plain` stay in the records")?;
            }
            Ok(Outcome::Done)
        }
        Err(error) => {
            let (path, code) = (path.display(), error.code());
            output::line(&format!("{path} does NOT hold: {error} [{code}]"))?;
            Ok(Outcome::CheckFailed)
        }
    }
}
