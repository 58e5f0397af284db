//! `almoner extract`: what a programme reports of its clients and services, as a file.

use std::path::PathBuf;

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    ledger::Role,
    measure::{FiscalYear, MeasurePeriod},
};
use almoner_projections::{
    extracts::{Document, ServiceExtract},
    read::{AsOf, View, Viewer},
};

use super::{
    CliError, Outcome, output,
    reader::{self, AskerArguments},
};
use crate::config::{Store, StoreArguments};

/// Write an extract of a programme's clients or services (for officers and the organizations that serve)
///
/// `clients` is the client-level extract of a quarter under random codes; where only aggregates may be told, it is refused
/// but to the organizations that serve, each of which gets its own clients. `services` is the annual table by category of
/// service and age band; where only aggregates may be told, small counts are suppressed in it. Made again as of the same
/// position, an extract is the same, byte for byte.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner extract clients --programme TVAP --period FY2019Q2 --output clients.csv\n  \
    almoner extract services --programme TVAP --period FY2019 --as-of 4711 --format json")]
pub struct Arguments {
    /// What to extract
    #[arg(value_enum)]
    what: What,
    /// The programme's code, such as TVAP
    #[arg(long, value_parser = programme)]
    programme: ProgrammeCode,
    /// The time: a quarter FY2019Q2, a fiscal year FY2019, or two days joined by a slash; a fiscal year for services
    #[arg(long, value_parser = period)]
    period: MeasurePeriod,
    /// The position in the journal as of which to make it; without it, the latest
    #[arg(long, value_name = "POSITION")]
    as_of: Option<i64>,
    /// As a prime or sub-awardee sees it: of its own clients alone; without it, as an officer does
    #[arg(long, value_name = "ID", value_parser = organization)]
    organization: Option<OrganizationId>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Where to write it; without it, standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Who asks.
    #[command(flatten)]
    asker: AskerArguments,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

/// What can be extracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Clients under their random codes, with services by category
    Clients,
    /// Counts of clients by category of service and age band
    Services,
}

/// How an extract is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table that a spreadsheet reads
    Csv,
    /// JSON
    Json,
}

fn programme(text: &str) -> Result<ProgrammeCode, String> {
    ProgrammeCode::parse(text).map_err(|error| error.to_string())
}

fn period(text: &str) -> Result<MeasurePeriod, String> {
    MeasurePeriod::parse(text).map_err(|error| error.to_string())
}

fn organization(text: &str) -> Result<OrganizationId, String> {
    OrganizationId::parse(text).map_err(|error| error.to_string())
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let extracted = extract(arguments, &store).await;
    store.close().await?;
    let text = extracted?;
    match &arguments.output {
        None => output::text(&text)?,
        Some(path) => {
            // Half a file never stands under the name that was asked for.
            let part = path.with_added_extension("part");
            tokio::fs::write(&part, text)
                .await
                .map_err(|error| CliError::file(&part, error))?;
            tokio::fs::rename(&part, path)
                .await
                .map_err(|error| CliError::file(path, error))?;
        }
    }
    Ok(Outcome::Done)
}

async fn extract(arguments: &Arguments, store: &Store) -> Result<String, CliError> {
    let viewer = match &arguments.organization {
        Some(organization) => Viewer::new(Role::Grantee, organization.clone()),
        None => Viewer::office(),
    };
    let as_of = arguments.as_of.map_or(AsOf::Latest, AsOf::Position);
    let reader = reader::caught_up(store, &arguments.store).await?;
    let view = reader.view(viewer, as_of).await?;
    let missing = || CliError::Usage(format!("there is no programme {}", arguments.programme));
    let (made, operation) = match arguments.what {
        What::Clients => {
            let made = view
                .client_extract(&arguments.programme, arguments.period)
                .await?;
            let made = written(&made.ok_or_else(missing)?, arguments.format);
            (made, "almoner extract clients")
        }
        What::Services => {
            let made = services(&view, arguments).await?;
            let made = written(&made.ok_or_else(missing)?, arguments.format);
            (made, "almoner extract services")
        }
    };
    let reading = arguments.asker.reading(operation);
    reader::recorded(&reader, view, &reading).await?;
    Ok(made)
}

async fn services(view: &View, arguments: &Arguments) -> Result<Option<ServiceExtract>, CliError> {
    let year: FiscalYear = match arguments.period {
        MeasurePeriod::FiscalYear(year) => year,
        MeasurePeriod::Quarter(..) | MeasurePeriod::Days(_) => {
            return Err(CliError::Usage(
                "services are extracted by fiscal year: --period FY2019".to_owned(),
            ));
        }
    };
    Ok(view.service_extract(&arguments.programme, year).await?)
}

fn written(document: &impl Document, format: Format) -> String {
    match format {
        Format::Csv => document.csv(),
        Format::Json => document.json(),
    }
}
