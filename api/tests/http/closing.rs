//! Closing a programme's months through the front door: two officers, one trial balance, and what comes late.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::{
    flow::{claim, set_up},
    server::{AUDITOR, GRANTEE, OFFICER, Person, SUBAWARDEE, Server},
};

const OFFICER_2: Person = Person {
    actor: "officer-2",
    ..OFFICER
};
const OFFICER_3: Person = Person {
    actor: "officer-3",
    ..OFFICER
};

const CLOSES: &str = "{ periodCloses(programme: \"TVAP\") { nodes { close state startsOn endsOn frozenAt closedAt begunBy
    approvals { by on } statement { digest own { debit credit } ussgl { debit credit } } withdrawnBy withdrawalReason
    trialBalance { digest asOf accounts { debit credit } ussgl { debit credit } }
    latePostings(first: 50) { nodes { position effectiveOn factOn lateBehind amount } } } } }";

fn begin(command_id: &str, through: &str) -> Value {
    json!({ "commandId": command_id, "programme": "TVAP", "through": through, "effectiveOn": "2025-06-01" })
}

fn raise(command_id: &str, on: &str) -> Value {
    json!({
        "commandId": command_id, "subAward": "SA-1", "amount": "1.00", "reason": "More clients", "effectiveOn": on,
    })
}

async fn latest(server: &Server) -> Value {
    server.data(OFFICER, CLOSES).await["periodCloses"]["nodes"][0].clone()
}

/// The sum of a column of amounts.
fn sum(lines: &Value, side: &str) -> String {
    let cents = |text: &str| text.replace('.', "").parse::<i64>().unwrap();
    let lines = lines.as_array().unwrap().iter();
    let sum: i64 = lines.map(|line| cents(line[side].as_str().unwrap())).sum();
    format!("{}.{:02}", sum / 100, sum % 100)
}

/// What an officer states who looked at the close.
fn approve(command_id: &str, close: &Value) -> Value {
    let balance = &close["trialBalance"];
    let totals =
        |lines: &Value| json!({ "debit": sum(lines, "debit"), "credit": sum(lines, "credit") });
    json!({
        "commandId": command_id, "programme": "TVAP", "close": close["close"], "frozenAt": close["frozenAt"],
        "digest": balance["digest"], "own": totals(&balance["accounts"]), "ussgl": totals(&balance["ussgl"]),
        "effectiveOn": "2025-06-01",
    })
}

