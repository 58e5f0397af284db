//! The portfolio: every award at once, with its money and pace, in as many statements as one award takes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use serde_json::{Value, json};
use tracing::{Event, Subscriber};
use tracing_subscriber::{Layer, layer::Context, prelude::*};

use crate::{
    flow::{claim, pay, set_up},
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, SUBAWARDEE, Server, code,
    },
};

/// Counts the statements that the program sends to its database.
#[derive(Clone, Default)]
struct Statements(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// How many statements a question takes: the fewest of several times, for the projector asks now and then too.
async fn statements(server: &Server, counted: &Statements, query: &str) -> usize {
    let mut fewest = usize::MAX;
    for _ in 0..5 {
        let before = counted.0.load(Ordering::SeqCst);
        server.data(OFFICER, query).await;
        fewest = fewest.min(counted.0.load(Ordering::SeqCst) - before);
    }
    fewest
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_awards_take_one_round_of_statements() {
    let counted = Statements::default();
    tracing_subscriber::registry().with(counted.clone()).init();
    let server = Server::start().await;
    set_up(&server).await;
    let query = "{ portfolio(orderBy: AWARDED) {
        totals { awards belowShare awarded unassigned subObligated expenditures
            openFindings { all high moderate low } deadlines { due overdue overdueHigh nextDueOn } }
        awards(first: 100) { nodes {
            award { fain title status } awarded unassigned expenditures spentPercent elapsedPercent burnRate
            subAwardShare { percent compliant } costShare { required recorded remaining }
            openFindings { all high } deadlines { due overdue nextDueOn }
        } pageInfo { hasNextPage endCursor } }
    } }";
    let of_few = statements(&server, &counted, query).await;
    for number in 1000..1500 {
        let award = json!({
            "commandId": format!("many-{number}"), "number": format!("90ZV{number}-01-00"), "programme": "TVAP",
            "notice": "ZV-1369", "grantee": "prime", "title": "One of many", "assistanceListing": "93.598",
            "amount": "1000.00", "regions": [6],
            "projectPeriod": { "startsOn": "2024-10-01", "endsOn": "2027-09-30" },
            "budgetPeriod": { "startsOn": "2024-10-01", "endsOn": "2025-09-30" },
            "effectiveOn": "2024-10-01",
        });
        server.done(OFFICER, "awardIssue", award).await;
    }
    let told = server.data(OFFICER, query).await["portfolio"].clone();
    assert_eq!(told["totals"]["awards"], 502);
    assert_eq!(told["awards"]["nodes"].as_array().unwrap().len(), 100);
    assert_eq!(told["awards"]["pageInfo"]["hasNextPage"], true);
    let of_many = statements(&server, &counted, query).await;
    assert_eq!(of_few, of_many, "no award takes a statement of its own");
    // The transaction, the view, the awards, the day, and the six of the calendar.
    assert!((1..=11).contains(&of_many), "{of_many} statements");
    let overdue = "{ portfolio(filter: { overdue: true }, orderBy: NEXT_DUE, on: \"2026-01-01\") {
        totals { awards deadlines { overdue } }
        awards(first: 100) { nodes { award { fain } deadlines { overdue } openFindings { all } } } } }";
    let told = server.data(OFFICER, overdue).await["portfolio"].clone();
    assert_eq!(told["totals"]["awards"], 502);
    let of_overdue = statements(&server, &counted, overdue).await;
    assert!((1..=10).contains(&of_overdue), "{of_overdue} statements");
}

