//! Many at once: whoever voids, replaces, refunds or pays the same thing under ids of their own, it happens once; the
//! same id again answers the same and moves nothing.

use std::collections::BTreeMap;

use futures::future::join_all;
use serde_json::{Value, json};

use crate::{
    flow::{claim, pay, set_up},
    server::{GRANTEE, GRANTEE_2, GRANTEE_3, OFFICER, Person, SUBAWARDEE, Server},
};

pub(crate) const CALLERS: usize = 24;

const BALANCES: &str = "{ subAward(subAwardId: \"SA-1\") { balances { obligated available reserved accrued paid pended receivable } } }";

/// Whether each of many callers' commands wrote something new, or what it was refused for.
pub(crate) async fn race(
    server: &Server,
    person: Person,
    mutation: &str,
    input: impl Fn(usize) -> Value,
) -> BTreeMap<String, usize> {
    let asked = (0..CALLERS).map(|at| {
        let mut input = input(at);
        let prefix = input["commandId"].as_str().unwrap_or(mutation);
        input["commandId"] = json!(format!("{prefix}-{at}"));
        server.command(person, mutation, input)
    });
    let mut outcomes = BTreeMap::new();
    for payload in join_all(asked).await {
        let outcome = match payload["userErrors"][0]["code"].as_str() {
            Some(code) => code.to_owned(),
            None if payload["alreadyHeld"] == true => "HELD".to_owned(),
            None => "DONE".to_owned(),
        };
        *outcomes.entry(outcome).or_default() += 1;
    }
    outcomes
}

pub(crate) async fn balances(server: &Server) -> Value {
    server.data(OFFICER, BALANCES).await["subAward"]["balances"].clone()
}

fn done_once(outcomes: &BTreeMap<String, usize>) {
    assert_eq!(outcomes.get("DONE"), Some(&1), "{outcomes:?}");
}

pub(crate) async fn submitted(server: &Server, client: &str, number: &str) {
    let input = claim(&format!("claim-{number}"), "SA-1", number, client);
    server.done(SUBAWARDEE, "claimSubmit", input).await;
}

pub(crate) fn void(reason: &str) -> Value {
    json!({ "claim": "SA-1:1", "reason": reason, "effectiveOn": "2025-06-01" })
}

