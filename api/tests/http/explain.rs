//! Why a claim came out as it did, and what one would come to: rule by rule, for those who may see it.

use serde_json::{Value, json};

use crate::{
    flow::{claim, set_up},
    server::{GRANTEE, OFFICER, OTHER_SUBAWARDEE, SUBAWARDEE, Server},
};

const TOLD: &str = "outcome summary whatToDo complete ruleSet { version notice } \
    steps { edit question verdict finding inputs { name value } cuts { line carc amount } }";

fn input(claim: &Value) -> Value {
    let mut input = claim.clone();
    input.as_object_mut().unwrap().remove("commandId");
    input
}

async fn preview(server: &Server, person: crate::server::Person, claim: &Value) -> Value {
    let query = format!(
        "query($input: ClaimPreviewInput!) {{ claimPreview(input: $input) {{ outcome billed adjusted payable alreadyHeld remainder \
         lines {{ number billed adjusted allowed adjustments {{ group carc amount explanation whatToDo }} }} \
         explanation {{ {TOLD} }} userErrors {{ code message field }} }} }}"
    );
    let (_, body) = server
        .ask(person, &query, json!({ "input": input(claim) }))
        .await;
    assert!(body.get("errors").is_none(), "{body:#}");
    body["data"]["claimPreview"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_writes_nothing_and_tells_what_the_claim_then_comes_to() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let claim = claim("claim", "SA-1", "2025-05-1", &client);
    let head = server.head().await;
    let previewed = preview(&server, SUBAWARDEE, &claim).await;
    assert_eq!(server.head().await, head);
    assert_eq!(previewed["userErrors"], json!([]), "{previewed:#}");
    assert_eq!(
        (
            &previewed["outcome"],
            &previewed["billed"],
            &previewed["payable"]
        ),
        (&json!("PAYABLE"), &json!("1050.00"), &json!("1000.00"))
    );
    // The same command id as the preview's claim would have had is still free.
    server.done(SUBAWARDEE, "claimSubmit", claim.clone()).await;
    let query = format!(
        "{{ claimExplain(claimId: \"SA-1:2025-05-1\") {{ {TOLD} }} \
         claim(claimId: \"SA-1:2025-05-1\") {{ explanation {{ {TOLD} }} \
         lines {{ adjustments {{ group carc amount explanation whatToDo }} }} }} }}"
    );
    let told = server.data(SUBAWARDEE, &query).await;
    assert_eq!(told["claimExplain"], previewed["explanation"]);
    assert_eq!(told["claim"]["explanation"], previewed["explanation"]);
    assert_eq!(
        told["claim"]["lines"][2]["adjustments"],
        previewed["lines"][2]["adjustments"]
    );
    let explained = &told["claimExplain"];
    assert_eq!(explained["complete"], true);
    assert_eq!(
        explained["ruleSet"],
        json!({ "version": 1, "notice": "ZV-1369" })
    );
    let steps = explained["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 15);
    let rate = steps.iter().find(|step| step["edit"] == "RATE").unwrap();
    assert_eq!(rate["verdict"], "ADJUSTED");
    assert_eq!(
        rate["cuts"],
        json!([{ "line": 3, "carc": 16, "amount": "50.00" }])
    );
    // A claim that was submitted already would change nothing.
    let again = preview(&server, SUBAWARDEE, &claim).await;
    assert_eq!(
        (&again["alreadyHeld"], &again["outcome"]),
        (&json!(true), &Value::Null)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn previews_and_explanations_are_for_those_who_may_claim_and_see() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let claim = claim("claim", "SA-1", "2025-05-1", &client);
    for (person, code) in [
        (OTHER_SUBAWARDEE, "UNKNOWN_SUB_AWARD"),
        (OFFICER, "FORBIDDEN"),
        (GRANTEE, "FORBIDDEN"),
    ] {
        let refused = preview(&server, person, &claim).await;
        assert_eq!(refused["userErrors"][0]["code"], code);
        assert_eq!(refused["payable"], Value::Null);
    }
    let mut malformed = claim.clone();
    malformed["lines"][0]["billed"] = json!("4.001");
    let refused = preview(&server, SUBAWARDEE, &malformed).await;
    assert_eq!(refused["userErrors"][0]["field"], "lines.0.billed");
    server.done(SUBAWARDEE, "claimSubmit", claim).await;
    let query = format!("{{ claimExplain(claimId: \"SA-1:2025-05-1\") {{ {TOLD} }} }}");
    for (person, seen) in [
        (SUBAWARDEE, true),
        (GRANTEE, true),
        (OFFICER, true),
        (OTHER_SUBAWARDEE, false),
    ] {
        let told = server.data(person, &query).await;
        assert_eq!(told["claimExplain"].is_object(), seen, "{told:#}");
    }
    let before = server.head().await - 4;
    let then = format!(
        "{{ claimExplain(claimId: \"SA-1:2025-05-1\", asOf: {{ position: \"{before}\" }}) {{ summary }} }}"
    );
    assert_eq!(
        server.data(OFFICER, &then).await["claimExplain"],
        Value::Null
    );
}
