//! `almoner tamper-drill`: harm of every kind, done to copies, and who noticed.

use std::path::{Path, PathBuf};

use almoner_journal::{
    bundle::{self, BundleOptions, BundleTrust, LooseBundle, SEGMENT_LINES, Source, note_size},
    note::{Signer, Verifier},
    schema::LedgerName,
    store::Journal,
    verify::{Findings, Trusted},
};
use almoner_projections::{
    drill::{LIVE_HARMS, LiveHarm, Scratch, Shows},
    rebuild::Rebuild,
    stating,
};

use super::{CliError, Outcome, log_keys::LogKeys, output};
use crate::verification::Accounts;
use crate::{
    config::{Store, StoreArguments},
    drill::{BundleHarm, Means, state, stated_position},
};

/// Seed of the key that is nobody's: of a stranger who signs under the log's name.
const STRANGER: [u8; 32] = [0x5a; 32];

/// Do harm of every kind to copies of the ledger, and show what notices each (for operators and auditors)
///
/// It copies the ledger into a bundle and into a schema of its own, does harm to the copies, verifies, and says what noticed it:
/// the bundle alone, a checkpoint of an earlier moment, or the live ledger. The ledger itself is read and never touched. The
/// last line says how many of how many were caught; exit code 1 when any was not.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    almoner tamper-drill --data-dir .almoner\n  \
    almoner demo --load-only --data-dir drill && almoner tamper-drill --data-dir drill")]
pub struct Arguments {
    /// Where the ledger is.
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) async fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let store = arguments.store.open().await?;
    let drilled = drill(arguments, &store).await;
    store.close().await?;
    drilled
}

/// How many kinds of harm were done, and how many were noticed.
#[derive(Default)]
struct Tally {
    done: u32,
    caught: u32,
}

impl Tally {
    /// Says what noticed a harm, if anything did.
    fn tell(&mut self, words: &str, by: Option<(&str, &str)>) -> Result<(), CliError> {
        self.done += 1;
        let line = match by {
            Some((by, verdict)) => {
                self.caught += 1;
                format!("caught  {words:<62} by {by}: {verdict}")
            }
            None => format!("MISSED  {words}"),
        };
        output::line(&line)
    }
}

async fn drill(arguments: &Arguments, store: &Store) -> Result<Outcome, CliError> {
    let ledger = &arguments.store.ledger;
    let journal = Journal::connect(store.app_url(), ledger, 3).await?;
    let keys = LogKeys::read(store, &journal).await?;
    let stranger = Signer::try_new(journal.origin(), &STRANGER)
        .map_err(almoner_journal::ledger::ConnectError::from)?;
    let insiders = keys.held();
    let insiders: Vec<&Signer> = insiders.iter().map(AsRef::as_ref).collect();
    let directory = Directory::create()?;
    let mut bundle = copied(&journal, &keys, &directory.0.join("whole")).await?;
    state(&mut bundle, &insiders);
    let sizes: Vec<u64> = bundle
        .notes
        .iter()
        .filter_map(|note| note_size(note))
        .collect();
    let Some((held, note)) = sizes
        .get(sizes.len() * 2 / 3)
        .copied()
        .zip(bundle.notes.get(sizes.len() * 2 / 3))
        .filter(|(size, _)| *size > 1)
    else {
        return Err(CliError::Usage(
            "the ledger is too young for a drill".to_owned(),
        ));
    };
    let kept = bundle.statements.get(bundle.statements.len() * 2 / 3);
    let (mut tally, holding) = (
        Tally::default(),
        Holding {
            checkpoint: [note.clone()],
            statement: kept.cloned().into_iter().collect(),
        },
    );
    let means = Means {
        insiders: &insiders,
        stranger: &stranger,
        held,
        stated: kept.and_then(|note| stated_position(note)),
    };
    in_bundles(&bundle, &means, &holding, &directory.0, &mut tally)?;
    in_a_schema(store, ledger, &means, &holding.checkpoint, &mut tally).await?;
    output::line(&format!(
        "{} of {} kinds of harm were caught",
        tally.caught, tally.done
    ))?;
    Ok(if tally.caught == tally.done {
        Outcome::Done
    } else {
        Outcome::CheckFailed
    })
}

/// What the verifier of the copies has kept from before.
struct Holding {
    checkpoint: [String; 1],
    statement: Vec<String>,
}

/// A directory that goes when the drill is over.
struct Directory(PathBuf);

