//! Who sees what: every role, every root field, every way to a thing of somebody else.
//!
//! The ways are found in the schema itself, so that a field that is added is walked from then on.

mod scene;
mod schema;

use serde_json::json;

use crate::{
    flow::claim,
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE,
        Server, code,
    },
};
pub(crate) use scene::{Scene, scene};
pub(crate) use schema::Schema;
use schema::texts;

/// What the first sub-awardee reports, and the office.
const MEASURES: [&str; 2] = [
    "potential-victims:FY2025Q2:sub-award:SA-1",
    "clients-served:FY2024:programme:TVAP",
];

#[tokio::test(flavor = "multi_thread")]
async fn by_no_way_does_anybody_see_what_belongs_to_others() {
    let scene = scene("CLIENT_LEVEL_PSEUDONYMOUS").await;
    let schema = Schema::read(&scene.server).await;
    let [first, second] = &scene.clients;
    let ids = scene.ids();
    // What is somebody's alone, and who sees it.
    let marks: [(&str, &[Person]); 10] = [
        (MEASURES[0], &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE]),
        (
            MEASURES[1],
            &[
                OFFICER,
                AUDITOR,
                GRANTEE,
                OTHER_GRANTEE,
                SUBAWARDEE,
                OTHER_SUBAWARDEE,
            ],
        ),
        (first, &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE]),
        (second, &[OFFICER, AUDITOR, GRANTEE, OTHER_SUBAWARDEE]),
        ("SA-1:N-1", &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE]),
        ("SA-2:N-2", &[OFFICER, AUDITOR, GRANTEE, OTHER_SUBAWARDEE]),
        ("An April of its own", &[OFFICER, AUDITOR]),
        ("90ZV0999-01-00", &[OFFICER, AUDITOR, OTHER_GRANTEE]),
        ("90ZV0134-01-00", &[OFFICER, AUDITOR, GRANTEE]),
        (
            "Reimbursement for May",
            &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE],
        ),
    ];
    let people = [
        OFFICER,
        AUDITOR,
        ADMIN,
        GRANTEE,
        OTHER_GRANTEE,
        SUBAWARDEE,
        OTHER_SUBAWARDEE,
    ];
    for person in people {
        let found = scene.everything(&schema, person, &ids).await;
        for (mark, seen_by) in marks {
            let seen = found.iter().any(|text| text.contains(mark));
            assert_eq!(
                seen,
                seen_by.contains(&person),
                "{mark} as {} of {}",
                person.actor,
                person.organization
            );
        }
        let reads_lines = [OFFICER, AUDITOR].contains(&person);
        let has_payload = found.iter().any(|text| text.starts_with("{\"type\":"));
        assert_eq!(has_payload, reads_lines, "record lines as {}", person.actor);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_aggregates_may_be_told_an_auditor_learns_of_no_client_and_no_claim() {
    let scene = scene("AGGREGATE_ONLY").await;
    let schema = Schema::read(&scene.server).await;
    let ids = scene.ids();
    let [first, second] = &scene.clients;
    let found = scene.everything(&schema, AUDITOR, &ids).await;
    for mark in [first.as_str(), second.as_str(), "N-1", "N-2", MEASURES[0]] {
        let seen: Vec<_> = found.iter().filter(|text| text.contains(mark)).collect();
        assert_eq!(seen, Vec::<&String>::new(), "{mark}");
    }
    let found = scene.everything(&schema, OFFICER, &ids).await;
    assert!(found.iter().any(|text| text.contains(first.as_str())));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_others_is_unknown_and_what_a_role_may_not_do_is_refused() {
    let scene = scene("CLIENT_LEVEL_PSEUDONYMOUS").await;
    let server = &scene.server;
    let head = server.head().await;
    let on = "2025-06-01";
    let raise = json!({ "commandId": "x1", "subAward": "SA-1", "amount": "1.00", "reason": "More", "effectiveOn": on });
    let unknown = json!({ "commandId": "x2", "subAward": "SA-404", "amount": "1.00", "reason": "More", "effectiveOn": on });
    let approve = json!({ "commandId": "x3", "claim": "SA-2:N-2", "effectiveOn": on });
    let foreign = server
        .refused(OTHER_GRANTEE, "subAwardRaise", raise.clone())
        .await;
    let missing = server
        .refused(OTHER_GRANTEE, "subAwardRaise", unknown)
        .await;
    assert_eq!(foreign, missing, "a foreign id answers as an unknown one");
    for person in [OFFICER, AUDITOR, ADMIN, SUBAWARDEE] {
        let errors = server.refused(person, "subAwardRaise", raise.clone()).await;
        assert_eq!(errors.len(), 1, "{errors:?}");
    }
    for person in [AUDITOR, ADMIN, GRANTEE, OTHER_SUBAWARDEE] {
        let errors = server
            .refused(person, "claimApprove", approve.clone())
            .await;
        assert_eq!(errors.len(), 1, "{errors:?}");
    }
    let claim = claim("x4", "SA-2", "N-9", &scene.clients[1]);
    let errors = server.refused(SUBAWARDEE, "claimSubmit", claim).await;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(server.head().await, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_another_ledger_is_refused() {
    use almoner_api::token::Principal;
    use almoner_domain::id::{ActorId, OrganizationId};

    let server = Server::start().await;
    let principal = Principal {
        actor: ActorId::parse(OFFICER.actor).unwrap(),
        role: OFFICER.role,
        organization: OrganizationId::parse(OFFICER.organization).unwrap(),
        ledger: Some("elsewhere".parse().unwrap()),
    };
    let token = server.issuer.issue(&principal, chrono::TimeDelta::hours(1));
    let response = server
        .http
        .post(format!("{}/graphql", server.base))
        .bearer_auth(token)
        .json(&json!({ "query": "{ __typename }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(code(&response.json().await.unwrap()), "TOKEN_INVALID");
}
