//! The journal as an auditor browses it: from either end, by whatever is at hand, with what each event says and changed,
//! what belongs together, and the timeline of an award.

use serde_json::{Value, json};

use crate::{
    flow::{claim, client, pay, set_up_under},
    live::two_claims,
    server::{AUDITOR, GRANTEE, OFFICER, Person, SUBAWARDEE, Server, code},
};

fn positions(connection: &Value) -> Vec<u64> {
    let nodes = connection["nodes"].as_array().unwrap().iter();
    let positions = nodes.map(|node| node["position"].as_str().unwrap().parse().unwrap());
    positions.collect()
}

/// A page of events.
async fn events(server: &Server, person: Person, arguments: &str) -> Value {
    let query = format!(
        "{{ journal {{ events({arguments}) {{ nodes {{ position }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }} }}"
    );
    server.data(person, &query).await["journal"]["events"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_is_read_from_either_end() {
    let server = Server::start().await;
    two_claims(&server).await;
    let head = server.head().await;
    let first = events(&server, OFFICER, "first: 3").await;
    assert_eq!(positions(&first), [1, 2, 3]);
    assert_eq!(first["pageInfo"]["hasPreviousPage"], false);
    let last = events(&server, OFFICER, "last: 3").await;
    assert_eq!(positions(&last), [head - 2, head - 1, head]);
    assert_eq!(last["pageInfo"]["hasPreviousPage"], true);
    assert_eq!(last["pageInfo"]["hasNextPage"], false);
    let start = last["pageInfo"]["startCursor"].as_str().unwrap();
    let before = events(&server, OFFICER, &format!("last: 2, before: \"{start}\"")).await;
    assert_eq!(positions(&before), [head - 4, head - 3]);
    assert_eq!(before["pageInfo"]["hasNextPage"], true);
    let newest = "filter: { newestFirst: true }";
    let ahead = events(&server, OFFICER, &format!("{newest}, first: 2")).await;
    assert_eq!(positions(&ahead), [head, head - 1]);
    let end = ahead["pageInfo"]["endCursor"].as_str().unwrap();
    let next = events(
        &server,
        OFFICER,
        &format!("{newest}, first: 2, after: \"{end}\""),
    )
    .await;
    assert_eq!(positions(&next), [head - 2, head - 3]);
    let oldest = events(&server, OFFICER, &format!("{newest}, last: 2")).await;
    assert_eq!(positions(&oldest), [2, 1]);
    let within = events(
        &server,
        OFFICER,
        "filter: { fromPosition: \"4\", toPosition: \"6\" }",
    )
    .await;
    assert_eq!(positions(&within), [4, 5, 6]);
    let both = "{ journal { events(first: 1, last: 1) { nodes { position } } } }";
    let (_, body) = server.ask(OFFICER, both, json!({})).await;
    assert_eq!(code(&body), "PAGE_FROM_BOTH_ENDS");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_found_by_type_account_organization_and_time() {
    let server = Server::start().await;
    two_claims(&server).await;
    let of = |filter: &str| format!("filter: {{ {filter} }}, first: 100");
    let one = events(&server, OFFICER, &of("eventType: \"ClaimSubmitted\"")).await;
    assert_eq!(positions(&one).len(), 2);
    let several = of("eventType: [\"ClaimSubmitted\", \"AwardIssued\"]");
    assert_eq!(
        positions(&events(&server, OFFICER, &several).await).len(),
        4
    );
    assert!(positions(&events(&server, SUBAWARDEE, &several).await).len() < 4);
    let by = of("organization: \"shelter\", actor: \"sub-1\"");
    let by_shelter = positions(&events(&server, OFFICER, &by).await);
    assert!(!by_shelter.is_empty());
    let query = format!(
        "{{ journal {{ event(position: \"{}\") {{ recordedAt actor organizationId }} }} }}",
        by_shelter[0]
    );
    let event = server.data(OFFICER, &query).await["journal"]["event"].clone();
    assert_eq!(
        (&event["actor"], &event["organizationId"]),
        (&json!("sub-1"), &json!("shelter"))
    );
    let at = event["recordedAt"].as_str().unwrap();
    let since = positions(&events(&server, OFFICER, &of(&format!("recordedFrom: \"{at}\""))).await);
    let until =
        positions(&events(&server, OFFICER, &of(&format!("recordedBefore: \"{at}\""))).await);
    assert_eq!(since.first(), Some(&by_shelter[0]));
    assert_eq!(until.last(), Some(&(by_shelter[0] - 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_says_what_it_says_what_it_changed_and_what_came_with_it() {
    let server = Server::start().await;
    two_claims(&server).await;
    let input = json!({ "commandId": "bulk", "claims": ["SA-1:N-1", "SA-2:N-2"], "effectiveOn": "2025-06-01" });
    let approve =
        "mutation($input: ClaimApproveManyInput!) { claimApproveMany(input: $input) { done } }";
    server
        .ask(OFFICER, approve, json!({ "input": input }))
        .await;
    let query = "{ journal { events(filter: { eventType: \"ClaimApproved\" }) { nodes {
        position description fields { name description value } stateChange { before after differences { path before after } }
        correlation causation cause { position } effects { nodes { position } }
        commandEvents { nodes { eventType commandId } } correlated(first: 50) { nodes { eventType correlation } } } } } }";
    let found = server.data(OFFICER, query).await;
    let events = found["journal"]["events"]["nodes"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(events.len(), 2);
    let event = &events[0];
    assert_eq!(
        event["description"],
        "An officer approved the payable amount."
    );
    let fields = event["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["name"] == "amount"));
    assert!(
        fields
            .iter()
            .all(|field| field["description"].as_str().unwrap().len() > 2)
    );
    let change = &event["stateChange"];
    assert_ne!(change["before"], change["after"]);
    let differences = change["differences"].as_array().unwrap();
    assert!(!differences.is_empty());
    assert!(
        differences
            .iter()
            .all(|difference| difference["before"] != difference["after"])
    );
    assert_eq!(event["correlation"], "bulk");
    assert_eq!(
        (&event["causation"], &event["cause"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(event["effects"]["nodes"], json!([]));
    let together = event["commandEvents"]["nodes"].as_array().unwrap();
    let types: Vec<_> = together
        .iter()
        .map(|node| node["eventType"].as_str().unwrap())
        .collect();
    assert!(
        types.contains(&"ClaimApproved") && types.contains(&"FundsAccrued"),
        "{types:?}"
    );
    let approved = |nodes: &Value| {
        let nodes = nodes.as_array().unwrap().iter();
        nodes
            .filter(|node| node["eventType"] == "ClaimApproved")
            .count()
    };
    assert_eq!(approved(&event["commandEvents"]["nodes"]), 1);
    assert_eq!(approved(&event["correlated"]["nodes"]), 2);
    let to_prime = server.data(GRANTEE, query).await;
    let seen = &to_prime["journal"]["events"]["nodes"][0];
    assert_eq!(
        (&seen["fields"], &seen["stateChange"]),
        (&Value::Null, &Value::Null)
    );
    assert!(seen["description"].is_string());
    let types = "{ journal { eventTypes { name version aggregateType description fields { name description } } } }";
    let types = server.data(SUBAWARDEE, types).await;
    assert!(types["journal"]["eventTypes"].as_array().unwrap().len() > 90);
}

/// A sub-award's state names the claims that wait: who may not see one of its events is not told the state.
#[tokio::test(flavor = "multi_thread")]
async fn a_state_is_withheld_from_whom_an_event_of_it_is_withheld() {
    let server = Server::start().await;
    let code = set_up_under(&server, "AGGREGATE_ONLY").await;
    let change =
        "{ journal { events(filter: { aggregateType: SUB_AWARD, aggregateId: \"SA-1\" }, last: 1) {
        nodes { sequence eventType stateChange { after } } } } }";
    for person in [OFFICER, AUDITOR] {
        let told = server.data(person, change).await;
        let event = &told["journal"]["events"]["nodes"][0];
        assert!(event["stateChange"]["after"].is_string(), "{event:#}");
    }
    server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim-1", "SA-1", "N-1", &code),
        )
        .await;
    let raise = json!({ "commandId": "raise", "subAward": "SA-1", "amount": "5.00", "reason": "More", "effectiveOn": "2025-06-01" });
    server.done(GRANTEE, "subAwardRaise", raise).await;
    let told = server.data(OFFICER, change).await;
    let event = &told["journal"]["events"]["nodes"][0];
    assert_eq!(event["eventType"], "SubAwardObligationRaised");
    assert!(event["stateChange"]["after"].is_string(), "{event:#}");
    let told = server.data(AUDITOR, change).await;
    let event = &told["journal"]["events"]["nodes"][0];
    assert_eq!(event["eventType"], "SubAwardObligationRaised");
    assert_eq!(event["stateChange"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_timeline_of_an_award_tells_all_that_happened_as_of_then() {
    let server = Server::start().await;
    let code = set_up_under(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim-1", "SA-1", "N-1", &code),
        )
        .await;
    pay(&server, "SA-1:N-1").await;
    let then = server.head().await;
    server
        .done(SUBAWARDEE, "clientEnrol", client("client-2", "SA-1"))
        .await;
    let begin = json!({ "commandId": "close-1", "programme": "TVAP", "through": "2025-04", "effectiveOn": "2025-06-01" });
    server.done(OFFICER, "periodCloseBegin", begin).await;
    let query = |as_of: &str| {
        format!(
            "{{ award(fain: \"90ZV0134\"{as_of}) {{ timeline(first: 100) {{ nodes {{
                position recordedAt effectiveOn said aggregateType aggregateId amount actor role organizationId
                event {{ eventType }} }} }} }} }}"
        )
    };
    let now = server.data(OFFICER, &query("")).await["award"]["timeline"]["nodes"].clone();
    let now = now.as_array().unwrap();
    let find = |name: &str| now.iter().find(|entry| entry["event"]["eventType"] == name);
    let issued = find("AwardIssued").unwrap();
    assert_eq!(issued["amount"], "825000.00");
    assert_eq!(issued["effectiveOn"], "2024-10-01");
    assert_eq!(
        issued["said"],
        "The notice of award: the first budget period's funds."
    );
    assert_eq!(issued["actor"], "officer-1");
    assert_eq!(find("ClaimSubmitted").unwrap()["amount"], "1050.00");
    for name in [
        "SubAwardExecuted",
        "ClientEnrolled",
        "ClaimApproved",
        "PaymentConfirmed",
        "PeriodCloseBegun",
    ] {
        assert!(find(name).is_some(), "{name}");
    }
    let positions: Vec<u64> = now
        .iter()
        .map(|entry| entry["position"].as_str().unwrap().parse().unwrap())
        .collect();
    assert!(positions.windows(2).all(|pair| pair[0] < pair[1]));
    let as_of = format!(", asOf: {{ position: \"{then}\" }}");
    let past = server.data(OFFICER, &query(&as_of)).await["award"]["timeline"]["nodes"].clone();
    let past = past.as_array().unwrap();
    assert_eq!(
        past.len(),
        positions
            .iter()
            .filter(|position| **position <= then)
            .count()
    );
    let to_prime = server.data(GRANTEE, &query("")).await["award"]["timeline"]["nodes"].clone();
    let to_prime = to_prime.as_array().unwrap();
    assert!(to_prime.iter().any(|entry| entry["amount"] == "825000.00"));
    assert!(
        to_prime
            .iter()
            .all(|entry| entry["aggregateType"] != "CLOSING")
    );
}
