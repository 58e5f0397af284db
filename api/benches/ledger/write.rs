//! Commands with all guarantees on: one at a time and grouped, spread and hot, beside bare writes.

use std::collections::BTreeMap;

use almoner_journal::ledger::{Ledger, Submission};
use anyhow::Result;

use crate::Scale;
use crate::baseline::{Baseline, Format};
use crate::callers::{drive, submit};
use crate::framework::Framework;
use crate::measure::Series;
use crate::server::Server;
use crate::setting::Setting;
use crate::table::{Table, Target, progress};

/// Callers that hand in groups, and commands of a group.
const GROUPED: (u32, u32) = (8, 100);

/// What is measured in every round, in turn: its name, and the section that it belongs to.
const ROWS: [(&str, &str); 11] = [
    ("INSERT", "single"),
    ("COPY", ""),
    ("binary", ""),
    ("1", "single"),
    ("32", "single"),
    ("512", "single"),
    ("batches", "batches"),
    ("claimed", "batches"),
    ("claims", "claims"),
    ("hot", "claims"),
    ("framework", "framework"),
];

/// What is measured on what.
pub(crate) struct Writing<'run> {
    pub(crate) server: &'run Server,
    pub(crate) setting: &'run Setting,
    pub(crate) ledger: &'run Ledger,
    pub(crate) baseline: &'run Baseline,
    pub(crate) framework: Option<Framework>,
    pub(crate) scale: Scale,
}

impl Writing<'_> {
    /// Measures the rows whose sections are wanted.
    pub(crate) async fn run(&self, table: &mut Table, runs: impl Fn(&str) -> bool) -> Result<()> {
        let mut rates: BTreeMap<&str, Series> = BTreeMap::new();
        let claim = submit(self.ledger, vec![self.setting.spread_claim()?]).await?;
        progress(&format!("a claim has {claim} events"));
        let claim = u32::try_from(claim)?;
        for round in 0..self.scale.rounds {
            for (row, section) in ROWS {
                if section.is_empty() || runs(section) || (row == "512" && runs("framework")) {
                    self.server.settle().await?;
                    let rate = self.measure(row, claim).await?;
                    progress(&format!("round {}: {row}: {rate}", round + 1));
                    rates.entry(row).or_default().push(rate);
                }
            }
        }
        report(table, &rates);
        Ok(())
    }

    async fn measure(&self, row: &str, events_a_claim: u32) -> Result<u64> {
        match row {
            "INSERT" => self.baseline.insert(self.scale.duration).await,
            "COPY" => self.baseline.copy_in(self.server, Format::Text).await,
            "binary" => self.baseline.copy_in(self.server, Format::Binary).await,
            "1" => self.engine(1, 1, Setting::cost).await,
            "32" => self.engine(32, 1, Setting::cost).await,
            "512" => self.engine(512, 1, Setting::cost).await,
            "batches" => self.engine(GROUPED.0, GROUPED.1, Setting::cost).await,
            "claimed" => {
                self.engine(GROUPED.0, GROUPED.1 / events_a_claim, Setting::spread_claim)
                    .await
            }
            "claims" => self.engine(512, 1, Setting::spread_claim).await,
            "hot" => self.engine(512, 1, Setting::hot_claim).await,
            _ => match &self.framework {
                Some(framework) => framework.record_costs(512, self.scale.duration).await,
                None => Ok(0),
            },
        }
    }

    async fn engine(
        &self,
        callers: u32,
        group: u32,
        next: fn(&Setting) -> Result<Submission>,
    ) -> Result<u64> {
        engine(
            self.setting,
            self.ledger,
            self.scale,
            (callers, group),
            next,
        )
        .await
    }
}

/// Events a second of callers who each hand in a group of commands at a time.
pub(crate) async fn engine(
    setting: &Setting,
    ledger: &Ledger,
    scale: Scale,
    (callers, group): (u32, u32),
    next: fn(&Setting) -> Result<Submission>,
) -> Result<u64> {
    let (setting, ledger) = (setting.clone(), ledger.clone());
    drive(callers, scale.duration, move |_| {
        let (setting, ledger) = (setting.clone(), ledger.clone());
        async move {
            let commands = (0..group).map(|_| next(&setting)).collect::<Result<_>>()?;
            submit(&ledger, commands).await
        }
    })
    .await
}

/// A row of the table: what it is called, its key, what it is held against, and what is to be reached.
type Line = (&'static str, &'static str, &'static str, Target);

const LINES: [Line; 12] = [
    (
        "INSERT by 32 connections, a transaction a row",
        "INSERT",
        "",
        Target::None,
    ),
    ("COPY into the same table", "COPY", "", Target::None),
    ("COPY in the binary format", "binary", "COPY", Target::None),
    ("one event a command, 1 caller", "1", "INSERT", Target::None),
    (
        "one event a command, 32 callers",
        "32",
        "INSERT",
        Target::AtLeast(900),
    ),
    (
        "one event a command, 512 callers",
        "512",
        "COPY",
        Target::AtLeast(200),
    ),
    (
        "one event a command, 8 callers × 100",
        "batches",
        "COPY",
        Target::AtLeast(500),
    ),
    (
        "claims, 8 callers × 100 events",
        "claimed",
        "COPY",
        Target::None,
    ),
    (
        "claims over 64 sub-awards, 512 callers",
        "claims",
        "COPY",
        Target::None,
    ),
    (
        "claims on one sub-award, 512 callers",
        "hot",
        "claims",
        Target::AtLeast(800),
    ),
    (
        "cqrs-es with postgres-es, 512 callers",
        "framework",
        "",
        Target::None,
    ),
    (
        "one event a command, 512 callers",
        "512",
        "framework",
        Target::AtLeast(3_000),
    ),
];

fn report(table: &mut Table, rates: &BTreeMap<&str, Series>) {
    for (what, row, against, target) in LINES {
        match (rates.get(row), rates.get(against)) {
            (Some(measured), Some(baseline)) => {
                table.rate(what, measured, against, baseline, target);
            }
            (Some(measured), None) if against.is_empty() => table.baseline(what, measured),
            (Some(_) | None, _) => {}
        }
    }
}
