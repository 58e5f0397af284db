//! The journal as `CloudEvents` in a file: an event a line, and on the list of those
//! who read of clients.

use std::fs;

use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_cloud_events_has_every_record_and_stands_on_the_list_of_reads() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let read = |name: &str, more: &[&str]| -> Vec<Value> {
        let path = scratch.path().join(name);
        let words = ["export", "--format", "cloudevents", "--output"];
        let path_word = [path.to_str().unwrap()];
        let words = [words.as_slice(), path_word.as_slice(), more].concat();
        let exported = run(&data, &words);
        assert_eq!(exported.code, Some(0), "{}", exported.err);
        let text = fs::read_to_string(path).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let events = read("events.jsonl", &[]);
    let whole = read("whole.jsonl", &["--whole"]);
    assert!(events.len() > 1_000);
    // Nothing of the demonstration is told as aggregates alone, so nothing is withheld.
    assert_eq!(events, whole);
    for (at, event) in events.iter().enumerate() {
        assert_eq!(event["id"], (at + 1).to_string());
        assert_eq!(event["specversion"], "1.0");
        let said = event["data"]["type"].as_str().unwrap();
        assert_eq!(event["type"], format!("almoner.{said}"));
    }
    let misused = run(&data, &["export", "--whole"]);
    assert_eq!(misused.code, Some(2), "{}", misused.err);
    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "example-1");
    let query =
        "{ clientReads(filter: { way: COMMAND_LINE }) { nodes { actor operation clientCount } } }";
    let reads = officer.data(server.url(), query, json!({})).await;
    let reads = reads["clientReads"]["nodes"].as_array().unwrap().clone();
    assert_eq!(reads.len(), 2);
    let count = |read: &Value| {
        read["clientCount"]
            .as_str()
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    assert!(count(&reads[0]) > 10, "{reads:?}");
    assert_eq!(count(&reads[0]), count(&reads[1]));
    assert_eq!(server.stop(), Some(0));
}
