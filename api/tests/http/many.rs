//! Many claims at once.

use serde_json::{Value, json};

use crate::{
    live::two_claims,
    server::{GRANTEE, OFFICER, Person, SUBAWARDEE, Server},
};

async fn many(server: &Server, person: Person, mutation: &str, input: Value) -> Value {
    let kind = match mutation {
        "claimApproveMany" => "ClaimApproveManyInput",
        _ => "ClaimDenyManyInput",
    };
    let query = format!(
        "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ done refused caughtUp userErrors {{ code field }}
            results {{ claimId position repeated alreadyHeld claim {{ status }} userErrors {{ code field }} }} }} }}"
    );
    let (status, body) = server.ask(person, &query, json!({ "input": input })).await;
    assert!(status == 200 && body.get("errors").is_none(), "{body:#}");
    body["data"][mutation].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_many_claims_is_answered_by_itself_and_the_same_again() {
    let server = Server::start().await;
    two_claims(&server).await;
    let input = json!({
        "commandId": "bulk", "claims": ["SA-1:N-1", "SA-1:N-404", "SA-2:N-2"], "effectiveOn": "2025-06-01",
    });
    let head = server.head().await;
    for person in [GRANTEE, SUBAWARDEE] {
        let payload = many(&server, person, "claimApproveMany", input.clone()).await;
        assert_eq!(
            (&payload["done"], &payload["refused"]),
            (&json!(0), &json!(3)),
            "{payload:#}"
        );
    }
    assert_eq!(server.head().await, head);
    let first = many(&server, OFFICER, "claimApproveMany", input.clone()).await;
    assert_eq!(
        (&first["done"], &first["refused"]),
        (&json!(2), &json!(1)),
        "{first:#}"
    );
    assert_eq!(
        (&first["caughtUp"], &first["userErrors"]),
        (&json!(true), &json!([]))
    );
    let results = first["results"].as_array().unwrap();
    let claims: Vec<_> = results
        .iter()
        .map(|result| result["claimId"].as_str().unwrap())
        .collect();
    assert_eq!(claims, ["SA-1:N-1", "SA-1:N-404", "SA-2:N-2"]);
    assert_eq!(results[0]["claim"]["status"], "APPROVED");
    assert_eq!(results[1]["userErrors"][0]["code"], "UNKNOWN_CLAIM");
    assert_eq!(results[1]["position"], Value::Null);
    assert_eq!(results[2]["claim"]["status"], "APPROVED");
    let head = server.head().await;
    let again = many(&server, OFFICER, "claimApproveMany", input).await;
    for (again, first) in again["results"].as_array().unwrap().iter().zip(results) {
        assert_eq!(again["position"], first["position"]);
        assert_eq!(again["repeated"], first["position"].is_string());
    }
    assert_eq!(server.head().await, head);
    // The same id for something else is refused, claim by claim.
    let deny = json!({
        "commandId": "bulk", "claims": ["SA-1:N-1"], "reason": "NOT_COVERED", "effectiveOn": "2025-06-01",
    });
    let payload = many(&server, OFFICER, "claimDenyMany", deny).await;
    assert_eq!(
        payload["results"][0]["userErrors"][0]["code"],
        "COMMAND_ID_REUSED"
    );
    assert_eq!(server.head().await, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_claims_are_denied_for_one_reason() {
    let server = Server::start().await;
    two_claims(&server).await;
    let deny = json!({
        "commandId": "deny", "claims": ["SA-1:N-1", "SA-2:N-2"], "reason": "NOT_COVERED", "effectiveOn": "2025-06-01",
    });
    let payload = many(&server, OFFICER, "claimDenyMany", deny).await;
    assert_eq!(payload["done"], 2, "{payload:#}");
    for result in payload["results"].as_array().unwrap() {
        assert_eq!(result["claim"]["status"], "DENIED");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_whole_carries_out_nothing() {
    let server = Server::start().await;
    two_claims(&server).await;
    let head = server.head().await;
    let on = "2025-06-01";
    let too_many: Vec<String> = (0..501).map(|n| format!("SA-1:N-{n}")).collect();
    let cases = [
        (
            json!({ "commandId": "a", "claims": [], "effectiveOn": on }),
            "CLAIM_COUNT_OUT_OF_RANGE",
            "claims",
        ),
        (
            json!({ "commandId": "b", "claims": too_many, "effectiveOn": on }),
            "CLAIM_COUNT_OUT_OF_RANGE",
            "claims",
        ),
        (
            json!({ "commandId": "c", "claims": ["SA-1:N-1", "x"], "effectiveOn": on }),
            "CLAIM_ID_MALFORMED",
            "claims.1",
        ),
        (
            json!({ "commandId": "d", "claims": ["SA-1:N-1"], "effectiveOn": "x" }),
            "DATE_MALFORMED",
            "effectiveOn",
        ),
    ];
    for (input, code, field) in cases {
        let payload = many(&server, OFFICER, "claimApproveMany", input).await;
        assert_eq!(payload["results"], json!([]));
        let error = &payload["userErrors"][0];
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!(code), &json!(field)),
            "{payload:#}"
        );
    }
    assert_eq!(server.head().await, head);
}
