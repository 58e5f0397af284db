//! Whatever is wrong with a command is said with its code and its field, and nothing is written.

use serde_json::{Value, json};

use crate::{
    flow::{award, claim, client, organization, set_up, sub_award},
    server::{GRANTEE, OFFICER, Person, SUBAWARDEE, Server, code},
};

/// The input with one field changed; a path leads into objects and lists.
fn with(mut input: Value, pointer: &str, value: Value) -> Value {
    input["commandId"] = "bad".into();
    *input
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("no {pointer}")) = value;
    input
}

#[tokio::test(flavor = "multi_thread")]
async fn a_malformed_field_is_named_with_its_code() {
    let server = Server::start().await;
    let code = set_up(&server).await;
    let head = server.head().await;
    let award = || award("bad", "90ZV0555-01-00", "prime");
    let claim = || claim("bad", "SA-1", "N-9", &code);
    let organization = || organization("new", "ABCDEFGHJKL9");
    let sub_award = || sub_award("SA-9", "90ZV0134", "shelter");
    let cases: Vec<(Person, &str, Value, &str, &str)> = vec![
        (
            OFFICER,
            "awardIssue",
            with(award(), "/number", json!("90ZV134")),
            "AWARD_NUMBER_MALFORMED",
            "number",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/amount", json!("825000.001")),
            "AMOUNT_TOO_PRECISE",
            "amount",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/amount", json!("1e6")),
            "AMOUNT_MALFORMED",
            "amount",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/amount", json!("99999999999999.00")),
            "AMOUNT_OUT_OF_RANGE",
            "amount",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/projectPeriod/endsOn", json!("2020-01-01")),
            "PERIOD_ENDS_BEFORE_START",
            "projectPeriod.endsOn",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/title", json!("a\u{0}b")),
            "TEXT_CONTROL_CHARACTER",
            "title",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/title", json!("a\u{7}b")),
            "TEXT_CONTROL_CHARACTER",
            "title",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/title", json!(" ")),
            "TEXT_EMPTY",
            "title",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/regions", json!([6, 11])),
            "REGION_UNKNOWN",
            "regions.1",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/assistanceListing", json!("93598")),
            "ASSISTANCE_LISTING_MALFORMED",
            "assistanceListing",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/effectiveOn", json!("2024-02-30")),
            "DATE_MALFORMED",
            "effectiveOn",
        ),
        (
            OFFICER,
            "awardIssue",
            with(award(), "/commandId", json!("a b")),
            "COMMAND_ID_MALFORMED",
            "commandId",
        ),
        (
            OFFICER,
            "organizationRegister",
            with(organization(), "/identifier", json!("ABC")),
            "UEI_MALFORMED",
            "identifier",
        ),
        (
            OFFICER,
            "organizationRegister",
            with(organization(), "/state", json!("XX")),
            "STATE_UNKNOWN",
            "state",
        ),
        (
            GRANTEE,
            "subAwardExecute",
            with(sub_award(), "/amount", json!("1,000")),
            "AMOUNT_MALFORMED",
            "amount",
        ),
        (
            SUBAWARDEE,
            "clientEnrol",
            with(client("bad", "SA-1"), "/subAward", json!("a/b")),
            "SUB_AWARD_ID_MALFORMED",
            "subAward",
        ),
        (
            SUBAWARDEE,
            "claimSubmit",
            with(claim(), "/client", json!("John Doe")),
            "CLIENT_CODE_MALFORMED",
            "client",
        ),
        (
            SUBAWARDEE,
            "claimSubmit",
            with(claim(), "/serviceMonth", json!("2025-13")),
            "MONTH_MALFORMED",
            "serviceMonth",
        ),
        (
            SUBAWARDEE,
            "claimSubmit",
            with(claim(), "/lines/1/billed", json!("6.001")),
            "AMOUNT_TOO_PRECISE",
            "lines.1.billed",
        ),
        (
            SUBAWARDEE,
            "claimSubmit",
            with(claim(), "/lines/1/receiptDigest", json!("xyz")),
            "RECEIPT_DIGEST_MALFORMED",
            "lines.1.receiptDigest",
        ),
        (
            SUBAWARDEE,
            "claimSubmit",
            with(claim(), "/lines", json!([])),
            "CLAIM_LINE_COUNT",
            "lines",
        ),
    ];
    for (person, mutation, input, code, field) in cases {
        let errors = server.refused(person, mutation, input).await;
        assert_eq!(
            errors,
            [(code.to_owned(), field.to_owned())],
            "{mutation} {code}"
        );
    }
    assert_eq!(server.head().await, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_is_said_at_once() {
    let server = Server::start().await;
    let mut input = award("bad", "90ZV0555-01-00", "a b");
    input["amount"] = "x".into();
    input["number"] = "x".into();
    let errors = server.refused(OFFICER, "awardIssue", input).await;
    let fields: Vec<&str> = errors.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(fields, ["number", "grantee", "amount"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_where_text_is_due_is_no_request() {
    let server = Server::start().await;
    set_up(&server).await;
    let head = server.head().await;
    let cases = [
        (
            with(
                award("bad", "90ZV0555-01-00", "prime"),
                "/amount",
                json!(825_000.5),
            ),
            "AMOUNT_MALFORMED",
        ),
        (
            with(
                award("bad", "90ZV0555-01-00", "prime"),
                "/amount",
                json!(825_000),
            ),
            "AMOUNT_MALFORMED",
        ),
        (
            with(
                award("bad", "90ZV0555-01-00", "prime"),
                "/effectiveOn",
                json!(7),
            ),
            "QUERY_INVALID",
        ),
        (
            with(
                award("bad", "90ZV0555-01-00", "prime"),
                "/projectPeriod",
                json!("2024"),
            ),
            "INPUT_INVALID",
        ),
    ];
    for (input, expected) in cases {
        let (_, body) = server.mutate(OFFICER, "awardIssue", input).await;
        assert_eq!(code(&body), expected, "{body:#}");
    }
    let mut unknown = award("bad", "90ZV0555-01-00", "prime");
    unknown["ssn"] = "078-05-1120".into();
    let (status, body) = server.mutate(OFFICER, "awardIssue", unknown).await;
    assert_eq!(
        (status.as_u16(), code(&body)),
        (400, "QUERY_INVALID"),
        "{body:#}"
    );
    assert!(
        !body.to_string().contains("078-05"),
        "what was sent is not sent back: {body}"
    );
    let (_, body) = server
        .ask(
            OFFICER,
            "mutation { subAwardRaise(input: { commandId: \"bad\", amount: 825000.00, subAward: \"SA-1\", reason: \"More\", effectiveOn: \"2025-06-01\" }) { position } }",
            json!({}),
        )
        .await;
    assert_eq!(code(&body), "AMOUNT_MALFORMED", "{body:#}");
    assert!(
        body["errors"][0]["message"]
            .as_str()
            .unwrap()
            .contains("\"825000.00\""),
        "{body:#}"
    );
    assert_eq!(server.head().await, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_cannot_be_read_has_a_code() {
    let server = Server::start().await;
    let cases = [
        (
            "{ award(fain: \"90ZV134\") { fain } }",
            "AWARD_NUMBER_MALFORMED",
        ),
        (
            "{ client(code: \"John Doe\") { code } }",
            "CLIENT_CODE_MALFORMED",
        ),
        (
            "{ awards(first: 0) { nodes { fain } } }",
            "PAGE_SIZE_OUT_OF_RANGE",
        ),
        (
            "{ awards(first: 101) { nodes { fain } } }",
            "PAGE_SIZE_OUT_OF_RANGE",
        ),
        (
            "{ awards(after: \"?\") { nodes { fain } } }",
            "CURSOR_MALFORMED",
        ),
        (
            "{ postings(after: \"YWJj\") { nodes { amount } } }",
            "CURSOR_MALFORMED",
        ),
        (
            "{ awards(asOf: { position: \"-1\" }) { nodes { fain } } }",
            "POSITION_MALFORMED",
        ),
        (
            "{ awards(asOf: { position: \"99999999\" }) { nodes { fain } } }",
            "AS_OF_IN_FUTURE",
        ),
        (
            "{ awards(asOf: { time: \"yesterday\" }) { nodes { fain } } }",
            "INSTANT_MALFORMED",
        ),
        (
            "{ awards(asOf: { time: \"2024-01-01T00:00:00Z\", position: \"0\" }) { nodes { fain } } }",
            "QUERY_INVALID",
        ),
        ("{ node(id: \"Award\") { id } }", "NODE_ID_MALFORMED"),
        ("{ node(id: \"Award:x\") { id } }", "AWARD_NUMBER_MALFORMED"),
        (
            "{ journal { events(filter: { eventType: \"a\\u0000b\" }) { nodes { position } } } }",
            "FILTER_MALFORMED",
        ),
    ];
    for (query, expected) in cases {
        let (_, body) = server.ask(OFFICER, query, json!({})).await;
        assert_eq!(code(&body), expected, "{query}: {body:#}");
    }
}
