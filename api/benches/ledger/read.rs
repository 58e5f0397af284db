//! Balances, now and as of before, reports and trial balances of an award, in a small ledger and a large one; and the read
//! models built again.

use std::time::{Duration, Instant};

use almoner_domain::posting::{Account, AccountKind};
use almoner_journal::ledger::Ledger;
use almoner_projections::postings::TrialBalanceFilter;
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

/// Awards of the ledger of few events.
const FEW_AWARDS: u32 = 200;

/// How long the read models may take to come up with what was filled in.
const WAIT_MAX: Duration = Duration::from_mins(20);

pub(crate) async fn run(
    table: &mut Table,
    server: &Server,
    baseline: &Baseline,
    scale: Scale,
) -> Result<()> {
    let of_few = reports_of_few(server, scale).await?;
    let sizes = scale.read_events;
    let first = Scale {
        events: sizes[0],
        ..scale
    };
    let (setting, ledger) = prepare(server, "read", first).await?;
    let projector = Projector::spawn(&server.app_url(), ledger.name())?;
    let mut measured = Vec::new();
    for size in sizes {
        fill(&setting, &ledger, size).await?;
        let head = projected(&projector, &ledger).await?;
        server.settle().await?;
        measured.push(balances(&ledger, scale, head).await?);
    }
    let of_many = reports(&ledger, scale).await?;
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
    let few = grouped(scale.report_events);
    for (what, small, many) in [
        ("SF-425", &of_few.0, &of_many.0),
        ("trial balance", &of_few.1, &of_many.1),
    ] {
        table.baseline(&format!("{what} of an award, {few} events"), small);
        let what = format!("{what} of an award, {large} events");
        table.rate(&what, many, &few, small, Target::AtMost(3_000));
    }
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

/// Waits until all that is committed is projected; answers with its position.
async fn projected(projector: &Projector, ledger: &Ledger) -> Result<i64> {
    let head = ledger.committed().borrow().to_bigint();
    let started = Instant::now();
    ensure!(
        projector.wait_for(head, WAIT_MAX).await,
        "the projector stands"
    );
    progress(&format!(
        "{head} events were projected {:?} later",
        started.elapsed()
    ));
    Ok(head)
}

/// The same reports in a ledger of its own, of few events.
async fn reports_of_few(server: &Server, scale: Scale) -> Result<(Series, Series)> {
    let few = Scale {
        events: scale.report_events,
        streams: FEW_AWARDS,
        ..scale
    };
    let (_, ledger) = prepare(server, "few", few).await?;
    let projector = Projector::spawn(&server.app_url(), ledger.name())?;
    projected(&projector, &ledger).await?;
    server.settle().await?;
    let measured = reports(&ledger, few).await?;
    projector.stop().await;
    ledger.shutdown().await;
    Ok(measured)
}

/// Federal financial reports a second, and trial balances a second, of one award after the other.
async fn reports(ledger: &Ledger, scale: Scale) -> Result<(Series, Series)> {
    let reader = Reader::new(ledger.journal().pool().clone());
    let (mut forms, mut balances) = (Series::default(), Series::default());
    for _ in 0..scale.rounds {
        for (series, is_form) in [(&mut forms, true), (&mut balances, false)] {
            let (started, mut count) = (Instant::now(), 0_u32);
            while started.elapsed() < scale.duration {
                let award = fain(count % scale.streams)?;
                let view = reader.view(Viewer::office(), AsOf::Latest).await?;
                if is_form {
                    let parameters = Parameters {
                        award: Some(award),
                        period_end: chrono::NaiveDate::from_ymd_opt(2025, 9, 30),
                        ..Parameters::default()
                    };
                    let form = ReportName::FederalFinancialReport;
                    view.report(&Question::try_new(form, parameters)?).await?;
                } else {
                    let filter = TrialBalanceFilter {
                        award: Some(award),
                        ..TrialBalanceFilter::default()
                    };
                    let balance = view.trial_balance(&filter).await?;
                    ensure!(!balance.own.is_empty(), "nothing was posted");
                }
                count += 1;
            }
            series.push(per_second(u64::from(count), started.elapsed()));
        }
    }
    Ok((forms, balances))
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
