//! A child's case through the front door: letters, the extension, what is due, a family, a closing and a re-opening.

use serde_json::{Value, json};

use crate::{
    flow::{claim, client, set_up},
    server::{GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE, Server},
};

/// Enrols a child under the first sub-award; gives the code.
async fn child(server: &Server) -> String {
    let mut input = client("child", "SA-1");
    for (field, value) in [
        ("population", "CHILD"),
        ("ageBand", "UNDER_18"),
        ("phase", "INTERIM_ASSISTANCE"),
        ("effectiveOn", "2025-03-01"),
    ] {
        input[field] = json!(value);
    }
    let enrolled = server.done(SUBAWARDEE, "clientEnrol", input).await;
    enrolled["client"]["code"].as_str().unwrap().to_owned()
}

fn letter(command_id: &str, client: &str, kind: &str, on: &str) -> Value {
    json!({
        "commandId": command_id, "client": client, "kind": kind, "datedOn": on, "effectiveOn": on,
        "receipt": { "receivedOn": "2025-02-20", "under18OnReceipt": true },
    })
}

/// What is due, as of a day.
async fn due(server: &Server, person: Person, on: &str) -> Vec<(String, String, i64, bool)> {
    let query = format!(
        "{{ clientDeadlines(on: \"{on}\", within: 120) {{ edges {{ node {{ kind dueOn daysLeft extendable whatToDo }} }} }} }}"
    );
    let data = server.data(person, &query).await;
    let edges = data["clientDeadlines"]["edges"].as_array().unwrap();
    edges
        .iter()
        .map(|edge| {
            let node = &edge["node"];
            assert!(!node["whatToDo"].as_str().unwrap().is_empty());
            (
                node["kind"].as_str().unwrap().to_owned(),
                node["dueOn"].as_str().unwrap().to_owned(),
                node["daysLeft"].as_i64().unwrap(),
                node["extendable"].as_bool().unwrap(),
            )
        })
        .collect()
}

fn interim(due_on: &str, left: i64, extendable: bool) -> Vec<(String, String, i64, bool)> {
    vec![(
        "INTERIM_ASSISTANCE".to_owned(),
        due_on.to_owned(),
        left,
        extendable,
    )]
}

