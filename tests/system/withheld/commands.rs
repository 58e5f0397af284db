//! Each command of the binary that tells of clients is written down, with who gave it.

use std::{collections::BTreeSet, path::Path};

use almoner_tests::{binary::run, server::Server};
use serde_json::{Value, json};

use super::{NUMBERS, served};

/// Each command that tells of clients, with its words, and the name under which it is written down.
fn commands(scratch: &Path) -> Vec<(Vec<String>, &'static str)> {
    let file = |name: &str| scratch.join(name).to_str().unwrap().to_owned();
    let claim = format!("SA-1:{}", NUMBERS[0]);
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    vec![
        (
            words(&["export", "--output", &file("records.jsonl")]),
            "almoner export --format records",
        ),
        (
            words(&[
                "export",
                "--format",
                "cloudevents",
                "--whole",
                "--output",
                &file("events.jsonl"),
            ]),
            "almoner export --format cloudevents",
        ),
        (
            words(&[
                "export",
                "--format",
                "hledger",
                "--output",
                &file("books.journal"),
            ]),
            "almoner export --format hledger",
        ),
        (
            words(&[
                "export",
                "--format",
                "beancount",
                "--output",
                &file("books.beancount"),
            ]),
            "almoner export --format beancount",
        ),
        (
            words(&["export", "--format", "csv", "--output", &file("books.csv")]),
            "almoner export --format csv",
        ),
        (
            words(&[
                "export",
                "--format",
                "parquet",
                "--output",
                &file("books.parquet"),
            ]),
            "almoner export --format parquet",
        ),
        (
            words(&["export", "--whole", "--bundle", &file("books.zip")]),
            "almoner export --bundle",
        ),
        (words(&["replay", "--claim", &claim]), "almoner replay"),
        (
            words(&["remittance", "PAY-1", "--output-dir", &file("advices")]),
            "almoner remittance",
        ),
        (
            words(&[
                "extract",
                "clients",
                "--programme",
                "TVAP",
                "--period",
                "FY2025Q3",
                "--organization",
                "shelter",
            ]),
            "almoner extract clients",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_command_that_tells_of_clients_is_written_down_with_who_gave_it() {
    let (scratch, server, people, clients) = served().await;
    let data = scratch.path().join("data");
    assert_eq!(server.stop(), Some(0));
    let mut expected = Vec::new();
    for (number, (words, operation)) in commands(scratch.path()).into_iter().enumerate() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // By turns under a name that is given, and under the account of the operating system.
        let words = if number % 2 == 0 {
            [&words, &["--as", "records-office"][..]].concat()
        } else {
            words
        };
        let said = run(&data, &words);
        assert_eq!(said.code, Some(0), "{words:?}: {}{}", said.out, said.err);
        expected.push((operation.to_owned(), number % 2 == 0));
    }
    let server = Server::embedded(&data);
    let query = "{ clientReads(filter: { way: COMMAND_LINE }, first: 100) { nodes { operation actor clients } } }";
    let told =
        people.officer.data(server.url(), query, json!({})).await["clientReads"]["nodes"].take();
    let mut found = Vec::new();
    for read in told.as_array().unwrap().iter().rev() {
        let (operation, actor) = (
            read["operation"].as_str().unwrap(),
            read["actor"].as_str().unwrap(),
        );
        let is_named = actor == "records-office";
        assert!(is_named || actor.starts_with("os-"), "{read}");
        let of: BTreeSet<&str> = read["clients"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let all: BTreeSet<&str> = clients.iter().map(String::as_str).collect();
        // A replay was asked for one claim.
        let all = if operation == "almoner replay" {
            BTreeSet::from([clients[0].as_str()])
        } else {
            all
        };
        assert_eq!(of, all, "{operation}");
        found.push((operation.to_owned(), is_named));
    }
    assert_eq!(found, expected);
    assert_eq!(server.stop(), Some(0));
}
