//! Remittance advices as files: who gets them, and that they say what GraphQL says.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::{
    flow::{claim, pay, set_up, set_up_under},
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE,
        Server, code,
    },
};

async fn get(server: &Server, person: Person, path: &str) -> Response {
    let request = server.http.get(format!("{}{path}", server.base));
    request
        .bearer_auth(server.token(person))
        .send()
        .await
        .unwrap()
}

fn path(server: &Server, file: &str) -> String {
    format!("/l/{}/remittances/PAY-1/{file}", server.ledger.name())
}

fn headed<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

/// A payment of one claim of the shelter.
async fn paid(server: &Server, client: &str) {
    let submitted = claim("claim-1", "SA-1", "N-1", client);
    server.done(SUBAWARDEE, "claimSubmit", submitted).await;
    pay(server, "SA-1:N-1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_says_what_graphql_says() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    paid(&server, &client).await;
    let query = r#"{ remittanceAdvice(payment: "PAY-1", organization: "shelter") {
        paymentId fain status posted
        totals { billed adjusted claims providerAdjustments payment }
        claims { nodes { number clientCode paid lines { number billed adjusted allowed adjustments { group carc amount explanation whatToDo } } } }
        control { ledger position recordedAt checkpointSize checkpointRoot }
    } }"#;
    let told = server.data(SUBAWARDEE, query).await["remittanceAdvice"].clone();
    let response = get(&server, SUBAWARDEE, &path(&server, "shelter.json")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(headed(&response, "cache-control"), "private, no-store");
    assert_eq!(
        headed(&response, "content-disposition"),
        "attachment; filename=\"remittance-PAY-1-shelter.json\""
    );
    let file: Value = response.json().await.unwrap();
    for name in [
        "billed",
        "adjusted",
        "claims",
        "providerAdjustments",
        "payment",
    ] {
        assert_eq!(file["totals"][name], told["totals"][name], "{name}");
    }
    assert_eq!(file["totals"]["posted"], told["posted"]);
    assert_eq!(file["payment"]["status"], told["status"]);
    assert_eq!(file["control"], told["control"]);
    assert_eq!(file["claims"][0]["client"], client);
    let lines = &told["claims"]["nodes"][0]["lines"];
    for (at, line) in file["claims"][0]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        assert_eq!(line["adjustments"], lines[at]["adjustments"]);
        assert_eq!(line["allowed"], lines[at]["allowed"]);
    }
    assert_eq!(file["totals"]["billed"], "1050.00");
    assert_eq!(file["totals"]["adjusted"], "50.00");
    assert_eq!(file["totals"]["payment"], "1000.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_moment_is_the_same_file() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    paid(&server, &client).await;
    let position = server.head().await;
    let later = claim("claim-2", "SA-1", "N-2", &client);
    for (file, media_type) in [
        ("shelter.pdf", "application/pdf"),
        ("shelter.csv", "text/csv; charset=utf-8; header=present"),
        ("shelter.json", "application/json; charset=utf-8"),
    ] {
        let at = format!("{}?position={position}", path(&server, file));
        let first = get(&server, SUBAWARDEE, &at).await;
        assert_eq!(headed(&first, "content-type"), media_type);
        let first = first.bytes().await.unwrap();
        server
            .command(SUBAWARDEE, "claimSubmit", later.clone())
            .await;
        let again = get(&server, OFFICER, &at).await.bytes().await.unwrap();
        assert_eq!(first, again, "{file}");
        let now = get(&server, SUBAWARDEE, &path(&server, file)).await;
        assert_ne!(
            first,
            now.bytes().await.unwrap(),
            "{file} says its position"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_advice_is_unknown_as_one_that_is_not_there() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    paid(&server, &client).await;
    let absent = format!(
        "/l/{}/remittances/PAY-404/shelter.pdf",
        server.ledger.name()
    );
    for (person, sees) in [
        (OFFICER, true),
        (AUDITOR, true),
        (GRANTEE, true),
        (SUBAWARDEE, true),
        (ADMIN, false),
        (OTHER_GRANTEE, false),
        (OTHER_SUBAWARDEE, false),
    ] {
        for (at, sees) in [
            (path(&server, "shelter.pdf"), sees),
            (path(&server, "clinic.pdf"), false),
            (absent.clone(), false),
        ] {
            let response = get(&server, person, &at).await;
            if sees {
                assert_eq!(
                    response.status(),
                    StatusCode::OK,
                    "{at} as {}",
                    person.actor
                );
            } else {
                assert_eq!(
                    response.status(),
                    StatusCode::NOT_FOUND,
                    "{at} as {}",
                    person.actor
                );
                let body = response.json().await.unwrap();
                assert_eq!(code(&body), "REMITTANCE_UNKNOWN");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_aggregates_may_be_told_an_auditor_gets_no_advice() {
    let server = Server::start().await;
    let client = set_up_under(&server, "AGGREGATE_ONLY").await;
    paid(&server, &client).await;
    let file = path(&server, "shelter.json");
    let told = get(&server, AUDITOR, &file).await;
    assert_eq!(told.status(), StatusCode::NOT_FOUND);
    for person in [OFFICER, GRANTEE, SUBAWARDEE] {
        assert_eq!(get(&server, person, &file).await.status(), StatusCode::OK);
    }
    let list = "{ remittances { nodes { paymentId } } }";
    let seen = server.data(AUDITOR, list).await;
    assert_eq!(seen["remittances"]["nodes"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_is_refused_with_its_code() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    paid(&server, &client).await;
    let file = path(&server, "shelter.json");
    let bare = server.http.get(format!("{}{file}", server.base));
    assert_eq!(
        bare.send().await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
    for (at, status, expected) in [
        (format!("{file}?position=999999"), 400, "AS_OF_IN_FUTURE"),
        (format!("{file}?position=x"), 400, "POSITION_MALFORMED"),
        (format!("{file}?time=yesterday"), 400, "INSTANT_MALFORMED"),
        (
            format!("{file}?position=1&time=2025-06-01T00:00:00Z"),
            400,
            "REQUEST_MALFORMED",
        ),
        (format!("{file}?asof=1"), 400, "REQUEST_MALFORMED"),
        (path(&server, "shelter.exe"), 404, "PATH_UNKNOWN"),
        (path(&server, "shelter"), 404, "PATH_UNKNOWN"),
        (path(&server, "-%20.json"), 404, "REMITTANCE_UNKNOWN"),
        (
            "/l/nowhere/remittances/PAY-1/shelter.json".to_owned(),
            404,
            "LEDGER_UNKNOWN",
        ),
        (format!("{file}?position=1"), 404, "REMITTANCE_UNKNOWN"),
    ] {
        let response = get(&server, OFFICER, &at).await;
        assert_eq!(response.status().as_u16(), status, "{at}");
        assert_eq!(code(&response.json().await.unwrap()), expected, "{at}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_is_not_confirmed_is_marked_so() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let submitted = claim("claim-1", "SA-1", "N-1", &client);
    server.done(SUBAWARDEE, "claimSubmit", submitted).await;
    let on = "2025-06-01";
    let approval = json!({ "commandId": "approve", "claim": "SA-1:N-1", "effectiveOn": on });
    server.done(OFFICER, "claimApprove", approval).await;
    let payment = json!({
        "commandId": "prepare", "payment": "PAY-1", "award": "90ZV0134", "claims": ["SA-1:N-1"],
        "justification": "Reimbursement for May", "effectiveOn": on,
    });
    server.done(GRANTEE, "paymentPrepare", payment).await;
    let file: Value = get(&server, SUBAWARDEE, &path(&server, "shelter.json"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(file["payment"]["paid"], false);
    assert_eq!(file["payment"]["status"], "PREPARED");
    assert_eq!(file["totals"]["posted"], Value::Null);
    assert_eq!(file["totals"]["payment"], "1000.00");
}
