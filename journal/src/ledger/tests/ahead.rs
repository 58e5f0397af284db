//! Batches that are decided while the one before is written: nobody can tell.

use futures::future::join_all;
use sqlx::{Connection, PgConnection};

use super::super::*;
use super::support::*;
use crate::testing::TestDatabase;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_repeated_while_its_commit_is_on_the_way_is_carried_out_once() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    for n in 0..40 {
        let house = format!("house-{n}");
        let command = submission(&house, register(&house, "A house"));
        let callers = (0..6).map(|caller| {
            let (ledger, command) = (ledger.clone(), command.clone());
            tokio::spawn(async move {
                // They reach the sequencer in this batch, in the next, or in the one after.
                for _ in 0..caller * 8 {
                    tokio::task::yield_now().await;
                }
                accepted(ledger.submit(command).await)
            })
        });
        let answers: Vec<Accepted> = join_all(callers)
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let first = answers.iter().filter(|answer| !answer.repeated);
        assert_eq!(first.count(), 1);
        assert!(answers.iter().all(|answer| answer.first.get() == n + 1));
    }
    assert_whole(&ledger, 40).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_that_every_batch_moves_on_keeps_its_sequence() {
    const CALLERS: u64 = 12;
    const TURNS: u64 = 15;
    let database = TestDatabase::create().await;
    let mut options = options(&database.app_url());
    options.snapshot_interval = 2;
    let ledger = Ledger::connect(options).await.unwrap();
    registered(&ledger, "hot").await;
    let callers = (0..CALLERS).map(|caller| {
        let ledger = ledger.clone();
        tokio::spawn(async move {
            let mut moved = 0;
            for turn in 0..TURNS {
                let id = format!("turn-{caller}-{turn}");
                let answer = if (caller + turn) % 2 == 0 {
                    ledger.submit(submission(&id, exclude("hot", 1))).await
                } else {
                    ledger.submit(submission(&id, reinstate("hot", 1))).await
                };
                if let Answer::Accepted(accepted) = answer.unwrap()
                    && !accepted.no_op
                {
                    moved += 1;
                }
            }
            moved
        })
    });
    let moved: u64 = join_all(callers)
        .await
        .into_iter()
        .map(Result::unwrap)
        .sum();
    assert!(moved > 0);
    assert_whole(&ledger, 1 + moved).await;
    // What was left in snapshots is what the events say: another process decides alike.
    let fresh = open(&database).await;
    let history = fresh.journal().stream(&stream("hot")).await.unwrap();
    let excluded = history.last().unwrap().event_type == "OrganizationExcluded";
    let answer = fresh.submit(submission("last", exclude("hot", 1))).await;
    assert_eq!(accepted(answer).no_op, excluded);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_decided_on_one_that_was_refused_is_decided_again() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house").await;
    let options =
        crate::schema::connect_options(&database.owner_url(), &TestDatabase::ledger_name());
    let mut owner = PgConnection::connect_with(&options.unwrap()).await.unwrap();
    for n in 0..20_u64 {
        // The head is held, so that one batch waits to be written while the next is decided on it.
        let mut held = owner.begin().await.unwrap();
        sqlx::query("SELECT FROM journal_head FOR UPDATE")
            .execute(&mut *held)
            .await
            .unwrap();
        let house = format!("house-{n}");
        let (first, second) = (
            submission(&house, register(&house, "A house")),
            submission(&format!("exclude-{n}"), exclude(&house, 1)),
        );
        let one = tokio::spawn({
            let ledger = ledger.clone();
            async move { accepted(ledger.submit(first).await) }
        });
        let mut superuser = PgConnection::connect(&database.superuser_url())
            .await
            .unwrap();
        let waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
                       AND wait_event_type = 'Lock' AND query LIKE '%UPDATE journal_head%'";
        let pid: i32 = loop {
            let found = sqlx::query_scalar(waiting)
                .fetch_optional(&mut superuser)
                .await
                .unwrap();
            if let Some(pid) = found {
                break pid;
            }
        };
        let two = tokio::spawn({
            let ledger = ledger.clone();
            async move { accepted(ledger.submit(second).await) }
        });
        // The statement of the first is cancelled: it was refused, and wrote nothing.
        for _ in 0..n * 50 {
            tokio::task::yield_now().await;
        }
        sqlx::query("SELECT pg_cancel_backend($1)")
            .bind(pid)
            .execute(&mut superuser)
            .await
            .unwrap();
        held.rollback().await.unwrap();
        let (one, two) = (one.await.unwrap(), two.await.unwrap());
        assert_eq!((one.first.get(), two.first.get()), (2 * n + 2, 2 * n + 3));
        assert!(!one.repeated && !two.repeated && !two.no_op);
    }
    assert_whole(&ledger, 41).await;
}
