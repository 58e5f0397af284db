//! Everything that a server gives away over HTTP, before and after the erasure: the log with its tiles and entries, receipts,
//! events, streams, reports.

use std::{fs, path::PathBuf};

use almoner_tests::{caller::Caller, server::Server};
use serde_json::json;

use super::{
    canaries::Canaries,
    erase,
    setting::{AWARD, REASON, REFERENCE, Setting, held, read},
};

/// The tiles of a log of so many records: of hashes and of entries, whole and partial.
fn tiles(size: u64) -> Vec<String> {
    let (full, rest) = (size / 256, size % 256);
    let mut paths = Vec::new();
    for kind in ["0", "entries"] {
        paths.extend((0..full).map(|tile| format!("tile/{kind}/{tile:03}")));
        if rest > 0 {
            paths.push(format!("tile/{kind}/{full:03}.p/{rest}"));
        }
    }
    if full > 0 {
        paths.push(format!("tile/1/000.p/{full}"));
    }
    paths
}

/// The paths of all that is served of the log, the events and the reports.
fn paths(size: u64, client: &str) -> Vec<String> {
    let mut paths = vec![
        "checkpoint".to_owned(),
        "statement".to_owned(),
        "keys".to_owned(),
    ];
    paths.extend(tiles(size));
    paths.extend((0..=size / 1000).map(|page| format!("events?after={}&limit=1000", page * 1000)));
    for command in ["ref-1", "why-1"] {
        let organization = if command == "ref-1" {
            "borough-example"
        } else {
            "acf-otip"
        };
        paths.push(format!(
            "receipts/{command}.tlog-proof?organization={organization}"
        ));
    }
    for form in ["pdf", "xlsx", "csv", "json", "json.control"] {
        paths.push(format!("reports/award-summary.{form}?award={AWARD}"));
    }
    paths.push(format!("erasures/{client}.certificate"));
    paths
}

/// What tells events: the browser with payloads, fields and states, and a stream of them.
async fn events(server: &Server, who: &Caller, client: &str, size: u64) -> String {
    let event = "position eventType payload fields { name value } stateChange { before after differences { path before after } }";
    let queries = [
        format!(
            "query ($code: ClientCode!) {{ client(code: $code) {{ auditTrail(first: 10) {{ nodes {{ {event} }} }} }} }}"
        ),
        format!(
            "query ($id: ClaimId!) {{ claim(claimId: $id) {{ explanation {{ standing since {{ said }} }} \
             auditTrail(first: 10) {{ nodes {{ {event} }} }} }} }}"
        ),
    ];
    let variables = [json!({ "code": client }), json!({ "id": "PCS-OLD:N-1" })];
    let mut told = Vec::new();
    for (query, variables) in queries.iter().zip(variables) {
        told.push(who.data(server.url(), query, variables).await);
    }
    let stream = format!(
        "subscription {{ journalEvents(after: \"0\", until: \"{size}\") {{ position eventType payload fields {{ name value }} }} }}"
    );
    let streamed = who.follow(server.url(), &stream).await;
    format!("{told:?}\n{streamed:?}")
}

/// Takes all of it into a directory.
async fn take(setting: &Setting, server: &Server, name: &str, client: &str) -> PathBuf {
    let who = &setting.people.first;
    let taken = setting.scratch.path().join(name);
    fs::create_dir(&taken).unwrap();
    let data = who
        .data(
            server.url(),
            "{ journal { checkpoint { size } } }",
            json!({}),
        )
        .await;
    let size: u64 = data["journal"]["checkpoint"]["size"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    for (number, path) in paths(size, client).iter().enumerate() {
        let (status, body) = who.fetch(server.url(), &format!("/l/otip/{path}")).await;
        let not_yet = path.starts_with("erasures/") || path == "statement";
        assert!(
            status == 200 || (not_yet && status == 404),
            "{path}: {status}"
        );
        fs::write(taken.join(format!("{number}")), body).unwrap();
    }
    for path in ["/health/ready", "/metrics", "/schema.graphql"] {
        let (_, body) = who.fetch(server.url(), path).await;
        fs::write(taken.join(path.replace('/', "-")), body).unwrap();
    }
    fs::write(
        taken.join("events"),
        events(server, who, client, size).await,
    )
    .unwrap();
    taken
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_gives_nothing_of_an_erased_client_away() {
    let setting = Setting::new();
    let server = setting.serve();
    let (client, ..) = held(&setting, &server).await;
    let key = setting.key(&client);
    let secret = Canaries::default()
        .bytes("reference", REFERENCE.as_bytes())
        .bytes("reason", REASON.as_bytes())
        .bytes("key", key.bytes());
    let control = Canaries::default()
        .text("client", &client)
        .text("commitment", key.commitment().as_str());
    let before = take(&setting, &server, "before", &client).await;
    assert_eq!(secret.found(&[&before]), []);
    assert_eq!(control.names_found(&[&before]).len(), 2);
    // What is looked for would be found: who may read it reads it.
    let opened = read(&server, &setting.people.first, &client).await;
    fs::write(before.join("opened"), opened.to_string()).unwrap();
    let names = secret.names_found(&[&before]);
    assert_eq!(names, ["reason", "reference"].map(str::to_owned).into());

    erase(&setting, &server, &client).await;
    let after = take(&setting, &server, "after", &client).await;
    let opened = read(&server, &setting.people.first, &client).await;
    fs::write(after.join("opened"), opened.to_string()).unwrap();
    assert_eq!(secret.found(&[&after]), []);
    assert_eq!(control.names_found(&[&after]).len(), 2);
    assert_eq!(server.stop(), Some(0));
}