pub(crate) fn replacement(of: &str, client: &str, housing: &str) -> Value {
    let mut input = claim("", "SA-1", "1", client);
    input["lines"][1]["billed"] = json!(housing);
    json!({
        "claim": of, "client": client, "serviceMonth": "2025-05", "lines": input["lines"],
        "effectiveOn": "2025-06-01",
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_voids_and_replacements_of_a_claim_one_takes_effect() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let before = balances(&server).await;
    submitted(&server, &client, "1").await;
    let head = server.head().await;
    // The same void, and others that differ: one is done, its repeats hold, the others are refused.
    let outcomes = race(&server, SUBAWARDEE, "claimVoid", |at| {
        void(if at % 2 == 0 {
            "BILLED_IN_ERROR"
        } else {
            "BILLED_TWICE"
        })
    })
    .await;
    done_once(&outcomes);
    assert_eq!(outcomes["HELD"], CALLERS / 2 - 1, "{outcomes:?}");
    assert_eq!(outcomes["CLAIM_VOIDED"], CALLERS / 2, "{outcomes:?}");
    assert_eq!(server.head().await, head + 3, "void, funds, benefit: once");
    assert_eq!(balances(&server).await, before);
    submitted(&server, &client, "2").await;
    let outcomes = race(&server, SUBAWARDEE, "claimReplace", |at| {
        replacement("SA-1:2", &client, &format!("{}.00", 100 + at))
    })
    .await;
    done_once(&outcomes);
    assert_eq!(outcomes["CLAIM_REPLACED"], CALLERS - 1, "{outcomes:?}");
    let data = server
        .data(
            OFFICER,
            "{ claims(first: 50) { nodes { claimId status version payable } } }",
        )
        .await;
    let claims = data["claims"]["nodes"].as_array().unwrap();
    assert_eq!(claims.len(), 3, "{claims:#?}");
    let reserving = balances(&server).await;
    assert_eq!(reserving["reserved"], claims[2]["payable"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_refunds_under_one_id_one_is_received_and_under_many_no_more_than_is_owed() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    submitted(&server, &client, "1").await;
    pay(&server, "SA-1:1").await;
    let outcomes = race(&server, SUBAWARDEE, "claimVoid", |_| void("WRONG_MONTH")).await;
    done_once(&outcomes);
    assert_eq!(balances(&server).await["receivable"], "1000.00");
    let head = server.head().await;
    let refund = |id: &str, amount: &str| json!({ "subAward": "SA-1", "refund": id, "amount": amount, "effectiveOn": "2025-06-01" });
    let outcomes = race(&server, GRANTEE, "receivableRefund", |_| {
        refund("R-1", "100.00")
    })
    .await;
    done_once(&outcomes);
    assert_eq!(outcomes["HELD"], CALLERS - 1, "{outcomes:?}");
    assert_eq!(server.head().await, head + 1);
    assert_eq!(balances(&server).await["receivable"], "900.00");
    // Each its own refund of 100: nine fit.
    let asked = (0..CALLERS).map(|at| {
        let mut input = refund(&format!("S-{at}"), "100.00");
        input["commandId"] = json!(format!("own-{at}"));
        server.command(GRANTEE, "receivableRefund", input)
    });
    let answers = join_all(asked).await;
    let received = answers
        .iter()
        .filter(|answer| answer["userErrors"] == json!([]))
        .count();
    assert_eq!(received, 9);
    assert_eq!(balances(&server).await["receivable"], "0.00");
    assert_eq!(server.head().await, head + 10);
    // The same ids again: the same answers, and nothing moves.
    for (at, before) in answers.iter().enumerate() {
        let mut input = refund(&format!("S-{at}"), "100.00");
        input["commandId"] = json!(format!("own-{at}"));
        let again = server.command(GRANTEE, "receivableRefund", input).await;
        assert_eq!(again["position"], before["position"]);
        assert_eq!(again["userErrors"], before["userErrors"]);
    }
    assert_eq!(server.head().await, head + 10);
    let entries = server
        .data(
            GRANTEE,
            "{ subAward(subAwardId: \"SA-1\") { receivables(first: 50) { nodes { entry kind amount receivable } } } }",
        )
        .await;
    let entries = entries["subAward"]["receivables"]["nodes"].clone();
    assert_eq!(entries.as_array().unwrap().len(), 11, "{entries:#}");
    assert_eq!(entries[0]["kind"], "RAISED");
    assert_eq!(entries[10]["receivable"], "0.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_that_race_withhold_what_is_owed_once() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    submitted(&server, &client, "1").await;
    pay(&server, "SA-1:1").await;
    server
        .done(SUBAWARDEE, "claimVoid", {
            let mut input = void("BILLED_IN_ERROR");
            input["commandId"] = json!("void");
            input
        })
        .await;
    // Four claims of 300 each, in a payment each, prepared at once.
    for number in 2..6 {
        let mut input = claim(
            &format!("claim-{number}"),
            "SA-1",
            &number.to_string(),
            &client,
        );
        let mut line = input["lines"][1].clone();
        line["billed"] = json!("300.00");
        line["paidOn"] = json!(format!("2025-05-{:02}", 10 + number));
        input["lines"] = json!([line]);
        server.done(SUBAWARDEE, "claimSubmit", input).await;
        let approval = json!({
            "commandId": format!("approve-{number}"), "claim": format!("SA-1:{number}"), "effectiveOn": "2025-06-01",
        });
        server.done(OFFICER, "claimApprove", approval).await;
    }
    let prepared = (2..6).map(|number| {
        let input = json!({
            "commandId": format!("prepare-{number}"), "payment": format!("PAY-{number}"), "award": "90ZV0134",
            "claims": [format!("SA-1:{number}")], "justification": "Approved", "effectiveOn": "2025-06-01",
        });
        server.done(GRANTEE, "paymentPrepare", input)
    });
    join_all(prepared).await;
    for number in 2..6 {
        let step = |id: &str| json!({ "commandId": format!("{id}-{number}"), "payment": format!("PAY-{number}"), "effectiveOn": "2025-06-01" });
        server
            .done(GRANTEE_2, "paymentAuthorise", step("authorise"))
            .await;
    }
    let confirmed = (2..6).flat_map(|number| {
        let server = &server;
        (0..4).map(move |at| {
            let input = json!({
                "commandId": format!("confirm-{number}-{at}"), "payment": format!("PAY-{number}"), "effectiveOn": "2025-06-01",
            });
            server.command(GRANTEE_3, "paymentConfirm", input)
        })
    });
    for payload in join_all(confirmed).await {
        assert_eq!(payload["userErrors"], json!([]), "{payload:#}");
    }
    let held = balances(&server).await;
    assert_eq!(
        (&held["paid"], &held["receivable"]),
        (&json!("1200.00"), &json!("0.00"))
    );
    let data = server
        .data(
            GRANTEE,
            "{ payments { nodes { paymentId total offsetTotal net offsets { nodes { owed amount forwardBalance settledOn } } } }
               trialBalance { totals { debit credit } } }",
        )
        .await;
    let cents = |value: &Value| -> i64 {
        let text = value.as_str().unwrap().replace('.', "");
        text.parse().unwrap()
    };
    let payments = data["payments"]["nodes"].as_array().unwrap();
    let withheld: i64 = payments
        .iter()
        .map(|payment| cents(&payment["offsetTotal"]))
        .sum();
    assert_eq!(withheld, 100_000, "{payments:#?}");
    for payment in payments {
        assert_eq!(
            cents(&payment["total"]) - cents(&payment["offsetTotal"]),
            cents(&payment["net"])
        );
    }
    for total in data["trialBalance"]["totals"].as_array().unwrap() {
        assert_eq!(total["debit"], total["credit"]);
    }
}
