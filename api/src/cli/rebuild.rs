//! `almoner rebuild`: the read models, made again from the journal.

use almoner_projections::rebuild::{Rebuild, RebuildReport};

use super::{CliError, Outcome, output, progress};
use crate::config::{Store, StoreArguments};

/// Build the read models again beside the live ones, compare them, and swap them in (for operators)
///
/// The new tables are filled from the journal alone, then compared row for row with the live ones at the same
/// position. Reading goes on meanwhile. Exit code 1 when a table differs: the live one was not what the
/// journal says, and the new one has taken its place. It works as the role that ALMONER_OWNER_URL names.
#[derive(Debug, clap::Args)]
#[expect(clippy::doc_markdown, reason = "a help text is plain text")]
pub struct Arguments {
    /// Compare, and leave the live tables where they are
    #[arg(long)]
    compare_only: bool,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let rebuilt = rebuild(arguments, &store).await;
    store.close().await?;
    report(&rebuilt?)
}

async fn rebuild(arguments: &Arguments, store: &Store) -> Result<RebuildReport, CliError> {
    let bar = progress::bar("records", 0);
    let work = Rebuild {
        swap: !arguments.compare_only,
    };
    let report = work
        .run(store.owner_url(), &arguments.store.ledger, |done| {
            bar.set_length(u64::try_from(done.head).unwrap_or(0));
            bar.set_position(u64::try_from(done.position).unwrap_or(0));
        })
        .await?;
    bar.finish_and_clear();
    Ok(report)
}

fn report(report: &RebuildReport) -> Result<Outcome, CliError> {
    for table in &report.tables {
        let verdict = if table.is_equal() { "equal" } else { "DIFFERS" };
        output::line(&format!(
            "{:<22} {:>9} rows  {verdict}",
            table.table, table.rows
        ))?;
    }
    let swapped = if report.swapped {
        "swapped in"
    } else {
        "not swapped in"
    };
    output::line(&format!(
        "compared at position {}; {swapped}",
        report.position
    ))?;
    if report.is_equal() {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::CheckFailed)
    }
}
