//! From a programme to a payment, through the front door.

use serde_json::{Value, json};

use crate::server::{GRANTEE, GRANTEE_2, GRANTEE_3, OFFICER, SUBAWARDEE, Server};

/// The rule set of the assistance programme; the caps are those of notice HHS-2018-ACF-IOAS-OTIP-ZV-1369.
pub(crate) fn rules() -> Value {
    json!({
        "hybridPayment": {
            "individualCap": "6000.00", "familyCap": "7500.00", "administrationShare": "0.40",
            "administrationRate": "400.00", "yearBasis": "CALENDAR",
        },
        "categories": ["CASE_MANAGEMENT", "HOUSING", "BASIC_NEEDS"],
        "filingLimitDays": 365,
    })
}

pub(crate) fn organization(id: &str, uei: &str) -> Value {
    json!({
        "commandId": format!("org-{id}"), "organization": id, "name": format!("The {id}"),
        "identifierScheme": "UEI", "identifier": uei, "state": "TX", "grassroots": true,
        "effectiveOn": "2024-01-01",
    })
}

pub(crate) fn award(command_id: &str, number: &str, grantee: &str) -> Value {
    json!({
        "commandId": command_id, "number": number, "programme": "TVAP", "notice": "ZV-1369",
        "grantee": grantee, "title": "Assistance in region 6", "assistanceListing": "93.598",
        "amount": "825000.00", "regions": [6],
        "projectPeriod": { "startsOn": "2024-10-01", "endsOn": "2027-09-30" },
        "budgetPeriod": { "startsOn": "2024-10-01", "endsOn": "2025-09-30" },
        "effectiveOn": "2024-10-01",
    })
}

pub(crate) fn sub_award(id: &str, award: &str, sub_awardee: &str) -> Value {
    json!({
        "commandId": format!("sub-{id}"), "subAward": id, "award": award, "subAwardee": sub_awardee,
        "instrument": "SUB_AWARD", "purpose": "Case management", "states": ["TX"], "amount": "100000.00",
        "period": { "startsOn": "2024-10-01", "endsOn": "2025-09-30" }, "effectiveOn": "2024-10-01",
    })
}

pub(crate) fn client(command_id: &str, sub_award: &str) -> Value {
    json!({
        "commandId": command_id, "subAward": sub_award, "population": "ADULT", "ageBand": "FROM_25_TO_44",
        "state": "TX", "phase": "PRE_CERTIFIED",
        "attestation": { "foreignNational": true, "outOfSituation": true, "needsCaseManagement": true, "notInCustody": true },
        "effectiveOn": "2025-05-01",
    })
}

pub(crate) fn claim(command_id: &str, sub_award: &str, number: &str, client: &str) -> Value {
    json!({
        "commandId": command_id, "subAward": sub_award, "number": number, "client": client,
        "serviceMonth": "2025-05",
        "lines": [
            { "category": "CASE_MANAGEMENT", "part": "ADMINISTRATION", "billed": "400.00" },
            { "category": "HOUSING", "part": "DIRECT", "billed": "600.00", "paidOn": "2025-05-10",
              "receiptDigest": "ab".repeat(32) },
            { "category": "BASIC_NEEDS", "part": "DIRECT", "billed": "50.00", "paidOn": "2025-05-11" },
        ],
        "effectiveOn": "2025-06-01",
    })
}

/// A programme, four organizations, an award of each prime, a sub-award of each sub-awardee and a client.
/// Gives the client's code.
pub(crate) async fn set_up(server: &Server) -> String {
    set_up_under(server, "CLIENT_LEVEL_PSEUDONYMOUS").await
}

