//! Whatever the domain can emit, the projector can store.

use std::collections::BTreeSet;

use almoner_domain::ledger::Event;

use crate::support::{LOGS, TEMPORAL, TestLedger, digests, history};

#[test]
fn the_history_of_these_tests_has_every_type_of_event() {
    let seen: BTreeSet<_> = history(14, 0)
        .iter()
        .map(|recorded| recorded.event.event_type())
        .collect();
    // What is left past 500 claims: more than these tests need.
    let past_500 = [
        "ReleaseDeferred",
        "ReadjudicationDeferred",
        "ReadjudicationFinished",
    ];
    let missing: Vec<_> = Event::types()
        .into_iter()
        .map(|(_, name, _)| name)
        .filter(|name| !seen.contains(name) && !past_500.contains(name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[tokio::test]
async fn every_event_projects_and_every_table_gets_rows() {
    let history = history(14, 400);
    let ledger = TestLedger::projected(&history).await;
    let digests = digests(&ledger).await;
    for table in TEMPORAL.into_iter().chain(LOGS) {
        assert!(digests[table].0 > 0, "{table} is empty");
    }
    let records = i64::try_from(history.len()).unwrap();
    assert_eq!(digests["audit_trail"].0, records);
    assert_eq!(ledger.checkpoint().await, records);
}
