//! What leaves the ledger: over HTTP, as events, as a bundle, before three verifiers and in a replay.

use std::{collections::BTreeSet, fs, path::Path};

use almoner_journal::bundle::{LooseBundle, Source};
use almoner_tests::{binary::run, caller::Caller};
use serde_json::{Value, json};

use super::{AMOUNTS, NUMBERS, served};
use crate::verifiers::Verifiers;

/// What nobody outside may learn: the clients, the claims, what each bills.
fn secrets(clients: &[String]) -> Vec<&str> {
    let clients = clients.iter().map(String::as_str);
    clients.chain(NUMBERS).chain(AMOUNTS).collect()
}

fn assert_untold(what: &str, text: &str, clients: &[String]) {
    // Who may see them is told of them.
    let secrets = if clients.is_empty() {
        Vec::new()
    } else {
        secrets(clients)
    };
    for secret in secrets {
        assert!(!text.contains(secret), "{what} tells {secret}");
    }
}

/// The bytes of every file below a directory, as text.
fn files(directory: &Path, text: &mut String) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, text);
        } else {
            text.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()));
        }
    }
}

/// All that a bundle holds: its files as they are, and its lines as they were before they were packed.
fn content(bundle: &Path) -> String {
    let mut text = String::new();
    files(bundle, &mut text);
    let loose = LooseBundle::read(&Source::open(bundle).unwrap()).unwrap();
    let refusals = loose.refusals.iter().map(|(_, line)| line);
    for line in loose.lines.iter().chain(refusals) {
        text.push_str(&String::from_utf8_lossy(line));
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_aggregates_may_be_told_an_export_withholds_each_client_and_proves_the_rest() {
    let (scratch, server, people, clients) = served().await;
    let data = scratch.path().join("data");
    let head = "{ journal { head { position } } }";
    let head = people.officer.data(server.url(), head, json!({})).await["journal"].take();
    let last = head["head"]["position"].as_str().unwrap().to_owned();

    // Over HTTP, by three ways, the same lines are kept from an auditor, who is told their positions and leaves.
    let hidden = hidden_from(&people.auditor, server.url(), &last, &clients).await;
    assert!(hidden.len() > 12, "{hidden:?}");
    assert_eq!(
        hidden_from(&people.officer, server.url(), &last, &[]).await,
        BTreeSet::new()
    );
    let (_, note) = people
        .auditor
        .fetch(server.url(), "/l/otip/checkpoint")
        .await;
    let note = String::from_utf8(note).unwrap();
    let root = note.lines().nth(2).unwrap();
    assert_eq!(server.stop(), Some(0));

    let bundle = scratch.path().join("bundle");
    exports_withhold(&data, scratch.path(), &bundle, &hidden, &clients);
    verifiers_come_to(root, scratch.path(), &bundle, hidden.len(), &clients);
    replay_says_what_it_cannot_tell(&data, &bundle, hidden.len(), &clients);
}

/// A bundle and a file of events keep back the same lines as the server did.
fn exports_withhold(
    data: &Path,
    scratch: &Path,
    bundle: &Path,
    hidden: &BTreeSet<String>,
    clients: &[String],
) {
    let exported = run(
        data,
        &[
            "export",
            "--bundle",
            bundle.to_str().unwrap(),
            "--as",
            "records-office",
        ],
    );
    assert_eq!(exported.code, Some(0), "{}", exported.err);
    assert_untold("the bundle", &content(bundle), clients);
    let loose = LooseBundle::read(&Source::open(bundle).unwrap()).unwrap();
    let withheld = |line: &&Vec<u8>| line.starts_with(b"{\"withheld\":");
    let kept_back: BTreeSet<String> = loose
        .lines
        .iter()
        .filter(withheld)
        .map(|line| {
            let line: Value = serde_json::from_slice(line).unwrap();
            line["withheld"].to_string()
        })
        .collect();
    assert_eq!(&kept_back, hidden);
    let whole = scratch.join("whole");
    let exported = run(
        data,
        &["export", "--whole", "--bundle", whole.to_str().unwrap()],
    );
    assert_eq!(exported.code, Some(0), "{}", exported.err);
    let told = content(&whole);
    assert!(
        secrets(clients).iter().all(|secret| told.contains(secret)),
        "the whole tells all"
    );
    let events = run(data, &["export", "--format", "cloudevents"]);
    assert_untold("the events", &events.out, clients);
    let of_events: BTreeSet<String> = events
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|event| event["type"] == "almoner.Withheld")
        .map(|event| event["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(&of_events, hidden);
}

/// Three verifiers come to the root that the ledger named, and say what they could not look at.
fn verifiers_come_to(root: &str, scratch: &Path, bundle: &Path, hidden: usize, clients: &[String]) {
    let said = Verifiers::new(scratch).said(bundle, &[]);
    let unchecked = format!("what {hidden} withheld lines say");
    for said in &said {
        for told in [root, unchecked.as_str(), "verdict: holds"] {
            assert!(said.contains(told), "{told} in {said}");
        }
        assert_untold("a verifier", said, clients);
    }
}

/// A replay of it says what it cannot tell, and tells what needs no client.
fn replay_says_what_it_cannot_tell(data: &Path, bundle: &Path, hidden: usize, clients: &[String]) {
    let claim = format!("SA-1:{}", NUMBERS[0]);
    let replayed = run(
        data,
        &[
            "replay",
            "--bundle",
            bundle.to_str().unwrap(),
            "--claim",
            &claim,
            "--balance",
            "90ZV0134:unassigned",
            "--balance",
            "90ZV0134:SA-1:paid",
        ],
    );
    assert_eq!(replayed.code, Some(0), "{}", replayed.err);
    let untold = format!("{hidden} lines about clients are withheld");
    assert!(replayed.out.contains(&untold), "{}", replayed.out);
    assert!(
        replayed.out.contains("725000.00"),
        "what is unassigned: {}",
        replayed.out
    );
    for secret in clients.iter().map(String::as_str).chain(AMOUNTS) {
        assert!(!replayed.out.contains(secret), "{secret}: {}", replayed.out);
    }
}

/// Positions that are kept from somebody, who is told their leaves alone: the same by `CloudEvents`, in the event browser and
/// by the subscription.
async fn hidden_from(
    person: &Caller,
    url: &str,
    last: &str,
    clients: &[String],
) -> BTreeSet<String> {
    let count: u64 = last.parse().unwrap();
    let all: BTreeSet<String> = (1..=count).map(|position| position.to_string()).collect();
    let (_, page) = person.fetch(url, "/l/otip/events?after=0&limit=1000").await;
    let page = String::from_utf8(page).unwrap();
    assert_untold("the feed", &page, clients);
    let events: Vec<Value> = serde_json::from_str(&page).unwrap();
    let is_withheld = |event: &&Value| event["type"] == "almoner.Withheld";
    let hidden: BTreeSet<String> = events
        .iter()
        .filter(is_withheld)
        .map(|event| event["id"].as_str().unwrap().to_owned())
        .collect();
    let told =
        "position eventType aggregateId claimId payload fields { name value parts { path value } }";
    let mut seen = BTreeSet::new();
    let mut after = String::new();
    loop {
        let query = format!(
            "{{ journal {{ events(first: 50{after}) {{ nodes {{ {told} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
        );
        let page = person.data(url, &query, json!({})).await["journal"]["events"].take();
        assert_untold("the event browser", &page.to_string(), clients);
        let nodes = page["nodes"].as_array().unwrap().iter();
        seen.extend(nodes.map(|node| node["position"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    assert_eq!(seen, &all - &hidden, "the event browser");
    let query =
        format!("subscription {{ journalEvents(after: \"0\", until: \"{last}\") {{ {told} }} }}");
    let told = person.follow(url, &query).await;
    assert_untold(
        "the subscription",
        &Value::from(told.clone()).to_string(),
        clients,
    );
    let followed: BTreeSet<String> = told
        .iter()
        .map(|event| {
            event["data"]["journalEvents"]["position"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(followed, seen, "the subscription");
    hidden
}
