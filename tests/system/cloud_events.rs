//! The journal as `CloudEvents` in a file: an event a line, with what a bundle withholds withheld, and on the list of those
//! who read of clients.

use std::fs;

use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_cloud_events_has_every_record_and_withholds_what_a_bundle_does() {
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
    assert_eq!(events.len(), whole.len());
    let is_withheld = |event: &&Value| event["type"] == "almoner.Withheld";
    assert!(events.iter().filter(is_withheld).count() > 10);
    assert_eq!(whole.iter().filter(is_withheld).count(), 0);
    for (at, (event, told)) in events.iter().zip(&whole).enumerate() {
        assert_eq!(event["id"], (at + 1).to_string());
        assert_eq!(
            (&event["leaf"], &event["source"]),
            (&told["leaf"], &told["source"])
        );
        assert_eq!(event["specversion"], "1.0");
        if is_withheld(&event) {
            assert_eq!((event.get("subject"), event.get("data")), (None, None));
        } else {
            let said = event["data"]["type"].as_str().unwrap();
            assert_eq!(event, told);
            assert_eq!(event["type"], format!("almoner.{said}"));
        }
    }
    let misused = run(&data, &["export", "--whole"]);
    assert_eq!(misused.code, Some(2), "{}", misused.err);
    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "example-1");
    let query =
        "{ clientReads(filter: { actor: \"command-line\" }) { nodes { operation clientCount } } }";
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
    assert!(count(&reads[0]) > count(&reads[1]), "{reads:?}");
    assert_eq!(server.stop(), Some(0));
}