/// The same, with a programme of this disclosure profile.
pub(crate) async fn set_up_under(server: &Server, profile: &str) -> String {
    let programme = json!({
        "commandId": "programme", "programme": "TVAP", "title": "Trafficking Victim Assistance Program",
        "purpose": "Per-capita reimbursement", "instrument": "GRANT",
        "disclosureProfile": profile, "effectiveOn": "2024-01-01",
    });
    server.done(OFFICER, "programmePublish", programme).await;
    let rule_set = json!({
        "commandId": "rules", "programme": "TVAP", "notice": "ZV-1369", "rules": rules(),
        "effectiveOn": "2024-01-01",
    });
    server.done(OFFICER, "ruleSetPublish", rule_set).await;
    for (id, uei) in [
        ("prime", "ABCDEFGHJKL1"),
        ("other-prime", "ABCDEFGHJKL2"),
        ("shelter", "ABCDEFGHJKL3"),
        ("clinic", "ABCDEFGHJKL4"),
    ] {
        server
            .done(OFFICER, "organizationRegister", organization(id, uei))
            .await;
    }
    server
        .done(
            OFFICER,
            "awardIssue",
            award("award", "90ZV0134-01-00", "prime"),
        )
        .await;
    server
        .done(
            OFFICER,
            "awardIssue",
            award("award-2", "90ZV0999-01-00", "other-prime"),
        )
        .await;
    server
        .done(
            GRANTEE,
            "subAwardExecute",
            sub_award("SA-1", "90ZV0134", "shelter"),
        )
        .await;
    server
        .done(
            GRANTEE,
            "subAwardExecute",
            sub_award("SA-2", "90ZV0134", "clinic"),
        )
        .await;
    let enrolled = server
        .done(SUBAWARDEE, "clientEnrol", client("client", "SA-1"))
        .await;
    enrolled["client"]["code"].as_str().unwrap().to_owned()
}

/// An award of the prime under a programme with the 60 percent rule, and what is sub-awarded of it.
pub(crate) async fn set_up_regional(server: &Server) {
    let programme = json!({
        "commandId": "regional", "programme": "RRR", "title": "Rescue and Restore Regional Program",
        "purpose": "Identification", "instrument": "GRANT", "disclosureProfile": "CLIENT_LEVEL_PSEUDONYMOUS",
        "effectiveOn": "2024-01-01",
    });
    server.done(OFFICER, "programmePublish", programme).await;
    let rule_set = json!({
        "commandId": "regional-rules", "programme": "RRR", "notice": "ZV-1369", "effectiveOn": "2024-01-01",
        "rules": { "subAwardShare": { "minimum": "0.60", "base": "AWARDED_FOR_BUDGET_PERIOD" }, "categories": [] },
    });
    server.done(OFFICER, "ruleSetPublish", rule_set).await;
    let mut regional = award("regional-award", "90ZV0777-01-00", "prime");
    regional["programme"] = json!("RRR");
    server.done(OFFICER, "awardIssue", regional).await;
    let executed = sub_award("SA-7", "90ZV0777", "shelter");
    server.done(GRANTEE, "subAwardExecute", executed).await;
}

