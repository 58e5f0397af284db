//! The transparency log: what sealing costs, how long a proof takes, and how fast a bundle is verified.

use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use almoner_api::verification::Verified;
use almoner_journal::bundle::{
    BundleOptions, BundleTrust, Manifest, SEGMENT_LINES, Source, verify,
};
use almoner_journal::ledger::Ledger;
use almoner_journal::merkle::Frontier;
use almoner_journal::note::{Checkpoint, Signer};
use almoner_journal::record::Position;
use almoner_journal::store::Record;
use anyhow::{Context, Result, ensure};
use flate2::bufread::MultiGzDecoder;
use futures::{StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};

use crate::Scale;
use crate::baseline::copy_out;
use crate::measure::{Series, per_second};
use crate::server::{SIGNING_SEED, Server};
use crate::setting::{Setting, prepare};
use crate::table::{Table, Target, grouped};
use crate::write::engine;

/// Records that a checkpoint is signed over in the row of sealing: the commands that one caller hands in.
const SEALED_TOGETHER: usize = 100;

pub(crate) async fn run(table: &mut Table, server: &Server, scale: Scale) -> Result<()> {
    let large = Scale {
        events: scale.read_events[1],
        ..scale
    };
    let (setting, ledger) = prepare(server, "log", large).await?;
    server.settle().await?;
    sealing(table, &setting, &ledger, scale).await?;
    proofs(table, server, &ledger, scale).await?;
    bundles(table, &ledger, scale).await?;
    ledger.shutdown().await;
    Ok(())
}

/// The hashing, the tree and the signatures of a load, beside the whole of appending it. What is stored for them
/// is written by the same statement as the records.
async fn sealing(
    table: &mut Table,
    setting: &Setting,
    ledger: &Ledger,
    scale: Scale,
) -> Result<()> {
    let records: Vec<Record> = ledger
        .journal()
        .replay(Position::ZERO)
        .take(usize::try_from(scale.report_events)?)
        .try_collect()
        .await?;
    let (mut appended, mut sealed) = (Series::default(), Series::default());
    for _ in 0..scale.rounds {
        let callers = u32::try_from(SEALED_TOGETHER)?;
        appended.push(engine(setting, ledger, scale, (8, callers), Setting::cost).await?);
        sealed.push(seal(&records, ledger.journal().origin())?);
    }
    table.baseline("one event a command, 8 callers × 100, appended", &appended);
    table.rate(
        "leaves, tree and signatures of the same, 100 to a checkpoint",
        &sealed,
        "appending (part of the time)",
        &appended,
        Target::AtMost(100),
    );
    Ok(())
}

/// Records sealed a second: each one's line and leaf, and a signed root for every hundred.
fn seal(records: &[Record], origin: &str) -> Result<u64> {
    let signer = Signer::try_new(origin, &SIGNING_SEED)?;
    let (mut tree, mut line) = (Frontier::empty(), Vec::new());
    let started = Instant::now();
    for together in records.chunks(SEALED_TOGETHER) {
        for record in together {
            tree.append(record.line().leaf(&mut line));
        }
        let checkpoint = Checkpoint {
            origin: origin.to_owned(),
            size: tree.size(),
            root: tree.root(),
        };
        black_box(signer.sign(&checkpoint.body()));
    }
    Ok(per_second(u64::try_from(records.len())?, started.elapsed()))
}

/// The slowest hundredth of the proofs that a record is in the log, beside that of reading one row by its position.
async fn proofs(table: &mut Table, server: &Server, ledger: &Ledger, scale: Scale) -> Result<()> {
    server.settle().await?;
    let journal = ledger.journal();
    let head = ledger.committed().borrow().get();
    let (mut rows, mut proofs) = (Vec::new(), Vec::new());
    for _ in 0..scale.rounds {
        for (durations, is_proof) in [(&mut rows, false), (&mut proofs, true)] {
            let round = Instant::now();
            while round.elapsed() < scale.duration {
                let count = u64::try_from(durations.len())?;
                // All over the log: a large prime's multiples.
                let position = Position::try_from(1 + count * 7_919 % head)?;
                let started = Instant::now();
                if is_proof {
                    black_box(journal.inclusion_proof(position).await?);
                } else {
                    let row = sqlx::query("SELECT recorded_at FROM events WHERE position = $1")
                        .bind(position.to_bigint())
                        .fetch_one(journal.pool())
                        .await?;
                    black_box(row);
                }
                durations.push(started.elapsed());
            }
        }
    }
    let (row, proof) = (slowest_hundredth(rows), slowest_hundredth(proofs));
    let ratio = proof.as_nanos() * 1_000 / row.as_nanos().max(1);
    table.ratio_row(
        &format!(
            "inclusion proof, {} events: the slowest hundredth",
            grouped(head)
        ),
        &format!("{proof:.1?}"),
        &format!("an indexed read of one row, {row:.1?}"),
        u64::try_from(ratio)?,
        Target::AtMost(5_000),
    );
    Ok(())
}

