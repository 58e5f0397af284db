//! By no way does anything about a client leave that is not written down: every question of GraphQL, every subscription,
//! every path of HTTP.
//!
//! The questions are found in the schema and the paths in the router's source, so that one that is added is walked from then on.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sqlx::{PgConnection, Row};

use crate::{
    server::{AUDITOR, OFFICER, Person, SUBAWARDEE, Server},
    subscriber::told,
    visibility::{Scene, Schema, scene},
};

/// Who is told what of clients is not told of clients: this list and its own walk.
const OF_THE_LIST: &str = "{ clientReads";

/// Clients that were written down as told of since the last time, and the number of the last answer.
async fn written_down(connection: &mut PgConnection, last: &mut i64) -> BTreeSet<String> {
    sqlx::query("SELECT set_config('almoner.scope', 'all', false)")
        .execute(&mut *connection)
        .await
        .unwrap();
    let rows = sqlx::query(
        "SELECT r.read_id, s.client FROM client_reads AS r LEFT JOIN client_read_subjects AS s USING (read_id) WHERE r.read_id > $1",
    )
    .bind(*last)
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let mut clients = BTreeSet::new();
    for row in &rows {
        *last = row.get::<i64, _>("read_id").max(*last);
        clients.extend(row.get::<Option<String>, _>("client"));
    }
    clients
}

/// Of which of the two clients a text tells: by their codes, or by their claims.
fn told_of(scene: &Scene, text: &str) -> BTreeSet<String> {
    let marks = [
        ["SA-1:N-1", &scene.clients[0]],
        ["SA-2:N-2", &scene.clients[1]],
    ];
    let told = marks
        .iter()
        .filter(|marks| marks.iter().any(|mark| text.contains(*mark)));
    told.map(|[_, client]| (*client).to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_question_of_graphql_is_answered_of_a_client_that_is_not_written_down() {
    let scene = scene("CLIENT_LEVEL_PSEUDONYMOUS").await;
    let schema = Schema::read(&scene.server).await;
    let mut connection = scene.server.owner().await;
    let (mut last, mut missed) = (0, Vec::new());
    written_down(&mut connection, &mut last).await;
    for person in [OFFICER, SUBAWARDEE] {
        for query in Scene::queries(&schema, &scene.ids()) {
            if query.starts_with(OF_THE_LIST) {
                continue;
            }
            let (_, body) = scene.server.ask(person, &query, json!({})).await;
            let told = told_of(&scene, &body["data"].to_string());
            let kept = written_down(&mut connection, &mut last).await;
            if !told.is_subset(&kept) {
                missed.push(query.chars().take(160).collect::<String>());
            }
        }
        let head = scene.server.head().await;
        for root in ["claimEvents", "journalEvents"] {
            let query = format!(
                "subscription {{ {root}(after: \"0\", until: \"{head}\") {{ position payload claimId aggregateId }} }}"
            );
            let events = told(&scene.server, person, &query).await;
            let told = told_of(&scene, &Value::from(events).to_string());
            let kept = written_down(&mut connection, &mut last).await;
            assert!(!told.is_empty() && told.is_subset(&kept), "{query}");
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

/// The paths that the router serves, as its source names them.
fn routes() -> Vec<&'static str> {
    let source = include_str!("../../src/http/mod.rs");
    let found = source.split(".route(").skip(1);
    found
        .map(|rest| rest.split('"').nth(1).expect("a route has a path"))
        .collect()
}

/// What each path is asked for; a path that is not here is new, and must be written down what leaves by it.
fn asked(route: &str) -> Option<Vec<&'static str>> {
    Some(match route {
        // What these tell is told to everybody, or is walked above.
        "/"
        | "/schema.graphql"
        | "/graphql"
        | "/l/{ledger}/graphql"
        | "/claims/template.csv"
        | "/health/live"
        | "/health/ready" => vec![],
        "/l/{ledger}/checkpoint" => vec!["checkpoint"],
        "/l/{ledger}/statement" => vec!["statement"],
        "/l/{ledger}/tile/{*path}" => vec![
            "tile/0/000.p/20",
            "tile/entries/000.p/20",
            "tile/entries/000.p/40",
        ],
        "/l/{ledger}/receipts/{file}" => vec!["receipts/claim-1.tlog-proof"],
        "/l/{ledger}/events" => vec!["events?after=0&limit=1000"],
        "/l/{ledger}/remittances/{payment}/{file}" => {
            vec![
                "remittances/PAY-1/shelter.json",
                "remittances/PAY-1/shelter.csv",
                "remittances/PAY-1/shelter.pdf",
            ]
        }
        // Nobody is erased there; who is, is asked about in the system tests.
        "/l/{ledger}/erasures/{file}" => vec!["erasures/C-0000000000000000.certificate"],
        "/l/{ledger}/key" => vec!["key"],
        "/l/{ledger}/keys" => vec!["keys"],
        "/l/{ledger}/reports/{file}" => vec![
            "reports/award-summary.json?award=90ZV0134",
            "reports/claim-aging.json?on=2025-06-01",
        ],
        _ => return None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_path_of_http_tells_of_a_client_that_is_not_written_down() {
    let scene = scene("CLIENT_LEVEL_PSEUDONYMOUS").await;
    let server = &scene.server;
    let mut connection = server.owner().await;
    let mut last = 0;
    written_down(&mut connection, &mut last).await;
    let mut told_by_any = BTreeSet::new();
    for route in routes() {
        let paths = asked(route).unwrap_or_else(|| panic!("{route} is not known here"));
        for path in paths {
            for person in [AUDITOR, SUBAWARDEE] {
                let text = get(server, person, path).await;
                let told = told_of(&scene, &text);
                let kept = written_down(&mut connection, &mut last).await;
                assert!(
                    told.is_subset(&kept),
                    "{path} as {}: {told:?}",
                    person.actor
                );
                if !told.is_empty() {
                    told_by_any.insert(route);
                }
            }
        }
    }
    // The walk finds clients where there are some.
    assert_eq!(
        told_by_any,
        BTreeSet::from([
            "/l/{ledger}/events",
            "/l/{ledger}/remittances/{payment}/{file}",
            "/l/{ledger}/tile/{*path}",
        ])
    );
}

async fn get(server: &Server, person: Person, path: &str) -> String {
    let url = format!("{}/l/{}/{path}", server.base, server.ledger.name());
    let request = server.http.get(url).bearer_auth(server.token(person));
    let bytes = request.send().await.unwrap().bytes().await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What leaves by which way is told in a table; a path or a command that it does not name is new.
#[test]
fn the_document_names_every_path_and_every_command() {
    let document = include_str!("../../../docs/graphql.md");
    let (_, table) = document.split_once("<!-- ways out begin -->").unwrap();
    let (table, _) = table.split_once("<!-- ways out end -->").unwrap();
    let has = |name: &str| table.contains(&format!("`{name}`"));
    for route in routes() {
        assert!(
            has(route),
            "the path {route} is not in the table of docs/graphql.md"
        );
    }
    let commands = <almoner_api::cli::Cli as clap::CommandFactory>::command();
    for command in commands.get_subcommands() {
        let below: Vec<String> = command
            .get_subcommands()
            .map(|below| format!("almoner {} {}", command.get_name(), below.get_name()))
            .collect();
        let names = if below.is_empty() {
            vec![format!("almoner {}", command.get_name())]
        } else {
            below
        };
        for name in names {
            assert!(has(&name), "{name} is not in the table of docs/graphql.md");
        }
    }
}
