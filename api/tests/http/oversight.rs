//! The file of an award and the calendar, through the front door.

use serde_json::{Value, json};

use crate::{
    flow::{pay, set_up},
    server::{GRANTEE, OFFICER, OTHER_GRANTEE, SUBAWARDEE, Server},
};

fn told(command_id: &str, contact: Option<&str>) -> Value {
    json!({
        "commandId": command_id, "subAward": "SA-1", "effectiveOn": "2024-10-02",
        "statement": {
            "federalAwardOn": "2024-10-01", "totalCommitted": "100000.00", "agency": "ACF", "passThrough": "The prime",
            "contact": contact, "assistanceListing": "93.598", "assistanceAmount": "825000.00",
            "budgetPeriod": { "startsOn": "2024-10-01", "endsOn": "2025-09-30" },
            "researchAndDevelopment": false, "indirectRate": "0.15",
        },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sub_awardee_was_told_is_shown_element_by_element() {
    let server = Server::start().await;
    set_up(&server).await;
    let query =
        "{ subAward(subAwardId: \"SA-1\") { file { terms { required complete missing statedBy
        elements { element present value } } } } }";
    let before = server.data(SUBAWARDEE, query).await;
    let terms = &before["subAward"]["file"]["terms"];
    assert_eq!(
        (&terms["required"], &terms["complete"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(terms["elements"].as_array().unwrap().len(), 14);
    assert_eq!(terms["missing"].as_array().unwrap().len(), 7);
    server
        .done(GRANTEE, "subAwardTermsState", told("told-1", None))
        .await;
    let partly = server.data(SUBAWARDEE, query).await;
    assert_eq!(
        partly["subAward"]["file"]["terms"]["missing"],
        json!(["AGENCY_AND_CONTACT"])
    );
    let whole = told("told-2", Some("Grants office"));
    server
        .done(GRANTEE, "subAwardTermsState", whole.clone())
        .await;
    let after = server.data(SUBAWARDEE, query).await;
    assert_eq!(after["subAward"]["file"]["terms"]["complete"], true);
    let foreign = server
        .refused(OTHER_GRANTEE, "subAwardTermsState", {
            let mut foreign = whole;
            foreign["commandId"] = json!("told-3");
            foreign
        })
        .await;
    assert_eq!(foreign, [("UNKNOWN_SUB_AWARD".into(), "subAward".into())]);
}

/// The kinds, days and standings of what is due.
async fn due(server: &Server, arguments: &str) -> Vec<(String, String, String)> {
    let query = format!(
        "{{ deadlines({arguments}, first: 100) {{ nodes {{ kind dueOn standing severity daysLeft owner {{ name }} key }} }} }}"
    );
    let data = server.data(OFFICER, &query).await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    data["deadlines"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| {
            let standing = [text(&node["standing"]), text(&node["severity"])];
            (
                text(&node["key"]),
                text(&node["dueOn"]),
                standing.join(" ").trim().to_owned(),
            )
        })
        .collect()
}

fn row(key: &str, due_on: &str, standing: &str) -> (String, String, String) {
    (key.to_owned(), due_on.to_owned(), standing.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_follows_what_was_filed_found_and_resolved() {
    let server = Server::start().await;
    set_up(&server).await;
    let report = "sub-award-report:90ZV0134:SA-1:2024-10";
    let asked = "subAward: \"SA-1\", kind: [SUB_AWARD_REPORT]";
    let overdue = row(report, "2024-11-30", "OVERDUE HIGH");
    assert_eq!(
        due(&server, &format!("on: \"2024-11-30\", {asked}")).await,
        [row(report, "2024-11-30", "DUE")]
    );
    assert_eq!(
        due(&server, &format!("on: \"2025-01-15\", {asked}")).await,
        std::slice::from_ref(&overdue)
    );
    let position = server.head().await;
    let found = json!({
        "commandId": "found", "award": "90ZV0134", "subAward": "SA-1", "finding": "F-1", "deadline": report,
        "severity": "HIGH", "reason": "Not filed", "dueOn": "2025-02-28", "effectiveOn": "2025-01-15",
    });
    server.done(OFFICER, "findingRecord", found).await;
    let resolved = json!({
        "commandId": "resolved", "award": "90ZV0134", "finding": "F-1", "resolution": "EXCUSED",
        "reason": "SAM.gov was down", "effectiveOn": "2025-01-20",
    });
    server.done(OFFICER, "findingResolve", resolved).await;
    let on = format!("on: \"2025-01-25\", {asked}");
    assert_eq!(due(&server, &on).await, []);
    assert_eq!(
        due(&server, &format!("{on}, done: true")).await,
        [row(report, "2024-11-30", "SETTLED")]
    );
    assert_eq!(
        due(
            &server,
            &format!("{on}, asOf: {{ position: \"{position}\" }}")
        )
        .await,
        [overdue],
        "as of an earlier position it is as it was"
    );
    let filed = json!({
        "commandId": "filed", "subAward": "SA-1", "month": "2024-10", "amount": "100000.00",
        "document": "ab".repeat(32), "effectiveOn": "2025-02-01",
    });
    server.done(GRANTEE, "subAwardReportFile", filed).await;
    assert_eq!(
        due(&server, &format!("on: \"2025-02-01\", {asked}, done: true")).await,
        [row(report, "2024-11-30", "DONE")]
    );
    let findings = server
        .data(
            SUBAWARDEE,
            "{ findings { nodes { findingId source deadline severity open resolution owner { name } } } }",
        )
        .await;
    assert_eq!(
        findings["findings"]["nodes"],
        json!([{
            "findingId": "F-1", "source": "DEADLINE", "deadline": report, "severity": "HIGH", "open": false,
            "resolution": "EXCUSED", "owner": { "name": "The prime" },
        }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_pages_by_day_and_knows_clean_claims() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let claim = crate::flow::claim("claim", "SA-1", "N-1", &client);
    server.done(SUBAWARDEE, "claimSubmit", claim).await;
    let received = server
        .data(OFFICER, "{ claim(claimId: \"SA-1:N-1\") { receivedAt } }")
        .await;
    let on = received["claim"]["receivedAt"].as_str().unwrap()[..10].to_owned();
    let asked = format!("on: \"{on}\", kind: [CLEAN_CLAIMS]");
    let waiting = due(&server, &asked).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].0, format!("clean-claims:90ZV0134:SA-1:{on}"));
    pay(&server, "SA-1:N-1").await;
    assert_eq!(due(&server, &asked).await, []);
    let page = "nodes { key } pageInfo { hasNextPage endCursor }";
    let all = due(&server, "on: \"2024-10-01\", within: 1500").await;
    let mut keys = Vec::new();
    let mut after = String::new();
    loop {
        let query = format!(
            "{{ deadlines(on: \"2024-10-01\", within: 1500, first: 3{after}) {{ {page} }} }}"
        );
        let data = server.data(OFFICER, &query).await;
        let nodes = data["deadlines"]["nodes"].as_array().unwrap().clone();
        keys.extend(
            nodes
                .iter()
                .map(|node| node["key"].as_str().unwrap().to_owned()),
        );
        let info = &data["deadlines"]["pageInfo"];
        if info["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", info["endCursor"]);
    }
    let whole: Vec<String> = all.into_iter().map(|(key, _, _)| key).collect();
    assert_eq!(keys, whole);
    assert!(whole.len() > 10, "{whole:?}");
    let days = "on: \"2024-10-01\", within: 4000";
    let (_, body) = server
        .ask(
            OFFICER,
            &format!("{{ deadlines({days}) {{ nodes {{ key }} }} }}"),
            json!({}),
        )
        .await;
    assert_eq!(crate::server::code(&body), "FILTER_MALFORMED");
}
