//! Of several servers one projects, and another takes over.

use crate::support::{TestLedger, WAIT, digests, history, until};

#[tokio::test]
async fn one_of_two_projects_and_the_other_takes_over() {
    let history = history(7, 0);
    let calm = TestLedger::projected(&history).await;
    let ledger = TestLedger::create().await;
    let half = history.len() / 2;
    let (first, second) = (ledger.spawn(), ledger.spawn());
    ledger.append(&history[..half]).await;
    let position = i64::try_from(half).unwrap();
    assert!(first.wait_for(position, WAIT).await);
    assert!(second.wait_for(position, WAIT).await);
    let leads = |status: &almoner_projections::projector::ProjectorStatus| status.leading;
    tokio::select! {
        _ = until(&first, leads) => {}
        _ = until(&second, leads) => {}
    }
    // Whichever leads stops; the other copies the rest.
    let (leader, other) = if first.status().leading {
        (first, second)
    } else {
        (second, first)
    };
    leader.stop().await;
    ledger.append(&history[half..]).await;
    let last = i64::try_from(history.len()).unwrap();
    assert!(other.wait_for(last, WAIT).await, "{:?}", other.status());
    until(&other, |status| status.leading && status.position == last).await;
    other.stop().await;
    assert_eq!(digests(&ledger).await, digests(&calm).await);
}
