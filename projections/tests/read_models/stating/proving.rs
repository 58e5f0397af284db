//! What is proved under a statement.

use std::collections::BTreeSet;

use almoner_domain::ledger::{StreamId, StreamKind};
use almoner_projections::{
    read::{AsOf, Viewer},
    stating::ProveError,
};

use super::*;
use crate::support::{TEMPORAL, history};

/// The tables whose rows are stated: all but those of keys alone.
fn stated_tables() -> impl Iterator<Item = &'static str> {
    let all = TEMPORAL.into_iter().chain(LOGS);
    all.filter(|table| *table != "audit_sights")
}

#[tokio::test]
async fn every_row_balance_and_stream_is_proved_as_of_every_statement() {
    let history = history(14, 0);
    let ledger = TestLedger::create().await;
    let mut stating = Stating::of(&ledger).await;
    let mut told = BTreeSet::new();
    for part in history.chunks(history.len().div_ceil(3)) {
        ledger.append(part).await;
        ledger.project().await;
        stating.state().await;
    }
    for statement in statements(&ledger).await {
        let position = i64::try_from(statement.position).unwrap();
        let view = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        let mut writer = ledger.writer().await;
        for table in stated_tables().chain(["balances"]) {
            for key in keys(&mut writer, table, position).await {
                let stated = view.statement(true).await.unwrap();
                let proved = view
                    .prove_row(&stating.journal, stated, table, &key)
                    .await
                    .unwrap()
                    .unwrap();
                assert_holds(&proved);
                assert!(proved.value.is_some(), "{table} {key:?}");
                told.insert(table);
            }
        }
        let streams: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT aggregate_type, aggregate_id, max(sequence) FROM events WHERE position <= $1 GROUP BY 1, 2",
        )
        .bind(position)
        .fetch_all(&ledger.owner)
        .await
        .unwrap();
        assert_eq!(
            u64::try_from(streams.len()).unwrap(),
            statement.streams.count
        );
        for (kind, id, sequence) in streams {
            let kind = StreamKind::parse(&kind).unwrap();
            let stated = view.statement(true).await.unwrap();
            let stream = StreamId { kind, id };
            let proved = view
                .prove_stream(&stating.journal, stated, &stream)
                .await
                .unwrap()
                .unwrap();
            assert_holds(&proved.proved);
            assert_eq!(proved.end.unwrap().0, sequence);
        }
    }
    assert_eq!(told.len(), stated_tables().count() + 1);
}

#[tokio::test]
async fn what_is_not_there_is_proved_to_officers_and_kept_from_others() {
    let history = history(14, 0);
    let ledger = TestLedger::projected(&history).await;
    let mut stating = Stating::of(&ledger).await;
    stating.state().await;
    let office = ledger.view(Viewer::office(), AsOf::Latest).await;
    let stated = office.statement(false).await.unwrap();
    let journal = &stating.journal;
    for (table, key) in [
        ("awards", vec!["90ZV0000"]),
        ("clients", vec!["NOBODY"]),
        ("postings", vec!["1000000", "1"]),
        ("balances", vec!["90ZV0000:unassigned"]),
    ] {
        let key: Vec<String> = key.into_iter().map(str::to_owned).collect();
        let proved = office
            .prove_row(journal, stated.clone(), table, &key)
            .await
            .unwrap()
            .unwrap();
        assert_holds(&proved);
        assert_eq!(proved.value, None);
    }
    let nothing = StreamId {
        kind: StreamKind::Award,
        id: "90ZV0000".to_owned(),
    };
    let proved = office
        .prove_stream(journal, stated.clone(), &nothing)
        .await
        .unwrap()
        .unwrap();
    assert_holds(&proved.proved);
    assert_eq!(proved.end, None);
    for (table, key, code) in [
        ("events", vec!["1"], "TABLE_UNKNOWN"),
        ("postings", vec!["1"], "KEY_MALFORMED"),
        ("postings", vec!["01", "1"], "KEY_MALFORMED"),
        (
            "client_years",
            vec!["NOBODY", "2024-13-01"],
            "KEY_MALFORMED",
        ),
    ] {
        let key: Vec<String> = key.into_iter().map(str::to_owned).collect();
        let refused = office.prove_row(journal, stated.clone(), table, &key).await;
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn a_moment_past_the_last_statement_is_not_yet_stated() {
    let history = history(7, 0);
    let half = history.len() / 2;
    let ledger = TestLedger::projected(&history[..half]).await;
    let mut stating = Stating::of(&ledger).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let none = view.statement(false).await.unwrap_err();
    assert!(matches!(none, ProveError::NotYetStated { stated: None }));
    stating.state().await;
    ledger.append(&history[half..]).await;
    ledger.project().await;
    let stated = i64::try_from(half).unwrap();
    let after = AsOf::Position(stated + 1);
    let view = ledger.view(Viewer::office(), after).await;
    let past = view.statement(true).await.unwrap_err();
    assert!(matches!(past, ProveError::NotYetStated { stated: Some(last) } if last == stated));
    stating.state().await;
    // Once there is a later one, the last one before the moment is the answer for ever.
    let view = ledger.view(Viewer::office(), after).await;
    let said = view.statement(true).await.unwrap().said;
    assert_eq!(said.position, u64::try_from(half).unwrap());
}
