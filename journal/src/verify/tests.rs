//! A ledger that somebody meddled with, past every privilege and trigger.

use sqlx::{Connection, PgConnection};

use super::*;
use crate::ledger::tests::support::*;
use crate::note::Signer;
use crate::testing::TestDatabase;

/// Fills a ledger with six records, lets a superuser at it, and verifies.
async fn verify_after(meddling: &str) -> Report {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    for n in 0..5 {
        registered(&ledger, &format!("house-{n}")).await;
    }
    accepted(ledger.submit(submission("x", exclude("house-1", 1))).await);
    meddle(&database, meddling).await;
    let signer = Signer::try_new(ledger.journal().origin(), &KEYS.signing).unwrap();
    ledger
        .journal()
        .verify(
            Trusted {
                key: Some(signer.verifier()),
                held: &[],
                ..Trusted::default()
            },
            |_, _| (),
            |()| Ok(()),
        )
        .await
        .unwrap()
}

/// Lets a superuser at a ledger, past the triggers.
async fn meddle(database: &TestDatabase, meddling: &str) {
    let options =
        crate::schema::connect_options(&database.superuser_url(), &TestDatabase::ledger_name());
    let mut superuser = PgConnection::connect_with(&options.unwrap()).await.unwrap();
    let behind = format!(
        "ALTER TABLE events DISABLE TRIGGER ALL; ALTER TABLE checkpoints DISABLE TRIGGER ALL; \
         ALTER TABLE commands DISABLE TRIGGER ALL; {meddling}"
    );
    sqlx::raw_sql(&behind)
        .execute(&mut superuser)
        .await
        .unwrap();
}

fn codes(report: &Report) -> Vec<(u64, &'static str)> {
    report
        .findings
        .faults
        .iter()
        .map(|fault| (fault.position.get(), fault.kind.code()))
        .collect()
}

#[tokio::test]
async fn a_ledger_that_nobody_touched_holds() {
    let report = verify_after("").await;
    assert!(report.findings.holds(), "{:?}", report.findings.faults);
    assert_eq!(
        (report.records, report.streams, report.checkpoints),
        (6, 5, 7)
    );
    assert_eq!(report.findings.first_bad_position(), None);
}

#[tokio::test]
async fn an_edited_payload_is_found_at_its_position() {
    let report = verify_after(
        "UPDATE events SET payload = replace(payload::text, 'A house', 'B house')::json WHERE position = 3",
    )
    .await;
    assert_eq!(codes(&report)[0], (3, "LEAF_DIFFERS"));
    assert_eq!(report.findings.first_bad_position().unwrap().get(), 3);
}

#[tokio::test]
async fn white_space_in_a_payload_is_an_edit() {
    let report = verify_after(
        "UPDATE events SET payload = replace(payload::text, '{', '{ ')::json WHERE position = 2",
    )
    .await;
    assert_eq!(codes(&report)[0], (2, "LEAF_DIFFERS"));
}

#[tokio::test]
async fn a_leaf_forged_to_fit_is_betrayed_by_the_checkpoints() {
    let report = verify_after(
        "UPDATE events SET payload = '{}' WHERE position = 4; \
         UPDATE events SET leaf = sha256(decode('00', 'hex') || convert_to( \
            '{\"position\":4,\"aggregate_type\":\"Organization\",\"aggregate_id\":\"house-3\",\"sequence\":1,' || \
            '\"event_type\":\"OrganizationRegistered\",\"event_version\":\"1.0\",\"recorded_at\":\"' || \
            to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || \
            '\",\"metadata\":' || metadata::text || ',\"payload\":' || payload::text || '}', 'UTF8')) \
         WHERE position = 4",
    )
    .await;
    assert_eq!(
        codes(&report),
        [
            (4, "CHECKPOINT_ROOT_DIFFERS"),
            (5, "CHECKPOINT_ROOT_DIFFERS"),
            (6, "CHECKPOINT_ROOT_DIFFERS"),
            (6, "HEAD_DIFFERS"),
        ]
    );
}

#[tokio::test]
async fn a_missing_record_is_a_gap() {
    let report = verify_after("DELETE FROM events WHERE position = 2").await;
    assert_eq!(codes(&report)[0], (2, "POSITION_GAP"));
}

