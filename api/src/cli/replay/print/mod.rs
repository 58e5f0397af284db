//! What a replay found, for a person and for a program.

mod json;

use almoner_domain::{
    claim::Verdict,
    id::{ClaimId, ClientCode},
    posting::{Book, TrialBalanceLine},
};
use almoner_journal::{record::format_instant, verify::Report};
use almoner_projections::{
    postings::TrialBalance,
    read::{Control, Touched},
    replay::{Difference, ReplayedTable},
    sub_award_shares::SubAwardShareRow,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::ask::{Answers, ClaimTold, Held};
pub(super) use json::json;

/// What a replay found.
pub(super) struct Told {
    pub(super) control: Control,
    pub(super) head: i64,
    /// Lines up to the position that are withheld.
    pub(super) withheld: usize,
    /// Records that were left out because they build on these.
    pub(super) left_out: u64,
    /// There was something to compare with.
    pub(super) is_compared: bool,
    pub(super) tables: Vec<ReplayedTable>,
    pub(super) first: Option<Difference>,
    pub(super) trial_balance: TrialBalance,
    pub(super) answers: Answers,
    /// Of whom it tells.
    pub(super) touched: Touched,
    /// What verification found in the export; none of a ledger, which is not verified here.
    pub(super) report: Option<Report>,
}

impl Told {
    pub(super) fn is_equal(&self) -> bool {
        self.tables.iter().all(ReplayedTable::is_equal)
    }

    /// Notes of whom the first row tells that differs.
    pub(super) fn note_difference(&self) {
        let rows = self
            .first
            .iter()
            .flat_map(|first| [&first.replayed, &first.live]);
        for row in rows.flatten() {
            let text = |column: &str| row.get(column).and_then(Value::as_str);
            if let Some(Ok(client)) = text("client").map(ClientCode::parse) {
                self.touched.client(&client);
            }
            if let Some(Ok(claim)) = text("claim").map(ClaimId::parse) {
                self.touched.claim(&claim);
            }
        }
    }

    fn is_partial(&self) -> bool {
        self.withheld > 0
    }

    /// The tables whose digests say something: where lines are withheld, those that need none of them.
    fn whole_tables(&self) -> impl Iterator<Item = &ReplayedTable> {
        let is_partial = self.is_partial();
        let tables = self.tables.iter();
        tables.filter(move |table| !is_partial || table.is_without_clients())
    }

    /// One digest over the lines of all tables.
    fn digest(&self) -> String {
        let mut sha = Sha256::new();
        for table in self.whole_tables() {
            sha.update(line_of(table));
            sha.update("\n");
        }
        hex::encode(sha.finalize())
    }

    /// What could not be told, and why.
    fn left_untold(&self) -> Vec<String> {
        let mut untold = Vec::new();
        if self.is_partial() {
            let partial = self
                .tables
                .iter()
                .filter(|table| !table.is_without_clients());
            let names: Vec<&str> = partial.map(|table| table.table).collect();
            untold.push(format!(
                "the trial balance, the accounts that claims move, and the tables {}: {} lines about clients are withheld, \
                 and {} records build on them",
                names.join(", "),
                self.withheld,
                self.left_out
            ));
        }
        let skipped = self.report.iter().flat_map(|report| report.skipped.iter());
        untold.extend(skipped.cloned());
        untold
    }
}

fn line_of(table: &ReplayedTable) -> String {
    format!(
        "{:<22} {:>9} rows  {}",
        table.table, table.rows, table.replayed
    )
}

fn root(control: &Control) -> String {
    BASE64_STANDARD.encode(&control.checkpoint_root)
}

/// For a person; what became of the comparison is the last line.
pub(super) fn lines(told: &Told) -> Vec<String> {
    let control = &told.control;
    let mut lines = vec![
        format!("log          {}", control.origin),
        format!(
            "replayed     events 1 to {} of {}, the last recorded at {}",
            control.position,
            told.head,
            format_instant(control.recorded_at)
        ),
        format!(
            "checkpoint   size {}, root {}",
            control.checkpoint_size,
            root(control)
        ),
    ];
    for untold in told.left_untold() {
        lines.push(format!("not told     {untold}"));
    }
    lines.extend(told.whole_tables().map(line_of));
    lines.push(format!("all tables   {}", told.digest()));
    if !told.is_partial() {
        lines.extend(told.trial_balance.own.iter().map(trial_balance_line));
        for (name, book) in BOOKS {
            if let Some(totals) = told.trial_balance.totals(book) {
                let verdict = if totals.debit == totals.credit {
                    "balances"
                } else {
                    "does NOT balance"
                };
                lines.push(format!(
                    "{name:<12} debits {} credits {}: {verdict}",
                    totals.debit, totals.credit
                ));
            }
        }
    }
    answer_lines(&told.answers, told.is_partial(), &mut lines);
    if let Some(first) = &told.first {
        lines.extend(difference_lines(first));
    }
    lines.push(verdict(told));
    lines
}

/// The books that have debits and credits, by name.
const BOOKS: [(&str, Book); 2] = [
    ("budgetary", Book::Budgetary),
    ("proprietary", Book::Proprietary),
];

fn trial_balance_line(line: &TrialBalanceLine) -> String {
    format!(
        "account      {:<26} debit {:>16} credit {:>16}",
        line.account,
        line.debit.to_string(),
        line.credit.to_string()
    )
}

fn verdict(told: &Told) -> String {
    let position = told.control.position;
    if !told.is_compared {
        return format!(
            "replayed to position {position}; compare the digests with those that a replay on the ledger prints"
        );
    }
    let differing = told.tables.iter().filter(|table| !table.is_equal());
    let names: Vec<&str> = differing.map(|table| table.table).collect();
    if names.is_empty() {
        format!("equal: the ledger shows as of position {position} what its events make")
    } else {
        format!(
            "DIFFERENT: as of position {position} the ledger shows what its events do not make, in {}",
            names.join(", ")
        )
    }
}

fn difference_lines(first: &Difference) -> Vec<String> {
    let event = first.event.as_ref().map_or_else(
        || "which the ledger does not have".to_owned(),
        |event| format!("{} of {}", event.event_type, event.stream),
    );
    let mut lines = vec![
        format!(
            "first        table {}, {}",
            first.table,
            spelled(&first.key)
        ),
        format!("written by   event {}, {event}", first.position),
    ];
    match (&first.replayed, &first.live) {
        (Some(replayed), Some(live)) => {
            for column in first.columns() {
                lines.push(format!(
                    "column       {column}: the events make {}, the ledger shows {}",
                    cell(replayed.get(column)),
                    cell(live.get(column))
                ));
            }
        }
        (Some(_), None) => lines.push("row          the ledger does not show it".to_owned()),
        (None, _) => lines.push("row          the events do not make it".to_owned()),
    }
    lines.push(format!("rows         {} of this table differ", first.rows));
    lines
}

fn spelled(key: &Map<String, Value>) -> String {
    let cells = key
        .iter()
        .map(|(name, value)| format!("{name} {}", cell(Some(value))));
    cells.collect::<Vec<_>>().join(", ")
}

/// A cell as it stands; every one is a text, or nothing.
fn cell(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or("nothing")
}

fn answer_lines(answers: &Answers, is_partial: bool, lines: &mut Vec<String>) {
    for (account, held) in &answers.balances {
        lines.push(match held {
            Held::Amount(amount, position) => {
                format!("balance      {account} {amount}, last moved by event {position}")
            }
            Held::Nothing => format!("balance      {account}: nothing was posted to it"),
            Held::Withheld => format!("balance      {account}: not told, lines are withheld"),
        });
    }
    for (award, share) in &answers.shares {
        lines.push(match share {
            Some(share) => share_line(share),
            None => {
                format!("share        {award}: no such award, or its programme has no such rule")
            }
        });
    }
    for (claim, told) in &answers.claims {
        match told {
            Some(told) => claim_lines(told, lines),
            None if is_partial => {
                lines.push(format!(
                    "claim        {claim}: not in this export, or withheld"
                ));
            }
            None => lines.push(format!("claim        {claim}: there is no such claim")),
        }
    }
}

fn share_line(share: &SubAwardShareRow) -> String {
    let percent = share.percent().map_or_else(
        || "nothing".to_owned(),
        |percent| format!("{percent} percent"),
    );
    let verdict = if share.compliant {
        "kept".to_owned()
    } else {
        format!("NOT kept, {} short", share.shortfall)
    };
    format!(
        "share        {}: {percent} of {} sub-awarded, {} where {} is the least: {verdict}",
        share.award, share.base, share.sub_awarded, share.minimum
    )
}

fn claim_lines(told: &ClaimTold, lines: &mut Vec<String>) {
    let row = &told.row;
    lines.push(format!(
        "claim        {}: {}, billed {}, adjusted {}, payable {}",
        row.claim,
        row.status.code().to_lowercase(),
        row.billed,
        row.adjusted,
        row.payable
    ));
    let Some(explanation) = &told.explanation else {
        return;
    };
    lines.push(format!("  {}", explanation.summary));
    lines.push(format!("  {}", explanation.standing));
    for happened in &explanation.since {
        lines.push(format!("  {} {}", happened.on, happened.said));
    }
    for step in &explanation.steps {
        lines.push(format!(
            "  {} {} {}",
            step.question,
            word(step.verdict),
            step.finding
        ));
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed:",
        Verdict::NotApplicable => "not applicable:",
        Verdict::Adjusted => "adjusted:",
        Verdict::Noted => "noted:",
        Verdict::Denied => "denied:",
        Verdict::Waits => "waits:",
    }
}
