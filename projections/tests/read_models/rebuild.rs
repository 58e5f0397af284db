//! What is rebuilt is what was projected, byte for byte, and takes its place unnoticed.

use std::collections::BTreeSet;

use almoner_journal::testing::TestDatabase;
use almoner_projections::awards::AwardFilter;
use almoner_projections::read::{AsOf, Page, Viewer};
use almoner_projections::rebuild::{Rebuild, RebuildReport};
use sqlx::Executor;

use crate::support::{LOGS, TEMPORAL, TestLedger, WAIT, digests, history, random_history};

async fn rebuild(ledger: &TestLedger, swap: bool) -> RebuildReport {
    let mut told = Vec::new();
    let report = Rebuild { swap }
        .run(
            &ledger.database.owner_url(),
            &TestDatabase::ledger_name(),
            |progress| told.push(progress.position),
        )
        .await
        .unwrap();
    assert_eq!(told.last().copied(), Some(report.position));
    report
}

async fn catalogue(ledger: &TestLedger) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index AS i \
             JOIN pg_class AS c ON c.oid = i.indrelid WHERE c.relnamespace = current_schema()::regnamespace \
         UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) \
             FROM pg_constraint WHERE connamespace = current_schema()::regnamespace \
         UNION ALL SELECT concat_ws(' ', 'policy', tablename, policyname, cmd, qual, with_check) FROM pg_policies \
         UNION ALL SELECT concat_ws(' ', 'table', relname, relrowsecurity, relforcerowsecurity, relowner::regrole, \
             (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(relacl) AS a)) FROM pg_class \
             WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace \
         UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), \
             attnotnull, attnum) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid \
             WHERE attnum > 0 AND relkind = 'r' AND relnamespace = current_schema()::regnamespace \
         ORDER BY 1",
    )
    .fetch_all(&ledger.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn what_is_rebuilt_is_what_was_projected() {
    let history = history(14, 400);
    let ledger = TestLedger::projected(&history).await;
    let report = rebuild(&ledger, false).await;
    assert!(report.is_equal(), "{:#?}", report.tables);
    assert!(!report.swapped);
    assert_eq!(report.position, i64::try_from(history.len()).unwrap());
    assert_eq!(report.tables.len(), TEMPORAL.len() + LOGS.len());
    let left: i64 =
        sqlx::query_scalar("SELECT count(*) FROM pg_class WHERE relname LIKE '%\\_\\_next'")
            .fetch_one(&ledger.owner)
            .await
            .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn whatever_happens_projects_and_is_rebuilt_alike() {
    let mut types = BTreeSet::new();
    for seed in 1..=6 {
        let history = random_history(seed, 400);
        types.extend(history.iter().map(|recorded| recorded.event.event_type()));
        let ledger = TestLedger::projected(&history).await;
        let report = rebuild(&ledger, false).await;
        assert!(report.is_equal(), "seed {seed}: {:#?}", report.tables);
    }
    // The random histories reach the claims and their money, or this test shows little.
    for expected in ["FundsReserved", "ClaimAdjudicated", "ClaimApproved"] {
        assert!(types.contains(expected), "{expected} never happened");
    }
}

#[tokio::test]
async fn rebuilt_tables_take_the_place_of_the_old_and_the_projector_goes_on_with_them() {
    let history = history(7, 100);
    let ledger = TestLedger::create().await;
    let half = history.len() / 2;
    ledger.append(&history[..half]).await;
    let projector = ledger.spawn();
    assert!(projector.wait_for(i64::try_from(half).unwrap(), WAIT).await);
    let (before, digests_before) = (catalogue(&ledger).await, digests(&ledger).await);

    let report = rebuild(&ledger, true).await;
    assert!(report.swapped && report.is_equal(), "{:#?}", report.tables);
    assert_eq!(catalogue(&ledger).await, before);
    assert_eq!(digests(&ledger).await, digests_before);

    ledger.append(&history[half..]).await;
    let last = i64::try_from(history.len()).unwrap();
    assert!(
        projector.wait_for(last, WAIT).await,
        "{:?}",
        projector.status()
    );
    projector.stop().await;
    let calm = TestLedger::projected(&history).await;
    assert_eq!(digests(&ledger).await, digests(&calm).await);
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let awards = view
        .awards(&AwardFilter::default(), &Page::largest())
        .await
        .unwrap();
    let issued = history
        .iter()
        .filter(|recorded| recorded.event.event_type() == "AwardIssued");
    assert_eq!(awards.rows.len(), issued.count());
}

#[tokio::test]
async fn a_row_that_another_hand_changed_is_found_and_put_right() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let right = digests(&ledger).await;
    let mut writer = ledger.writer().await;
    writer
        .execute("UPDATE claims SET billed = billed + 1, payable = payable + 1 WHERE valid_to = 9223372036854775807 AND claim = (SELECT min(claim) FROM claims)")
        .await
        .unwrap();
    writer
        .execute("DELETE FROM postings WHERE position = (SELECT max(position) FROM postings)")
        .await
        .unwrap();
    let report = rebuild(&ledger, true).await;
    let different: Vec<_> = report
        .tables
        .iter()
        .filter(|table| !table.is_equal())
        .map(|table| table.table)
        .collect();
    assert_eq!(different, ["claims", "postings"]);
    assert_eq!(digests(&ledger).await, right);
}
