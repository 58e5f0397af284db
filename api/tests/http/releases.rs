//! Claims that wait are released once and in order, whoever brings it about, and whatever else happens to them meanwhile.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::{
    flow::{claim, set_up},
    races::{CALLERS, balances, replacement, submitted, void},
    server::{GRANTEE, OFFICER, SUBAWARDEE, Server},
};

/// A claim of one direct expense, which no other says.
fn expense(number: usize, client: &str) -> Value {
    let mut input = claim(
        &format!("expense-{number}"),
        "SA-1",
        &number.to_string(),
        client,
    );
    let mut line = input["lines"][1].clone();
    line["billed"] = json!(format!("{}.{:02}", 2 + number / 100, number % 100));
    input["lines"] = json!([line]);
    input
}

fn raise(at: usize, amount: &str) -> Value {
    json!({
        "commandId": format!("raise-{at}"), "subAward": "SA-1", "amount": amount, "reason": "Claims wait",
        "effectiveOn": "2025-06-01",
    })
}

/// Nothing is left of the sub-award but a dollar.
async fn exhausted(server: &Server) {
    let lower = json!({
        "commandId": "lower", "subAward": "SA-1", "amount": "99999.00", "reason": "Nothing is left",
        "effectiveOn": "2025-06-01",
    });
    server.done(GRANTEE, "subAwardLower", lower).await;
}

