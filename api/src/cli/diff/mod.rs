//! `almoner diff`: what became different between two moments, in words.

mod print;
mod sentence;

use almoner_domain::identifier::Fain;
use almoner_journal::store::Journal;
use almoner_projections::{
    changes::Changes,
    read::{AsOf, Viewer},
    replay::{Moment, position_of},
};

use super::{
    CliError, Outcome,
    moment::moment,
    output,
    reader::{self, AskerArguments},
};
use crate::config::{Store, StoreArguments};

/// Tell what became different between two moments (for grant officers and auditors)
///
/// In words: what was done with awards and obligated to sub-awards, which claims moved, how the share of sub-awards stood before and
/// after, what was found and what was settled, which organizations were excluded, which months were closed, and every account
/// that holds another amount. It reads what the ledger shows as of each of the two moments; nothing is replayed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner diff --from 2026-03-31 --to 2026-04-30\n  \
    almoner diff --from 103 --to 107 --award 90ZV9901\n  \
    almoner diff --from 2026-03-31T17:00:00Z --json")]
pub struct Arguments {
    /// The earlier moment: a position, an instant such as 2026-03-31T17:00:00Z, or a day, which is its end (UTC); without
    /// it, before the first event
    #[arg(long, value_name = "POSITION|TIME", value_parser = moment)]
    from: Option<Moment>,
    /// The later moment; without it, the latest
    #[arg(long, value_name = "POSITION|TIME", value_parser = moment)]
    to: Option<Moment>,
    /// Of this award alone, with its sub-awards and claims
    #[arg(long, value_name = "FAIN", value_parser = Fain::parse)]
    award: Option<Fain>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// Who asks.
    #[command(flatten)]
    asker: AskerArguments,
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let told = changes(arguments, &store).await;
    store.close().await?;
    let changes = told?;
    if arguments.json {
        output::text(&print::json(&changes))?;
    } else {
        for line in print::lines(&changes, arguments.award.as_ref()) {
            output::line(&line)?;
        }
    }
    Ok(Outcome::Done)
}

async fn changes(arguments: &Arguments, store: &Store) -> Result<Changes, CliError> {
    let journal = Journal::connect(store.app_url(), &arguments.store.ledger, 1).await?;
    let from = match arguments.from {
        None | Some(Moment::Position(0)) => 0,
        Some(moment) => position_of(&journal, moment).await?,
    };
    let to = position_of(&journal, arguments.to.unwrap_or(Moment::Head)).await?;
    if from > to {
        let reason = format!("--from is position {from}, and lies after --to, position {to}");
        return Err(CliError::Usage(reason));
    }
    journal.pool().close().await;
    let reader = reader::caught_up(store, &arguments.store).await?;
    let view = reader.view(Viewer::office(), AsOf::Position(to)).await?;
    let changes = view.changes(from, arguments.award.as_ref()).await?;
    let reading = arguments.asker.reading("almoner diff");
    reader::recorded(&reader, view, &reading).await?;
    Ok(changes)
}
