//! The figures of a report tie to the books.

use reqwest::StatusCode;

use super::*;
use crate::{
    flow::{award, sub_award},
    server::{GRANTEE, code},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_financial_report_ties_to_the_accounts() {
    let (server, _) = paid().await;
    let sf_425 = "name: FEDERAL_FINANCIAL_REPORT, award: \"90ZV0134\"";
    let told = lines(&server, &format!("{sf_425}, periodEnd: \"2025-09-30\"")).await;
    assert_eq!(
        told,
        json!({ "a": "0.00", "b": "1000.00", "c": "-1000.00", "d": "825000.00", "e": "1000.00", "f": "199000.00",
                "g": "200000.00", "h": "625000.00", "i": "0.00", "j": "0.00", "k": "0.00", "l": "0.00",
                "m": "0.00", "n": "0.00", "o": "0.00" })
    );
    // By accounting date: half a year before, nothing was spent.
    let told = lines(&server, &format!("{sf_425}, periodEnd: \"2025-03-31\"")).await;
    assert_eq!(
        (&told["e"], &told["g"]),
        (&json!("0.00"), &json!("200000.00"))
    );
    let sf_270 =
        "name: PAYMENT_REQUEST, award: \"90ZV0134\", on: \"2025-09-30\", advance: \"500.00\"";
    let told = lines(&server, sf_270).await;
    assert_eq!(
        told,
        json!({ "a": "1000.00", "b": "0.00", "c": "1000.00", "d": "500.00", "e": "1500.00", "f": "0.00",
                "g": "1500.00", "h": "0.00", "i": "1500.00" })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_financial_report_is_refused_that_cannot_be_true() {
    let (server, _) = paid().await;
    for (said, expected) in [
        ("", "REPORT_PERIOD_UNKNOWN"),
        ("&period-end=2025-04-30", "REPORT_PERIOD_UNKNOWN"),
        ("&period-end=2025-02-30", "DATE_MALFORMED"),
        ("&period-end=2199-03-31", "REPORT_PERIOD_NOT_ENDED"),
        ("&final=true", "REPORT_PERIOD_NOT_ENDED"),
        ("&final=true&period-end=2025-09-30", "REPORT_PERIOD_UNKNOWN"),
        ("&final=perhaps", "REPORT_FINAL_MALFORMED"),
    ] {
        let file = format!("sf-425.json?award=90ZV0134{said}");
        let response = get(&server, OFFICER, &file).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{said}");
        assert_eq!(code(&response.json().await.unwrap()), expected, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_upload_of_sub_awards_is_what_sam_takes() {
    let (server, _) = paid().await;
    let file = "sub-award-upload.sam.json?award=90ZV0134&agency-code=7590";
    let left_out = async || {
        let query = "{ report(question: { name: SUB_AWARD_UPLOAD, award: \"90ZV0134\" }) { sections { key rows { cells } } } }";
        let sections = server.data(OFFICER, query).await["report"]["sections"].clone();
        sections[2]["rows"].as_array().unwrap().clone()
    };
    let missing = left_out().await;
    assert_eq!(missing.len(), 2, "{missing:?}");
    assert!(missing[0]["cells"][2].as_str().unwrap().contains("ZIP+4"));
    let told = async |id: &str, zip: &str| {
        let stated = json!({
            "commandId": format!("place-{id}-{zip}"), "subAward": id, "effectiveOn": "2024-10-02",
            "statement": { "place": { "city": "Austin", "zipPlus4": zip } },
        });
        server.done(GRANTEE, "subAwardTermsState", stated).await
    };
    told("SA-1", "78701-0001").await;
    // Another with the same place, of another sub-awardee, and one that repeats the first but for its id.
    told("SA-2", "78701-0001").await;
    let repeat = sub_award("SA-3", "90ZV0134", "shelter");
    server.done(GRANTEE, "subAwardExecute", repeat).await;
    told("SA-3", "787010001").await;
    let repeated = left_out().await;
    assert_eq!(repeated.len(), 1, "{repeated:?}");
    let cells = &repeated[0]["cells"];
    assert_eq!(cells[0], "SA-3");
    assert!(
        cells[2]
            .as_str()
            .unwrap()
            .contains("differs from SA-1 by its id alone")
    );
    let response = get(&server, OFFICER, file).await;
    assert_eq!(response.status(), StatusCode::OK);
    let upload: Value = response.json().await.unwrap();
    let award = &upload["assistanceData"][0];
    assert_eq!(
        (&award["fain"], &award["agencyCode"]),
        (&json!("90ZV0134"), &json!("7590"))
    );
    let records = award["subawardDataList"].as_array().unwrap();
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["subawardNumber"], "SA-1");
    assert_eq!(records[0]["subawardAmount"], "100000.00");
    assert_eq!(records[0]["subawardDate"], "2024-10-01");
    assert_eq!(records[0]["subawardUEI"].as_str().unwrap().len(), 12);
    let state = &records[0]["placeOfPerformance"]["stateOrProvince"];
    assert_eq!(state, &json!({ "code": "TX", "name": "Texas" }));
    let place = &records[0]["placeOfPerformance"];
    assert_eq!(
        (&place["city"], &place["zipPlus4"]),
        (&json!("Austin"), &json!("787010001"))
    );
    let other = get(&server, OFFICER, "award-summary.sam.json?award=90ZV0134").await;
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_registers_add_up_to_what_was_paid_and_spent() {
    let (server, client) = paid().await;
    server
        .done(SUBAWARDEE, "claimSubmit", waiting(&client))
        .await;
    let sums = async |question: &str| {
        let query =
            format!("{{ report(question: {{ {question} }}) {{ control {{ word text }} }} }}");
        let told = server.data(OFFICER, &query).await["report"]["control"].clone();
        let lines = told.as_array().unwrap().iter();
        let sums = lines.filter(|line| line["word"] == "sum");
        sums.map(|line| line["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let register = sums("name: REMITTANCE_REGISTER, award: \"90ZV0134\"").await;
    assert!(
        register.contains(&"register.payment-amount 1000.00".to_owned()),
        "{register:?}"
    );
    let spent = sums("name: FEDERAL_EXPENDITURES, fiscalYear: 2025, organization: \"prime\"").await;
    assert!(
        spent.contains(&"awards.expenditures 1000.00".to_owned()),
        "{spent:?}"
    );
    assert!(
        spent.contains(&"listings.passed-through 1000.00".to_owned()),
        "{spent:?}"
    );
    let before = sums("name: FEDERAL_EXPENDITURES, fiscalYear: 2024").await;
    assert!(
        before.contains(&"awards.expenditures 0.00".to_owned()),
        "{before:?}"
    );
    let aging = sums("name: CLAIM_AGING, on: \"2199-01-01\"").await;
    let of = |column: &str| {
        let found = aging
            .iter()
            .find_map(|sum| sum.strip_prefix(&format!("aging.{column} ")));
        found.unwrap().to_owned()
    };
    assert_eq!(
        (of("all"), of("days-over-90")),
        ("100.00".to_owned(), "100.00".to_owned())
    );
    assert_eq!(of("days-0-30"), "0.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hotline_reproduces_its_line() {
    let server = Server::start().await;
    set_up(&server).await;
    let on = "2025-06-01";
    let mut hotline = award("hotline", "90ZV0135-01-00", "prime");
    hotline["amount"] = json!("3500000.00");
    hotline["federalShare"] = json!("0.7187");
    server.done(OFFICER, "awardIssue", hotline).await;
    let cost = json!({
        "commandId": "cost", "award": "90ZV0135", "cost": "COST-1", "category": "PERSONNEL",
        "amount": "2100000.00", "effectiveOn": on,
    });
    server.done(GRANTEE, "awardDirectCostRecord", cost).await;
    let mut passed_on = sub_award("SA-HOTLINE", "90ZV0135", "shelter");
    passed_on["amount"] = json!("150000.00");
    server.done(GRANTEE, "subAwardExecute", passed_on).await;
    let matched = json!({
        "commandId": "match", "award": "90ZV0135", "contribution": "MATCH-1", "kind": "CASH",
        "amount": "800000.00", "document": "cd".repeat(32), "paidByFederalFunds": false, "effectiveOn": on,
    });
    server.done(GRANTEE, "awardMatchRecord", matched).await;
    let draw = json!({
        "commandId": "draw", "award": "90ZV0135", "draw": "DRAW-1", "amount": "2000000.00", "effectiveOn": on,
    });
    server.done(GRANTEE, "awardDraw", draw).await;
    let told = lines(
        &server,
        "name: FEDERAL_FINANCIAL_REPORT, award: \"90ZV0135\", periodEnd: \"2025-09-30\"",
    )
    .await;
    assert_eq!(
        told,
        json!({ "a": "2000000.00", "b": "2100000.00", "c": "-100000.00", "d": "3500000.00", "e": "2100000.00",
                "f": "150000.00", "g": "2250000.00", "h": "1250000.00", "i": "1369903.99", "j": "800000.00",
                "k": "569903.99", "l": "0.00", "m": "0.00", "n": "0.00", "o": "0.00" })
    );
    let told = lines(
        &server,
        "name: PAYMENT_REQUEST, award: \"90ZV0135\", on: \"2025-09-30\"",
    )
    .await;
    assert_eq!(
        told,
        json!({ "a": "2900000.00", "b": "0.00", "c": "2900000.00", "d": "0.00", "e": "2900000.00", "f": "800000.00",
                "g": "2100000.00", "h": "2000000.00", "i": "100000.00" })
    );
}
