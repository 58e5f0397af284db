//! Subscriptions, over both ways that carry them.

mod ended;
mod told;

use serde_json::Value;

use crate::{
    flow::{claim, client, set_up},
    server::{OTHER_SUBAWARDEE, Person, SUBAWARDEE, Server, code},
};

const CLAIM_EVENTS: &str =
    "subscription { claimEvents(after: \"0\") { position eventType claimId claim { status } } }";

/// Positions of the claims' events that a query finds, in order.
async fn positions(server: &Server, person: Person) -> Vec<u64> {
    let query = "{ journal { events(first: 100) { nodes { position aggregateType } pageInfo { hasNextPage } } } }";
    let data = server.data(person, query).await;
    assert_eq!(data["journal"]["events"]["pageInfo"]["hasNextPage"], false);
    let nodes = data["journal"]["events"]["nodes"].as_array().unwrap();
    let claims = nodes.iter().filter(|node| node["aggregateType"] == "CLAIM");
    claims.map(position).collect()
}

fn position(event: &Value) -> u64 {
    event["position"].as_str().unwrap().parse().unwrap()
}

/// Submits a claim of the first sub-awardee.
async fn submit(server: &Server, number: &str, client: &str) {
    let input = claim(&format!("submit-{number}"), "SA-1", number, client);
    server.done(SUBAWARDEE, "claimSubmit", input).await;
}

/// Two sub-awardees with a claim each; the first one's client.
pub(crate) async fn two_claims(server: &Server) -> String {
    let first = set_up(server).await;
    let enrolled = server
        .done(OTHER_SUBAWARDEE, "clientEnrol", client("client-2", "SA-2"))
        .await;
    let second = enrolled["client"]["code"].as_str().unwrap().to_owned();
    submit(server, "N-1", &first).await;
    let input = claim("submit-2", "SA-2", "N-2", &second);
    server.done(OTHER_SUBAWARDEE, "claimSubmit", input).await;
    first
}
