//! `almoner report`: a report as a file, with its sidecar.

use std::path::{Path, PathBuf};

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::Fain,
    measure::FiscalYear,
    money::Money,
};
use almoner_journal::store::Journal;
use almoner_projections::{
    read::{AsOf, Viewer},
    reports::{AgencyCode, Parameters, Question, Report, ReportName},
};
use chrono::{DateTime, NaiveDate, Utc};

use super::{
    CliError, Outcome,
    log_keys::LogKeys,
    output,
    reader::{self, AskerArguments},
};
use crate::{
    config::{Store, StoreArguments},
    report::{Format, control, render},
};

/// Write a report on an award or a programme, with the sidecar that proves it (for officers and auditors)
///
/// The file ends in a control sheet: what was asked, the position and the checkpoint that it was read under, the number
/// of rows and the sum of every column of amounts. Beside it stands FILE.control, a note over every byte of it,
/// signed with the key of the ledger's checkpoints: `almoner verify --report FILE` checks it. The same report as of the
/// same position is the same file, byte for byte.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner report award-summary --award 90ZV9901 --format xlsx --out summary.xlsx\n  \
    almoner report sub-award-share --award 90ZV9901 --as-of 107\n  \
    almoner report sf-425 --award 90ZV9901 --period-end 2010-09-30 --format pdf\n  \
    almoner report sefa --fiscal-year 2019 --out sefa.csv\n  \
    almoner verify --report summary.xlsx")]
pub struct Arguments {
    /// Which report
    #[arg(value_name = "NAME", value_parser = clap::builder::PossibleValuesParser::new(ReportName::ALL.map(ReportName::key)))]
    name: String,
    /// The award, by its FAIN
    #[arg(long, value_name = "FAIN", value_parser = Fain::parse)]
    award: Option<Fain>,
    /// The programme, by its code
    #[arg(long, value_name = "CODE", value_parser = ProgrammeCode::parse)]
    programme: Option<ProgrammeCode>,
    /// The prime that reports, by its id
    #[arg(long, value_name = "ID", value_parser = OrganizationId::parse)]
    organization: Option<OrganizationId>,
    /// The day on which what counts by days is counted; without it, that of the position's record
    #[arg(long, value_name = "DAY")]
    on: Option<NaiveDate>,
    /// The federal fiscal year, such as 2019
    #[arg(long, value_name = "YEAR", value_parser = fiscal_year)]
    fiscal_year: Option<FiscalYear>,
    /// The last day of the reporting period of an SF-425: 31 March or 30 September
    #[arg(long, value_name = "DAY")]
    period_end: Option<NaiveDate>,
    /// The SF-425 is the final one, at the end of the period of performance
    #[arg(long = "final")]
    is_final: bool,
    /// What an SF-270 asks for ahead of costs, in US dollars such as 50000.00
    #[arg(long, value_name = "AMOUNT", value_parser = Money::parse)]
    advance: Option<Money>,
    /// The code of the funding agency in SAM.gov, for the upload of sub-awards
    #[arg(long, value_name = "CODE", value_parser = AgencyCode::parse)]
    agency_code: Option<AgencyCode>,
    /// As of which position of the journal, or instant such as 2024-10-01T14:30:00Z; without it, the latest
    #[arg(long, value_name = "POSITION", value_parser = moment)]
    as_of: Option<AsOf>,
    /// The form of the file; without it, what the name of FILE ends in
    #[arg(long, value_name = "FORM", value_enum)]
    format: Option<Format>,
    /// Where to write it; without it, under a name of its own in this directory
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Who asks.
    #[command(flatten)]
    asker: AskerArguments,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

fn fiscal_year(text: &str) -> Result<FiscalYear, String> {
    let year = text.parse().ok().map(FiscalYear::try_new);
    year.and_then(Result::ok)
        .ok_or_else(|| "a federal fiscal year is a number such as 2019".to_owned())
}

fn moment(text: &str) -> Result<AsOf, String> {
    if let Ok(position) = text.parse::<u32>() {
        return Ok(AsOf::Position(i64::from(position)));
    }
    let instant = text.parse::<DateTime<Utc>>().map(AsOf::Time);
    instant
        .map_err(|_| "a position is a number, an instant is like 2024-10-01T14:30:00Z".to_owned())
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let usage = |error: &dyn std::error::Error| CliError::Usage(error.to_string());
    let name = ReportName::parse(&arguments.name).map_err(|error| usage(&error))?;
    let parameters = Parameters {
        award: arguments.award.clone(),
        programme: arguments.programme.clone(),
        organization: arguments.organization.clone(),
        on: arguments.on,
        fiscal_year: arguments.fiscal_year,
        period_end: arguments.period_end,
        is_final: arguments.is_final,
        advance: arguments.advance,
        agency: arguments.agency_code.clone(),
    };
    let question = Question::try_new(name, parameters).map_err(|error| usage(&error))?;
    let format = format(arguments)?;
    if !Format::of(name).contains(&format) {
        return Err(CliError::Usage(format!(
            "{} is not made in this form",
            name.key()
        )));
    }
    let store = arguments.store.open().await?;
    let written = write(arguments, &question, format, &store).await;
    store.close().await?;
    written
}

/// The form that was asked for, or that the name of the file says.
fn format(arguments: &Arguments) -> Result<Format, CliError> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let Some(out) = &arguments.out else {
        return Ok(Format::ALL[0]);
    };
    let split = out.to_str().and_then(Format::split);
    split.map(|(_, format)| format).ok_or_else(|| {
        CliError::Usage("the name of FILE says no form that there is: give --format".to_owned())
    })
}

async fn write(
    arguments: &Arguments,
    question: &Question,
    format: Format,
    store: &Store,
) -> Result<Outcome, CliError> {
    let report = read(arguments, question, store).await?;
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 1).await?;
    let signer = LogKeys::read(store, &journal).await?.current()?;
    let bytes = render(&report, format)?;
    let note = control::sign(&report, format, &bytes, &signer);
    let path = match &arguments.out {
        Some(path) => path.clone(),
        None => PathBuf::from(format.file_name(&report)),
    };
    put(&path, &bytes).await?;
    let sidecar = path.with_added_extension(control::EXTENSION);
    put(&sidecar, note.as_bytes()).await?;
    output::line(&format!(
        "{} {} rows as of position {}",
        path.display(),
        report.row_count(),
        report.control().position
    ))?;
    output::line(&format!(
        "{} signed by {}",
        sidecar.display(),
        signer.verifier().to_key()
    ))?;
    Ok(Outcome::Done)
}

/// The report, once the read models are as far as the journal.
async fn read(
    arguments: &Arguments,
    question: &Question,
    store: &Store,
) -> Result<Report, CliError> {
    let reader = reader::caught_up(store, &arguments.store).await?;
    let as_of = arguments.as_of.unwrap_or(AsOf::Latest);
    let view = reader.view(Viewer::office(), as_of).await?;
    let report = view.report(question).await?;
    let command = format!("almoner report {}", question.name().key());
    let reading = arguments.asker.reading(&command);
    reader::recorded(&reader, view, &reading).await?;
    Ok(report)
}

/// Half a file never stands under the name that was asked for.
async fn put(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let part = path.with_added_extension("part");
    tokio::fs::write(&part, bytes)
        .await
        .map_err(|error| CliError::file(&part, error))?;
    tokio::fs::rename(&part, path)
        .await
        .map_err(|error| CliError::file(path, error))
}
