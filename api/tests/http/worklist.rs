//! What an officer works through, and how its clock runs.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    flow::{claim, client, set_up},
    server::{GRANTEE, OFFICER, OTHER_SUBAWARDEE, SUBAWARDEE, Server},
};

/// The worklist as somebody sees it.
async fn worklist(server: &Server, arguments: &str) -> Vec<Value> {
    let query = format!(
        "{{ worklist({arguments}) {{ nodes {{ claim {{ claimId }} waitsFor amount receivedOn daysWaiting dueOn daysLeft overdue }} }} }}"
    );
    let data = server.data(OFFICER, &query).await;
    data["worklist"]["nodes"].as_array().unwrap().clone()
}

fn claims(items: &[Value]) -> Vec<&str> {
    let ids = items.iter().map(|item| item["claim"]["claimId"].as_str());
    ids.map(Option::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_claim_comes_first_with_its_thirty_days() {
    let server = Server::start().await;
    let first = set_up(&server).await;
    let enrolled = server
        .done(OTHER_SUBAWARDEE, "clientEnrol", client("client-2", "SA-2"))
        .await;
    let second = enrolled["client"]["code"].as_str().unwrap().to_owned();
    let input = claim("z", "SA-1", "Z-1", &first);
    server.done(SUBAWARDEE, "claimSubmit", input).await;
    let suspend = json!({
        "commandId": "suspend", "subAward": "SA-2", "reason": "A site visit is due", "effectiveOn": "2025-06-01",
    });
    server.done(GRANTEE, "subAwardSuspend", suspend).await;
    server.clock.advance(TimeDelta::days(2));
    let input = claim("a", "SA-2", "A-1", &second);
    server.done(OTHER_SUBAWARDEE, "claimSubmit", input).await;

    let items = worklist(&server, "on: \"2025-07-01\"").await;
    assert_eq!(
        items[0],
        json!({
            "claim": { "claimId": "SA-1:Z-1" }, "waitsFor": "APPROVAL", "amount": "1000.00",
            "receivedOn": "2025-06-01", "daysWaiting": 30, "dueOn": "2025-07-01", "daysLeft": 0, "overdue": false,
        })
    );
    assert_eq!(
        items[1],
        json!({
            "claim": { "claimId": "SA-2:A-1" }, "waitsFor": "SUB_AWARD", "amount": "1000.00",
            "receivedOn": "2025-06-03", "daysWaiting": 28, "dueOn": "2025-07-03", "daysLeft": 2, "overdue": false,
        })
    );
    let items = worklist(&server, "on: \"2025-07-02\"").await;
    assert_eq!(
        (&items[0]["overdue"], &items[0]["daysLeft"]),
        (&json!(true), &json!(-1))
    );
    let listed = async |arguments: &str| {
        let items = worklist(&server, arguments).await;
        claims(&items)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let on = "on: \"2025-12-31\"";
    assert_eq!(
        listed("on: \"2025-06-02\"").await,
        ["SA-1:Z-1"],
        "not received yet"
    );
    assert_eq!(
        listed(&format!("{on}, filter: {{ status: PENDED }}")).await,
        ["SA-2:A-1"]
    );
    assert_eq!(
        listed(&format!("{on}, filter: {{ subAward: \"SA-1\" }}")).await,
        ["SA-1:Z-1"]
    );
    assert_eq!(
        listed(&format!("{on}, filter: {{ award: \"90ZV0999\" }}")).await,
        [""; 0]
    );

    let query =
        format!("{{ worklist({on}, first: 1) {{ pageInfo {{ hasNextPage endCursor }} }} }}");
    let page = server.data(OFFICER, &query).await["worklist"]["pageInfo"].clone();
    assert_eq!(page["hasNextPage"], true);
    let after = page["endCursor"].as_str().unwrap();
    assert_eq!(
        listed(&format!("{on}, after: \"{after}\"")).await,
        ["SA-2:A-1"]
    );

    // What is approved waits no longer, but did.
    let before = server.head().await;
    let approve =
        json!({ "commandId": "approve", "claim": "SA-1:Z-1", "effectiveOn": "2025-06-03" });
    server.done(OFFICER, "claimApprove", approve).await;
    assert_eq!(listed(on).await, ["SA-2:A-1"]);
    let then = format!("{on}, asOf: {{ position: \"{before}\" }}");
    assert_eq!(listed(&then).await, ["SA-1:Z-1", "SA-2:A-1"]);
}