#[tokio::test]
async fn a_missing_tail_is_behind_the_head_the_checkpoints_and_the_answers() {
    let report = verify_after("DELETE FROM events WHERE position > 4").await;
    assert_eq!(
        codes(&report),
        [
            (4, "CHECKPOINT_MISSING"),
            (5, "COMMAND_DIFFERS"),
            (5, "CHECKPOINT_BEYOND_RECORDS"),
            (5, "HEAD_POSITION_DIFFERS"),
            (6, "COMMAND_DIFFERS"),
            (6, "CHECKPOINT_BEYOND_RECORDS"),
        ]
    );
}

#[tokio::test]
async fn time_that_runs_backwards_and_a_broken_stream_are_found() {
    let report = verify_after(
        "UPDATE events SET recorded_at = '2020-01-01Z' WHERE position = 5; \
         UPDATE events SET sequence = 7 WHERE position = 6",
    )
    .await;
    let found = codes(&report);
    assert!(found.contains(&(5, "TIME_RUNS_BACKWARDS")), "{found:?}");
    assert!(found.contains(&(6, "SEQUENCE_BROKEN")), "{found:?}");
}

#[tokio::test]
async fn a_checkpoint_that_was_edited_does_not_verify() {
    let report = verify_after(
        "UPDATE checkpoints SET note = replace(note, E'\\n3\\n', E'\\n4\\n') WHERE size = 3",
    )
    .await;
    assert_eq!(codes(&report), [(3, "CHECKPOINT_NOTE_INVALID")]);
}

#[tokio::test]
async fn what_the_visitor_finds_is_reported() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house-1").await;
    let visited = ledger
        .journal()
        .verify(
            Trusted::default(),
            |_, _| (),
            |()| Err("unbalanced".to_owned()),
        )
        .await
        .unwrap();
    assert_eq!(codes(&visited), [(1, "BOOKS_DIFFER")]);
    assert_eq!(
        visited.findings.faults[0].to_string(),
        "position 1: BOOKS_DIFFER (unbalanced)"
    );
}

#[tokio::test]
async fn an_answer_that_does_not_agree_with_its_records_is_found() {
    for (meddling, position, reason) in [
        (
            "UPDATE commands SET outcome = '{\"result\":\"refused\",\"code\":\"X\",\"message\":\"\",\"field\":null}' \
             WHERE first_position = 3",
            3,
            "it was refused, and has records",
        ),
        (
            "UPDATE commands SET outcome = '{\"result\":\"refused\",\"code\":\"X\",\"message\":\"\",\"field\":null}', \
             first_position = NULL, last_position = NULL WHERE first_position = 3",
            3,
            "no answer to its command is kept",
        ),
        (
            "UPDATE commands SET fingerprint = sha256('x') WHERE first_position = 2",
            2,
            "its records name another command or fingerprint",
        ),
        (
            "UPDATE commands SET last_position = 5 WHERE first_position = 4",
            4,
            "its records are 4 to 4",
        ),
        (
            "UPDATE commands SET outcome = replace(outcome::text, 'house-0', 'house-9')::json WHERE first_position = 1",
            1,
            "its subject is not among its records",
        ),
        (
            "UPDATE commands SET recorded_at = recorded_at - interval '1 day' WHERE first_position = 1",
            1,
            "its records were recorded at another instant",
        ),
        (
            "DELETE FROM commands WHERE first_position = 6",
            6,
            "no answer to its command is kept",
        ),
        (
            "INSERT INTO commands SELECT organization, 'invented', command, fingerprint, outcome, first_position, \
             last_position, recorded_at FROM commands WHERE first_position = 6",
            6,
            "no record names it",
        ),
    ] {
        let report = verify_after(meddling).await;
        let told: Vec<String> = report
            .findings
            .faults
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(
            told.iter()
                .any(|fault| fault.ends_with(&format!("{reason})"))),
            "{told:?}"
        );
        assert_eq!(codes(&report)[0], (position, "COMMAND_DIFFERS"), "{told:?}");
    }
}

#[tokio::test]
async fn records_of_one_command_stand_together_under_one_metadata() {
    let report = verify_after(
        "UPDATE events SET metadata = (SELECT metadata FROM events WHERE position = 1) WHERE position = 4",
    )
    .await;
    assert!(codes(&report).contains(&(4, "COMMAND_DIFFERS")));
}

