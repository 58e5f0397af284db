//! The events of every released version are read for ever: a file of record lines a version, decoded, folded and projected.
//!
//! `tests/golden/events/VERSION.jsonl` is a small fictional history with every type of event in every version of its form
//! that the program of that version reads; `VERSION.digests` is what its read models hold. A file of an earlier version is never
//! written again. With `ALMONER_UPDATE_DOCS` set, as `bin/regenerate` sets it, that of the current version is written where it lacks a form, and the digests
//! of all.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use almoner_domain::ledger::{
    Books, Event, StreamKind, catalogue::stored_examples, testing::Recorded,
};
use almoner_journal::{
    bundle::Entry,
    record::{Metadata, Position, RecordLine},
    store::Record,
    testing::TestDatabase,
};
use almoner_projections::replay::{Replay, Withheld};
use serde_json::Value;

use crate::support::{Stored, TestLedger, history};

/// Of this many clients some have every type of event.
const CLIENTS: u32 = 3;
/// So that it stays small enough to be read.
const BYTES_MAX: usize = 300 * 1024;

/// What a later version of a form added: a payload with none of it is one of the earlier version.
const ADDED: [(&str, &str, &[&str]); 18] = [
    ("AwardClosed", "1.0", &["prior_year"]),
    ("AwardReduced", "1.0", &["prior_year"]),
    ("BenefitReserved", "1.0", &["unit_phases"]),
    ("BudgetPeriodClosed", "1.0", &["prior_year"]),
    ("ClaimAdjudicated", "1.0", &["grounds", "remainder"]),
    ("ClaimPendedForFunds", "1.0", &["service_month"]),
    ("ClaimReadjudicated", "1.0", &["grounds"]),
    ("ClaimReconsidered", "1.0", &["sealed_reason"]),
    ("ClaimSubmitted", "1.0", &["remainder_of"]),
    ("CostDisallowed", "1.0", &["incurred_in"]),
    ("DirectCostRecorded", "1.0", &["document"]),
    ("DirectCostReversed", "1.0", &["incurred_in", "indirect"]),
    ("DirectCostReversed", "1.1", &["indirect"]),
    ("DrawRefunded", "1.0", &["reversed"]),
    ("FundsAccrualReversed", "1.0", &["accrued_in"]),
    ("RuleSetPublished", "1.0", &["ffata_basis", "pended_order"]),
    ("SubAwardExecuted", "1.0", &["FIXED_AMOUNT"]),
    ("SubAwardTermsStated", "1.0", &["place"]),
];

/// What the history does not come to, some of it because it is left past 500 claims: the examples of the catalogue stand
/// for it, on streams of the history.
const EXAMPLES: [&str; 6] = [
    "ReleaseDeferred",
    "ReadjudicationDeferred",
    "ReadjudicationFinished",
    "SubAwardCommitmentRequalified",
    "SubAwardQualificationChanged",
    "AdjustedFundsReleased",
];
/// The sub-awards of these examples, and the one of the history under the same award that stands for them.
const STANDS_FOR: ([&str; 2], &str) = (["SA-9901-1", "CLS-01"], "RR-1");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/events")
}

fn is_updating() -> bool {
    env::var_os("ALMONER_UPDATE_DOCS").is_some()
}

/// The versions that have a file, the current one among them.
fn versions() -> BTreeSet<String> {
    let mut versions = BTreeSet::from([env!("CARGO_PKG_VERSION").to_owned()]);
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        versions.extend(name.strip_suffix(".jsonl").map(str::to_owned));
    }
    versions
}

/// The record lines of a version.
fn lines(version: &str) -> String {
    let path = folder().join(format!("{version}.jsonl"));
    let found = fs::read_to_string(&path);
    let is_current = version == env!("CARGO_PKG_VERSION");
    // What has every form stays as it is.
    let is_whole = found.as_ref().is_ok_and(|text| missing(text).is_empty());
    if is_updating() && is_current && !is_whole {
        let text = written();
        // The tests of this file run at the same time: none sees half of it.
        let part = path.with_extension(format!("{}", std::process::id()));
        fs::write(&part, &text).unwrap();
        fs::rename(&part, &path).unwrap();
        return text;
    }
    found.unwrap_or_else(|error| panic!("{}: {error}; bin/regenerate writes it", path.display()))
}

