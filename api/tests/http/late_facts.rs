//! What becomes known late of a case: its claims are adjudicated again in the same commit, and everybody reads both
//! decisions.

use serde_json::{Value, json};

use crate::{
    flow::{claim, client, pay, set_up},
    server::{GRANTEE, GRANTEE_2, GRANTEE_3, OFFICER, SUBAWARDEE, Server},
};

const CLAIM: &str = "{ claim(claimId: \"SA-1:1\") { status payable paid \
    decisions { effectiveOn cause outcome billed adjusted before payable overpaid explanation { outcome summary complete } } \
    explanation { outcome summary complete steps { edit verdict } } } \
    claimExplain(claimId: \"SA-1:1\") { outcome summary } \
    subAward(subAwardId: \"SA-1\") { balances { reserved accrued paid receivable } } \
    trialBalance { totals { debit credit } } }";

/// An adult who has not been screened: covered for 42 days, to 2025-04-11.
async fn unscreened(server: &Server) -> String {
    let mut input = client("unscreened", "SA-1");
    input["phase"] = json!("PENDING_SCREENING");
    input["effectiveOn"] = json!("2025-03-01");
    let enrolled = server.done(SUBAWARDEE, "clientEnrol", input).await;
    enrolled["client"]["code"].as_str().unwrap().to_owned()
}

fn letter(client: &str) -> Value {
    json!({
        "commandId": "letter", "client": client, "kind": "CERTIFICATION", "basis": "T_VISA",
        "datedOn": "2025-04-05", "effectiveOn": "2025-04-05",
    })
}

async fn told(server: &Server) -> Value {
    let data = server.data(OFFICER, CLAIM).await;
    for total in data["trialBalance"]["totals"].as_array().unwrap() {
        assert_eq!(total["debit"], total["credit"]);
    }
    data
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_certification_pays_the_month_and_a_late_closing_takes_it_back() {
    let server = Server::start().await;
    set_up(&server).await;
    let client = unscreened(&server).await;
    let submitted = server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim", "SA-1", "1", &client),
        )
        .await;
    assert_eq!(submitted["claim"]["status"], "DENIED");
    let head = server.head().await;
    server
        .done(SUBAWARDEE, "clientLetterRecord", letter(&client))
        .await;
    // Letter, phase, decision, funds, benefit: one commit.
    assert_eq!(server.head().await, head + 5);
    let after = told(&server).await;
    let decisions = after["claim"]["decisions"].as_array().unwrap();
    assert_eq!(decisions.len(), 2, "{after:#}");
    assert_eq!(decisions[0]["outcome"], "DENIED");
    assert_eq!(decisions[0]["cause"], Value::Null);
    assert_eq!(decisions[0]["explanation"]["complete"], true);
    let again = &decisions[1];
    for (field, value) in [
        ("cause", "LATE_FACT"),
        ("outcome", "PAYABLE"),
        ("billed", "1050.00"),
        ("adjusted", "50.00"),
        ("before", "0.00"),
        ("payable", "1000.00"),
        ("overpaid", "0.00"),
    ] {
        assert_eq!(again[field], value, "{field}");
    }
    assert_eq!(again["explanation"]["complete"], true, "{again:#}");
    assert_eq!(after["claim"]["status"], "PAYABLE");
    assert_eq!(after["claim"]["explanation"]["outcome"], "PAYABLE");
    assert_eq!(
        after["claim"]["explanation"]["summary"],
        again["explanation"]["summary"]
    );
    assert_eq!(after["claimExplain"]["outcome"], "PAYABLE");
    assert_eq!(after["subAward"]["balances"]["reserved"], "1000.00");
    // The same letter again: the same answer, and nothing moves.
    let head = server.head().await;
    let repeated = server
        .command(SUBAWARDEE, "clientLetterRecord", letter(&client))
        .await;
    assert_eq!(repeated["userErrors"], json!([]));
    assert_eq!(server.head().await, head);

    // It moves on the day on which it became known; what follows is not before that.
    let on = again["effectiveOn"].as_str().unwrap();
    paid(&server, on).await;
    let closing = json!({
        "commandId": "close", "client": client, "reason": "CUSTODY", "effectiveOn": "2025-04-20",
    });
    server.done(SUBAWARDEE, "clientClose", closing).await;
    let closed = told(&server).await;
    let decisions = closed["claim"]["decisions"].as_array().unwrap();
    assert_eq!(decisions.len(), 3);
    assert_eq!(decisions[2]["overpaid"], "1000.00");
    assert_eq!(closed["claim"]["status"], "DENIED");
    assert_eq!(
        closed["subAward"]["balances"],
        json!({ "reserved": "0.00", "accrued": "0.00", "paid": "0.00", "receivable": "1000.00" })
    );
}

