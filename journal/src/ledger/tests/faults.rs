//! What goes wrong between a ledger and its database, and what callers are told.

use futures::TryStreamExt;
use futures::future::join_all;
use sqlx::{Connection, PgConnection};

use super::super::*;
use super::proxy::Proxy;
use super::support::*;
use crate::testing::TestDatabase;

/// Kills every server process that serves the application role in this database.
async fn kill_backends(superuser: &mut PgConnection) -> i64 {
    sqlx::query_scalar(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .fetch_one(superuser)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_commit_whose_answer_was_lost_is_resolved_by_its_id() {
    let database = TestDatabase::create().await;
    let proxy = Proxy::before(&database.app_url()).await;
    let ledger = Ledger::connect(options(&proxy.url)).await.unwrap();
    registered(&ledger, "house-1").await;
    proxy.arm();
    let lost = submission("lost", exclude("house-1", 3));
    let error = ledger.submit(lost.clone()).await.unwrap_err();
    assert_eq!((error, proxy.lost()), (SubmitError::OutcomeUnknown, 1));
    // It was recorded, and its id says so; asking again writes nothing.
    let answer = accepted(ledger.submit(lost).await);
    assert!(answer.repeated);
    assert_eq!(answer.first.get(), 2);
    // The state in memory was not left behind.
    accepted(
        ledger
            .submit(submission("back", reinstate("house-1", 4)))
            .await,
    );
    assert_whole(&ledger, 3).await;
}

#[tokio::test]
async fn a_commit_under_the_lock_whose_answer_was_lost_is_resolved_by_its_id() {
    let database = TestDatabase::create().await;
    let proxy = Proxy::before(&database.app_url()).await;
    let ledger = Ledger::connect(options(&proxy.url)).await.unwrap();
    // Another process has moved the head, so this one takes the lock.
    let other = open(&database).await;
    registered(&other, "house-1").await;
    proxy.arm();
    let lost = submission("lost", exclude("house-1", 3));
    assert_eq!(
        ledger.submit(lost.clone()).await.unwrap_err(),
        SubmitError::OutcomeUnknown
    );
    let answer = accepted(other.submit(lost.clone()).await);
    assert_eq!((answer.repeated, answer.first.get()), (true, 2));
    assert_eq!(accepted(ledger.submit(lost).await), answer);
    assert_whole(&ledger, 2).await;
}

#[tokio::test]
async fn a_refusal_whose_answer_was_lost_is_refused_again() {
    let database = TestDatabase::create().await;
    let proxy = Proxy::before(&database.app_url()).await;
    let ledger = Ledger::connect(options(&proxy.url)).await.unwrap();
    proxy.arm();
    let lost = submission("lost", exclude("nobody", 3));
    assert_eq!(
        ledger.submit(lost.clone()).await.unwrap_err(),
        SubmitError::OutcomeUnknown
    );
    assert!(refused(ledger.submit(lost).await).repeated);
    assert_whole(&ledger, 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backends_killed_in_the_middle_of_a_load_lose_and_double_nothing() {
    const CALLERS: usize = 16;
    const EACH: usize = 25;
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    let callers: Vec<_> = (0..CALLERS)
        .map(|caller| {
            let ledger = ledger.clone();
            tokio::spawn(async move {
                for n in 0..EACH {
                    let house = format!("house-{caller}-{n}");
                    let command = submission(&house, register(&house, "A house"));
                    let Answer::Accepted(answer) = insist(&ledger, &command).await else {
                        panic!("a registration was refused");
                    };
                    // Whatever was lost on the way, it is the command's first and only record.
                    let record = ledger.journal().record(answer.first).await;
                    if let Ok(record) = record {
                        assert_eq!(record.unwrap().stream, stream(&house));
                    }
                }
            })
        })
        .collect();
    let mut superuser = PgConnection::connect(&database.superuser_url())
        .await
        .unwrap();
    let mut killed = 0;
    while callers.iter().any(|caller| !caller.is_finished()) && killed < 200 {
        killed += kill_backends(&mut superuser).await;
    }
    for caller in callers {
        caller.await.unwrap();
    }
    assert!(killed > 0);
    assert_whole(&ledger, u64::try_from(CALLERS * EACH).unwrap()).await;
}

#[tokio::test]
async fn a_database_that_goes_away_fails_clearly_and_service_returns_by_itself() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house-1").await;
    let mut superuser = PgConnection::connect(&database.superuser_url())
        .await
        .unwrap();
    let allow = |allowed: bool| {
        format!(
            "UPDATE pg_database SET datallowconn = {allowed} WHERE datname = current_database()"
        )
    };
    sqlx::raw_sql(&allow(false))
        .execute(&mut superuser)
        .await
        .unwrap();
    kill_backends(&mut superuser).await;
    let command = submission("gone", register("house-2", "A house"));
    assert_eq!(
        ledger.submit(command.clone()).await.unwrap_err(),
        SubmitError::Unavailable
    );
    assert_eq!(
        ledger.submit(command.clone()).await.unwrap_err(),
        SubmitError::Unavailable
    );
    sqlx::raw_sql(&allow(true))
        .execute(&mut superuser)
        .await
        .unwrap();
    assert!(!accepted(ledger.submit(command).await).repeated);
    assert_whole(&ledger, 2).await;
}

#[tokio::test]
async fn a_ledger_that_was_never_migrated_says_so() {
    let database = TestDatabase::create().await;
    let mut elsewhere = options(&database.app_url());
    elsewhere.name = "nowhere".parse().unwrap();
    let error = Ledger::connect(elsewhere).await.err().unwrap();
    assert_eq!(error.code(), "LEDGER_NOT_MIGRATED");
}

#[tokio::test]
async fn a_head_that_contradicts_its_records_stops_the_sequencer() {
    let database = TestDatabase::create().await;
    let (one, two) = (open(&database).await, open(&database).await);
    registered(&one, "house-1").await;
    registered(&two, "house-2").await;
    registered(&one, "house-3").await;
    let options =
        crate::schema::connect_options(&database.superuser_url(), &TestDatabase::ledger_name());
    let mut superuser = PgConnection::connect_with(&options.unwrap()).await.unwrap();
    sqlx::raw_sql(
        "ALTER TABLE events DISABLE TRIGGER ALL; \
         UPDATE events SET leaf = sha256('forged') WHERE position = 3",
    )
    .execute(&mut superuser)
    .await
    .unwrap();
    let answer = two
        .submit(submission("after", register("house-4", "A house")))
        .await;
    assert_eq!(answer.unwrap_err().code(), "INTERNAL");
    assert_eq!(one.journal().head().await.unwrap().position.get(), 3);
}

#[tokio::test]
async fn callers_that_give_up_do_not_disturb_the_others() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    let mut answered = 0;
    for n in 0..20 {
        let (kept, left) = (format!("kept-{n}"), format!("left-{n}"));
        let leaving = ledger.submit(submission(&left, register(&left, "A house")));
        let staying = registered(&ledger, &kept);
        tokio::select! {
            biased;
            _ = leaving => answered += 1,
            _ = staying => answered += 1,
        }
    }
    assert!(answered > 0);
    let all: Vec<_> = (0..20).map(|n| format!("kept-{n}")).collect();
    join_all(all.iter().map(|house| registered(&ledger, house))).await;
    let records: Vec<_> = ledger
        .journal()
        .replay(Position::ZERO)
        .try_collect()
        .await
        .unwrap();
    assert_whole(&ledger, u64::try_from(records.len()).unwrap()).await;
}