#[tokio::test(flavor = "multi_thread")]
async fn interim_assistance_is_extended_by_the_prime_and_ends_with_the_letter() {
    let server = Server::start().await;
    set_up(&server).await;
    let code = child(&server).await;
    assert_eq!(
        due(&server, SUBAWARDEE, "2025-05-01").await,
        interim("2025-05-29", 28, true)
    );
    assert_eq!(due(&server, OTHER_SUBAWARDEE, "2025-05-01").await, []);
    assert_eq!(due(&server, SUBAWARDEE, "2025-05-30").await, []);
    let extend = |command_id: &str, on: &str| json!({ "commandId": command_id, "client": code, "reason": "DECISION_PENDING", "effectiveOn": on });
    let refused = server
        .refused(
            SUBAWARDEE,
            "clientInterimExtend",
            extend("x1", "2025-05-29"),
        )
        .await;
    assert_eq!(refused[0].0, "FORBIDDEN");
    let refused = server
        .refused(GRANTEE, "clientInterimExtend", extend("x2", "2025-05-30"))
        .await;
    assert_eq!(refused[0].0, "INTERIM_ASSISTANCE_ENDED");
    server
        .done(GRANTEE, "clientInterimExtend", extend("x3", "2025-05-29"))
        .await;
    assert_eq!(
        due(&server, GRANTEE, "2025-05-29").await,
        interim("2025-06-28", 30, false)
    );
    let eligible = letter("l1", &code, "ELIGIBILITY", "2025-05-31");
    let done = server
        .done(SUBAWARDEE, "clientLetterRecord", eligible)
        .await;
    assert_eq!(done["client"]["code"], json!(code));
    assert_eq!(
        due(&server, SUBAWARDEE, "2025-09-01").await,
        [("BENEFITS".to_owned(), "2025-09-30".to_owned(), 29, false)]
    );
    let query = format!(
        "{{ client(code: \"{code}\") {{ phase phases {{ phase since windowEndsOn extendedOn }}
            letters {{ kind datedOn endsOn benefitsEndOn requestReceivedOn under18OnReceipt }} }} }}"
    );
    let data = server.data(SUBAWARDEE, &query).await;
    assert_eq!(
        data["client"],
        json!({
            "phase": "ELIGIBLE",
            "phases": [
                { "phase": "INTERIM_ASSISTANCE", "since": "2025-03-01", "windowEndsOn": "2025-06-28", "extendedOn": "2025-05-29" },
                { "phase": "ELIGIBLE", "since": "2025-05-31", "windowEndsOn": null, "extendedOn": null },
            ],
            "letters": [{
                "kind": "ELIGIBILITY", "datedOn": "2025-05-31", "endsOn": null, "benefitsEndOn": "2025-09-30",
                "requestReceivedOn": "2025-02-20", "under18OnReceipt": true,
            }],
        })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_in_a_gap_is_not_covered_and_a_month_of_the_reopened_case_is() {
    let server = Server::start().await;
    set_up(&server).await;
    let mut input = client("early", "SA-1");
    input["effectiveOn"] = json!("2025-01-06");
    let enrolled = server.done(SUBAWARDEE, "clientEnrol", input).await;
    let code = enrolled["client"]["code"].as_str().unwrap().to_owned();
    let on = |command_id: &str, reason: &str, on: &str| json!({ "commandId": command_id, "client": code, "reason": reason, "effectiveOn": on });
    let early = on("r0", "CUSTODY_ENDED", "2025-03-01");
    let refused = server.refused(SUBAWARDEE, "clientReopen", early).await;
    assert_eq!(refused[0].0, "CLIENT_NOT_CLOSED");
    server
        .done(SUBAWARDEE, "clientClose", on("c1", "CUSTODY", "2025-02-01"))
        .await;
    server
        .done(
            SUBAWARDEE,
            "clientReopen",
            on("r1", "CUSTODY_ENDED", "2025-04-14"),
        )
        .await;
    for (month, carc) in [("2025-02", Some(27)), ("2025-05", None)] {
        let mut input = claim(&format!("m-{month}"), "SA-1", month, &code);
        input["serviceMonth"] = json!(month);
        server.done(SUBAWARDEE, "claimSubmit", input).await;
        let query = format!(
            "{{ claim(claimId: \"SA-1:{month}\") {{ lines {{ adjustments {{ carc }} }} }} }}"
        );
        let data = server.data(SUBAWARDEE, &query).await;
        let first = &data["claim"]["lines"][0]["adjustments"][0]["carc"];
        assert_eq!(first.as_i64(), carc, "{month}: {data}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_member_joins_and_leaves_under_a_code_of_its_own() {
    let server = Server::start().await;
    let code = set_up(&server).await;
    let join = json!({
        "commandId": "f1", "client": code, "relation": "T2", "inHousehold": true, "effectiveOn": "2025-05-02",
    });
    server.done(SUBAWARDEE, "clientFamilyMemberAdd", join).await;
    let query = format!(
        "{{ client(code: \"{code}\") {{ householdMembers family {{ code relation leftOn leavingReason }} }} }}"
    );
    let data = server.data(SUBAWARDEE, &query).await;
    let member = data["client"]["family"][0]["code"].clone();
    assert_eq!(data["client"]["householdMembers"], 1);
    let leave = json!({
        "commandId": "f2", "client": code, "member": member, "reason": "NOT_ELIGIBLE_DEPENDENT", "effectiveOn": "2025-05-20",
    });
    server
        .done(SUBAWARDEE, "clientFamilyMemberRemove", leave)
        .await;
    let data = server.data(SUBAWARDEE, &query).await;
    assert_eq!(
        data["client"],
        json!({
            "householdMembers": 0,
            "family": [{
                "code": member, "relation": "T2", "leftOn": "2025-05-20", "leavingReason": "NOT_ELIGIBLE_DEPENDENT",
            }],
        })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn how_far_ahead_to_look_has_a_limit() {
    let server = Server::start().await;
    let query = "{ clientDeadlines(on: \"2025-05-01\", within: 367) { edges { cursor } } }";
    let (_, body) = server.ask(SUBAWARDEE, query, json!({})).await;
    assert_eq!(body["errors"][0]["extensions"]["code"], "FILTER_MALFORMED");
}