async fn paid(server: &Server, on: &str) {
    let approval = json!({ "commandId": "approve", "claim": "SA-1:1", "effectiveOn": on });
    server.done(OFFICER, "claimApprove", approval).await;
    let payment = json!({
        "commandId": "prepare", "payment": "PAY-1", "award": "90ZV0134", "claims": ["SA-1:1"],
        "justification": "Reimbursement for May", "effectiveOn": on,
    });
    server.done(GRANTEE, "paymentPrepare", payment).await;
    let step = |id: &str| json!({ "commandId": id, "payment": "PAY-1", "effectiveOn": on });
    server
        .done(GRANTEE_2, "paymentAuthorise", step("authorise"))
        .await;
    server
        .done(GRANTEE_3, "paymentConfirm", step("confirm"))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_claim_that_gains_is_paid_the_difference_with_an_advice_of_its_own() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let mut input = claim("claim", "SA-1", "1", &client);
    let mut line = input["lines"][1].clone();
    line["billed"] = json!("7000.00");
    input["lines"] = json!([line]);
    let submitted = server.done(SUBAWARDEE, "claimSubmit", input).await;
    assert_eq!(submitted["claim"]["payable"], "6000.00");
    pay(&server, "SA-1:1").await;
    let family = json!({
        "commandId": "family", "client": client, "relation": "T3", "inHousehold": true,
        "effectiveOn": "2025-05-20",
    });
    server
        .done(SUBAWARDEE, "clientFamilyMemberAdd", family)
        .await;
    let after = told(&server).await;
    assert_eq!(after["claim"]["status"], "PAYABLE");
    assert_eq!(
        (&after["claim"]["payable"], &after["claim"]["paid"]),
        (&json!("7000.00"), &json!("6000.00"))
    );
    assert_eq!(after["subAward"]["balances"]["reserved"], "1000.00");
    let on = after["claim"]["decisions"][1]["effectiveOn"]
        .as_str()
        .unwrap()
        .to_owned();
    let approval = json!({ "commandId": "approve-2", "claim": "SA-1:1", "effectiveOn": on });
    server.done(OFFICER, "claimApprove", approval).await;
    let payment = json!({
        "commandId": "prepare-2", "payment": "PAY-2", "award": "90ZV0134", "claims": ["SA-1:1"],
        "justification": "The difference", "effectiveOn": on,
    });
    server.done(GRANTEE, "paymentPrepare", payment).await;
    let step = |id: &str| json!({ "commandId": id, "payment": "PAY-2", "effectiveOn": on });
    server
        .done(GRANTEE_2, "paymentAuthorise", step("authorise-2"))
        .await;
    server
        .done(GRANTEE_3, "paymentConfirm", step("confirm-2"))
        .await;
    let end = told(&server).await;
    assert_eq!(end["claim"]["status"], "PAID");
    assert_eq!(end["claim"]["paid"], "7000.00");
    assert_eq!(end["subAward"]["balances"]["paid"], "7000.00");
    // Both payments have an advice that balances: 6000, and 1000 with what was paid before.
    let advices = server
        .data(
            SUBAWARDEE,
            "{ remittances(first: 5) { nodes { paymentId advice { claims(first: 5) { nodes { number paidBefore paid } } } } } }",
        )
        .await;
    let nodes = advices["remittances"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 2, "{advices:#}");
    for (advice, before, paid) in [
        (&nodes[0], "0.00", "6000.00"),
        (&nodes[1], "6000.00", "1000.00"),
    ] {
        let claim = &advice["advice"]["claims"]["nodes"][0];
        assert_eq!(
            (&claim["paidBefore"], &claim["paid"]),
            (&json!(before), &json!(paid)),
            "{advices:#}"
        );
    }
}
