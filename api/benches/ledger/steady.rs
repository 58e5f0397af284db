//! The highest steady rate of commands at which the projector in the same process stays within a second.

use std::time::{Duration, Instant};

use almoner_journal::ledger::Ledger;
use almoner_projections::projector::Projector;
use anyhow::{Result, ensure};
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

use crate::callers::submit;
use crate::measure::{Series, per_second};
use crate::server::Server;
use crate::setting::{Setting, prepare};
use crate::table::{Table, Target, progress};
use crate::{Scale, baseline::Baseline, baseline::Format};

/// Rates that are tried, in hundredths of COPY's, until one is too high.
const RATES: [u64; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20];

/// How far the read models may be behind.
const BEHIND_MAX: Duration = Duration::from_secs(1);

/// How long the read models may take to come up with what a trial left.
const WAIT_MAX: Duration = Duration::from_mins(5);

/// How often commands are handed in, and the projector looked at.
const TICK: Duration = Duration::from_millis(20);

pub(crate) async fn run(
    table: &mut Table,
    server: &Server,
    baseline: &Baseline,
    scale: Scale,
) -> Result<()> {
    let small = Scale { events: 0, ..scale };
    let (setting, ledger) = prepare(server, "steady", small).await?;
    let projector = Projector::spawn(&server.app_url(), ledger.name())?;
    let mut copy = Series::default();
    copy.push(baseline.copy_in(server, Format::Text).await?);
    let mut kept = 0;
    for hundredths in RATES {
        let wanted = copy.median() * hundredths / 100;
        let head = ledger.committed().borrow().to_bigint();
        ensure!(
            projector.wait_for(head, WAIT_MAX).await,
            "the projector stands"
        );
        server.settle().await?;
        let (rate, behind) =
            offer(&setting, &ledger, &projector, wanted, 2 * scale.duration).await?;
        progress(&format!(
            "steady {rate} of {wanted}: at most {behind:?} behind"
        ));
        if behind > BEHIND_MAX || rate * 20 < wanted * 19 {
            break;
        }
        kept = rate;
    }
    let mut steady = Series::default();
    steady.push(kept);
    let what = "one event a command, read models within a second";
    table.rate(what, &steady, "COPY", &copy, Target::AtLeast(70));
    projector.stop().await;
    ledger.shutdown().await;
    Ok(())
}

/// Hands in `wanted` commands a second; answers with the rate that came of it, and with the longest
/// that the read models were behind.
async fn offer(
    setting: &Setting,
    ledger: &Ledger,
    projector: &Projector,
    wanted: u64,
    duration: Duration,
) -> Result<(u64, Duration)> {
    let (started, committed) = (Instant::now(), ledger.committed());
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut calls, mut offered, mut events) = (JoinSet::new(), 0, 0);
    let mut behind_max = Duration::ZERO;
    // When the ledger was first seen to hold more than the read models did.
    let mut seen: Vec<(Instant, i64)> = Vec::new();
    while started.elapsed() < duration {
        ticks.tick().await;
        let due = wanted * u64::try_from(started.elapsed().as_millis())? / 1_000;
        let commands = (offered..due)
            .map(|_| setting.cost())
            .collect::<Result<Vec<_>>>()?;
        offered = offered.max(due);
        let ledger = ledger.clone();
        calls.spawn(async move { submit(&ledger, commands).await });
        while let Some(done) = calls.try_join_next() {
            events += done??;
        }
        let (now, head) = (Instant::now(), committed.borrow().to_bigint());
        seen.push((now, head));
        let copied = projector.status().position;
        seen.retain(|(_, position)| *position > copied);
        if let Some((since, _)) = seen.first() {
            behind_max = behind_max.max(now - *since);
        }
    }
    while let Some(done) = calls.join_next().await {
        events += done??;
    }
    Ok((per_second(events, started.elapsed()), behind_max))
}
