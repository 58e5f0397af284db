//! The benchmark of the ledger: `cargo bench -p almoner-api --bench ledger [-- --quick] [-- SECTION…]`.
//!
//! One run, one private PostgreSQL with fsync on. Everything is told as events per second beside a
//! baseline of the same run, because the machine and its neighbours change and a ratio changes less. Each figure is the
//! median of its rounds, and a round measures baselines and engine in turn. What the rows mean, and what was
//! learned from them, is in `docs/performance.md`.

mod baseline;
mod callers;
mod commands;
mod framework;
mod http;
mod intake;
mod log;
mod measure;
mod read;
mod reads;
mod replay;
mod sealed;
mod server;
mod setting;
mod steady;
mod table;
mod write;

use std::time::Duration;

use anyhow::{Result, bail};

use server::Server;
use table::Table;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// How often everything is measured.
    pub(crate) rounds: usize,
    /// How long callers call.
    pub(crate) duration: Duration,
    /// Events that a ledger is filled with, and that are copied.
    pub(crate) events: u64,
    /// Events of the small and the large ledger whose balances are read.
    pub(crate) read_events: [u64; 2],
    /// Events of the ledger beside which the reports of the large one are held.
    pub(crate) report_events: u64,
    /// Awards whose costs are recorded, and clients who are claimed for.
    pub(crate) streams: u32,
}

const FULL: Scale = Scale {
    rounds: 5,
    duration: Duration::from_secs(3),
    events: 200_000,
    read_events: [100_000, 1_000_000],
    report_events: 10_000,
    streams: 2_000,
};

const QUICK: Scale = Scale {
    rounds: 3,
    duration: Duration::from_secs(1),
    events: 50_000,
    // Every award has been posted to in the first half of the smaller ledger.
    read_events: [40_000, 100_000],
    report_events: 10_000,
    streams: 1_000,
};

/// The sections, in the order in which they run.
const SECTIONS: [&str; 12] = [
    "single",
    "batches",
    "claims",
    "framework",
    "replay",
    "steady",
    "read",
    "reads",
    "log",
    "sealed",
    "intake",
    "http",
];

fn main() -> Result<()> {
    let (mut scale, mut chosen) = (FULL, Vec::new());
    for word in std::env::args().skip(1) {
        match word.as_str() {
            // Cargo says this to every benchmark.
            "--bench" => {}
            "--quick" => scale = QUICK,
            section if SECTIONS.contains(&section) => chosen.push(section.to_owned()),
            _ => bail!("--quick, or sections among {}", SECTIONS.join(", ")),
        }
    }
    let runs = move |section: &str| chosen.is_empty() || chosen.iter().any(|it| it == section);
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(run(scale, &runs))
}

async fn run(scale: Scale, runs: impl Fn(&str) -> bool + Copy) -> Result<()> {
    let server = Server::start().await?;
    let mut table = Table::new();
    table.heading(&server.describe().await?);
    let (setting, ledger) = setting::prepare(&server, "bench", scale).await?;
    let baseline = baseline::Baseline::prepare(&server, &ledger, scale).await?;
    if SECTIONS[..4].iter().any(|section| runs(section)) {
        let framework = if runs("framework") {
            Some(framework::Framework::prepare(&server, scale).await?)
        } else {
            None
        };
        let writing = write::Writing {
            server: &server,
            setting: &setting,
            ledger: &ledger,
            baseline: &baseline,
            framework,
            scale,
        };
        writing.run(&mut table, runs).await?;
    }
    if runs("replay") {
        replay::run(&mut table, &server, &ledger, scale).await?;
    }
    ledger.shutdown().await;
    if runs("steady") {
        steady::run(&mut table, &server, &baseline, scale).await?;
    }
    if runs("read") {
        read::run(&mut table, &server, &baseline, scale).await?;
    }
    if runs("reads") {
        reads::run(&mut table, &server, scale).await?;
    }
    if runs("log") {
        log::run(&mut table, &server, scale).await?;
    }
    if runs("sealed") {
        sealed::run(&mut table, &server, scale).await?;
    }
    if runs("intake") {
        intake::run(&mut table, &server, scale).await?;
    }
    if runs("http") {
        http::run(&mut table, &server, scale).await?;
    }
    table.print();
    server.stop().await
}
