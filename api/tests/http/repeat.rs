//! A command under the same id is done once.

use serde_json::json;

use crate::{
    flow::{claim, client, organization, set_up},
    server::{GRANTEE, OFFICER, SUBAWARDEE, Server},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_gives_the_first_answer_and_writes_nothing() {
    let server = Server::start().await;
    let code = set_up(&server).await;
    let head = server.head().await;
    let again = server
        .done(SUBAWARDEE, "clientEnrol", client("client", "SA-1"))
        .await;
    assert_eq!(again["repeated"], true);
    assert_eq!(
        again["client"]["code"],
        code.as_str(),
        "the code that was minted first"
    );
    assert_eq!(server.head().await, head);

    let first = server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim", "SA-1", "N-1", &code),
        )
        .await;
    let approval =
        json!({ "commandId": "approve", "claim": "SA-1:N-1", "effectiveOn": "2025-06-01" });
    server.done(OFFICER, "claimApprove", approval).await;
    let again = server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim", "SA-1", "N-1", &code),
        )
        .await;
    assert_eq!(
        again["claim"], first["claim"],
        "as it was, not as it is by now"
    );
    assert_eq!(
        (&again["position"], &again["recordedAt"]),
        (&first["position"], &first["recordedAt"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_was_used_for_something_else_is_refused() {
    let server = Server::start().await;
    set_up(&server).await;
    let head = server.head().await;
    let mut other = organization("prime", "ABCDEFGHJKL1");
    other["name"] = "Another name".into();
    let errors = server.refused(OFFICER, "organizationRegister", other).await;
    assert_eq!(
        errors,
        [("COMMAND_ID_REUSED".to_owned(), "name".to_owned())]
    );
    assert_eq!(server.head().await, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_rule_refused_stays_refused() {
    let server = Server::start().await;
    set_up(&server).await;
    let raise = |id: &str, amount: &str| json!({ "commandId": id, "subAward": "SA-1", "amount": amount, "reason": "More", "effectiveOn": "2025-06-01" });
    let head = server.head().await;
    let first = server
        .refused(GRANTEE, "subAwardRaise", raise("raise", "900000.00"))
        .await;
    assert_eq!(first.len(), 1, "{first:?}");
    assert_eq!(
        server
            .refused(GRANTEE, "subAwardRaise", raise("raise", "900000.00"))
            .await,
        first
    );
    assert_eq!(server.head().await, head);
}
