//! `almoner import claims`: a claim sheet becomes claims.

use std::{
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};

use almoner_domain::{
    id::{ActorId, OrganizationId, SubAwardId},
    ledger::{Context, Role},
};
use almoner_projections::{
    client_reads::{Reading, Way},
    read::Touched,
};
use chrono::NaiveDate;

use crate::{
    cli::{CliError, Outcome, output, progress, reader},
    clock::Clock,
    config::{Store, StoreArguments},
    intake::{self, BYTES_MAX, Defaults, ImportId, Importer, Report, SheetClaims},
    server::Engine,
    token::Verifier,
};

/// How long the read models may take to catch up with what was imported, before the command ends without them.
const CATCH_UP_MAX: Duration = Duration::from_mins(1);
/// Rows that are refused and shown at the end; the reports have all.
const SHOWN_MAX: usize = 20;

/// Import a claim sheet, CSV or XLSX, up to 50,000 lines (for sub-awardees)
///
/// Each claim (all lines of one claim number) is taken whole or refused whole, and adjudicated at once; the others go on.
/// Importing the same sheet again does nothing new. In a corrected sheet, what was taken before is skipped and what was
/// refused is decided anew. Ends with 0 when every line is in the books, 1 when some are refused.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner import template --output claims.csv\n  \
    almoner import claims claims.csv --as prairie-example --actor caseworker-1 --effective-on 2019-07-05\n  \
    almoner import claims claims.xlsx --token \"$TOKEN\" --report-csv report.csv --report-json report.json")]
pub(super) struct Arguments {
    /// The sheet
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The access token of the sub-awardee who claims
    #[arg(
        long,
        env = "ALMONER_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true,
        required_unless_present = "organization"
    )]
    token: Option<String>,
    /// The sub-awardee that claims, by its id in the ledger, for whoever may read this deployment's keys
    #[arg(long = "as", value_name = "ORGANIZATION", value_parser = OrganizationId::parse, requires = "actor")]
    organization: Option<OrganizationId>,
    /// With --as: who claims, an opaque, stable name that the journal records
    #[arg(long, value_name = "ID", value_parser = ActorId::parse)]
    actor: Option<ActorId>,
    /// The sub-award of every line that does not name one
    #[arg(long, value_name = "ID", value_parser = SubAwardId::parse)]
    sub_award: Option<SubAwardId>,
    /// The accounting date of every line that does not name one, like 2019-07-05
    #[arg(long, value_name = "DATE")]
    effective_on: Option<NaiveDate>,
    /// What the import is called; without it, the digest of what the sheet says. Give another to have refused claims of
    /// an unchanged sheet decided anew
    #[arg(long, value_name = "ID", value_parser = ImportId::parse)]
    import_id: Option<ImportId>,
    /// Where to write what became of each row, as CSV
    #[arg(long, value_name = "FILE")]
    report_csv: Option<PathBuf>,
    /// Where to write what became of each row, as JSON
    #[arg(long, value_name = "FILE")]
    report_json: Option<PathBuf>,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let bytes = read_file(&arguments.file)?;
    let defaults = Defaults {
        sub_award: arguments.sub_award.clone(),
        effective_on: arguments.effective_on,
    };
    // Reading takes a processor, not a turn of those who wait for the database.
    let read = tokio::task::spawn_blocking(move || intake::read(&bytes, &defaults));
    let sheet = match read.await.map_err(|_| CliError::SheetReader)? {
        Ok(sheet) => sheet,
        Err(refused) => {
            let report = Report::of_refused(refused);
            write_reports(arguments, &report)?;
            return tell(arguments, &report);
        }
    };
    let store = arguments.store.open().await?;
    let imported = import(arguments, &store, &sheet).await;
    store.close().await?;
    let report = imported?;
    write_reports(arguments, &report)?;
    tell(arguments, &report)
}

