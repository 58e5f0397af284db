//! A claim sheet through the front door.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    flow::set_up,
    log::client::get,
    server::{GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE, Server},
};

const SUBMIT: &str = "mutation($input: ClaimBatchSubmitInput!) { claimBatchSubmit(input: $input) {
    lines claimsAccepted claimsSkipped linesAccepted linesRefused billed adjusted payable position caughtUp reportCsv
    rows { row status claimId line outcome billed adjusted payable adjustments code column message }
    userErrors { code message field }
} }";

async fn submit(server: &Server, person: Person, input: Value) -> Value {
    let (status, body) = server.ask(person, SUBMIT, json!({ "input": input })).await;
    assert!(status == 200 && body.get("errors").is_none(), "{body:#}");
    body["data"]["claimBatchSubmit"].clone()
}

fn sheet(client: &str) -> String {
    format!(
        "Claim #,Client,Month,Service,Amount,Date paid,Receipt digest\r\n\
         M-1,{client},May 2025,Case management,$400.00,,\r\n\
         M-1,{client},5/2025,Housing,\"$1,600.00\",5/10/2025,{digest}\r\n\
         M-2,{client},2025-05,Housing,(20.00),,\r\n\
         123-45-6789,{client},2025-05,Housing,20.00,,\r\n",
        digest = "ab".repeat(32),
    )
}

fn input(id: &str, sheet: &str) -> Value {
    json!({ "commandId": id, "text": sheet, "subAward": "SA-1", "effectiveOn": "2025-06-01" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_taken_has_the_receipt_of_its_claim_to_ask_for_and_to_download() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let query = "mutation($input: ClaimBatchSubmitInput!) { claimBatchSubmit(input: $input) {
        rows { commandId position receipt { lastPosition tlogProof path } }
    } }";
    let variables = json!({ "input": input("june", &sheet(&client)) });
    let (_, body) = server.ask(SUBAWARDEE, query, variables).await;
    let rows = &body["data"]["claimBatchSubmit"]["rows"];
    // Two lines of one claim, and two that were refused.
    let id = rows[0]["commandId"].as_str().unwrap();
    assert_eq!(rows[0], rows[1]);
    assert_eq!(rows[0]["receipt"]["lastPosition"], rows[0]["position"]);
    let proof = rows[0]["receipt"]["tlogProof"].as_str().unwrap();
    let path = format!("receipts/{id}.tlog-proof");
    let downloaded = get(&server, Some(SUBAWARDEE), &path).await;
    assert_eq!(downloaded.text().await.unwrap(), proof);
    for row in [2, 3] {
        let nothing = json!({ "commandId": null, "position": null, "receipt": null });
        assert_eq!(rows[row], nothing);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_answered_row_by_row_and_does_nothing_new_when_it_is_sent_again() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let first = submit(&server, SUBAWARDEE, input("june", &sheet(&client))).await;
    assert_eq!(first["userErrors"], json!([]));
    assert_eq!(
        (
            &first["lines"],
            &first["linesAccepted"],
            &first["linesRefused"]
        ),
        (&json!(4), &json!(2), &json!(2))
    );
    assert_eq!(first["caughtUp"], true);
    let rows: Vec<_> = first["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            json!([
                row["row"],
                row["status"],
                row["claimId"],
                row["billed"],
                row["code"],
                row["column"]
            ])
        })
        .collect();
    assert_eq!(
        rows,
        [
            json!([2, "ACCEPTED", "SA-1:M-1", "400.00", null, null]),
            json!([3, "ACCEPTED", "SA-1:M-1", "1600.00", null, null]),
            json!([4, "REFUSED", null, null, "AMOUNT_NOT_POSITIVE", "billed"]),
            json!([5, "REFUSED", null, null, "PERSONAL_DATA", "claim number"]),
        ]
    );
    assert!(!first.to_string().contains("6789"), "{first:#}");
    let claim = "{ claim(claimId: \"SA-1:M-1\") { status billed adjusted payable } }";
    let answered = server.data(SUBAWARDEE, claim).await;
    for figure in ["billed", "adjusted", "payable"] {
        assert_eq!(answered["claim"][figure], first[figure]);
    }
    let head = server.head().await;
    let again = submit(&server, SUBAWARDEE, input("june", &sheet(&client))).await;
    assert_eq!(again, first);
    // Under another id what is in the books is skipped, here with the workbook's way of sending.
    let encoded = json!({
        "commandId": "june-2", "base64": STANDARD.encode(sheet(&client)), "subAward": "SA-1",
        "effectiveOn": "2025-06-01",
    });
    let other = submit(&server, SUBAWARDEE, encoded).await;
    assert_eq!(
        (&other["claimsSkipped"], &other["claimsAccepted"]),
        (&json!(1), &json!(0))
    );
    // The id of one sheet does not do for another.
    let changed = sheet(&client).replace("$400.00", "$390.00");
    let reused = submit(&server, SUBAWARDEE, input("june", &changed)).await;
    assert_eq!(reused["rows"][0]["code"], "IMPORT_ID_REUSED");
    assert_eq!(server.head().await, head);
}

