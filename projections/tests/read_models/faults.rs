//! Nothing is skipped, nothing is doubled: holes, failures and killed connections.

use std::time::Duration;

use sqlx::Executor;

use crate::support::{Stored, TestLedger, WAIT, digests, history, metadata, until};

/// An event of an award that was never issued.
fn orphan(position: i64) -> Stored {
    Stored {
        position,
        aggregate_type: "Award".to_owned(),
        aggregate_id: "90ZV9999".to_owned(),
        sequence: 7,
        event_type: "AwardSuspended".to_owned(),
        event_version: "1.0".to_owned(),
        payload: r#"{"type":"AwardSuspended","award":"90ZV9999","reason":"None","effective_on":"2019-01-01"}"#
            .to_owned(),
        metadata: metadata(position).to_json(),
    }
}

#[tokio::test]
async fn a_hole_halts_the_projector_after_what_precedes_it() {
    let history = history(3, 0);
    let ledger = TestLedger::create().await;
    ledger.append(&history[..40]).await;
    ledger.store(&[orphan(42)]).await;
    ledger.move_head(42).await;
    let projector = ledger.spawn();
    let status = until(&projector, |status| status.halted.is_some()).await;
    let halted = status.halted.clone().unwrap();
    assert_eq!((halted.position, halted.code), (41, "JOURNAL_HOLE"));
    assert_eq!((status.position, status.lag()), (40, 2));
    assert_eq!(ledger.checkpoint().await, 40);
    assert!(projector.wait_for(40, WAIT).await);
    assert!(!projector.wait_for(41, WAIT).await);
    projector.stop().await;
}

#[tokio::test]
async fn a_head_past_the_last_record_is_a_hole() {
    let ledger = TestLedger::create().await;
    ledger.append(&history(3, 0)[..10]).await;
    ledger.move_head(11).await;
    let projector = ledger.spawn();
    let status = until(&projector, |status| status.halted.is_some()).await;
    assert_eq!(status.halted.unwrap().code, "JOURNAL_HOLE");
    assert_eq!(ledger.checkpoint().await, 10);
    projector.stop().await;
}

#[tokio::test]
async fn an_event_that_cannot_be_copied_halts_the_projector_at_it() {
    let history = history(3, 0);
    let ledger = TestLedger::create().await;
    ledger.append(&history[..50]).await;
    ledger.store(&[orphan(51)]).await;
    ledger.move_head(51).await;
    let projector = ledger.spawn();
    let status = until(&projector, |status| status.halted.is_some()).await;
    let halted = status.halted.unwrap();
    assert_eq!((halted.position, halted.code), (51, "RECORD_NOT_PROJECTED"));
    assert!(halted.reason.contains("90ZV9999"), "{}", halted.reason);
    assert_eq!(ledger.checkpoint().await, 50);
    projector.stop().await;
}

#[tokio::test]
async fn an_event_of_no_known_type_halts_the_projector_at_it() {
    let history = history(3, 0);
    let ledger = TestLedger::create().await;
    ledger.append(&history[..20]).await;
    let unknown = Stored {
        event_type: "AwardLaminated".to_owned(),
        payload: r#"{"type":"AwardLaminated"}"#.to_owned(),
        ..orphan(21)
    };
    ledger.store(&[unknown]).await;
    ledger.move_head(21).await;
    let projector = ledger.spawn();
    let status = until(&projector, |status| status.halted.is_some()).await;
    let halted = status.halted.unwrap();
    assert_eq!((halted.position, halted.code), (21, "RECORD_UNREADABLE"));
    assert_eq!(ledger.checkpoint().await, 20);
    projector.stop().await;
}

#[tokio::test]
async fn a_batch_whose_connection_dies_before_its_commit_is_copied_exactly_once() {
    let history = history(14, 0);
    let calm = TestLedger::projected(&history).await;
    let ledger = TestLedger::create().await;
    // The first two batches lose their connection after most of their rows were written. A sequence is not rolled back.
    ledger
        .owner
        .execute(
            "CREATE SEQUENCE kills;
             GRANT USAGE ON SEQUENCE kills TO PUBLIC;
             CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN
                 IF nextval('kills') <= 2 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                 RETURN NULL;
             END $$;
             CREATE TRIGGER killed AFTER INSERT ON audit_trail FOR EACH STATEMENT EXECUTE FUNCTION kill();",
        )
        .await
        .unwrap();
    ledger.append(&history).await;
    ledger.project().await;
    let killed: i64 = sqlx::query_scalar("SELECT last_value FROM kills")
        .fetch_one(&ledger.owner)
        .await
        .unwrap();
    assert!(killed >= 3, "{killed}");
    assert_eq!(digests(&ledger).await, digests(&calm).await);
}

#[tokio::test]
async fn waiting_for_a_position_ends_when_it_is_copied_or_the_time_is_up() {
    let history = history(3, 0);
    let ledger = TestLedger::create().await;
    ledger.append(&history[..10]).await;
    let projector = ledger.spawn();
    assert!(projector.wait_for(10, WAIT).await);
    assert!(!projector.wait_for(11, Duration::from_millis(50)).await);
    let (waited, ()) = tokio::join!(
        projector.wait_for(30, WAIT),
        ledger.append(&history[10..30])
    );
    assert!(waited);
    assert_eq!(projector.status().position, 30);
    assert_eq!(projector.status().lag(), 0);
    projector.stop().await;
}