/// Approves and pays a claim.
pub(crate) async fn pay(server: &Server, claim: &str) {
    let approval = json!({ "commandId": "approve", "claim": claim, "effectiveOn": "2025-06-01" });
    server.done(OFFICER, "claimApprove", approval).await;
    let payment = json!({
        "commandId": "prepare", "payment": "PAY-1", "award": "90ZV0134", "claims": [claim],
        "justification": "Reimbursement for May", "effectiveOn": "2025-06-01",
    });
    server.done(GRANTEE, "paymentPrepare", payment).await;
    let step =
        |id: &str| json!({ "commandId": id, "payment": "PAY-1", "effectiveOn": "2025-06-01" });
    server
        .done(GRANTEE_2, "paymentAuthorise", step("authorise"))
        .await;
    server
        .done(GRANTEE_3, "paymentConfirm", step("confirm"))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_goes_from_enrolment_to_payment() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let submitted = server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim", "SA-1", "2025-05-1", &client),
        )
        .await;
    assert_eq!(
        submitted["claim"],
        json!({ "claimId": "SA-1:2025-05-1", "status": "PAYABLE", "billed": "1050.00", "adjusted": "50.00", "payable": "1000.00" })
    );
    pay(&server, "SA-1:2025-05-1").await;
    let data = server
        .data(
            OFFICER,
            "{ award(fain: \"90ZV0134\") { number grantee { name } awarded balances { awarded unassigned subObligated }
                 subAwards { nodes { subAwardId balances { obligated available reserved accrued paid } } }
                 auditTrail(first: 100) { nodes { eventType } } }
               claim(claimId: \"SA-1:2025-05-1\") { status payable payment { paymentId status }
                 lines { number billed adjusted allowed adjustments { group carc amount explanation } } findings { edit carc fatal } }
               trialBalance { totals { book debit credit } } }",
        )
        .await;
    assert_eq!(
        data["award"]["balances"],
        json!({ "awarded": "825000.00", "unassigned": "625000.00", "subObligated": "200000.00" })
    );
    assert_eq!(
        data["award"]["subAwards"]["nodes"][0]["balances"],
        json!({ "obligated": "100000.00", "available": "99000.00", "reserved": "0.00", "accrued": "0.00", "paid": "1000.00" })
    );
    assert_eq!(data["claim"]["status"], "PAID");
    assert_eq!(
        data["claim"]["payment"],
        json!({ "paymentId": "PAY-1", "status": "CONFIRMED" })
    );
    let adjustment = &data["claim"]["lines"][2]["adjustments"][0];
    assert_eq!(
        (
            &adjustment["group"],
            &adjustment["carc"],
            &adjustment["amount"]
        ),
        (&json!("CO"), &json!(16), &json!("50.00"))
    );
    for total in data["trialBalance"]["totals"].as_array().unwrap() {
        assert_eq!(total["debit"], total["credit"], "{total}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_as_of_an_earlier_position_is_answered_as_it_was() {
    let server = Server::start().await;
    set_up(&server).await;
    let before = server.head().await;
    let instant = server
        .data(OFFICER, "{ journal { head { recordedAt } } }")
        .await;
    let instant = instant["journal"]["head"]["recordedAt"]
        .as_str()
        .unwrap()
        .to_owned();
    let raise = json!({
        "commandId": "raise", "subAward": "SA-1", "amount": "5000.00", "reason": "More clients",
        "effectiveOn": "2025-06-01",
    });
    server.done(GRANTEE, "subAwardRaise", raise).await;
    let query = format!(
        "{{ now: subAward(subAwardId: \"SA-1\") {{ obligated award {{ balances {{ unassigned }} }} }}
            then: subAward(subAwardId: \"SA-1\", asOf: {{ position: \"{before}\" }}) {{ asOf obligated award {{ balances {{ unassigned }} }} }}
            at: subAward(subAwardId: \"SA-1\", asOf: {{ time: \"{instant}\" }}) {{ asOf obligated }}
            never: subAward(subAwardId: \"SA-1\", asOf: {{ position: \"0\" }}) {{ obligated }} }}"
    );
    let data = server.data(GRANTEE, &query).await;
    assert_eq!(
        data["now"],
        json!({ "obligated": "105000.00", "award": { "balances": { "unassigned": "620000.00" } } })
    );
    assert_eq!(
        data["then"],
        json!({ "asOf": before.to_string(), "obligated": "100000.00", "award": { "balances": { "unassigned": "625000.00" } } })
    );
    assert_eq!(
        data["at"],
        json!({ "asOf": before.to_string(), "obligated": "100000.00" })
    );
    assert_eq!(data["never"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_page_by_page() {
    let server = Server::start().await;
    set_up(&server).await;
    let mut after = Value::Null;
    let mut found = Vec::new();
    loop {
        let query = "query($after: String) { organizations(first: 3, after: $after) {
            nodes { organizationId } edges { cursor } pageInfo { hasNextPage endCursor } } }";
        let (_, body) = server.ask(OFFICER, query, json!({ "after": after })).await;
        let page = &body["data"]["organizations"];
        found.extend(
            page["nodes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|node| node["organizationId"].clone()),
        );
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(found, ["clinic", "other-prime", "prime", "shelter"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_questions_about_many_moments_are_all_answered() {
    let server = Server::start().await;
    set_up(&server).await;
    let query = r#"{ awards { nodes { subAwards { nodes { grantee { name } } } } }
        a: awards(asOf: {position: "9"}) { nodes { auditTrail { nodes { leaf payload } } } }
        b: awards(asOf: {position: "10"}) { nodes { auditTrail { nodes { leaf payload } } } }
        journal { head { position } } }"#;
    let asked = (0..64).map(|_| server.ask(OFFICER, query, json!({})));
    for (status, body) in futures::future::join_all(asked).await {
        assert!(status == 200 && body.get("errors").is_none(), "{body:#}");
    }
}
