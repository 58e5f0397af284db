//! Several server processes on one ledger, under load, and one of them killed in the middle of it.

use std::collections::{BTreeMap, BTreeSet};

use almoner_journal::testing::TestDatabase;
use almoner_tests::{caller::Caller, server::Server};
use futures::future::join_all;
use serde_json::{Value, json};

const REGISTER: &str = "mutation ($input: OrganizationRegisterInput!) {
    organizationRegister(input: $input) { position repeated userErrors { code } }
}";

/// Commands of one run of the load.
const COMMANDS: usize = 200;

fn registration(number: usize) -> Value {
    json!({ "input": {
        "commandId": format!("load-{number}"),
        "organization": format!("load-{number}"),
        "name": format!("Load Example {number} (fictional)"),
        "identifierScheme": "DUNS",
        "identifier": format!("{:09}", 100_000_000 + number),
        "state": "CO",
        "grassroots": true,
        "effectiveOn": "2010-01-01",
    }})
}

/// Sends the whole load, to the servers in turn; the position of each command that was acknowledged.
async fn send_all(officer: &Caller, urls: &[&str]) -> BTreeMap<usize, u64> {
    let sent = (0..COMMANDS).map(|number| {
        let url = urls[number % urls.len()];
        async move {
            let (status, answer) = officer
                .send(url, REGISTER, registration(number))
                .await
                .ok()?;
            let payload = &answer["data"]["organizationRegister"];
            let position = payload["position"].as_str()?.parse().ok()?;
            assert_eq!((status, &payload["userErrors"]), (200, &json!([])));
            Some((number, position))
        }
    });
    join_all(sent).await.into_iter().flatten().collect()
}

async fn head(caller: &Caller, url: &str) -> u64 {
    let data = caller
        .data(url, "{ journal { head { position } } }", json!({}))
        .await;
    data["journal"]["head"]["position"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_ledger_lose_and_double_nothing() {
    let database = TestDatabase::create().await;
    let keys = tempfile::tempdir().unwrap();
    let first = Server::on_database(&database, keys.path());
    let second = Server::on_database(&database, keys.path());
    let officer = Caller::new(keys.path(), "officer", "acf-otip", "officer-1");
    let acknowledged = send_all(&officer, &[first.url(), second.url()]).await;
    assert_eq!(acknowledged.len(), COMMANDS);
    let positions: BTreeSet<u64> = acknowledged.values().copied().collect();
    assert_eq!(
        positions,
        (1..=u64::try_from(COMMANDS).unwrap()).collect(),
        "dense, each once"
    );
    // The same again, each to the other server: the same answers, and nothing new.
    let repeated = send_all(&officer, &[second.url(), first.url()]).await;
    assert_eq!(repeated, acknowledged);
    assert_eq!(
        head(&officer, first.url()).await,
        u64::try_from(COMMANDS).unwrap()
    );
    assert_eq!((first.stop(), second.stop()), (Some(0), Some(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_process_acknowledged_is_there_and_the_rest_can_be_sent_again() {
    let database = TestDatabase::create().await;
    let keys = tempfile::tempdir().unwrap();
    let doomed = Server::on_database(&database, keys.path());
    let other = Server::on_database(&database, keys.path());
    let officer = Caller::new(keys.path(), "officer", "acf-otip", "officer-1");
    let url = doomed.url().to_owned();
    let load = {
        let officer = officer.clone();
        tokio::spawn(async move { send_all(&officer, &[&url]).await })
    };
    // As soon as something is in the books, the process dies.
    let auditor = Caller::new(keys.path(), "auditor", "acf-otip", "auditor-1");
    while head(&auditor, other.url()).await == 0 && !load.is_finished() {
        tokio::task::yield_now().await;
    }
    doomed.kill();
    let acknowledged = load.await.unwrap();
    let all = send_all(&officer, &[other.url()]).await;
    assert_eq!(all.len(), COMMANDS);
    for (number, position) in &acknowledged {
        assert_eq!(
            all.get(number),
            Some(position),
            "command {number} was acknowledged"
        );
    }
    let positions: BTreeSet<u64> = all.values().copied().collect();
    assert_eq!(positions.len(), COMMANDS);
    assert_eq!(
        head(&officer, other.url()).await,
        u64::try_from(COMMANDS).unwrap()
    );
}
