//! `almoner replay`: the books of an earlier moment, built again from the events up to it.

mod ask;
mod bundle;
mod print;

use std::path::PathBuf;

use almoner_domain::{id::ClaimId, identifier::Fain};
use almoner_journal::{
    note::{NoteError, Verifier},
    schema::LedgerName,
};
use almoner_projections::{
    postings::TrialBalanceFilter,
    read::{AsOf, Viewer},
    replay::{Moment, Replay, Withheld},
};

use super::{
    CliError, Outcome,
    interrupt::Interrupt,
    moment::moment,
    progress,
    reader::{self, AskerArguments},
};
use crate::config::{Store, StoreArguments};
use print::Told;

/// Build the books again as they were at an earlier moment, from the events alone, and compare (for auditors)
///
/// It builds every table that the ledger shows from the events 1 to the position of --to, in a place of its own that goes
/// in the end, and compares it with what the ledger shows as of that position: a SHA-256 digest a table. Where they differ it
/// names the first row, by table, key and the event that wrote it. The ledger is read and never touched. With --bundle it needs no
/// ledger and no server: it verifies what `almoner export --bundle` wrote and replays it in a private PostgreSQL in a
/// throw-away directory; the digests are those that a replay on the ledger prints. --balance, --share and --claim ask the books of that moment.
/// What an export withholds is told, and so is every figure that is left out because of it.
///
/// Exit code 1 when a table differs or the export does not hold, 2 for a moment that there is none of.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner replay --data-dir .almoner --to 107\n  \
    almoner replay --to 2026-03-31 --share 90ZV9901\n  \
    almoner replay --to 2026-03-31T17:00:00Z --balance 90ZV9901:unassigned --json\n  \
    almoner replay --bundle books.zip --to 107 --share 90ZV9901 --claim TVAP-TX:2018-11-0316\n  \
    almoner replay --bundle books.zip --public-key grants.example/otip+1a2b3c4d+AQ…")]
pub struct Arguments {
    /// The moment: a position, an instant such as 2026-03-31T17:00:00Z, or a day, which is its end (UTC); without it, the
    /// latest
    #[arg(long, value_name = "POSITION|TIME", value_parser = moment)]
    to: Option<Moment>,
    /// Replay an export instead of a ledger: the directory or the .zip file of a bundle
    #[arg(long, value_name = "DIR|FILE")]
    bundle: Option<PathBuf>,
    /// The ledger's public key, as you got it from elsewhere; without it that of the bundle is believed
    #[arg(long, value_name = "KEY", requires = "bundle", value_parser = public_key)]
    public_key: Vec<Verifier>,
    /// Tell what an account held, such as 90ZV9901:unassigned; may be given several times
    #[arg(long, value_name = "ACCOUNT")]
    balance: Vec<String>,
    /// Tell how an award stood to the rule that most of it is sub-awarded; may be given several times
    #[arg(long, value_name = "AWARD", value_parser = fain)]
    share: Vec<Fain>,
    /// Tell where a claim stood and why, rule by rule; may be given several times
    #[arg(long, value_name = "CLAIM", value_parser = claim_id)]
    claim: Vec<ClaimId>,
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

fn public_key(text: &str) -> Result<Verifier, NoteError> {
    Verifier::parse(text.trim())
}

fn fain(text: &str) -> Result<Fain, String> {
    Fain::parse(text).map_err(|error| error.to_string())
}

fn claim_id(text: &str) -> Result<ClaimId, String> {
    ClaimId::parse(text).map_err(|error| error.to_string())
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    // Before anything is made, so that whoever asks for the end early finds nothing left behind.
    let mut asked = Interrupt::listen()?;
    if let Some(path) = &arguments.bundle {
        return bundle::replay_bundle(arguments, path, &mut asked).await;
    }
    let store = tokio::select! {
        store = arguments.store.open() => store?,
        () = asked.requested() => return Err(CliError::Interrupted),
    };
    let source = Source {
        owner_url: store.owner_url(),
        ledger: &arguments.store.ledger,
        withheld: Withheld::default(),
        compares: true,
    };
    let told = match replay(arguments, source, &mut asked).await {
        Ok(told) => record(arguments, &store, &told).await.map(|()| told),
        Err(error) => Err(error),
    };
    store.close().await?;
    tell(arguments, &told?)
}

/// Records of whom is told, in the ledger that was replayed, before it is.
async fn record(arguments: &Arguments, store: &Store, told: &Told) -> Result<(), CliError> {
    let reader = reader::connected(store, &arguments.store)?;
    let reading = arguments.asker.reading("almoner replay");
    reader::record(&reader, &told.touched, &reading).await
}

/// What is replayed.
struct Source<'source> {
    owner_url: &'source str,
    ledger: &'source LedgerName,
    withheld: Withheld,
    /// There are read models to compare with.
    compares: bool,
}

/// Replays in a place of its own, which goes in the end whatever comes of it.
async fn replay(
    arguments: &Arguments,
    source: Source<'_>,
    asked: &mut Interrupt,
) -> Result<Told, CliError> {
    let mut replay = Replay::begin(source.owner_url, source.ledger).await?;
    let told = tokio::select! {
        told = replay_and_ask(arguments, &source, &mut replay) => told,
        () = asked.requested() => Err(CliError::Interrupted),
    };
    let discarded = replay.discard().await;
    let told = told?;
    discarded?;
    Ok(told)
}

async fn replay_and_ask(
    arguments: &Arguments,
    source: &Source<'_>,
    replay: &mut Replay,
) -> Result<Told, CliError> {
    let position = replay
        .position_of(arguments.to.unwrap_or(Moment::Head))
        .await?;
    let head = replay.position_of(Moment::Head).await?;
    let bar = progress::bar("events", u64::try_from(position).unwrap_or(0));
    let left_out = replay
        .run(position, source.withheld.clone(), |done| {
            bar.set_position(u64::try_from(done.position).unwrap_or(0));
        })
        .await?;
    bar.finish_and_clear();
    let (tables, first) = if source.compares {
        let compared = replay.compare().await?;
        (compared.tables, compared.first)
    } else {
        (replay.digests().await?, None)
    };
    let view = replay
        .reader()?
        .view(Viewer::office(), AsOf::Latest)
        .await?;
    let mut told = Told {
        control: view.control().await?,
        head,
        withheld: source.withheld.up_to(position),
        left_out,
        is_compared: source.compares,
        tables,
        first,
        trial_balance: view.trial_balance(&TrialBalanceFilter::default()).await?,
        answers: ask::Answers::default(),
        touched: view.touched().clone(),
        report: None,
    };
    told.note_difference();
    told.answers = ask::answers(arguments, &view, replay.journal(), told.withheld > 0).await?;
    Ok(told)
}

/// Says what was found, for a person or for a program.
fn tell(arguments: &Arguments, told: &Told) -> Result<Outcome, CliError> {
    if arguments.json {
        super::output::text(&print::json(told))?;
    } else {
        for line in print::lines(told) {
            super::output::line(&line)?;
        }
    }
    Ok(if told.is_equal() {
        Outcome::Done
    } else {
        Outcome::CheckFailed
    })
}
