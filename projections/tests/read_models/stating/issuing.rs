//! When a statement is made, by whom, and of what.

use almoner_projections::{
    read::{AsOf, Viewer},
    rebuild::Rebuild,
};
use sqlx::Executor;

use super::*;
use crate::support::{history, random_history};

#[tokio::test]
async fn the_maps_are_the_same_however_the_rows_came() {
    for seed in 1..=3 {
        let history = random_history(seed, 150);
        let ledger = TestLedger::create().await;
        let mut stating = Stating::of(&ledger).await;
        assert_eq!(stating.state().await, Stated::Nothing);
        for part in history.chunks(37) {
            ledger.append(part).await;
            ledger.project().await;
            let head = ledger.head().await;
            let at = Stated::At {
                position: head,
                reached: head,
            };
            assert_eq!(stating.state().await, at);
            assert_eq!(stating.state().await, Stated::Nothing);
        }
        let checked = stating.check().await;
        assert_eq!((checked.faults, checked.skipped), (Vec::new(), None));
        // Another ledger, stated once, after everything: another origin has the same maps.
        let calm = TestLedger::projected(&history).await;
        Stating::of(&calm).await.state().await;
        let (step_by_step, at_once) = (statements(&ledger).await, statements(&calm).await);
        let (last, once) = (step_by_step.last().unwrap(), at_once.last().unwrap());
        assert_eq!((last.streams, last.rows), (once.streams, once.rows));
        assert_eq!(at_once.len(), 1);
        assert!(once.rows.count > once.streams.count);
    }
}

#[tokio::test]
async fn two_servers_that_state_take_turns_and_a_young_statement_is_enough() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let (mut one, mut other) = (Stating::of(&ledger).await, Stating::of(&ledger).await);
    let mut taken = one.connection.begin().await.unwrap();
    taken
        .execute("SELECT FROM stating FOR UPDATE")
        .await
        .unwrap();
    assert_eq!(other.state().await, Stated::Elsewhere);
    taken.rollback().await.unwrap();
    let (first, second) = tokio::join!(one.state(), other.state());
    let issued = [first, second]
        .iter()
        .filter(|stated| matches!(stated, Stated::At { .. }))
        .count();
    assert_eq!(issued, 1, "{first:?} {second:?}");
    assert_eq!(statements(&ledger).await.len(), 1);
    let hour = Duration::from_hours(1);
    let young = state(
        &mut one.connection,
        &one.journal,
        &one.signer,
        "almoner test",
        Hash::new([9; 32]),
        hour,
    );
    assert_eq!(young.await.unwrap(), Stated::Nothing);
}

#[tokio::test]
async fn a_rebuild_that_is_equal_leaves_the_maps_and_one_that_is_not_begins_them_anew() {
    let history = history(7, 60);
    let half = history.len() / 2;
    let ledger = TestLedger::projected(&history[..half]).await;
    let mut stating = Stating::of(&ledger).await;
    stating.state().await;
    let name = TestDatabase::ledger_name();
    let rebuild = async || {
        let url = ledger.database.owner_url();
        Rebuild { swap: true }
            .run(&url, &name, |_| {})
            .await
            .unwrap()
    };
    let epochs = async || -> Vec<i64> {
        sqlx::query_scalar("SELECT epoch FROM read_statements ORDER BY position")
            .fetch_all(&ledger.owner)
            .await
            .unwrap()
    };
    assert!(rebuild().await.is_equal());
    ledger.append(&history[half..half + 10]).await;
    ledger.project().await;
    stating.state().await;
    assert_eq!(epochs().await, [1, 1]);
    assert_eq!(stating.check().await.faults, []);
    ledger
        .writer()
        .await
        .execute("UPDATE claims SET billed = billed + 1, payable = payable + 1")
        .await
        .unwrap();
    assert!(!rebuild().await.is_equal());
    ledger.append(&history[half + 10..]).await;
    ledger.project().await;
    stating.state().await;
    assert_eq!(epochs().await, [1, 1, 2]);
    let checked = stating.check().await;
    assert_eq!((checked.faults, checked.count), (Vec::new(), 3));
    // What was stated before is proved by the maps of then.
    let first = statements(&ledger).await[0].position;
    let view = ledger
        .view(
            Viewer::office(),
            AsOf::Position(i64::try_from(first).unwrap()),
        )
        .await;
    let stated = view.statement(true).await.unwrap();
    let mut writer = ledger.writer().await;
    let position = i64::try_from(first).unwrap();
    for key in keys(&mut writer, "claims", position).await {
        let proved = view
            .prove_row(&stating.journal, stated.clone(), "claims", &key)
            .await;
        assert_holds(&proved.unwrap().unwrap());
    }
}
