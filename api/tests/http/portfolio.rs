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
        totals { awards belowShare awarded unassigned subObligated expenditures }
        awards(first: 100) { nodes {
            award { fain title status } awarded unassigned expenditures spentPercent elapsedPercent burnRate
            subAwardShare { percent compliant } costShare { required recorded remaining }
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
    // The transaction, the view, the awards, the day.
    assert!((1..=5).contains(&of_many), "{of_many} statements");
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
