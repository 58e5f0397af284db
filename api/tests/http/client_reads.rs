//! Whoever is told of a client is written down before the answer leaves; and an answer that cannot be written down is not
//! given.

use serde_json::{Value, json};

use crate::{
    flow::{claim, pay, set_up_under},
    live::two_claims,
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE,
        Server, code,
    },
    subscriber::{told, until},
};

const READS: &str = "readAt way actor role organizationId operation requestId clientCount clients";

async fn reads(server: &Server, person: Person, filter: &str) -> Vec<Value> {
    let query = format!("{{ clientReads(first: 100{filter}) {{ nodes {{ {READS} }} }} }}");
    let data = server.data(person, &query).await;
    data["clientReads"]["nodes"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_tells_of_clients_is_written_down_once_and_seen_by_those_whose_they_are() {
    let server = Server::start().await;
    let client = two_claims(&server).await;
    let before = reads(&server, OFFICER, "").await.len();
    // No client is told of here.
    server
        .data(
            OFFICER,
            "{ awards { nodes { fain } } programmes { nodes { code } } }",
        )
        .await;
    server
        .data(OFFICER, "{ clientReads(first: 1) { nodes { clients } } }")
        .await;
    assert_eq!(reads(&server, OFFICER, "").await.len(), before);
    let query = format!(
        "{{ client(code: \"{client}\") {{ code years {{ claims }} }} claims {{ nodes {{ claimId }} }} }}"
    );
    server.data(AUDITOR, &query).await;
    let found = reads(&server, OFFICER, "").await;
    assert_eq!(found.len(), before + 1);
    let last = &found[0];
    assert_eq!(
        (&last["actor"], &last["role"]),
        (&json!("auditor-1"), &json!("auditor"))
    );
    assert_eq!(
        (&last["way"], &last["operation"]),
        (&json!("GRAPHQL"), &json!("query client, claims"))
    );
    assert!(last["requestId"].is_string());
    let told = last["clients"].as_array().unwrap();
    assert!(told.contains(&json!(client)));
    assert_eq!(last["clientCount"], told.len().to_string());
    // The owner of a case sees who read of it, and of no other's.
    let of_auditor = ", filter: { actor: \"auditor-1\" }";
    for person in [GRANTEE, SUBAWARDEE] {
        let own = reads(&server, person, of_auditor).await;
        assert_eq!(own.len(), 1, "{}", person.actor);
        assert!(
            own[0]["clients"]
                .as_array()
                .unwrap()
                .contains(&json!(client))
        );
    }
    for person in [OTHER_GRANTEE, ADMIN] {
        assert_eq!(
            reads(&server, person, "").await,
            Vec::<Value>::new(),
            "{}",
            person.actor
        );
    }
    let others = reads(&server, OTHER_SUBAWARDEE, "").await;
    assert!(
        others
            .iter()
            .all(|read| !read["clients"].to_string().contains(&client))
    );
    // By client, by organization and by time.
    let by_client = format!(", filter: {{ client: \"{client}\", organization: \"audit\" }}");
    assert_eq!(
        reads(&server, OFFICER, &by_client).await,
        vec![last.clone()]
    );
    let at = last["readAt"].as_str().unwrap();
    let earlier = format!(", filter: {{ readBefore: \"{at}\" }}");
    assert_eq!(reads(&server, OFFICER, &earlier).await.len(), before);
    let since = format!(", filter: {{ readFrom: \"{at}\", client: \"{client}\" }}");
    assert_eq!(reads(&server, OFFICER, &since).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_and_subscriptions_are_written_down_too() {
    let server = Server::start().await;
    let client = set_up_under(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim-1", "SA-1", "N-1", &client),
        )
        .await;
    pay(&server, "SA-1:N-1").await;
    let get = async |path: &str| {
        let url = format!("{}/l/{}/{path}", server.base, server.ledger.name());
        let request = server.http.get(url).bearer_auth(server.token(AUDITOR));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
    };
    let operations = async || -> Vec<String> {
        let found = reads(&server, OFFICER, ", filter: { actor: \"auditor-1\" }").await;
        let told = found
            .iter()
            .filter(|read| read["clients"].to_string().contains(&client));
        told.map(|read| read["operation"].as_str().unwrap().to_owned())
            .collect()
    };
    get("remittances/PAY-1/shelter.json").await;
    assert_eq!(operations().await, ["remittance advice json"]);
    get("events?after=0&limit=1000").await;
    assert_eq!(operations().await[0], "events");
    get("events?after=0&limit=3").await;
    assert_eq!(operations().await.len(), 2);
    let last = server.head().await;
    let query =
        format!("subscription {{ claimEvents(after: \"0\", until: \"{last}\") {{ position }} }}");
    told(&server, AUDITOR, &query).await;
    assert_eq!(operations().await[0], "subscription claimEvents");
    assert_eq!(operations().await.len(), 3);
    for (way, count) in [("DOWNLOAD", 2), ("SUBSCRIPTION", 1), ("COMMAND_LINE", 0)] {
        let filter = format!(", filter: {{ actor: \"auditor-1\", way: {way} }}");
        let found = reads(&server, OFFICER, &filter).await;
        assert_eq!(found.len(), count, "{way}");
        assert!(found.iter().all(|read| read["way"] == way));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_written_down_is_not_told() {
    let server = Server::start().await;
    let client = two_claims(&server).await;
    let head = server.head().await;
    server
        .as_owner("ALTER TABLE client_reads ADD CONSTRAINT closed CHECK (false) NOT VALID")
        .await;
    let query = format!("{{ client(code: \"{client}\") {{ code }} }}");
    let (_, body) = server.ask(OFFICER, &query, json!({})).await;
    assert_eq!(code(&body), "INTERNAL");
    assert!(!body.to_string().contains(&client), "{body:#}");
    // A command stands, and its answer says so, and nothing of the client; repeated later, it is answered.
    let approve =
        json!({ "commandId": "approve", "claim": "SA-1:N-1", "effectiveOn": "2025-06-01" });
    let query = "mutation($input: ClaimApproveInput!) { claimApprove(input: $input) { claim { status } position caughtUp receipt { tlogProof } } }";
    let (status, body) = server
        .ask(OFFICER, query, json!({ "input": approve }))
        .await;
    assert_outcome_alone(&body);
    assert_eq!(status, 200);
    let position = body["data"]["claimApprove"]["position"].as_str().unwrap();
    let position: u64 = position.parse().unwrap();
    assert!(position > head && position <= server.head().await);
    server.data(OFFICER, "{ awards { nodes { fain } } }").await;
    server
        .as_owner("ALTER TABLE client_reads DROP CONSTRAINT closed")
        .await;
    let (_, body) = server
        .ask(OFFICER, query, json!({ "input": approve }))
        .await;
    assert_eq!(body["data"]["claimApprove"]["claim"]["status"], "APPROVED");
}

/// What became of the command is told, with its receipt, and the place of the claim is left out with a code.
fn assert_outcome_alone(body: &Value) {
    let told = &body["data"]["claimApprove"];
    assert_eq!(
        (code(body), &body["errors"][0]["path"]),
        ("READ_NOT_RECORDED", &json!(["claimApprove", "claim"])),
        "{body:#}"
    );
    assert_eq!(
        (&told["claim"], &told["caughtUp"]),
        (&Value::Null, &json!(true)),
        "{body:#}"
    );
    let receipt = told["receipt"]["tlogProof"].as_str().unwrap();
    assert!(receipt.starts_with("c2sp.org/tlog-proof@v1\n"), "{receipt}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_answered_while_nobody_can_write_down_what_is_told_of_clients() {
    let server = Server::start().await;
    let client = two_claims(&server).await;
    let held = server
        .holding("LOCK TABLE client_reads IN ACCESS EXCLUSIVE MODE")
        .await;
    let approve =
        json!({ "commandId": "approve", "claim": "SA-1:N-1", "effectiveOn": "2025-06-01" });
    let mutation = "mutation($input: ClaimApproveInput!) { claimApprove(input: $input) { claim { status } position caughtUp receipt { tlogProof } } }";
    let query = format!("{{ client(code: \"{client}\") {{ code }} }}");
    let (command, question, other) = tokio::join!(
        server.ask(OFFICER, mutation, json!({ "input": approve })),
        server.ask(OFFICER, &query, json!({})),
        server.data(OFFICER, "{ awards { nodes { fain } } }"),
    );
    assert_outcome_alone(&command.1);
    assert_eq!(
        (question.0.as_u16(), code(&question.1)),
        (503, "UNAVAILABLE")
    );
    assert!(!question.1.to_string().contains(&client));
    assert_eq!(other["awards"]["nodes"].as_array().unwrap().len(), 2);
    drop(held);
    until(async || {
        let (_, body) = server
            .ask(OFFICER, mutation, json!({ "input": approve }))
            .await;
        let again = &body["data"]["claimApprove"];
        assert_eq!(
            again["position"],
            command.1["data"]["claimApprove"]["position"]
        );
        again["claim"]["status"] == "APPROVED"
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheets_answer_is_written_down_and_kept_back_whole_where_it_cannot_be() {
    let server = Server::start().await;
    let client = set_up_under(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    let text = format!(
        "sub_award,claim_number,client,service_month,category,part,billed,paid_on\n\
         SA-1,N-1,{client},2025-05,CASE_MANAGEMENT,ADMINISTRATION,400.00,\n"
    );
    let sheet = json!({ "commandId": "sheet-1", "text": text, "effectiveOn": "2025-06-01" });
    let query = "mutation($input: ClaimBatchSubmitInput!) { claimBatchSubmit(input: $input) { position rows { status payable } userErrors { code message } } }";
    server
        .as_owner("ALTER TABLE client_reads ADD CONSTRAINT closed CHECK (false) NOT VALID")
        .await;
    let send = async || {
        server
            .ask(SUBAWARDEE, query, json!({ "input": sheet }))
            .await
    };
    let (status, body) = send().await;
    assert_eq!(
        (status.as_u16(), code(&body), &body["data"]),
        (503, "READ_NOT_RECORDED", &Value::Null),
        "{body:#}"
    );
    server
        .as_owner("ALTER TABLE client_reads DROP CONSTRAINT closed")
        .await;
    let (_, body) = send().await;
    assert_eq!(
        body["data"]["claimBatchSubmit"]["rows"],
        json!([{ "status": "ACCEPTED", "payable": "400.00" }]),
        "{body:#}"
    );
    let found = reads(&server, OFFICER, ", filter: { actor: \"sub-1\" }").await;
    assert_eq!(
        (&found[0]["operation"], &found[0]["clients"]),
        (&json!("mutation claimBatchSubmit"), &json!([client]))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_read_stays_written_down() {
    let server = Server::start().await;
    two_claims(&server).await;
    server.data(OFFICER, "{ clients { nodes { code } } }").await;
    let change = "DO $$ BEGIN UPDATE client_reads SET actor = 'nobody'; RAISE 'it was changed';
        EXCEPTION WHEN restrict_violation THEN NULL; END $$";
    server.as_owner(change).await;
    let delete = "DO $$ BEGIN DELETE FROM client_read_subjects; RAISE 'it was taken away';
        EXCEPTION WHEN restrict_violation THEN NULL; END $$";
    server.as_owner(delete).await;
    assert!(
        !reads(&server, OFFICER, ", filter: { actor: \"officer-1\" }")
            .await
            .is_empty()
    );
}