impl Directory {
    fn create() -> Result<Self, CliError> {
        let path = std::env::temp_dir().join(format!("almoner-drill-{}", std::process::id()));
        std::fs::create_dir(&path).map_err(|error| CliError::file(&path, error))?;
        Ok(Self(path))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The ledger as a bundle, with no line withheld, taken apart.
async fn copied(
    journal: &Journal,
    keys: &LogKeys,
    directory: &Path,
) -> Result<LooseBundle, CliError> {
    let last = journal.latest_checkpoint().await?;
    let last = last.map_or(0, |checkpoint| checkpoint.size.get());
    let options = BundleOptions {
        origin: journal.origin().to_owned(),
        ledger: journal.name().to_string(),
        keys: keys.texts_of(last),
        segment_lines: SEGMENT_LINES,
        last,
        whole: true,
    };
    let notes = |last| stating::notes(journal, last);
    journal
        .bundle_stating(directory, options, notes, |_| Ok(false), |_| {})
        .await?;
    Ok(LooseBundle::read(&Source::open(directory)?)?)
}

/// Does each kind of harm to a bundle.
fn in_bundles(
    whole: &LooseBundle,
    means: &Means<'_>,
    holding: &Holding,
    directory: &Path,
    tally: &mut Tally,
) -> Result<(), CliError> {
    let lines = u64::try_from(whole.lines.len()).unwrap_or(u64::MAX);
    for (number, harm) in (1_u64..).zip(BundleHarm::all()) {
        let mut bundle = whole.clone();
        // Places all over the bundle, every other time with hashes that were made to fit.
        let place = number.wrapping_mul(7919) % lines + lines * number;
        if harm.harm(&mut bundle, means, place).is_none() {
            output::line(&format!("no place for {} here", harm.words()))?;
            continue;
        }
        let path = directory.join("harmed");
        bundle.write(&path)?;
        let key: Vec<Verifier> = whole
            .manifest
            .keys
            .first()
            .and_then(|key| Verifier::parse(key).ok())
            .into_iter()
            .collect();
        // Whoever has no key from elsewhere must see a replaced one by what he holds.
        let keys: &[Verifier] = if harm == BundleHarm::KeyReplaced {
            &[]
        } else {
            &key
        };
        let mut accounts = Accounts::default();
        let report = bundle::verify(
            &Source::open(&path)?,
            BundleTrust {
                keys,
                held: &holding.checkpoint,
                statements: &holding.statement,
                ..BundleTrust::default()
            },
            Accounts::read,
            |read| accounts.take(read),
            |_| {},
        )?;
        std::fs::remove_dir_all(&path).map_err(|error| CliError::file(&path, error))?;
        let by = noticed(&report.findings, "the bundle alone");
        let by = by.as_ref().map(|(by, verdict)| (*by, verdict.as_str()));
        tally.tell(&format!("bundle: {}", harm.words()), by)?;
    }
    Ok(())
}

/// Who noticed, and what is wrong: whoever is `alone`, unless it takes a checkpoint of an earlier moment.
fn noticed(findings: &Findings, alone: &'static str) -> Option<(&'static str, String)> {
    let by = if findings.shows_without_held() {
        alone
    } else if findings.shows_against_statement() {
        "a kept statement"
    } else {
        "an earlier checkpoint"
    };
    let verdict = findings.verdict();
    let short = verdict.strip_prefix("verdict: broken at ")?;
    Some((by, short.to_owned()))
}

/// Does each kind of harm to a copy of the live ledger.
async fn in_a_schema(
    store: &Store,
    ledger: &LedgerName,
    means: &Means<'_>,
    held: &[String],
    tally: &mut Tally,
) -> Result<(), CliError> {
    let name = format!("drill{}", std::process::id());
    let name: LedgerName =
        name.parse()
            .map_err(|error: almoner_journal::schema::LedgerNameError| {
                CliError::Usage(error.to_string())
            })?;
    let mut scratch = Scratch::copy(store.owner_url(), store.app_role(), ledger, &name).await?;
    let mut done = Ok(());
    for harm in LIVE_HARMS {
        done = live(store, &mut scratch, harm, means, held, tally).await;
        if done.is_err() {
            break;
        }
    }
    scratch.discard().await?;
    done
}

async fn live(
    store: &Store,
    scratch: &mut Scratch,
    harm: &LiveHarm,
    means: &Means<'_>,
    held: &[String],
    tally: &mut Tally,
) -> Result<(), CliError> {
    let signers = means.insiders;
    let mut kept = None;
    if matches!(harm.shows, Shows::InStatements | Shows::AgainstKept) {
        scratch.state(signers).await?;
        kept = scratch.last_statement().await?;
    }
    if !scratch.harm(harm, signers, means.stranger).await? {
        output::line(&format!("no place for {} here", harm.words))?;
        return Ok(());
    }
    let by = match harm.shows {
        Shows::InJournal | Shows::AgainstHeld => {
            let journal = Journal::connect(store.app_url(), scratch.name(), 1).await?;
            let mut accounts = Accounts::default();
            let trusted = Trusted {
                key: signers.first().map(|signer| signer.verifier()),
                held,
                ..Trusted::default()
            };
            let report = journal
                .verify(trusted, Accounts::read, |read| accounts.take(read))
                .await?;
            journal.pool().close().await;
            noticed(&report.findings, "the live ledger")
        }
        Shows::InReadModels => read_models_verdict(store, scratch)
            .await?
            .map(|verdict| ("the live ledger", verdict)),
        Shows::InStatements => scratch
            .statement_fault(signers, &[])
            .await?
            .map(|fault| ("what was stated", fault.to_string())),
        Shows::AgainstKept => {
            let kept: Vec<String> = kept.into_iter().collect();
            let alone = scratch.statement_fault(signers, &[]).await?;
            let by = match alone {
                Some(_) => "what was stated",
                None => "a kept statement",
            };
            let found = scratch.statement_fault(signers, &kept).await?;
            found.map(|fault| (by, fault.to_string()))
        }
    };
    scratch.restore(harm).await?;
    let by = by.as_ref().map(|(by, verdict)| (*by, verdict.as_str()));
    tally.tell(&format!("ledger: {}", harm.words), by)
}

async fn read_models_verdict(store: &Store, scratch: &Scratch) -> Result<Option<String>, CliError> {
    let compare = Rebuild { swap: false };
    let report = compare
        .run(store.owner_url(), scratch.name(), |_| {})
        .await?;
    let differs = report.tables.iter().find(|table| !table.is_equal());
    Ok(differs.map(|table| format!("the table {} is not what its records make", table.table)))
}
