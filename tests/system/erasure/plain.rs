//! Words about a client that were recorded before words were sealed: once the client is erased they are in the record lines
//! alone.

use std::{fs, io::Write as _};

use almoner_tests::{caller::Caller, server::Server};
use serde_json::{Value, json};

use super::setting::Setting;

/// A claim of the demonstration whose denial was upheld, with a reason in plain words.
const CLAIM: &str = "TVAP-CO:CO-07";

/// What is told of the claim, but for the record lines.
async fn told(server: &Server, who: &Caller) -> Value {
    let query = "query ($id: ClaimId!) { claim(claimId: $id) { reconsiderationReason client { code } \
        reconsiderationNote { text } explanation { standing since { said } } \
        auditTrail(first: 10) { nodes { position eventType payload fields { name value } \
            stateChange { before after differences { path before after } } } } } }";
    let data = who.data(server.url(), query, json!({ "id": CLAIM })).await;
    data["claim"].clone()
}

/// The event of the reconsideration.
fn event(told: &Value) -> &Value {
    let nodes = told["auditTrail"]["nodes"].as_array().unwrap();
    let found = nodes
        .iter()
        .find(|node| node["eventType"] == "ClaimReconsidered");
    found.unwrap()
}

/// The record line, as the page of events gives it.
async fn line(server: &Server, who: &Caller, position: &str) -> String {
    let after = position.parse::<u64>().unwrap() - 1;
    let path = format!("/l/otip/events?after={after}&limit=1");
    let (status, body) = who.fetch(server.url(), &path).await;
    assert_eq!(status, 200);
    String::from_utf8(body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_words_about_an_erased_client_are_in_the_record_lines_alone() {
    let setting = Setting::new();
    let server = setting.serve();
    let officer = &setting.people.first;
    let before = told(&server, officer).await;
    let words = before["reconsiderationReason"].as_str().unwrap().to_owned();
    let said = event(&before).to_string();
    assert!(said.contains(&words), "{said}");
    let position = event(&before)["position"].as_str().unwrap().to_owned();
    let client = before["client"]["code"].as_str().unwrap().to_owned();
    assert_eq!(server.stop(), Some(0));

    // The client was erased, and the ledger comes back from a backup of before.
    let lists = setting.data.join("destroyed-keys");
    fs::create_dir_all(&lists).unwrap();
    let list = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(lists.join("otip.list"));
    writeln!(list.unwrap(), "{client} -").unwrap();
    let server = setting.serve();
    for who in [officer, &setting.people.auditor] {
        let after = told(&server, who).await;
        assert_eq!(after["reconsiderationReason"], json!(null));
        assert!(!after.to_string().contains(&words), "{after:#}");
        let event = event(&after);
        assert_eq!(event["payload"], json!(null));
        let fields = event["fields"].as_array().unwrap();
        let value =
            |name: &str| &fields.iter().find(|field| field["name"] == name).unwrap()["value"];
        assert_eq!(value("reason"), "null");
        assert_eq!(value("decision"), "\"UPHELD\"");
        assert!(!event["stateChange"]["after"].is_null());
    }
    let stream = format!(
        "subscription {{ journalEvents(after: \"{}\", until: \"{position}\") {{ eventType payload fields {{ name value }} }} }}",
        position.parse::<u64>().unwrap() - 1
    );
    let streamed = officer.follow(server.url(), &stream).await;
    assert!(!format!("{streamed:?}").contains(&words), "{streamed:?}");
    assert!(line(&server, officer, &position).await.contains(&words));
    assert_eq!(server.stop(), Some(0));
}
