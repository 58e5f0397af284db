//! What was done with an award is a list of its own; and a document counts for one award of a prime, whoever is first.

use serde_json::{Value, json};

use crate::{
    flow::{award, set_up},
    server::{GRANTEE, OFFICER, OTHER_GRANTEE, Server},
};

fn query(extra: &str) -> String {
    format!(
        "{{ awardActions(fain: \"90ZV0134\"{extra}) {{ nodes {{ position kind number budgetYear amendment amount awarded \
         projectEndsOn reason effectiveOn }} pageInfo {{ hasNextPage endCursor }} }} }}"
    )
}

fn notice(id: &str, number: &str) -> Value {
    json!({ "commandId": id, "award": "90ZV0134", "number": number, "reason": "A change of scope", "effectiveOn": "2025-06-01" })
}

fn kinds(read: &Value) -> Vec<&str> {
    let nodes = read["awardActions"]["nodes"].as_array().unwrap();
    nodes
        .iter()
        .map(|node| node["kind"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_award_shows_its_actions_in_order_as_of_any_position() {
    let server = Server::start().await;
    set_up(&server).await;
    let mut supplement = notice("supplement", "90ZV0134-01-01");
    supplement["amount"] = json!("1000.00");
    server.done(OFFICER, "awardSupplement", supplement).await;
    let before = server.head().await;
    let mut reduction = notice("reduction", "90ZV0134-01-02");
    reduction["amount"] = json!("400.00");
    server.done(OFFICER, "awardReduce", reduction).await;
    let mut suspension = notice("suspension", "");
    suspension.as_object_mut().unwrap().remove("number");
    server.done(OFFICER, "awardSuspend", suspension).await;
    let read = server.data(OFFICER, &query("")).await;
    assert_eq!(
        kinds(&read),
        ["NEW", "SUPPLEMENT", "REDUCTION", "SUSPENSION"]
    );
    let nodes = &read["awardActions"]["nodes"];
    assert_eq!(nodes[2]["number"], "90ZV0134-01-02");
    assert_eq!(
        (&nodes[2]["budgetYear"], &nodes[2]["amendment"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(nodes[2]["amount"], "-400.00");
    assert_eq!(nodes[3]["number"], "90ZV0134-01-02");
    assert_eq!(nodes[3]["amount"], Value::Null);
    assert_eq!(nodes[3]["reason"], "A change of scope");
    let then = format!(", asOf: {{ position: \"{before}\" }}");
    assert_eq!(
        kinds(&server.data(OFFICER, &query(&then)).await),
        ["NEW", "SUPPLEMENT"]
    );
    let first = server.data(GRANTEE, &query(", first: 3")).await;
    let page = &first["awardActions"]["pageInfo"];
    assert_eq!(page["hasNextPage"], true);
    let after = format!(", after: {}", page["endCursor"]);
    assert_eq!(
        kinds(&server.data(GRANTEE, &query(&after)).await),
        ["SUSPENSION"]
    );
    // Another prime sees none of them.
    assert!(kinds(&server.data(OTHER_GRANTEE, &query("")).await).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_awards_that_race_for_a_document_one_counts_it() {
    let server = Server::start().await;
    set_up(&server).await;
    for (id, number) in [("one", "90ZV0135-01-00"), ("two", "90ZV0136-01-00")] {
        let mut shared = award(id, number, "prime");
        shared["federalShare"] = json!("0.5");
        server.done(OFFICER, "awardIssue", shared).await;
    }
    let matched = |at: usize, award: &str| {
        json!({
            "commandId": format!("match-{at}"), "award": award, "contribution": "M-1", "kind": "CASH", "amount": "800.00",
            "document": format!("{at:02x}").repeat(32), "paidByFederalFunds": false, "effectiveOn": "2025-06-01",
        })
    };
    for at in 0..6 {
        let with = |award: &str, id: &str| {
            let mut input = matched(at, award);
            input["commandId"] = json!(format!("{id}-{at}"));
            input["contribution"] = json!(format!("M-{at}"));
            input
        };
        let (one, two) = tokio::join!(
            server.command(GRANTEE, "awardMatchRecord", with("90ZV0135", "one")),
            server.command(GRANTEE, "awardMatchRecord", with("90ZV0136", "two"))
        );
        let mut codes: Vec<Option<&str>> = [&one, &two]
            .iter()
            .map(|payload| payload["userErrors"][0]["code"].as_str())
            .collect();
        codes.sort_unstable();
        assert_eq!(codes, [None, Some("MATCH_COUNTED_TWICE")]);
    }
}
