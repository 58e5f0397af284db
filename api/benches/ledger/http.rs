//! A claim by single mutation over HTTP, at 64 connections: how long the slowest hundredth takes beside the middle one.

use std::{
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use almoner_api::{
    clock::Clock,
    http::{AppState, AppendOnly, LedgerState, READ_CONNECTIONS_MAX, router},
    keys::Secret,
    token::{Issuer, Principal, Verifier},
};
use almoner_domain::{
    id::{ActorId, OrganizationId},
    ledger::Role,
};
use almoner_journal::{ledger::Ledger, schema::connect_options};
use almoner_projections::{projector::Projector, read::Reader};
use anyhow::{Result, ensure};
use chrono::TimeDelta;
use serde_json::{Value, json};
use sqlx::postgres::PgPoolOptions;
use tokio::task::JoinSet;

use crate::{
    Scale,
    commands::{SUB_AWARDEE, client, received_at, sub_award},
    server::Server,
    setting::{home, prepare},
    table::{Table, Target},
};

/// Callers, each with a connection of its own.
const CONNECTIONS: u32 = 64;

const CLAIM: &str = "mutation ($input: ClaimSubmitInput!) {
    claimSubmit(input: $input) { claim { status payable } position userErrors { code } }
}";

pub(crate) async fn run(table: &mut Table, server: &Server, scale: Scale) -> Result<()> {
    let small = Scale { events: 0, ..scale };
    let (_, ledger) = prepare(server, "http", small).await?;
    let (url, token) = serve(server, &ledger).await?;
    let numbers = Arc::new(AtomicU64::new(0));
    // The first moments make connections and plans, and are not counted.
    call(&url, &token, &numbers, scale, Duration::from_secs(1)).await?;
    server.settle().await?;
    let mut latencies = call(&url, &token, &numbers, scale, 3 * scale.duration).await?;
    latencies.sort_unstable();
    let at = |percent: usize| {
        let place = (latencies.len() * percent / 100).min(latencies.len().saturating_sub(1));
        latencies.get(place).copied().unwrap_or_default()
    };
    let (middle, slowest) = (at(50), at(99));
    let ratio = slowest.as_micros() * 1_000 / middle.as_micros().max(1);
    table.ratio_row(
        "claimSubmit over HTTP, 64 connections: the slowest hundredth",
        &format!("{slowest:.1?} of {} claims", latencies.len()),
        &format!("the middle one, {middle:.1?}"),
        u64::try_from(ratio)?,
        Target::AtMost(20_000),
    );
    ledger.shutdown().await;
    Ok(())
}

/// Serves the ledger on a free port; where, and a token of its sub-awardee.
async fn serve(server: &Server, ledger: &Ledger) -> Result<(String, String)> {
    let name = ledger.name().clone();
    let pool = PgPoolOptions::new()
        .max_connections(READ_CONNECTIONS_MAX)
        .connect_lazy_with(connect_options(&server.app_url(), &name)?);
    let projector = Arc::new(Projector::spawn(&server.app_url(), &name)?);
    let clock = Clock::fixed(received_at()?);
    let secret = Secret::new([3; 32]);
    let ledger_state = LedgerState::new(ledger.clone(), Reader::new(pool), projector);
    let verifier = Verifier::new(&secret, clock.clone());
    let append_only = AppendOnly::ByPrivilege;
    let state = AppState::try_new(
        vec![ledger_state],
        &name,
        verifier,
        clock.clone(),
        append_only,
    )?;
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}/graphql", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router(state)).await });
    let principal = Principal {
        actor: ActorId::parse("example-person-1")?,
        role: Role::Subawardee,
        organization: OrganizationId::parse(SUB_AWARDEE)?,
        ledger: None,
    };
    let token = Issuer::new(&secret, clock).issue(&principal, TimeDelta::hours(8));
    Ok((url, token))
}

/// Lets everybody claim for `duration`; how long each claim took.
async fn call(
    url: &str,
    token: &str,
    numbers: &Arc<AtomicU64>,
    scale: Scale,
    duration: Duration,
) -> Result<Vec<Duration>> {
    let started = Instant::now();
    let mut callers = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let (url, token, numbers) = (url.to_owned(), token.to_owned(), Arc::clone(numbers));
        callers.spawn(async move {
            let http = reqwest::Client::builder().no_proxy().build()?;
            let mut latencies = Vec::new();
            while started.elapsed() < duration {
                let number = numbers.fetch_add(1, Ordering::Relaxed);
                let body = json!({ "query": CLAIM, "variables": { "input": claim(number, scale.streams)? } });
                let asked = Instant::now();
                let request = http.post(&url).bearer_auth(&token).json(&body);
                let answer: Value = request.send().await?.json().await?;
                latencies.push(asked.elapsed());
                let payload = &answer["data"]["claimSubmit"];
                ensure!(payload["position"].is_string(), "a claim was not taken: {answer}");
            }
            Ok(latencies)
        });
    }
    let mut latencies = Vec::new();
    while let Some(done) = callers.join_next().await {
        latencies.extend(done??);
    }
    Ok(latencies)
}

fn claim(number: u64, streams: u32) -> Result<Value> {
    let clients = u64::from(2 * streams);
    let (who, month) = (u32::try_from(number % clients)?, number / clients);
    Ok(json!({
        "commandId": format!("http-{number:08}"),
        "subAward": sub_award(home(who, streams))?,
        "number": format!("http-{number:08}"),
        "client": client(who)?,
        "serviceMonth": format!("{}-{:02}", 2010 + month / 12, month % 12 + 1),
        "lines": [
            { "category": "CASE_MANAGEMENT", "part": "ADMINISTRATION", "billed": "100.00" },
            { "category": "HOUSING", "part": "DIRECT", "billed": "150.00", "paidOn": "2019-01-31",
              "receiptDigest": format!("{number:064x}") },
        ],
        "effectiveOn": "2019-12-31",
    }))
}