/// A sheet of one claim of two lines, of a version.
fn versioned(client: &str, version: u32, housing: &str) -> String {
    format!(
        "Claim #,Client,Month,Service,Amount,Date paid,Receipt digest,Version\r\n\
         M-1,{client},May 2025,Case management,$400.00,,,{version}\r\n\
         M-1,{client},5/2025,Housing,{housing},{paid_on},{digest},{version}\r\n",
        paid_on = if version == 1 { "5/10/2025" } else { "" },
        digest = "ab".repeat(32),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_version_replaces_the_claim_and_both_are_skipped_from_then_on() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let told = |payload: &Value| -> Vec<Value> {
        let rows = payload["rows"].as_array().unwrap().iter();
        rows.map(|row| json!([row["status"], row["claimId"], row["billed"], row["code"]]))
            .collect()
    };
    let first = versioned(&client, 1, "50.00");
    let second = versioned(&client, 2, "40.00");
    let before = submit(&server, SUBAWARDEE, input("first", &second)).await;
    assert_eq!(
        before["rows"][0]["code"], "UNKNOWN_CLAIM",
        "there is nothing to replace yet"
    );
    let taken = submit(&server, SUBAWARDEE, input("second", &first)).await;
    let accepted = json!(["ACCEPTED", "SA-1:M-1", "50.00", null]);
    assert_eq!(told(&taken)[1], accepted);
    let replaced = submit(&server, SUBAWARDEE, input("third", &second)).await;
    assert_eq!(
        told(&replaced),
        [
            json!(["ACCEPTED", "SA-1:M-1:2", "400.00", null]),
            json!(["ACCEPTED", "SA-1:M-1:2", "40.00", null])
        ]
    );
    // What is taken off is said row by row, with what to do.
    let said = replaced["rows"][1]["message"].as_str().unwrap();
    assert!(said.contains("on which day the expense was paid"), "{said}");
    assert!(
        said.ends_with("Send a replacement with the day of payment."),
        "{said}"
    );
    let head = server.head().await;
    // The replaced claim and its replacement were taken before, under whatever id and date.
    for (id, sheet) in [("fourth", &first), ("fifth", &second)] {
        let mut later = input(id, sheet);
        later["effectiveOn"] = json!("2025-06-02");
        let skipped = submit(&server, SUBAWARDEE, later).await;
        assert_eq!(skipped["claimsSkipped"], 1, "{skipped:#}");
    }
    let other = versioned(&client, 2, "30.00");
    let refused = submit(&server, SUBAWARDEE, input("sixth", &other)).await;
    assert_eq!(refused["rows"][0]["code"], "CLAIM_REPLACED", "{refused:#}");
    assert_eq!(refused["rows"][0]["column"], "version");
    assert_eq!(server.head().await, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_is_none_or_of_somebody_else_writes_nothing() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let head = server.head().await;
    let codes = |payload: &Value| -> Vec<String> {
        let errors = payload["userErrors"].as_array().unwrap();
        errors
            .iter()
            .map(|error| error["code"].as_str().unwrap().to_owned())
            .collect()
    };
    for (changes, expected) in [
        (json!({ "text": null }), "SHEET_FIELDS"),
        (json!({ "base64": "AAAA" }), "SHEET_FIELDS"),
        (
            json!({ "text": null, "base64": "no base" }),
            "BASE64_MALFORMED",
        ),
        (json!({ "text": "" }), "SHEET_EMPTY"),
        (json!({ "text": "%PDF-1.7" }), "SHEET_KIND_UNSUPPORTED"),
        (
            json!({ "text": sheet(&client).replace("Date paid", "Client name") }),
            "SHEET_COLUMN_PERSONAL",
        ),
        (
            json!({ "text": sheet(&client).replace("Date paid", "Jane Roe") }),
            "SHEET_COLUMN_UNKNOWN",
        ),
        (json!({ "effectiveOn": "soon" }), "DATE_MALFORMED"),
        (json!({ "effectiveOn": null }), "SHEET_COLUMN_MISSING"),
        (json!({ "commandId": "two words" }), "COMMAND_ID_MALFORMED"),
    ] {
        let mut input = input("x", &sheet(&client));
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        let payload = submit(&server, SUBAWARDEE, input).await;
        assert_eq!(codes(&payload), [expected]);
        assert!(!payload.to_string().contains("Jane"), "{payload}");
    }
    let as_grantee = submit(&server, GRANTEE, input("x", &sheet(&client))).await;
    assert_eq!(codes(&as_grantee), ["FORBIDDEN"]);
    // A foreign sub-award answers as one that is not there, without its name.
    let foreign = submit(&server, OTHER_SUBAWARDEE, input("x", &sheet(&client))).await;
    assert_eq!(foreign["rows"][0]["code"], "UNKNOWN_SUB_AWARD");
    assert_eq!(foreign["rows"][0]["claimId"], Value::Null);
    assert_eq!(server.head().await, head);
    let template = server
        .http
        .get(format!("{}/claims/template.csv", server.base))
        .send()
        .await
        .unwrap();
    assert!(
        template
            .text()
            .await
            .unwrap()
            .starts_with("sub-award,claim number,client code,")
    );
}
