//! Every example of `docs/graphql.md`, run against the demonstration's books in its order.

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};

/// How long to wait before looking again.
const BETWEEN: Duration = Duration::from_millis(50);

/// The examples, each with the role that asks.
fn examples() -> Vec<(String, String)> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/graphql.md");
    let text = fs::read_to_string(document).unwrap();
    let blocks = text.split("```graphql ").skip(1);
    let examples = blocks.map(|block| {
        let (role, rest) = block.split_once('\n').unwrap();
        let (query, _) = rest.split_once("```").unwrap();
        (role.to_owned(), query.to_owned())
    });
    examples.collect()
}

/// Every list of user errors in an answer.
fn user_errors(answer: &Value) -> Vec<&Value> {
    let payloads = answer
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.values());
    payloads
        .filter_map(|payload| payload.get("userErrors"))
        .collect()
}

/// A case of the sub-awardee that was billed for no month after the third.
async fn client_code(subawardee: &Caller, url: &str) -> Value {
    let query = "{ clients(first: 100) { edges { node { code status years { claims } } } } }";
    let clients = subawardee.data(url, query, json!({})).await;
    let clients = clients["clients"]["edges"].as_array().unwrap().clone();
    let spare = clients.iter().map(|edge| &edge["node"]).find(|node| {
        let claims = node["years"]
            .as_array()
            .unwrap()
            .iter()
            .map(|year| year["claims"].as_u64().unwrap());
        node["status"] == "OPEN" && claims.sum::<u64>() <= 4
    });
    spare.expect("a case with months to spare")["code"].clone()
}

/// Waits until what the demonstration's books hold has been stated.
async fn stated(url: &str) {
    let statement = format!("{url}/l/otip/statement");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut attempts = 0..600;
    let is_stated = loop {
        let said = client.get(&statement).send().await;
        if said.is_ok_and(|said| said.status().is_success()) {
            break true;
        }
        if attempts.next().is_none() {
            break false;
        }
        tokio::time::sleep(BETWEEN).await;
    };
    assert!(is_stated, "nothing was stated");
}

/// A claim sheet of one claim for a client.
fn sheet(client: &Value) -> String {
    let client = client.as_str().unwrap();
    format!(
        "claim number,client code,service month,category,billed\nEXAMPLE-2,{client},2019-05,case management,$50.00\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_the_document_is_answered() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let server = Server::embedded(&data);
    let keys = data.join("keys");
    let callers: BTreeMap<&str, Caller> = [
        ("officer", "acf-otip"),
        ("grantee", "uscri"),
        ("subawardee", "prairie-example"),
        ("auditor", "acf-otip"),
    ]
    .map(|(role, organization)| (role, Caller::new(&keys, role, organization, "example-1")))
    .into();
    let client = client_code(&callers["subawardee"], server.url()).await;
    stated(server.url()).await;
    let examples = examples();
    assert!(examples.len() >= 10, "{} examples", examples.len());
    for (role, query) in &examples {
        let variables = json!({ "client": client, "sheet": sheet(&client) });
        if query.starts_with("subscription") {
            let told = callers[role.as_str()].follow(server.url(), query).await;
            assert!(!told.is_empty(), "{query}");
            continue;
        }
        let answer = callers[role.as_str()]
            .data(server.url(), query, variables.clone())
            .await;
        for errors in user_errors(&answer) {
            assert_eq!(errors, &json!([]), "{query}");
        }
        // A command that is sent again answers the same, and says that it is a repeat.
        if query.starts_with("mutation") {
            let again = callers[role.as_str()]
                .data(server.url(), query, variables)
                .await;
            let position = |answer: &Value| {
                answer.as_object().unwrap().values().next().unwrap()["position"].clone()
            };
            assert_eq!(position(&again), position(&answer), "{query}");
        }
    }
    assert_eq!(server.stop(), Some(0));
    assert_eq!(run(&data, &["verify"]).code, Some(0));
    let rebuilt = run(&data, &["rebuild"]);
    assert_eq!(rebuilt.code, Some(0), "{}{}", rebuilt.out, rebuilt.err);
    assert!(!rebuilt.out.contains("DIFFERS"), "{}", rebuilt.out);
}
