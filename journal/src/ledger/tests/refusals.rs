//! Refused commands under a root: numbered, digested, and named by the records that follow.

use futures::future::join_all;
use sqlx::Row;

use super::super::*;
use super::support::*;
use crate::testing::TestDatabase;

/// A command that is refused: the organization is not excluded.
async fn turned_down(ledger: &Ledger, id: &str) -> Refused {
    refused(ledger.submit(submission(id, reinstate("house-1", 1))).await)
}

async fn named(ledger: &Ledger, position: u64) -> Option<String> {
    let record = ledger.journal().record(Position::ZERO.plus(position)).await;
    record.unwrap().unwrap().metadata().unwrap().refusals
}

#[tokio::test]
async fn the_first_record_after_refusals_names_them_and_no_other_does() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    registered(&ledger, "house-1").await;
    for id in ["a", "b"] {
        assert!(!turned_down(&ledger, id).await.repeated);
        assert!(turned_down(&ledger, id).await.repeated);
    }
    registered(&ledger, "house-2").await;
    registered(&ledger, "house-3").await;
    turned_down(&ledger, "c").await;
    assert_eq!(named(&ledger, 1).await, None);
    assert!(named(&ledger, 2).await.unwrap().starts_with("2:"));
    assert_eq!(named(&ledger, 3).await, None);
    let rows = sqlx::query(
        "SELECT command_id, actor, role, refusal_number FROM commands \
         WHERE first_position IS NULL ORDER BY refusal_number",
    )
    .fetch_all(ledger.journal().pool())
    .await
    .unwrap();
    let rows: Vec<(String, String, String, i64)> = rows
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2), row.get(3)))
        .collect();
    let expected = [("a", 1), ("b", 2), ("c", 3)].map(|(id, number)| {
        let [id, actor, role] = [id, "officer-1", "officer"].map(str::to_owned);
        (id, actor, role, number)
    });
    assert_eq!(rows, expected);
    assert_whole(&ledger, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refusals_of_two_servers_at_once_are_one_row_without_a_gap() {
    let database = TestDatabase::create().await;
    let ledgers = [open(&database).await, open(&database).await];
    registered(&ledgers[0], "house-1").await;
    let answers = join_all((0..300).map(|n| {
        let command: almoner_domain::ledger::Command = if n % 3 == 0 {
            register(&format!("other-{n}"), "A house").into()
        } else {
            reinstate("house-1", 1).into()
        };
        ledgers[n % 2].submit(submission(&format!("id-{n}"), command))
    }))
    .await;
    let count = |is: fn(&Answer) -> bool| answers.iter().flatten().filter(|it| is(it)).count();
    assert_eq!(count(|answer| matches!(answer, Answer::Refused(_))), 200);
    assert_eq!(count(|answer| matches!(answer, Answer::Accepted(_))), 100);
    registered(&ledgers[1], "house-2").await;
    assert!(
        named(&ledgers[0], 102)
            .await
            .is_none_or(|named| named.starts_with("200:"))
    );
    let row = sqlx::query(
        "SELECT count(refusal_number), max(refusal_number), refusals, refusals_named \
         FROM commands, journal_head GROUP BY refusals, refusals_named",
    )
    .fetch_one(ledgers[0].journal().pool())
    .await
    .unwrap();
    let counted: [i64; 4] = [row.get(0), row.get(1), row.get(2), row.get(3)];
    assert_eq!(counted, [200; 4]);
    assert_whole(&ledgers[1], 102).await;
}