/// The digest of the period's trial balance, as of now.
async fn digest_now(server: &Server, ends_on: &str) -> Value {
    let query = format!(
        "{{ trialBalance(programme: \"TVAP\", period: {{ startsOn: \"1900-01-01\", endsOn: \"{ends_on}\" }}) {{ digest text }} }}"
    );
    let data = server.data(AUDITOR, &query).await;
    let text = data["trialBalance"]["text"].as_str().unwrap();
    assert!(
        text.starts_with("almoner trial balance 1\nprogramme TVAP\n"),
        "{text}"
    );
    data["trialBalance"]["digest"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_close_a_month_and_a_late_fact_counts_after_it() {
    let server = Server::start().await;
    set_up(&server).await;
    server
        .done(OFFICER, "periodCloseBegin", begin("begin", "2025-04"))
        .await;
    let close = latest(&server).await;
    assert_eq!(close["state"], "UNDER_WAY");
    let right = |id: &str| approve(id, &close);
    let mut otherwise = right("otherwise");
    otherwise["digest"] = json!("ab".repeat(32));
    let differs = |field: &str| [("TRIAL_BALANCE_DIFFERS".to_owned(), field.to_owned())];
    let refused = server
        .refused(OFFICER, "periodCloseApprove", otherwise)
        .await;
    assert_eq!(refused, differs("digest"));
    let mut otherwise = right("otherwise");
    otherwise["own"] = json!({ "debit": "1.00", "credit": "1.00" });
    let refused = server
        .refused(OFFICER, "periodCloseApprove", otherwise)
        .await;
    assert_eq!(refused, differs("own"));
    let mut otherwise = right("otherwise");
    otherwise["frozenAt"] = json!("1");
    let refused = server
        .refused(OFFICER, "periodCloseApprove", otherwise)
        .await;
    assert_eq!(refused, differs("frozenAt"));
    // A late fact does not change what is to be approved.
    server
        .done(GRANTEE, "subAwardRaise", raise("late-1", "2025-04-15"))
        .await;
    server
        .done(OFFICER, "periodCloseApprove", right("first"))
        .await;
    let again = server
        .refused(OFFICER, "periodCloseApprove", right("first-again"))
        .await;
    assert_eq!(again[0].0, "CLOSE_APPROVED_BY_SAME_OFFICER");
    let payload = server
        .done(OFFICER_2, "periodCloseApprove", right("second"))
        .await;
    assert_eq!(
        payload["periodClose"],
        json!({ "close": 1, "state": "CLOSED" })
    );
    let repeated = server
        .done(OFFICER_2, "periodCloseApprove", right("second"))
        .await;
    assert_eq!(
        (&repeated["repeated"], &repeated["position"]),
        (&json!(true), &payload["position"])
    );
    let held = server
        .done(OFFICER_2, "periodCloseApprove", right("second-again"))
        .await;
    assert_eq!(held["alreadyHeld"], true);
    let third = server
        .refused(OFFICER_3, "periodCloseApprove", right("third"))
        .await;
    assert_eq!(third[0].0, "PERIOD_ALREADY_CLOSED");
    server
        .done(GRANTEE, "subAwardRaise", raise("late-2", "2025-04-30"))
        .await;
    server
        .done(GRANTEE, "subAwardRaise", raise("in-time", "2025-05-01"))
        .await;
    let closed = latest(&server).await;
    assert_eq!(
        closed["statement"]["digest"],
        digest_now(&server, "2025-04-30").await
    );
    assert_eq!(
        closed["statement"]["digest"],
        close["trialBalance"]["digest"]
    );
    assert_eq!(closed["approvals"][1]["by"], "officer-2");
    let late = closed["latePostings"]["nodes"].as_array().unwrap();
    assert_eq!(late.len(), 4, "{late:#?}");
    for posting in late {
        assert_eq!(posting["effectiveOn"], "2025-05-01");
        assert_eq!(posting["lateBehind"], closed["frozenAt"]);
        assert_eq!(posting["factOn"].as_str().unwrap()[..7], *"2025-04");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_closed_is_refused_and_a_withdrawn_close_opens_its_months() {
    let server = Server::start().await;
    set_up(&server).await;
    for (through, code) in [
        ("2025-06", "PERIOD_NOT_ENDED"),
        ("2025-13", "MONTH_MALFORMED"),
    ] {
        let refused = server
            .refused(OFFICER, "periodCloseBegin", begin(through, through))
            .await;
        assert_eq!(refused, [(code.to_owned(), "through".to_owned())]);
    }
    for person in [GRANTEE, SUBAWARDEE, AUDITOR] {
        let refused = server
            .refused(person, "periodCloseBegin", begin("no", "2025-04"))
            .await;
        assert_eq!(refused[0].0, "FORBIDDEN");
    }
    server
        .done(OFFICER, "periodCloseBegin", begin("begin", "2025-04"))
        .await;
    let under_way = server
        .refused(OFFICER_2, "periodCloseBegin", begin("other", "2025-05"))
        .await;
    assert_eq!(under_way[0].0, "PERIOD_CLOSE_UNDER_WAY");
    let withdraw = json!({
        "commandId": "withdraw", "programme": "TVAP", "close": 1, "reason": "An award of April is missing",
        "effectiveOn": "2025-06-01",
    });
    let close = latest(&server).await;
    server
        .done(OFFICER_2, "periodCloseWithdraw", withdraw)
        .await;
    let gone = server
        .refused(OFFICER, "periodCloseApprove", approve("late", &close))
        .await;
    assert_eq!(
        gone,
        [("PERIOD_CLOSE_NOT_UNDER_WAY".to_owned(), "close".to_owned())]
    );
    server
        .done(GRANTEE, "subAwardRaise", raise("april", "2025-04-15"))
        .await;
    let withdrawn = latest(&server).await;
    assert_eq!(withdrawn["state"], "WITHDRAWN");
    assert_eq!(withdrawn["latePostings"]["nodes"], json!([]));
    // A prime sees no close, and where its own postings count.
    let seen = server
        .data(
            GRANTEE,
            "{ periodCloses(programme: \"TVAP\") { nodes { close } } }",
        )
        .await;
    assert_eq!(seen["periodCloses"]["nodes"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_recorded_while_a_close_begins_counts_before_it_or_after_it_and_the_digest_holds() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let mut submitted = claim("claim", "SA-1", "1", &client);
    submitted["effectiveOn"] = json!("2025-05-20");
    server.done(SUBAWARDEE, "claimSubmit", submitted).await;
    let approval =
        json!({ "commandId": "approve", "claim": "SA-1:1", "effectiveOn": "2025-05-31" });
    let raises = join_all((0..12).map(|at| {
        let input = raise(&format!("raise-{at}"), "2025-05-15");
        server.done(GRANTEE, "subAwardRaise", input)
    }));
    let (_, approved, _) = tokio::join!(
        raises,
        server.done(OFFICER_2, "claimApprove", approval),
        server.done(OFFICER, "periodCloseBegin", begin("begin", "2025-05")),
    );
    let close = latest(&server).await;
    for (officer, id) in [(OFFICER, "first"), (OFFICER_2, "second")] {
        server
            .done(officer, "periodCloseApprove", approve(id, &close))
            .await;
    }
    let closed = latest(&server).await;
    assert_eq!(closed["state"], "CLOSED");
    assert_eq!(
        closed["statement"]["digest"],
        digest_now(&server, "2025-05-31").await
    );
    // Each counts once: on its own day where it was recorded first, and else on the first of June.
    let number = |value: &Value| value.as_str().unwrap().parse::<u64>().unwrap();
    let frozen_at = number(&closed["frozenAt"]);
    let query = "{ postings(first: 100, filter: { newestFirst: true }) { nodes { position effectiveOn factOn lateBehind } } }";
    let data = server.data(OFFICER, query).await;
    let postings = data["postings"]["nodes"].as_array().unwrap();
    let mut of_may = 0;
    for posting in postings
        .iter()
        .filter(|it| it["factOn"].as_str().unwrap().starts_with("2025-05"))
    {
        of_may += 1;
        let late = number(&posting["position"]) > frozen_at;
        let on = if late {
            &json!("2025-06-01")
        } else {
            &posting["factOn"]
        };
        assert_eq!(&posting["effectiveOn"], on, "{posting}");
        assert_eq!(posting["lateBehind"].is_string(), late, "{posting}");
    }
    assert!(of_may >= 12 * 2 + 6, "{of_may}");
    assert!(approved["position"].is_string());
}