fn slowest_hundredth(mut durations: Vec<Duration>) -> Duration {
    durations.sort_unstable();
    let place = durations.len() * 99 / 100;
    durations.get(place).copied().unwrap_or_default()
}

/// Writing a bundle, and verifying it: without what the books mean beside reading it and hashing each of its lines, and the whole
/// beside reading the ledger's events back.
async fn bundles(table: &mut Table, ledger: &Ledger, scale: Scale) -> Result<()> {
    let directory = tempfile::tempdir()?;
    let (mut bare, mut written) = (Series::default(), Series::default());
    let events = ledger.committed().borrow().get();
    bare.push(per_second(events, copy_out(ledger).await?));
    let started = Instant::now();
    let manifest = write(ledger, directory.path()).await?;
    written.push(per_second(manifest.size, started.elapsed()));
    table.baseline("binary COPY OUT of the same, thrown away", &bare);
    table.rate(
        "a bundle written, compressed and synced",
        &written,
        "COPY OUT",
        &bare,
        Target::None,
    );
    let mut rates: [Series; 4] = Default::default();
    for _ in 0..scale.rounds.min(3) {
        let (path, manifest) = (directory.path().to_owned(), manifest.clone());
        let verifying = tokio::task::spawn_blocking(move || {
            let source = Source::open(&path)?;
            anyhow::Ok([
                hash_lines(&source, &manifest)?,
                walk(&source, &manifest)?,
                whole(&source, &manifest)?,
            ])
        });
        let [hashing, walking, all] = verifying.await??;
        let replaying = replay(ledger).await?;
        for (series, rate) in rates.iter_mut().zip([hashing, walking, replaying, all]) {
            series.push(rate);
        }
    }
    let [hashed, walked, replayed, verified] = rates;
    table.baseline("a bundle read, SHA-256 of each line", &hashed);
    table.rate(
        "a bundle verified, but for what the books mean",
        &walked,
        "reading and SHA-256",
        &hashed,
        Target::AtLeast(500),
    );
    table.baseline("the same ledger replayed to typed events", &replayed);
    table.rate(
        "a bundle verified, the whole of it",
        &verified,
        "replay to typed events",
        &replayed,
        Target::None,
    );
    Ok(())
}

/// Events read back and decoded a second.
async fn replay(ledger: &Ledger) -> Result<u64> {
    let (started, mut count) = (Instant::now(), 0);
    let journal = ledger.journal();
    let mut events = std::pin::pin!(journal.replay_events(Position::ZERO, Position::LAST));
    while let Some(event) = events.try_next().await? {
        black_box(event);
        count += 1;
    }
    Ok(per_second(count, started.elapsed()))
}

async fn write(ledger: &Ledger, directory: &Path) -> Result<Manifest> {
    let journal = ledger.journal();
    let signer = Signer::try_new(journal.origin(), &SIGNING_SEED)?;
    let checkpoint = journal.latest_checkpoint().await?;
    let options = BundleOptions {
        origin: journal.origin().to_owned(),
        ledger: ledger.name().to_string(),
        keys: vec![signer.verifier().to_key()],
        segment_lines: SEGMENT_LINES,
        last: checkpoint.context("nothing was signed")?.size.get(),
        whole: true,
    };
    let written = journal.bundle(directory, options, |_| Ok(false), |_| {});
    Ok(written.await?)
}

/// Lines hashed a second.
fn hash_lines(source: &Source, manifest: &Manifest) -> Result<u64> {
    let (started, mut count, mut line) = (Instant::now(), 0, Vec::new());
    let records = manifest.files.iter();
    for file in records.filter(|file| file.name.starts_with("records/")) {
        let stored = BufReader::with_capacity(1 << 16, source.read(&file.name)?);
        let mut lines = BufReader::with_capacity(1 << 16, MultiGzDecoder::new(stored));
        while lines.read_until(b'\n', &mut line)? > 0 {
            black_box(Sha256::digest(&line));
            line.clear();
            count += 1;
        }
    }
    ensure!(count == manifest.size, "{count} of {} lines", manifest.size);
    Ok(per_second(count, started.elapsed()))
}

/// Lines verified a second.
fn walk(source: &Source, manifest: &Manifest) -> Result<u64> {
    let started = Instant::now();
    let report = verify(
        source,
        BundleTrust::default(),
        |_, _| (),
        |()| Ok(()),
        |_| {},
    )?;
    ensure!(report.findings.holds(), "the bundle does not hold");
    Ok(per_second(manifest.size, started.elapsed()))
}

/// Lines verified a second, with what the books mean.
fn whole(source: &Source, manifest: &Manifest) -> Result<u64> {
    let started = Instant::now();
    let mut verified = Verified::bundle(source, BundleTrust::default(), |_| {})?;
    verified.check_accounts();
    let findings = &verified.report.findings;
    ensure!(findings.holds(), "{}", findings.verdict());
    Ok(per_second(manifest.size, started.elapsed()))
}