/// Reads a file that is not too large to be a sheet; one that is, only so far that it is known to be.
fn read_file(path: &Path) -> Result<Vec<u8>, CliError> {
    let unreadable = |error| CliError::unreadable(path, error);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let most = u64::try_from(BYTES_MAX).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

async fn import(
    arguments: &Arguments,
    store: &Store,
    sheet: &SheetClaims,
) -> Result<Report, CliError> {
    let context = context(arguments, store)?;
    let id = arguments
        .import_id
        .clone()
        .unwrap_or_else(|| ImportId::of(&context.organization, sheet));
    let reading = Reading {
        actor: context.actor.as_str().to_owned(),
        role: context.role.as_str().to_owned(),
        organization: context.organization.as_str().to_owned(),
        way: Some(Way::CommandLine),
        operation: "almoner import claims".to_owned(),
        request: String::new(),
    };
    let engine = Engine::start(store, &arguments.store).await?;
    let bar = progress::bar("lines", u64::try_from(sheet.lines()).unwrap_or(u64::MAX));
    let hands = Importer::new(engine.ledger.clone(), context, "import".to_owned());
    let imported = hands
        .import(sheet, &id, |done| {
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        })
        .await;
    bar.finish_and_clear();
    drop(hands);
    let head = engine.ledger.committed().borrow().to_bigint();
    if !engine.projector().wait_for(head, CATCH_UP_MAX).await {
        tracing::warn!(
            "the read models have not caught up yet; what was imported is in the journal all the same"
        );
    }
    let recorded = match &imported {
        Ok(report) => record(&engine, sheet, report, &reading).await,
        Err(_) => Ok(()),
    };
    engine.stop().await;
    let report = imported?;
    recorded?;
    Ok(report)
}

/// Records of whose claims the report tells, before it does.
async fn record(
    engine: &Engine,
    sheet: &SheetClaims,
    report: &Report,
    reading: &Reading,
) -> Result<(), CliError> {
    let touched = Touched::default();
    for client in sheet.clients_of(report) {
        touched.client(client);
    }
    reader::record(engine.reader(), &touched, reading).await
}

/// Who claims. Only a sub-awardee does.
fn context(arguments: &Arguments, store: &Store) -> Result<Context, CliError> {
    let clock = Clock::system();
    let (actor, role, organization) =
        match (&arguments.organization, &arguments.actor, &arguments.token) {
            (Some(organization), Some(actor), _) => {
                // Whoever can read the token key can issue a token for anybody; here it is not needed twice.
                store.keys().token()?;
                (actor.clone(), Role::Subawardee, organization.clone())
            }
            (_, _, Some(token)) => {
                let principal =
                    Verifier::new(&store.keys().token()?, clock.clone()).verify(token)?;
                if !principal.may_enter(&arguments.store.ledger) {
                    return Err(CliError::Usage(
                        "the token is for another ledger".to_owned(),
                    ));
                }
                (principal.actor, principal.role, principal.organization)
            }
            (_, _, None) => {
                return Err(CliError::Usage(
                    "say who claims: --token, or --as and --actor".to_owned(),
                ));
            }
        };
    if role != Role::Subawardee {
        return Err(CliError::Usage(format!(
            "claims are for the role subawardee; the token is of the role {}",
            role.as_str()
        )));
    }
    Ok(Context {
        actor,
        role,
        organization,
        received_at: clock.now(),
    })
}

fn write_reports(arguments: &Arguments, report: &Report) -> Result<(), CliError> {
    if let Some(path) = &arguments.report_csv {
        write_whole(path, &report.to_csv())?;
    }
    if let Some(path) = &arguments.report_json {
        write_whole(path, &report.to_json())?;
    }
    Ok(())
}

/// Half a report never stands under the name that was asked for.
fn write_whole(path: &Path, text: &str) -> Result<(), CliError> {
    let part = path.with_added_extension("part");
    std::fs::write(&part, text).map_err(|error| CliError::file(&part, error))?;
    std::fs::rename(&part, path).map_err(|error| CliError::file(path, error))
}

fn tell(arguments: &Arguments, report: &Report) -> Result<Outcome, CliError> {
    for problem in &report.problems {
        let place = match (problem.row, &problem.column) {
            (Some(row), Some(column)) => format!("row {row}, {column}"),
            (Some(row), None) => format!("row {row}"),
            (None, Some(column)) => column.clone(),
            (None, None) => "the sheet".to_owned(),
        };
        output::line(&format!("{place}: {} [{}]", problem.message, problem.code))?;
    }
    if !report.problems.is_empty() {
        output::line("the sheet was refused, and nothing of it recorded")?;
        return Ok(Outcome::CheckFailed);
    }
    let refused = report.rows.iter().filter(|row| row.code.is_some());
    for row in refused.clone().take(SHOWN_MAX) {
        let column = row
            .column
            .as_ref()
            .map_or_else(String::new, |column| format!(", {column}"));
        output::line(&format!(
            "row {}{column}: {} [{}]",
            row.row,
            row.message.as_deref().unwrap_or_default(),
            row.code.as_deref().unwrap_or_default()
        ))?;
    }
    let unseen = refused.count().saturating_sub(SHOWN_MAX);
    if unseen > 0 {
        let hint = if arguments.report_csv.is_none() && arguments.report_json.is_none() {
            "; --report-csv writes them all"
        } else {
            ""
        };
        output::line(&format!("… and {unseen} more{hint}"))?;
    }
    let totals = &report.totals;
    output::line(&format!(
        "{} lines: {} accepted ({} claims), {} skipped because they were taken before, {} refused, {} not known",
        totals.lines,
        totals.lines_accepted,
        totals.claims_accepted,
        totals.lines_skipped,
        totals.lines_refused,
        totals.lines_undecided
    ))?;
    output::line(&format!(
        "accepted: billed {}, adjusted {}, payable {}; import {}",
        totals.billed,
        totals.adjusted,
        totals.payable,
        report.import.as_deref().unwrap_or_default()
    ))?;
    Ok(if report.is_clean() {
        Outcome::Done
    } else {
        Outcome::CheckFailed
    })
}
