//! What cqrs-es and postgres-es 0.5.0 were found to do when they write, shown absent here.

use futures::TryStreamExt;
use futures::future::join_all;
use sqlx::postgres::PgListener;
use sqlx::{Connection, PgConnection, Row};

use super::super::*;
use super::support::*;
use crate::schema::notification_channel;
use crate::testing::TestDatabase;

/// Polls until the query, of one number, gives `wanted`.
async fn until(ledger: &Ledger, query: &'static str, wanted: i64) {
    for _ in 0..2_000 {
        let found: Option<i64> = sqlx::query_scalar(query)
            .fetch_one(ledger.journal().pool())
            .await
            .unwrap();
        if found == Some(wanted) {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("{query} never gave {wanted}");
}

#[tokio::test]
async fn an_event_is_applied_to_a_snapshot_once() {
    let database = TestDatabase::create().await;
    let mut eager = options(&database.app_url());
    eager.snapshot_interval = 1;
    let ledger = Ledger::connect(eager).await.unwrap();
    registered(&ledger, "house-1").await;
    for n in 0..3 {
        let (out, back) = (2 * n + 1, 2 * n + 2);
        accepted(
            ledger
                .submit(submission(&format!("x{n}"), exclude("house-1", out)))
                .await,
        );
        accepted(
            ledger
                .submit(submission(&format!("r{n}"), reinstate("house-1", back)))
                .await,
        );
    }
    until(&ledger, "SELECT max(last_sequence) FROM snapshots", 7).await;
    let row = sqlx::query("SELECT payload, current_snapshot FROM snapshots")
        .fetch_one(ledger.journal().pool())
        .await
        .unwrap();
    let state: serde_json::Value = row.try_get(0).unwrap();
    assert_eq!(state["exclusions"].as_array().unwrap().len(), 3);
    // A process that starts from the snapshot decides as one that read every event.
    let other = open(&database).await;
    let refusal = refused(
        other
            .submit(submission("again", reinstate("house-1", 9)))
            .await,
    );
    assert_eq!(refusal.code, "ORGANIZATION_NOT_EXCLUDED");
    accepted(other.submit(submission("out", exclude("house-1", 9))).await);
    assert_whole(&ledger, 8).await;
}

#[tokio::test]
async fn a_snapshot_of_another_program_is_passed_over() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house-1").await;
    sqlx::query(
        "INSERT INTO snapshots VALUES ('Organization', 'house-1', 9, 1, '{\"phase\":\"Unknown\"}', 'other')",
    )
    .execute(ledger.journal().pool())
    .await
    .unwrap();
    let other = open(&database).await;
    accepted(other.submit(submission("x", exclude("house-1", 1))).await);
    assert_whole(&ledger, 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_is_never_answered_after_a_commit() {
    let database = TestDatabase::create().await;
    let ledgers = [open(&database).await, open(&database).await];
    registered(&ledgers[0], "hot").await;
    // Everybody wants the next change of one stream, through two processes.
    let answers = join_all((0..60_u64).map(|n| {
        let ledger = &ledgers[usize::from(n % 2 == 0)];
        ledger.submit(submission(&format!("id-{n}"), exclude("hot", n + 1)))
    }))
    .await;
    let (mut carried_out, mut refusals) = (0, 0);
    for answer in answers {
        match answer.unwrap() {
            Answer::Accepted(_) => carried_out += 1,
            Answer::Refused(refused) => {
                assert_eq!(refused.code, "ORGANIZATION_ALREADY_EXCLUDED");
                refusals += 1;
            }
        }
    }
    assert_eq!((carried_out, refusals), (1, 59));
    assert_whole(&ledgers[0], 2).await;
}

#[tokio::test]
async fn nothing_hangs_on_a_dispatch_after_the_commit() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    let mut listener = PgListener::connect(&database.app_url()).await.unwrap();
    listener
        .listen(&notification_channel(ledger.name()))
        .await
        .unwrap();
    let mut seen = Position::ZERO;
    for n in 0..20 {
        let answer = registered(&ledger, &format!("house-{n}")).await;
        // Whoever reads by position has it as soon as it is answered, told of it or not.
        let new = ledger.journal().records(seen, 10).await.unwrap();
        assert_eq!(new.last().unwrap().position, answer.last);
        seen = answer.last;
    }
    // Being told only spares the waiting, and the last position is always told.
    while listener.recv().await.unwrap().payload() != seen.to_string() {}
    assert_eq!(*ledger.committed().borrow(), seen);
}

/// Adds copies of the first record behind the sequencer's back; answers with the superuser's connection.
async fn add_copies(database: &TestDatabase, count: i32) -> PgConnection {
    let options =
        crate::schema::connect_options(&database.superuser_url(), &TestDatabase::ledger_name());
    let mut superuser = PgConnection::connect_with(&options.unwrap()).await.unwrap();
    sqlx::query(
        "INSERT INTO events SELECT (SELECT max(position) FROM events) + n, aggregate_type, 'copy-' || n, 1, \
         event_type, event_version, payload, metadata, recorded_at, leaf \
         FROM events, generate_series(1, $1) AS n WHERE position = 1",
    )
    .bind(count)
    .execute(&mut superuser)
    .await
    .unwrap();
    superuser
}

#[tokio::test]
async fn a_replay_cut_short_is_an_error() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house-1").await;
    // More records than any buffer on the way holds.
    let mut superuser = add_copies(&database, 20_000).await;
    let mut records = Box::pin(ledger.journal().replay(Position::ZERO));
    assert_eq!(records.try_next().await.unwrap().unwrap().position.get(), 1);
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND query LIKE 'COPY (SELECT position, aggregate_type%'",
    )
    .execute(&mut superuser)
    .await
    .unwrap();
    let rest: Result<Vec<_>, _> = records.try_collect().await;
    assert_eq!(rest.unwrap_err().code(), "DATABASE_FAILED");
}

