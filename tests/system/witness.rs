//! A witness on a machine of its own catches a ledger that shows two histories, and one that goes back.

use std::{fs, path::Path, time::Duration};

use almoner_journal::{
    note::{Verifier, Witness},
    testing::TestDatabase,
};
use almoner_tests::{binary::scratch, caller::Caller, server::Server};
use serde_json::{Value, json};

const REGISTER: &str = "mutation ($input: OrganizationRegisterInput!) {
    organizationRegister(input: $input) {
        position userErrors { code } receipt { tlogProof checkpoint { size } }
    }
}";

/// How often something is looked for, and how long to rest in between: twenty seconds in all.
const ATTEMPTS_MAX: usize = 400;
const BETWEEN: Duration = Duration::from_millis(50);

async fn register(officer: &Caller, url: &str, id: &str) -> Value {
    let input = json!({
        "commandId": id, "organization": id, "name": "An Example House (fictional)", "identifierScheme": "DUNS",
        "identifier": "123456789", "state": "CO", "grassroots": true, "effectiveOn": "2010-01-01",
    });
    let answer = officer.data(url, REGISTER, json!({ "input": input })).await;
    let payload = answer["organizationRegister"].clone();
    assert_eq!(payload["userErrors"], json!([]));
    payload
}

async fn get(url: &str, path: &str) -> String {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(format!("{url}{path}")).send().await.unwrap();
    response.text().await.unwrap()
}

/// The trouble of the only witness, as the server tells it.
async fn trouble(url: &str) -> Option<String> {
    let health: Value = serde_json::from_str(&get(url, "/health/ready").await).unwrap();
    let witness = &health["ledgers"][0]["witnesses"][0];
    assert_eq!(witness["witness"], "audit.example/w1", "{health}");
    witness["trouble"].as_str().map(str::to_owned)
}

/// Waits until the latest checkpoint has the size and a cosignature that holds; gives the checkpoint.
async fn cosigned(url: &str, log: &Verifier, witness: &Witness, size: u64) -> String {
    for attempt in 0.. {
        assert!(attempt < ATTEMPTS_MAX, "never cosigned at {size}");
        let note = get(url, "/l/test/checkpoint").await;
        let body = log.open(&note).unwrap();
        let (_, lines) = note.rsplit_once("\n\n").unwrap();
        if body.lines().nth(1) == Some(&size.to_string()) && witness.check(body, lines).is_ok() {
            assert_eq!(lines.lines().count(), 2, "{note}");
            return note;
        }
        tokio::time::sleep(BETWEEN).await;
    }
    unreachable!("the attempts are counted")
}

/// Waits until the witness refuses; gives the code.
async fn refused(url: &str) -> String {
    for attempt in 0.. {
        assert!(attempt < ATTEMPTS_MAX, "the witness never refused");
        if let Some(code) = trouble(url).await {
            return code;
        }
        tokio::time::sleep(BETWEEN).await;
    }
    unreachable!("the attempts are counted")
}

fn policy(folder: &Path, witness: &str, url: &str) -> String {
    let path = folder.join("witnesses");
    fs::write(&path, format!("witness {witness} {url}\nthreshold 1\n")).unwrap();
    path.display().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forked_ledger_and_one_that_was_rolled_back_get_no_cosignature() {
    let database = TestDatabase::create().await;
    let scratch = scratch();
    let keys = scratch.path().join("keys");
    let first = Server::on_database(&database, &keys);
    let key = get(first.url(), "/l/test/key").await.trim_end().to_owned();
    assert_eq!(first.stop(), Some(0));
    let log = Verifier::parse(&key).unwrap();
    let memory = scratch.path().join("witness");
    let witness = Server::witness(&memory, "audit.example/w1", &key);
    let vkey = witness
        .said()
        .strip_prefix("witnessing as ")
        .unwrap()
        .to_owned();
    let cosigner = Witness::parse(&vkey).unwrap();
    let policy = policy(scratch.path(), &vkey, witness.url());
    let words = ["--witness-policy", policy.as_str()];
    let officer = Caller::new(&keys, "officer", "acf-otip", "officer-1");

    // The ledger grows, and each latest checkpoint is cosigned.
    let server = Server::on_database_with(&database, &keys, &words);
    register(&officer, server.url(), "house-1").await;
    cosigned(server.url(), &log, &cosigner, 1).await;
    let payload = register(&officer, server.url(), "house-2").await;
    cosigned(server.url(), &log, &cosigner, 2).await;
    assert_eq!(payload["receipt"]["checkpoint"]["size"], "2");
    // A receipt that is made now has the cosignature in it.
    let again = register(&officer, server.url(), "house-2").await;
    let receipt = again["receipt"]["tlogProof"].as_str().unwrap();
    assert!(receipt.contains("\n— audit.example/w1 "), "{receipt}");
    assert_eq!(server.stop(), Some(0));

    // Somebody copies it, and the true one goes on.
    let (forked, old) = (database.copy("fork").await, database.copy("old").await);
    let server = Server::on_database_with(&database, &keys, &words);
    register(&officer, server.url(), "house-3").await;
    cosigned(server.url(), &log, &cosigner, 3).await;
    assert_eq!(trouble(server.url()).await, None);

    // The copy as it was is behind what the witness has seen.
    let rolled_back = Server::on_database_with(&old, &keys, &words);
    assert_eq!(refused(rolled_back.url()).await, "LEDGER_ROLLED_BACK");
    drop(rolled_back);

    // The copy that tells another story is caught as soon as it is as long.
    let fork = Server::on_database_with(&forked, &keys, &words);
    for id in ["other-3", "other-4"] {
        register(&officer, fork.url(), id).await;
    }
    let code = loop {
        let code = refused(fork.url()).await;
        if code != "LEDGER_ROLLED_BACK" {
            break code;
        }
        register(&officer, fork.url(), "other-5").await;
        tokio::time::sleep(BETWEEN).await;
    };
    assert_eq!(code, "LEDGER_FORKED");
    let note = get(fork.url(), "/l/test/checkpoint").await;
    assert!(!note.contains("audit.example"), "{note}");
    drop(fork);

    // The witness, started again, remembers; and the true ledger goes on with it.
    assert_eq!(witness.stop(), Some(0));
    let witness = Server::witness(&memory, "audit.example/w1", &key);
    assert_eq!(witness.said(), format!("witnessing as {vkey}"));
    assert_eq!(server.stop(), Some(0));
    let policy = self::policy(scratch.path(), &vkey, witness.url());
    let words = ["--witness-policy", policy.as_str()];
    let server = Server::on_database_with(&database, &keys, &words);
    register(&officer, server.url(), "house-4").await;
    cosigned(server.url(), &log, &cosigner, 4).await;
    assert_eq!(server.stop(), Some(0));
}