/// The forms that lines do not have.
fn missing(lines: &str) -> BTreeSet<(String, String)> {
    let seen: BTreeSet<(String, String)> = records(lines)
        .into_iter()
        .map(|record| (record.event_type, record.event_version))
        .collect();
    let examples = stored_examples();
    let forms = examples
        .iter()
        .map(|it| (it.event_type.to_owned(), it.version.to_owned()));
    forms.filter(|form| !seen.contains(form)).collect()
}

fn records(lines: &str) -> Vec<Record> {
    let parse = |line: &str| match Entry::parse(line.as_bytes()).unwrap() {
        Entry::Record(record) => *record,
        Entry::Withheld { .. } => panic!("nothing is withheld"),
    };
    lines.lines().map(parse).collect()
}

/// A history of the program as it is.
fn written() -> String {
    let history: Vec<Recorded> = history(CLIENTS, 0);
    let mut stored: Vec<Stored> = (1..)
        .zip(&history)
        .map(|(at, it)| Stored::of(at, it))
        .collect();
    for (event_type, version, added) in ADDED {
        make_older(&mut stored, event_type, version, added);
    }
    for event_type in EXAMPLES {
        let examples = stored_examples();
        let example = examples.iter().find(|it| it.event_type == event_type);
        let example = example.unwrap();
        let (names, stands_for) = STANDS_FOR;
        let renamed = |text: &str| {
            let of = names.iter();
            of.fold(text.to_owned(), |text, name| text.replace(name, stands_for))
        };
        let id = renamed(example.id);
        let last = stored
            .iter()
            .rev()
            .find(|it| of_stream(it) == (example.kind.as_str(), id.as_str()));
        let next = Stored {
            event_type: event_type.to_owned(),
            event_version: example.version.to_owned(),
            payload: renamed(example.payload),
            ..last.unwrap().clone()
        };
        add(&mut stored, next);
    }
    let mut text = Vec::new();
    for record in &mut stored {
        // A fingerprint says nothing here, and is long.
        let mut metadata: Metadata = serde_json::from_str(&record.metadata).unwrap();
        "ab".clone_into(&mut metadata.fingerprint);
        record.metadata = metadata.to_json();
        let line = RecordLine {
            position: Position::try_from(record.position).unwrap(),
            aggregate_type: &record.aggregate_type,
            aggregate_id: &record.aggregate_id,
            sequence: u64::try_from(record.sequence).unwrap(),
            event_type: &record.event_type,
            event_version: &record.event_version,
            recorded_at: TestLedger::recorded_at(record.position),
            metadata: &record.metadata,
            payload: &record.payload,
        };
        line.write(&mut text);
        text.push(b'\n');
    }
    String::from_utf8(text).unwrap()
}

/// Makes one event of a type what an earlier version would have stored: one that has nothing of what was added, or else
/// one without it. Where it happened once alone, it happens again at the end.
fn make_older(stored: &mut Vec<Stored>, event_type: &str, version: &str, added: &[&str]) {
    let has = |record: &Stored| {
        let said = |field: &&str| record.payload.contains(&format!("\"{field}\""));
        added.iter().any(said)
    };
    let newer: Vec<usize> = (0..stored.len())
        .filter(|at| stored[*at].event_type == event_type)
        .filter(|at| stored[*at].event_version.as_str() > version)
        .collect();
    let at = match newer.as_slice() {
        [] => panic!("there is no {event_type}"),
        [only] => {
            let again = stored[*only].clone();
            add(stored, again);
            stored.len() - 1
        }
        [first, ..] => {
            let without = newer.iter().find(|at| !has(&stored[**at]));
            *without.unwrap_or(first)
        }
    };
    let record = &mut stored[at];
    version.clone_into(&mut record.event_version);
    if has(record) {
        // Fields get their order back: it is that of the frozen form.
        let mut payload: Value = serde_json::from_str(&record.payload).unwrap();
        strip(&mut payload, added);
        let kind = StreamKind::parse(&record.aggregate_type).unwrap();
        let text = serde_json::to_string(&payload).unwrap();
        let event = Event::parse(kind, event_type, version, &text).unwrap();
        record.payload = event.payload_json().unwrap();
    }
}

