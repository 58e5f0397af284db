//! Balances, now and as of before, in a small ledger and a large one; and the read models built again.

use std::time::{Duration, Instant};

use almoner_domain::posting::{Account, AccountKind};
use almoner_journal::ledger::Ledger;
use almoner_projections::projector::Projector;
use almoner_projections::read::{AsOf, Reader, Viewer};
use almoner_projections::rebuild::Rebuild;
use almoner_projections::reports::{Parameters, Question, ReportName};
use anyhow::{Result, ensure};

use crate::baseline::{Baseline, Format};
use crate::commands::fain;
use crate::measure::{Series, per_second};
use crate::server::Server;
use crate::setting::{fill, prepare};
use crate::table::{Table, Target, progress};
use crate::{Scale, table::grouped};

/// How long the read models may take to come up with what was filled in.
const WAIT_MAX: Duration = Duration::from_mins(20);

pub(crate) async fn run(
    table: &mut Table,
    server: &Server,
    baseline: &Baseline,
    scale: Scale,
) -> Result<()> {
    let sizes = scale.read_events;
    let first = Scale {
        events: sizes[0],
        ..scale
    };
    let (setting, ledger) = prepare(server, "read", first).await?;
    let projector = Projector::spawn(&server.app_url(), ledger.name())?;
    let (mut measured, mut reported) = (Vec::new(), Vec::new());
    for size in sizes {
        fill(&setting, &ledger, size).await?;
        let head = ledger.committed().borrow().to_bigint();
        let started = Instant::now();
        ensure!(
            projector.wait_for(head, WAIT_MAX).await,
            "the projector stands"
        );
        progress(&format!(
            "{size} events were projected {:?} later",
            started.elapsed()
        ));
        server.settle().await?;
        measured.push(balances(&ledger, scale, head).await?);
        reported.push(reports(&ledger, scale).await?);
    }
    projector.stop().await;
    let [small, large] = sizes.map(grouped);
    let ((now_small, as_of_small), (now_large, as_of_large)) = (&measured[0], &measured[1]);
    table.baseline(&format!("balance now, {small} events"), now_small);
    table.rate(
        &format!("balance as of, {small} events"),
        as_of_small,
        "now",
        now_small,
        Target::AtMost(1_500),
    );
    table.rate(
        &format!("balance now, {large} events"),
        now_large,
        &small,
        now_small,
        Target::AtMost(1_300),
    );
    table.rate(
        &format!("balance as of, {large} events"),
        as_of_large,
        "now",
        now_large,
        Target::AtMost(1_500),
    );
    table.baseline(&format!("SF-425, {small} events"), &reported[0]);
    table.rate(
        &format!("SF-425, {large} events"),
        &reported[1],
        &small,
        &reported[0],
        Target::AtMost(3_000),
    );
    rebuild(table, server, baseline, &ledger).await?;
    ledger.shutdown().await;
    Ok(())
}

/// Balances a second, asked one after the other, each as a question of its own: now, and as of positions all
/// over the history.
async fn balances(ledger: &Ledger, scale: Scale, head: i64) -> Result<(Series, Series)> {
    let reader = Reader::new(ledger.journal().pool().clone());
    let (mut now, mut before) = (Series::default(), Series::default());
    for _ in 0..scale.rounds {
        for (series, latest) in [(&mut now, true), (&mut before, false)] {
            let (started, mut count) = (Instant::now(), 0_u32);
            while started.elapsed() < scale.duration {
                let award = count % scale.streams;
                let account = Account::of_award(AccountKind::RetainedSpent, &fain(award)?);
                // In the second half, where every account has been posted to.
                let past = head / 2 + i64::from(count) * 7_919 % (head / 2);
                let as_of = if latest {
                    AsOf::Latest
                } else {
                    AsOf::Position(past)
                };
                let view = reader.view(Viewer::office(), as_of).await?;
                let balance = view.balance(&account.to_string()).await?;
                ensure!(balance.is_some(), "{account} holds nothing");
                count += 1;
            }
            series.push(per_second(u64::from(count), started.elapsed()));
        }
    }
    Ok((now, before))
}

/// Federal financial reports a second, of one award after the other.
async fn reports(ledger: &Ledger, scale: Scale) -> Result<Series> {
    let reader = Reader::new(ledger.journal().pool().clone());
    let mut series = Series::default();
    for _ in 0..scale.rounds {
        let (started, mut count) = (Instant::now(), 0_u32);
        while started.elapsed() < scale.duration {
            let parameters = Parameters {
                award: Some(fain(count % scale.streams)?),
                period_end: chrono::NaiveDate::from_ymd_opt(2025, 9, 30),
                ..Parameters::default()
            };
            let question = Question::try_new(ReportName::FederalFinancialReport, parameters)?;
            let view = reader.view(Viewer::office(), AsOf::Latest).await?;
            view.report(&question).await?;
            count += 1;
        }
        series.push(per_second(u64::from(count), started.elapsed()));
    }
    Ok(series)
}

async fn rebuild(
    table: &mut Table,
    server: &Server,
    baseline: &Baseline,
    ledger: &Ledger,
) -> Result<()> {
    let (mut copy, mut rebuilt) = (Series::default(), Series::default());
    copy.push(baseline.copy_in(server, Format::Text).await?);
    server.settle().await?;
    let events = ledger.committed().borrow().get();
    let started = Instant::now();
    let report = Rebuild { swap: true }
        .run(&server.owner_url(), ledger.name(), |_| {})
        .await?;
    rebuilt.push(per_second(events, started.elapsed()));
    ensure!(
        report.is_equal(),
        "the rebuilt tables are not the live ones"
    );
    let what = format!(
        "read models rebuilt, compared and swapped, {} events",
        grouped(events)
    );
    table.rate(&what, &rebuilt, "COPY", &copy, Target::AtLeast(120));
    Ok(())
}
