//! `almoner remittance`: the advices of a payment, as files.

use std::path::{Path, PathBuf};

use almoner_domain::id::{OrganizationId, PaymentId};
use almoner_projections::{
    read::{AsOf, Page, View, Viewer},
    remittances::{Advice, RemittanceFilter},
};

use super::{
    CliError, Outcome, output,
    reader::{self, AskerArguments},
};
use crate::{
    config::{Store, StoreArguments},
    remittance::{Format, render},
};

/// Write what a payment pays each sub-awardee, as files to send and to file (for primes and officers)
///
/// A file each, named remittance-PAYMENT-ORGANIZATION. An advice balances or is not written: billed less
/// adjustments is what the claims are paid; that less provider adjustments is the payment; and what is
/// confirmed is what was posted. The same advice as of the same position is the same file, byte for byte.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  almoner remittance PAY-2018-12 --format pdf --format csv --output-dir advices"
)]
pub struct Arguments {
    /// The payment, by its id in the ledger
    #[arg(value_name = "PAYMENT", value_parser = PaymentId::parse)]
    payment: PaymentId,
    /// One sub-awardee; without it, all that the payment pays
    #[arg(long, value_name = "ID", value_parser = OrganizationId::parse)]
    organization: Option<OrganizationId>,
    /// The form of the files; may be given several times
    #[arg(long = "format", value_name = "FORM", value_enum, default_values_t = [Format::ALL[0]])]
    formats: Vec<Format>,
    /// Where to write them; the directory is made if it is not there
    #[arg(long, value_name = "DIR", default_value = ".")]
    output_dir: PathBuf,
    /// As of which position of the journal; without it, the latest
    #[arg(long, value_name = "POSITION", value_parser = clap::value_parser!(i64).range(0..))]
    position: Option<i64>,
    /// Who asks.
    #[command(flatten)]
    asker: AskerArguments,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let written = write_all(arguments, &store).await;
    store.close().await?;
    written
}

async fn write_all(arguments: &Arguments, store: &Store) -> Result<Outcome, CliError> {
    let advices = read(arguments, store).await?;
    if advices.is_empty() {
        output::line("there is no such remittance")?;
        return Ok(Outcome::CheckFailed);
    }
    let folder = &arguments.output_dir;
    tokio::fs::create_dir_all(folder)
        .await
        .map_err(|error| CliError::file(folder, error))?;
    for advice in &advices {
        for format in &arguments.formats {
            let path = folder.join(format.file_name(advice));
            write(&path, &render(advice, *format)?).await?;
            let standing = if advice.is_paid() {
                "paid"
            } else {
                "not paid yet"
            };
            output::line(&format!(
                "{} {} {} {standing}",
                path.display(),
                advice.claims().len(),
                advice.totals().payment()
            ))?;
        }
    }
    Ok(Outcome::Done)
}

/// Half a file never stands under the name that was asked for.
async fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let part = path.with_added_extension("part");
    tokio::fs::write(&part, bytes)
        .await
        .map_err(|error| CliError::file(&part, error))?;
    tokio::fs::rename(&part, path)
        .await
        .map_err(|error| CliError::file(path, error))
}

/// The advices that were asked for, once the read models are as far as the journal.
async fn read(arguments: &Arguments, store: &Store) -> Result<Vec<Advice>, CliError> {
    let as_of = arguments.position.map_or(AsOf::Latest, AsOf::Position);
    let reader = reader::caught_up(store, &arguments.store).await?;
    let view = reader.view(Viewer::office(), as_of).await?;
    let advices = advices(arguments, &view).await?;
    let reading = arguments.asker.reading("almoner remittance");
    reader::recorded(&reader, view, &reading).await?;
    Ok(advices)
}

async fn advices(
    arguments: &Arguments,
    view: &View,
) -> Result<Vec<Advice>, almoner_projections::read::ReadError> {
    let filter = RemittanceFilter {
        payment: Some(arguments.payment.clone()),
        sub_awardee: arguments.organization.clone(),
        ..RemittanceFilter::default()
    };
    let mut advices = Vec::new();
    let mut page = Page::largest();
    loop {
        let found = view.remittances(&filter, &page).await?;
        for row in &found.rows {
            let advice = view.remittance_advice(&arguments.payment, &row.sub_awardee);
            advices.extend(advice.await?);
        }
        match found.cursors.last() {
            Some(last) if found.has_next => {
                page = Page::try_new(almoner_projections::read::FIRST_MAX, Some(last.clone()))?;
            }
            Some(_) | None => return Ok(advices),
        }
    }
}
