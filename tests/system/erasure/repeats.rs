//! Commands that are given again after the client is erased, and requests for an erasure that are withdrawn.

use almoner_tests::{caller::Caller, server::Server};
use serde_json::{Value, json};

use super::{
    AFTER, approval, ask, erase, reference,
    setting::{People, REASON, REFERENCE, Setting, carry, done, erased, held, read, refused},
};

const RECORD: &str = "clientCaseReferenceRecord";
const RECONSIDER: &str = "claimReconsider";

/// What the sub-awardee gave before, as it gave it.
fn given(id: &str, client: &str, text: &str) -> Value {
    json!({ "commandId": id, "client": client, "reference": text, "effectiveOn": "2008-11-01" })
}

fn reconsidered(id: &str, decision: &str, reason: &str) -> Value {
    json!({ "commandId": id, "claim": "PCS-OLD:N-1", "decision": decision, "reason": reason, "effectiveOn": "2008-11-15" })
}

async fn size(server: &Server, who: &Caller) -> Value {
    let query = "{ journal { checkpoint { size } } }";
    let data = who.data(server.url(), query, json!({})).await;
    data["journal"]["checkpoint"]["size"].clone()
}

/// Each command again, and others under its id.
async fn given_again(setting: &Setting, server: &Server, client: &str, first: [&Value; 2]) {
    let People {
        sub_awardee,
        first: officer,
        ..
    } = &setting.people;
    let longer = "A reference that is longer than what was given at first, by a block";
    let repeats = [
        (
            sub_awardee,
            RECORD,
            given("ref-1", client, REFERENCE),
            first[0],
        ),
        // As long in blocks, and nobody can tell any more that it is another.
        (
            sub_awardee,
            RECORD,
            given("ref-1", client, "Kestrel-file"),
            first[0],
        ),
        (
            officer,
            RECONSIDER,
            reconsidered("why-1", "UPHELD", REASON),
            first[1],
        ),
    ];
    for (who, name, input, first) in repeats {
        let again = done(server, who, name, input.clone()).await;
        assert_eq!(again["repeated"], json!(true), "{input}");
        for field in ["position", "receipt", "alreadyHeld"] {
            assert_eq!(again[field], first[field], "{input}");
        }
    }
    let mut later = given("ref-1", client, REFERENCE);
    later["effectiveOn"] = json!("2008-11-02");
    for (who, name, input) in [
        (sub_awardee, RECORD, given("ref-1", client, longer)),
        (sub_awardee, RECORD, later),
        (
            officer,
            RECONSIDER,
            reconsidered("why-1", "REVERSED", REASON),
        ),
    ] {
        let (code, _) = refused(server, who, name, input.clone()).await;
        assert_eq!(code, "COMMAND_ID_REUSED", "{input}");
    }
    for (id, who, code) in [
        ("ref-9", sub_awardee, "CLIENT_ERASED"),
        ("ref-1", &setting.people.stranger, "UNKNOWN_CLIENT"),
    ] {
        let (found, _) = refused(server, who, RECORD, given(id, client, REFERENCE)).await;
        assert_eq!(found, code, "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_after_the_erasure_is_answered_as_at_first_and_moves_nothing() {
    let setting = Setting::new();
    let server = setting.serve();
    let People {
        first, sub_awardee, ..
    } = &setting.people;
    let (client, ..) = held(&setting, &server).await;
    let mut early = reference("ref-3", &client, "Too early");
    early["effectiveOn"] = json!("2007-01-01");
    let refusal = refused(&server, sub_awardee, RECORD, early.clone()).await;
    assert_eq!(refusal.0, "EFFECTIVE_ON_TOO_EARLY");
    let recorded = carry(
        &server,
        sub_awardee,
        RECORD,
        given("ref-1", &client, REFERENCE),
    )
    .await;
    let reason = reconsidered("why-1", "UPHELD", REASON);
    let why = carry(&server, first, RECONSIDER, reason).await;
    erase(&setting, &server, &client).await;

    let before = size(&server, first).await;
    given_again(&setting, &server, &client, [&recorded, &why]).await;
    let again = refused(&server, sub_awardee, RECORD, early).await;
    assert_eq!(again, refusal, "a refused id stays refused");
    assert_eq!(size(&server, first).await, before, "nothing moved");

    assert_eq!(server.stop(), Some(0));
    let server = setting.serve();
    given_again(&setting, &server, &client, [&recorded, &why]).await;
    assert_eq!(size(&server, first).await, before, "nothing moved");
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_withdrawn_before_it_is_approved_and_another_can_follow() {
    let setting = Setting::new();
    let server = setting.serve();
    let People {
        first,
        second,
        sub_awardee,
        ..
    } = &setting.people;
    let (client, ..) = held(&setting, &server).await;
    let withdraw = "clientErasureWithdraw";
    let withdrawal = |id: &str| json!({ "commandId": id, "client": client, "reason": "STILL_NEEDED", "effectiveOn": AFTER });
    let (code, _) = refused(&server, first, withdraw, withdrawal("w-1")).await;
    assert_eq!(code, "ERASURE_NOT_REQUESTED");
    done(
        &server,
        first,
        "clientErasureRequest",
        ask("a-1", &client, AFTER),
    )
    .await;
    let (code, _) = refused(&server, sub_awardee, withdraw, withdrawal("w-2")).await;
    assert_eq!(code, "FORBIDDEN");
    let withdrawn = done(&server, second, withdraw, withdrawal("w-3")).await;
    let again = done(&server, second, withdraw, withdrawal("w-3")).await;
    assert_eq!(
        (&again["repeated"], &again["position"]),
        (&json!(true), &withdrawn["position"])
    );

    let approve = "clientErasureApprove";
    let (code, message) = refused(&server, second, approve, approval("y-1", &client)).await;
    assert_eq!(code, "ERASURE_WITHDRAWN");
    assert!(message.contains(AFTER), "{message}");
    let found = read(&server, first, &client).await;
    assert_eq!(found["erasure"]["status"], "WITHDRAWN");
    assert_eq!(found["erasure"]["withdrawnBy"], "officer-2");
    assert_eq!(found["erasure"]["withdrawalReason"], "STILL_NEEDED");
    assert_eq!(found["caseReference"]["text"], REFERENCE);

    done(
        &server,
        second,
        "clientErasureRequest",
        ask("a-2", &client, AFTER),
    )
    .await;
    let found = read(&server, first, &client).await;
    assert_eq!(found["erasure"]["status"], "REQUESTED");
    assert_eq!(found["erasure"]["withdrawnBy"], json!(null));
    done(&server, first, approve, approval("y-2", &client)).await;
    erased(&server, first, &client).await;
    let (code, _) = refused(&server, second, withdraw, withdrawal("w-4")).await;
    assert_eq!(code, "CLIENT_ERASED");
    assert_eq!(server.stop(), Some(0));
}