/// A payment of one claim of the shelter.
async fn paid() -> Server {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let submitted = claim("claim-1", "SA-1", "N-1", &client);
    server.done(SUBAWARDEE, "claimSubmit", submitted).await;
    pay(&server, "SA-1:N-1").await;
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn an_award_of_the_portfolio_says_what_its_accounts_hold() {
    let server = paid().await;
    let query = "{ portfolio(filter: { grantee: \"prime\" }, on: \"2025-09-30\") { on
        totals { awards awarded unassigned subObligated expenditures drawn matched }
        awards { nodes { award { fain } awarded unassigned unliquidated expenditures paid accrued
            spentPercent elapsedPercent burnRate subAwardShare { compliant } costShare { required } } } } }";
    let told = server.data(OFFICER, query).await["portfolio"].clone();
    assert_eq!(
        told["awards"]["nodes"],
        json!([{
            "award": { "fain": "90ZV0134" }, "awarded": "825000.00", "unassigned": "625000.00",
            "unliquidated": "199000.00", "expenditures": "1000.00", "paid": "1000.00", "accrued": "0.00",
            "spentPercent": "0.12", "elapsedPercent": "33.33", "burnRate": "83.33",
            "subAwardShare": null, "costShare": null,
        }])
    );
    assert_eq!(
        told["totals"],
        json!({ "awards": 1, "awarded": "825000.00", "unassigned": "625000.00", "subObligated": "200000.00",
                "expenditures": "1000.00", "drawn": "0.00", "matched": "0.00" })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portfolio_holds_the_awards_that_one_may_see() {
    let server = paid().await;
    let query = "{ portfolio { totals { awards } awards { nodes { award { fain } } } } }";
    for (person, fains) in [
        (OFFICER, &["90ZV0134", "90ZV0999"][..]),
        (AUDITOR, &["90ZV0134", "90ZV0999"]),
        (GRANTEE, &["90ZV0134"]),
        (OTHER_GRANTEE, &["90ZV0999"]),
        (SUBAWARDEE, &[]),
        (OTHER_SUBAWARDEE, &[]),
        (ADMIN, &[]),
    ] {
        let told = server.data(person, query).await["portfolio"].clone();
        let nodes = told["awards"]["nodes"].as_array().unwrap();
        let seen: Vec<&str> = nodes
            .iter()
            .map(|node| node["award"]["fain"].as_str().unwrap())
            .collect();
        assert_eq!(seen, fains, "{}", person.actor);
        assert_eq!(told["totals"]["awards"], fains.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portfolio_goes_on_after_a_cursor_in_its_order() {
    let server = paid().await;
    let page = |after: Value| {
        let query = "query ($after: String) { portfolio(orderBy: UNASSIGNED) {
            awards(first: 1, after: $after) { nodes { unassigned award { fain } } pageInfo { hasNextPage endCursor } } } }";
        server.ask(OFFICER, query, json!({ "after": after }))
    };
    let (_, first) = page(Value::Null).await;
    let awards = &first["data"]["portfolio"]["awards"];
    assert_eq!(awards["pageInfo"]["hasNextPage"], true);
    let (_, second) = page(awards["pageInfo"]["endCursor"].clone()).await;
    let others = &second["data"]["portfolio"]["awards"];
    assert_eq!(others["pageInfo"]["hasNextPage"], false);
    assert_ne!(awards["nodes"][0]["award"], others["nodes"][0]["award"]);
    let amount = |of: &Value| of["nodes"][0]["unassigned"].as_str().unwrap().to_owned();
    let cents = |text: String| text.replace('.', "").parse::<i64>().unwrap();
    assert!(cents(amount(awards)) >= cents(amount(others)));
    let (_, refused) = page(json!("nothing")).await;
    assert_eq!(code(&refused), "CURSOR_MALFORMED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portfolio_counts_what_was_found_and_what_is_due() {
    let server = paid().await;
    let found = |finding: &str, severity: &str, sub_award: Value| {
        json!({
            "commandId": finding, "award": "90ZV0134", "subAward": sub_award, "finding": finding, "severity": severity,
            "reason": "Seen on a visit", "dueOn": "2025-07-31", "effectiveOn": "2025-05-31",
        })
    };
    for (finding, severity, sub_award) in [
        ("F-1", "HIGH", json!("SA-1")),
        ("F-2", "LOW", Value::Null),
        ("F-3", "HIGH", Value::Null),
    ] {
        let finding = found(finding, severity, sub_award);
        server.done(OFFICER, "findingRecord", finding).await;
    }
    let resolved = json!({
        "commandId": "resolved", "award": "90ZV0134", "finding": "F-3", "resolution": "UNFOUNDED",
        "reason": "It was another award", "effectiveOn": "2025-06-01",
    });
    server.done(OFFICER, "findingResolve", resolved).await;
    let fields =
        "totals { openFindings { all high moderate low } deadlines { due overdue nextDueOn } }
        awards { nodes { award { fain } openFindings { all high moderate low }
            deadlines { due overdue overdueHigh nextDueOn } } }";
    let query = format!(
        "{{ portfolio(orderBy: FINDINGS, on: \"2025-06-02\", within: 60) {{ {fields} }} }}"
    );
    let told = server.data(OFFICER, &query).await["portfolio"].clone();
    assert_eq!(
        told["totals"]["openFindings"],
        json!({ "all": 2, "high": 1, "moderate": 0, "low": 1 })
    );
    let nodes = &told["awards"]["nodes"];
    assert_eq!(nodes[0]["award"]["fain"], "90ZV0134");
    assert_eq!(nodes[0]["openFindings"]["high"], 1);
    assert_eq!(nodes[1]["openFindings"]["all"], 0);
    // As the calendar has it, award by award.
    let mut overdue = 0;
    for node in nodes.as_array().unwrap() {
        let fain = node["award"]["fain"].as_str().unwrap();
        let query = format!(
            "{{ deadlines(on: \"2025-06-02\", within: 60, award: \"{fain}\", first: 100) {{ nodes {{ standing severity dueOn }} }} }}"
        );
        let listed = server.data(OFFICER, &query).await["deadlines"]["nodes"].clone();
        let listed = listed.as_array().unwrap();
        let of = |field: &str, word: &str| listed.iter().filter(|node| node[field] == word).count();
        assert_eq!(node["deadlines"]["due"], of("standing", "DUE"));
        assert_eq!(node["deadlines"]["overdue"], of("standing", "OVERDUE"));
        assert_eq!(node["deadlines"]["overdueHigh"], of("severity", "HIGH"));
        let next = listed.iter().find(|node| node["standing"] == "DUE");
        if let Some(next) = next {
            assert_eq!(node["deadlines"]["nextDueOn"], next["dueOn"]);
        }
        overdue += of("standing", "OVERDUE");
    }
    assert!(overdue > 0);
    assert_eq!(told["totals"]["deadlines"]["overdue"], overdue);
    for (filter, fains) in [
        ("findingsFrom: HIGH", &["90ZV0134"][..]),
        ("findingsFrom: LOW", &["90ZV0134"]),
        ("overdue: true", &["90ZV0134", "90ZV0999"]),
        ("overdue: false", &[]),
    ] {
        let query = format!(
            "{{ portfolio(filter: {{ {filter} }}, on: \"2025-06-02\") {{ awards {{ nodes {{ award {{ fain }} }} }} }} }}"
        );
        let told = server.data(OFFICER, &query).await["portfolio"]["awards"]["nodes"].clone();
        let nodes = told.as_array().unwrap().iter();
        let seen: Vec<&str> = nodes
            .map(|node| node["award"]["fain"].as_str().unwrap())
            .collect();
        assert_eq!(seen, fains, "{filter}");
    }
    let far = "{ portfolio(within: 3661) { on } }";
    let (_, refused) = server.ask(OFFICER, far, json!({})).await;
    assert_eq!(code(&refused), "FILTER_MALFORMED");
}