/// The types of the events of a claim, oldest first.
async fn life(server: &Server, claim: &str) -> Vec<String> {
    let query = format!(
        "{{ claim(claimId: \"{claim}\") {{ auditTrail(first: 100) {{ nodes {{ eventType }} }} }} }}"
    );
    let data = server.data(OFFICER, &query).await;
    let nodes = data["claim"]["auditTrail"]["nodes"].as_array().unwrap();
    nodes
        .iter()
        .map(|node| node["eventType"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn claims_that_wait_are_released_once_whoever_finds_the_funds() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    exhausted(&server).await;
    for number in 1..=6 {
        let submitted = server
            .done(SUBAWARDEE, "claimSubmit", expense(number, &client))
            .await;
        assert_eq!(submitted["claim"]["status"], "PENDED");
    }
    // Many raise the obligation, and an officer approves what waits: each brings releases about.
    let raised = (0..CALLERS).map(|at| server.command(GRANTEE, "subAwardRaise", raise(at, "1.00")));
    let approved = (0..CALLERS).map(|at| {
        let input = json!({
            "commandId": format!("approve-{at}"), "claim": format!("SA-1:{}", 1 + at % 6), "effectiveOn": "2025-06-01",
        });
        server.command(OFFICER, "claimApprove", input)
    });
    let (raised, _) = futures::future::join(join_all(raised), join_all(approved)).await;
    for payload in raised {
        assert_eq!(payload["userErrors"], json!([]), "{payload:#}");
    }
    for number in 1..=6 {
        let life = life(&server, &format!("SA-1:{number}")).await;
        for once in ["ClaimReleased", "ClaimUnpended", "FundsReserved"] {
            let times = life.iter().filter(|held| *held == once).count();
            assert_eq!(times, 1, "{once} of {number}: {life:?}");
        }
    }
    let held = balances(&server).await;
    assert_eq!(held["obligated"], "25.00");
    assert_eq!(held["pended"], "0.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_release_and_a_void_that_race_each_takes_the_claim_as_the_other_left_it() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    exhausted(&server).await;
    for number in 1..=8 {
        server
            .done(SUBAWARDEE, "claimSubmit", expense(number, &client))
            .await;
    }
    let raised = (0..8).map(|at| server.command(GRANTEE, "subAwardRaise", raise(at, "3.00")));
    let voided = (1..=8).flat_map(|number| {
        let server = &server;
        (0..3).map(move |at| {
            let input = json!({
                "commandId": format!("void-{number}-{at}"), "claim": format!("SA-1:{number}"),
                "reason": "BILLED_IN_ERROR", "effectiveOn": "2025-06-01",
            });
            server.command(SUBAWARDEE, "claimVoid", input)
        })
    });
    let (raised, voided) = futures::future::join(join_all(raised), join_all(voided)).await;
    for payload in raised.iter().chain(&voided) {
        assert_eq!(payload["userErrors"], json!([]), "{payload:#}");
    }
    for number in 1..=8 {
        let life = life(&server, &format!("SA-1:{number}")).await;
        let times = |name: &str| life.iter().filter(|held| *held == name).count();
        assert_eq!(
            (times("ClaimVoided"), times("ClaimUnpended")),
            (1, 1),
            "{life:?}"
        );
        assert_eq!(times("FundsReserved"), times("FundsReleased"), "{life:?}");
        assert_eq!(times("BenefitReleased"), 1, "{life:?}");
    }
    let held = balances(&server).await;
    assert_eq!(
        (&held["available"], &held["reserved"], &held["pended"]),
        (&held["obligated"], &json!("0.00"), &json!("0.00"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_void_or_replacement_sent_by_many_at_once_is_answered_once_and_for_all() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    submitted(&server, &client, "1").await;
    let same = |mutation: &'static str, input: Value| {
        let server = &server;
        async move {
            let head = server.head().await;
            let asked = (0..CALLERS).map(|_| server.command(SUBAWARDEE, mutation, input.clone()));
            let answers = join_all(asked).await;
            for answer in &answers {
                assert_eq!(answer["userErrors"], json!([]), "{answer:#}");
                assert_eq!(answer["position"], answers[0]["position"]);
            }
            server.head().await - head
        }
    };
    let mut once = void("BILLED_IN_ERROR");
    once["commandId"] = json!("void");
    assert_eq!(same("claimVoid", once).await, 3);
    submitted(&server, &client, "2").await;
    let mut other = replacement("SA-1:2", &client, "100.00");
    other["commandId"] = json!("replace");
    assert_eq!(same("claimReplace", other).await, 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_claims_than_one_decision_releases_are_released_in_order_before_any_newer_one() {
    const MANY: usize = 503;
    let server = Server::start().await;
    let client = set_up(&server).await;
    exhausted(&server).await;
    // As sub-awardees send them: a sheet.
    let digest = "ab".repeat(32);
    let rows: String = (1..=MANY)
        .map(|number| {
            let billed = format!("{}.{:02}", 2 + number / 100, number % 100);
            format!("{number},{client},2025-05,Housing,{billed},2025-05-10,{digest}\n")
        })
        .collect();
    let sheet = format!("Claim #,Client,Month,Service,Amount,Date paid,Receipt digest\n{rows}");
    let input = json!({ "commandId": "sheet", "text": sheet, "subAward": "SA-1", "effectiveOn": "2025-06-01" });
    let query = "mutation($input: ClaimBatchSubmitInput!) { claimBatchSubmit(input: $input) { claimsAccepted userErrors { code } } }";
    let (_, body) = server
        .ask(SUBAWARDEE, query, json!({ "input": input }))
        .await;
    assert_eq!(
        body["data"]["claimBatchSubmit"]["claimsAccepted"], MANY,
        "{body:#}"
    );
    server
        .done(GRANTEE, "subAwardRaise", raise(0, "10000.00"))
        .await;
    // A newer claim comes at once; the ledger goes on by itself as well.
    server
        .done(SUBAWARDEE, "claimSubmit", expense(9999, &client))
        .await;
    let query = "query($after: String) { journal { events(first: 100, after: $after, filter: { eventType: \"ClaimReleased\" }) {
        nodes { position aggregateId } pageInfo { hasNextPage endCursor } } } }";
    let mut released: Vec<(u64, String)> = Vec::new();
    let mut after = Value::Null;
    loop {
        let (_, body) = server.ask(OFFICER, query, json!({ "after": after })).await;
        let page = &body["data"]["journal"]["events"];
        for node in page["nodes"]
            .as_array()
            .unwrap_or_else(|| panic!("{body:#}"))
        {
            let position = node["position"].as_str().unwrap().parse().unwrap();
            released.push((position, node["aggregateId"].as_str().unwrap().to_owned()));
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    let expected: Vec<_> = (1..=MANY).map(|number| format!("SA-1:{number}")).collect();
    let order: Vec<_> = released.iter().map(|(_, claim)| claim.clone()).collect();
    assert_eq!(order, expected);
    let data = server
        .data(
            OFFICER,
            "{ claim(claimId: \"SA-1:9999\") { status auditTrail(first: 100) { nodes { eventType position } } } }",
        )
        .await;
    let nodes = data["claim"]["auditTrail"]["nodes"].as_array().unwrap();
    let adjudicated = nodes
        .iter()
        .find(|node| node["eventType"] == "ClaimAdjudicated")
        .unwrap();
    let newer: u64 = adjudicated["position"].as_str().unwrap().parse().unwrap();
    assert!(released.iter().all(|(position, _)| *position < newer));
    assert_eq!(data["claim"]["status"], "PAYABLE");
}