/// Takes fields away, wherever they stand.
fn strip(value: &mut Value, fields: &[&str]) {
    if let Value::Object(of) = value {
        of.retain(|name, _| !fields.contains(&name.as_str()));
        of.values_mut().for_each(|value| strip(value, fields));
    }
}

fn of_stream(stored: &Stored) -> (&str, &str) {
    (&stored.aggregate_type, &stored.aggregate_id)
}

/// Adds an event to the end of its stream and of the history.
fn add(stored: &mut Vec<Stored>, event: Stored) {
    let position = stored.last().unwrap().position + 1;
    let last = stored
        .iter()
        .rev()
        .find(|it| of_stream(it) == of_stream(&event));
    let sequence = last.unwrap().sequence + 1;
    stored.push(Stored {
        position,
        sequence,
        ..event
    });
}

#[test]
fn the_file_of_this_version_has_every_event_in_every_form_that_is_read() {
    let text = lines(env!("CARGO_PKG_VERSION"));
    assert!(text.len() < BYTES_MAX, "{} bytes", text.len());
    assert_eq!(
        missing(&text),
        BTreeSet::new(),
        "bin/regenerate writes it anew"
    );
}

#[test]
fn the_events_of_every_version_are_decoded_and_folded() {
    for version in versions() {
        let mut books = Books::default();
        for (position, record) in (1..).zip(records(&lines(&version))) {
            assert_eq!(record.position.get(), position, "{version}");
            let event = record.event().unwrap();
            books.open(&record.stream);
            let folded = books.apply(&record.stream, record.sequence, &event);
            assert!(folded.is_ok(), "{version}, {position}: {folded:?}");
        }
    }
}

#[tokio::test]
async fn the_events_of_every_version_make_the_read_models_that_they_made() {
    for version in versions() {
        let records = records(&lines(&version));
        let stored: Vec<Stored> = records.iter().map(of_record).collect();
        let last = stored.last().unwrap().position;
        let ledger = TestLedger::create().await;
        ledger.store(&stored).await;
        ledger.move_head(last).await;
        ledger.project().await;
        let url = ledger.database.owner_url();
        let mut replay = Replay::begin(&url, &TestDatabase::ledger_name())
            .await
            .unwrap();
        replay.run(last, Withheld::default(), |_| {}).await.unwrap();
        let compared = replay.compare().await.unwrap();
        replay.discard().await.unwrap();
        assert!(compared.is_equal(), "{version}: {:?}", compared.first);
        let tables = compared.tables.iter();
        let digests: Vec<String> = tables
            .map(|table| {
                format!(
                    "{:<22} {:>6} rows  {}\n",
                    table.table, table.rows, table.replayed
                )
            })
            .collect();
        let digests = digests.concat();
        let path = folder().join(format!("{version}.digests"));
        if is_updating() {
            fs::write(&path, &digests).unwrap();
        }
        let frozen = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(digests, frozen, "{version}: bin/regenerate writes it anew");
    }
}

fn of_record(record: &Record) -> Stored {
    Stored {
        position: record.position.to_bigint(),
        aggregate_type: record.stream.kind.as_str().to_owned(),
        aggregate_id: record.stream.id.clone(),
        sequence: i64::try_from(record.sequence).unwrap(),
        event_type: record.event_type.clone(),
        event_version: record.event_version.clone(),
        payload: record.payload.clone(),
        metadata: record.metadata.clone(),
    }
}
