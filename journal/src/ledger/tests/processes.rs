//! Two sequencers on one ledger: they take turns, and nothing is lost or doubled.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::join_all;

use super::super::*;
use super::support::*;
use crate::testing::TestDatabase;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_under_load_stay_dense_and_lose_nothing() {
    const CALLERS: usize = 24;
    const EACH: usize = 12;
    let database = TestDatabase::create().await;
    let ledgers = [open(&database).await, open(&database).await];
    registered(&ledgers[0], "hot").await;
    let callers = (0..CALLERS).map(|caller| {
        let ledger = ledgers[caller % 2].clone();
        tokio::spawn(async move {
            let mut positions = Vec::new();
            for n in 0..EACH {
                let own = format!("house-{caller}-{n}");
                let answer = registered(&ledger, &own).await;
                positions.push((answer.first, stream(&own)));
                // All callers also pull at one stream, from both processes.
                let day = u64::try_from(n + 1).unwrap();
                let id = format!("hot-{caller}-{n}");
                let command = if n % 2 == 0 {
                    submission(&id, exclude("hot", day))
                } else {
                    submission(&id, reinstate("hot", day))
                };
                match ledger.submit(command).await.unwrap() {
                    Answer::Accepted(answer) if !answer.no_op => {
                        positions.push((answer.first, stream("hot")));
                    }
                    Answer::Accepted(_) | Answer::Refused(_) => {}
                }
            }
            positions
        })
    });
    let mut answered = BTreeMap::new();
    for positions in join_all(callers).await {
        for (position, stream) in positions.unwrap() {
            assert_eq!(
                answered.insert(position, stream),
                None,
                "{position} was given out twice"
            );
        }
    }
    let count = u64::try_from(answered.len()).unwrap() + 1;
    assert!(count > u64::try_from(CALLERS * EACH).unwrap());
    assert_whole(&ledgers[0], count).await;
    let records = ledgers[1]
        .journal()
        .records(Position::ZERO, 10_000)
        .await
        .unwrap();
    for record in &records[1..] {
        assert_eq!(answered.get(&record.position), Some(&record.stream));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_command_sent_to_two_processes_is_carried_out_once() {
    let database = TestDatabase::create().await;
    let ledgers = [open(&database).await, open(&database).await];
    let sent = (0..40).flat_map(|n| {
        ledgers.iter().map(move |ledger| {
            let ledger = ledger.clone();
            async move { registered(&ledger, &format!("house-{n}")).await }
        })
    });
    let answers = join_all(sent).await;
    for pair in answers.chunks(2) {
        assert_eq!(
            (pair[0].first, pair[0].recorded_at),
            (pair[1].first, pair[1].recorded_at)
        );
        assert_ne!(pair[0].repeated, pair[1].repeated);
    }
    let places: BTreeSet<_> = answers.iter().map(|answer| answer.first).collect();
    assert_eq!(places.len(), 40);
    assert_whole(&ledgers[0], 40).await;
}

#[tokio::test]
async fn a_process_that_fell_behind_catches_up_before_it_decides() {
    let database = TestDatabase::create().await;
    let (one, two) = (open(&database).await, open(&database).await);
    registered(&one, "house-1").await;
    registered(&two, "house-2").await;
    for round in 0..6 {
        // Each decision rests on what the other process has just recorded.
        let (out, back) = (round * 2 + 1, round * 2 + 2);
        let id = format!("out-{round}");
        accepted(one.submit(submission(&id, exclude("house-1", out))).await);
        let id = format!("back-{round}");
        accepted(
            two.submit(submission(&id, reinstate("house-1", back)))
                .await,
        );
    }
    assert_whole(&one, 14).await;
}
