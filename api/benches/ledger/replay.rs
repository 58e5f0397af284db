//! Reading everything back, and building the read models of it: as a rebuild does, and as a replay does.

use std::time::{Duration, Instant};

use almoner_api::verification::Verified;
use almoner_journal::ledger::Ledger;
use almoner_journal::note::Signer;
use almoner_journal::record::Position;
use almoner_journal::verify::{KeysInForce, Trusted};
use almoner_projections::{
    projector::Projector,
    rebuild::Rebuild,
    replay::{Replay, Withheld},
};
use anyhow::{Result, ensure};
use futures::TryStreamExt;

use crate::Scale;
use crate::baseline::copy_out;
use crate::measure::{Series, per_second};
use crate::server::{SIGNING_SEED, Server};
use crate::table::{Table, Target};

/// How long the read models may take to come up to the journal.
const WAIT_MAX: Duration = Duration::from_mins(10);

/// Replay, in order and decoded to typed events, beside a bare COPY of the same table.
pub(crate) async fn run(
    table: &mut Table,
    server: &Server,
    ledger: &Ledger,
    scale: Scale,
) -> Result<()> {
    let events = ledger.committed().borrow().get();
    let (mut bare, mut typed) = (Series::default(), Series::default());
    server.settle().await?;
    copy_out(ledger).await?;
    for _ in 0..scale.rounds {
        bare.push(per_second(events, copy_out(ledger).await?));
        let started = Instant::now();
        let mut records = std::pin::pin!(
            ledger
                .journal()
                .replay_events(Position::ZERO, Position::LAST)
        );
        let mut count = 0;
        while let Some(read) = records.try_next().await? {
            std::hint::black_box(read);
            count += 1;
        }
        typed.push(per_second(count, started.elapsed()));
        ensure!(count == events, "{count} of {events} events were read");
    }
    table.baseline("binary COPY OUT, thrown away", &bare);
    table.rate(
        "replay to typed events, in order",
        &typed,
        "COPY OUT",
        &bare,
        Target::AtLeast(600),
    );
    read_models(table, server, ledger, scale).await
}

/// A replay to the head, compared and taken away, beside a rebuild that is compared and not swapped in; and the whole of a
/// verification beside that replay.
async fn read_models(
    table: &mut Table,
    server: &Server,
    ledger: &Ledger,
    scale: Scale,
) -> Result<()> {
    let head = ledger.committed().borrow().to_bigint();
    let projector = Projector::spawn(&server.app_url(), ledger.name())?;
    let caught_up = projector.wait_for(head, WAIT_MAX).await;
    projector.stop().await;
    ensure!(caught_up, "the read models did not catch up");
    let (mut rebuilds, mut replays) = (Series::default(), Series::default());
    let mut verifications = Series::default();
    let events = u64::try_from(head)?;
    for _ in 0..scale.rounds {
        server.settle().await?;
        let started = Instant::now();
        let report = Rebuild { swap: false }
            .run(&server.owner_url(), ledger.name(), |_| {})
            .await?;
        rebuilds.push(per_second(events, started.elapsed()));
        ensure!(report.is_equal(), "{:?}", report.tables);
        server.settle().await?;
        let started = Instant::now();
        let mut replay = Replay::begin(&server.owner_url(), ledger.name()).await?;
        replay.run(head, Withheld::default(), |_| {}).await?;
        let compared = replay.compare().await?;
        replay.discard().await?;
        replays.push(per_second(events, started.elapsed()));
        ensure!(compared.is_equal(), "{:?}", compared.first);
        server.settle().await?;
        verifications.push(per_second(events, verify(server, ledger).await?));
    }
    table.baseline("read models rebuilt and compared", &rebuilds);
    table.rate(
        "replay to read models, with digests, compared",
        &replays,
        "rebuild",
        &rebuilds,
        Target::AtLeast(600),
    );
    table.rate(
        "the live ledger verified, the whole of it",
        &verifications,
        "replay to read models",
        &replays,
        Target::AtLeast(600),
    );
    Ok(())
}

/// How long it takes to verify the live ledger as `almoner verify` does.
async fn verify(server: &Server, ledger: &Ledger) -> Result<Duration> {
    let journal = ledger.journal();
    let signer = Signer::try_new(journal.origin(), &SIGNING_SEED)?;
    let key = signer.verifier();
    let trusted = Trusted {
        key: Some(key),
        ..Trusted::default()
    };
    let keys = KeysInForce::of(&journal.signing_keys(&key.to_key()).await?)?;
    let started = Instant::now();
    let mut verified = Verified::ledger(journal, trusted, || {}).await?;
    verified
        .check_statements(&server.app_url(), journal, &keys, &[])
        .await?;
    verified.check_accounts();
    let elapsed = started.elapsed();
    let findings = &verified.report.findings;
    ensure!(findings.holds(), "{}", findings.verdict());
    Ok(elapsed)
}