#[tokio::test]
async fn a_checkpoint_that_the_verifier_holds_is_held_against_the_records() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house-1").await;
    let journal = ledger.journal();
    let signer = Signer::try_new(journal.origin(), &KEYS.signing).unwrap();
    let true_one = journal.latest_checkpoint().await.unwrap().unwrap().note;
    let beyond = crate::note::Checkpoint {
        origin: journal.origin().to_owned(),
        size: 2,
        root: crate::merkle::leaf_hash(b"cut off"),
    };
    for (held, verdict) in [
        (true_one, "verdict: holds"),
        (
            signer.sign(&beyond.body()),
            "verdict: broken at position 2 [HELD_CHECKPOINT_BEYOND_RECORDS], contradicted by the held checkpoint of size 2",
        ),
    ] {
        let trusted = Trusted {
            key: Some(signer.verifier()),
            held: &[held],
            ..Trusted::default()
        };
        let report = journal
            .verify(trusted, |_, _| (), |()| Ok(()))
            .await
            .unwrap();
        assert_eq!(report.findings.verdict(), verdict);
    }
}

/// Three refusals that the second record names, a record of none, and a refusal that no record names yet.
async fn with_refusals(meddling: &str) -> Report {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house-1").await;
    for id in ["a", "b", "c"] {
        refused(ledger.submit(submission(id, reinstate("house-1", 1))).await);
    }
    registered(&ledger, "house-2").await;
    registered(&ledger, "house-3").await;
    refused(
        ledger
            .submit(submission("d", reinstate("house-1", 1)))
            .await,
    );
    meddle(&database, meddling).await;
    let signer = Signer::try_new(ledger.journal().origin(), &KEYS.signing).unwrap();
    let trusted = Trusted {
        key: Some(signer.verifier()),
        held: &[],
        ..Trusted::default()
    };
    ledger
        .journal()
        .verify(trusted, |_, _| (), |()| Ok(()))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_refusal_that_was_edited_deleted_or_invented_is_named() {
    let whole = with_refusals("").await;
    assert!(whole.findings.holds(), "{:?}", whole.findings.faults);
    assert_eq!((whole.refusals, whole.refusals_unnamed), (3, 1));
    let by_record =
        "verdict: broken at position 2 [REFUSAL_DIFFERS], contradicted by the checkpoint of size 2";
    let by_head = "verdict: broken at position 3 [REFUSAL_DIFFERS], contradicted by no checkpoint";
    for (meddling, reason, verdict) in [
        (
            "UPDATE commands SET outcome = replace(outcome::text, 'ORGANIZATION', 'ORGANISATION')::json WHERE command_id = 'b'",
            "refusal 2, of b, was edited",
            by_record,
        ),
        (
            "UPDATE commands SET actor = 'officer-2' WHERE command_id = 'a'",
            "refusal 1, of a, was edited",
            by_record,
        ),
        (
            "UPDATE commands SET refusal_digest = sha256('x') WHERE command_id = 'c'",
            "refusal 3, of c, was edited",
            by_record,
        ),
        (
            "DELETE FROM commands WHERE command_id = 'b'",
            "refusal 2 is missing",
            by_record,
        ),
        (
            "DELETE FROM commands WHERE command_id = 'd'",
            "the head counts 4 refusals, and 3 are there",
            by_head,
        ),
        (
            "DELETE FROM commands WHERE refusal_number BETWEEN 2 AND 3",
            "refusal 2 is missing",
            by_record,
        ),
        (
            "DELETE FROM commands WHERE refusal_number > 0",
            "refusal 1 is missing",
            by_record,
        ),
        (
            "UPDATE journal_head SET refusals_named = 1",
            "records name 3 refusals, and the head says 1",
            by_head,
        ),
        (
            "UPDATE commands SET role = 'admin' WHERE command_id = 'd'",
            "refusal 4, of d, was edited",
            by_head,
        ),
        (
            "INSERT INTO commands SELECT organization, 'invented', command, fingerprint, outcome, NULL, NULL, recorded_at, \
             actor, role, 5, refusal_digest FROM commands WHERE command_id = 'd'",
            "refusal 5, of invented, was edited",
            by_head,
        ),
        (
            "INSERT INTO commands SELECT organization, 'invented', command, fingerprint, outcome, NULL, NULL, recorded_at \
             FROM commands WHERE command_id = 'd'",
            "1 refusals have no number, and the head says that 0 have none",
            by_head,
        ),
    ] {
        let report = with_refusals(meddling).await;
        let told = report.findings.first.as_ref().map(ToString::to_string);
        let told = told.unwrap_or_default();
        assert!(told.ends_with(&format!("({reason})")), "{meddling}: {told}");
        assert_eq!(report.findings.verdict(), verdict, "{meddling}");
    }
}