#[tokio::test]
async fn a_replay_that_is_left_early_keeps_no_connection() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    for n in 0..3 {
        registered(&ledger, &format!("house-{n}")).await;
    }
    let journal = Journal::connect(&database.app_url(), &TestDatabase::ledger_name(), 1)
        .await
        .unwrap();
    let leave = async || {
        let mut records = Box::pin(journal.replay_events(Position::ZERO, Position::LAST));
        let past = records.try_next().await.unwrap().unwrap();
        let record = journal.record(past.position).await.unwrap().unwrap();
        assert_eq!((past.position.get(), past.sequence), (1, record.sequence));
        assert_eq!(past.event, record.event().unwrap());
        assert_eq!(
            (past.stream, past.recorded_at),
            (record.stream, record.recorded_at)
        );
        drop(records);
        assert_eq!(journal.head().await.unwrap().position.get(), 3);
    };
    leave().await;
    let after: Vec<_> = journal
        .replay(Position::try_from(1_u64).unwrap())
        .map_ok(|record| record.position.get())
        .try_collect()
        .await
        .unwrap();
    assert_eq!(after, [2, 3]);
    let none: Vec<_> = journal.replay(Position::LAST).try_collect().await.unwrap();
    assert!(none.is_empty());
    // More records than any buffer on the way holds: what is left behind is in the middle of a row.
    drop(add_copies(&database, 20_000).await);
    for _ in 0..3 {
        leave().await;
    }
    let all = journal.replay(Position::ZERO).map_ok(|_| 1_u32);
    let count = all.try_fold(0, async |count, one| Ok(count + one));
    assert_eq!(count.await.unwrap(), 20_003);
}

#[tokio::test]
async fn all_streams_have_one_order() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    for n in 0..5 {
        registered(&ledger, &format!("house-{n}")).await;
    }
    for n in 0..5 {
        let id = format!("x-{n}");
        accepted(
            ledger
                .submit(submission(&id, exclude(&format!("house-{n}"), 1)))
                .await,
        );
    }
    let records = ledger.journal().records(Position::ZERO, 100).await.unwrap();
    let positions: Vec<u64> = records.iter().map(|record| record.position.get()).collect();
    assert_eq!(positions, (1..=10).collect::<Vec<_>>());
    let sequences: Vec<u64> = records.iter().map(|record| record.sequence).collect();
    assert_eq!(sequences, [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
}

#[tokio::test]
async fn many_events_are_one_transaction() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    let commands =
        (0..500).map(|n| submission(&format!("id-{n}"), register(&format!("h{n}"), "House")));
    for answer in ledger.submit_many(commands.collect()).await {
        accepted(answer);
    }
    let transactions: i64 = sqlx::query_scalar("SELECT count(DISTINCT xmin::text) FROM events")
        .fetch_one(ledger.journal().pool())
        .await
        .unwrap();
    assert_eq!(transactions, 1);
    let checkpoints: i64 = sqlx::query_scalar("SELECT count(*) FROM checkpoints WHERE size > 0")
        .fetch_one(ledger.journal().pool())
        .await
        .unwrap();
    assert_eq!(checkpoints, 1);
    assert_whole(&ledger, 500).await;
}
