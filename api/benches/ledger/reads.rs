//! What it costs to write down that an answer tells of a client: a case asked for by its code, with its answer written down
//! before it is given and without, by one caller and by sixteen.

use std::time::{Duration, Instant};

use almoner_domain::{id::OrganizationId, ledger::Role};
use almoner_journal::schema::connect_options;
use almoner_projections::{
    client_reads::{Reading, Way},
    projector::Projector,
    read::{AsOf, Reader, Viewer},
};
use anyhow::{Result, ensure};
use futures::future::try_join_all;
use sqlx::postgres::PgPoolOptions;

use crate::{
    Scale,
    commands::{SUB_AWARDEE, client},
    measure::{Series, per_second},
    server::Server,
    setting::prepare,
    table::{Table, Target},
};

/// Callers that ask at once.
const CALLERS: [u32; 2] = [1, 16];

/// How long the read models may take to come up with the ledger.
const WAIT_MAX: Duration = Duration::from_mins(5);

pub(crate) async fn run(table: &mut Table, server: &Server, scale: Scale) -> Result<()> {
    let small = Scale { events: 0, ..scale };
    let (_, ledger) = prepare(server, "reads", small).await?;
    let projector = Projector::spawn(&server.app_url(), ledger.name())?;
    let head = ledger.journal().head().await?.position.to_bigint();
    ensure!(
        projector.wait_for(head, WAIT_MAX).await,
        "the read models have not caught up"
    );
    projector.stop().await;
    let pool = PgPoolOptions::new()
        .max_connections(2 * CALLERS[1])
        .connect_lazy_with(connect_options(&server.app_url(), ledger.name())?);
    let reader = Reader::new(pool);
    server.settle().await?;
    for callers in CALLERS {
        let (mut alone, mut recorded) = (Series::default(), Series::default());
        for _ in 0..scale.rounds {
            for (series, is_recorded) in [(&mut alone, false), (&mut recorded, true)] {
                series.push(rate(&reader, scale, callers, is_recorded).await?);
            }
        }
        let who = if callers == 1 {
            "one caller".to_owned()
        } else {
            format!("{callers} callers")
        };
        table.baseline(&format!("a case by its code, {who}"), &alone);
        table.rate(
            &format!("the same, written down before it is told, {who}"),
            &recorded,
            "not written down",
            &alone,
            Target::None,
        );
    }
    ledger.shutdown().await;
    Ok(())
}

/// Answers a second.
async fn rate(reader: &Reader, scale: Scale, callers: u32, is_recorded: bool) -> Result<u64> {
    let started = Instant::now();
    let ask = |caller: u32| async move {
        let mut count = 0_u32;
        while started.elapsed() < scale.duration {
            let number = (caller + count * callers) % scale.streams;
            answer(reader, number, is_recorded).await?;
            count += 1;
        }
        Ok::<u32, anyhow::Error>(count)
    };
    let counts = try_join_all((0..callers).map(ask)).await?;
    Ok(per_second(
        counts.iter().map(|count| u64::from(*count)).sum(),
        started.elapsed(),
    ))
}

async fn answer(reader: &Reader, number: u32, is_recorded: bool) -> Result<()> {
    let organization = OrganizationId::parse(SUB_AWARDEE)?;
    let viewer = Viewer::new(Role::Subawardee, organization);
    let view = reader.view(viewer, AsOf::Latest).await?;
    let code = client(number)?;
    ensure!(
        view.client(&code).await?.is_some(),
        "there is no case {code}"
    );
    let touched = view.touched().clone();
    drop(view);
    if is_recorded {
        let reading = Reading {
            actor: "example-person-1".to_owned(),
            role: Role::Subawardee.as_str().to_owned(),
            organization: SUB_AWARDEE.to_owned(),
            way: Some(Way::Graphql),
            operation: "query client".to_owned(),
            request: "example-request".to_owned(),
        };
        reader.record_read(&reading, &touched).await?;
    }
    Ok(())
}
