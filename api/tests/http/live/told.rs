//! Who follows is told what happens, once and in order.

use serde_json::json;

use super::*;
use crate::{
    server::{AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE},
    subscriber::{Socket, Stream, told, until},
};

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_is_told_exactly_what_was_missed() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    submit(&server, "N-1", &client).await;
    let before = positions(&server, SUBAWARDEE).await;
    let mut heard = Vec::new();
    let mut socket = Socket::open(&server, SUBAWARDEE).await;
    socket.subscribe("a", CLAIM_EVENTS).await;
    for _ in &before {
        let event = socket.next("a").await["claimEvents"].clone();
        assert_eq!(event["claimId"], "SA-1:N-1");
        heard.push(position(&event));
    }
    assert_eq!(heard, before, "what was there");
    submit(&server, "N-2", &client).await;
    let first = socket.next("a").await["claimEvents"].clone();
    assert_eq!(
        (&first["eventType"], &first["claim"]["status"]),
        (&json!("ClaimSubmitted"), &json!("SUBMITTED")),
        "as of the event itself: {first}"
    );
    heard.push(position(&first));
    drop(socket);
    submit(&server, "N-3", &client).await;
    let mut socket = Socket::open(&server, SUBAWARDEE).await;
    let last = heard.last().unwrap();
    let query = CLAIM_EVENTS.replace("\"0\"", &format!("\"{last}\""));
    socket.subscribe("b", &query).await;
    let all = positions(&server, SUBAWARDEE).await;
    while heard.len() < all.len() {
        let event = socket.next("b").await["claimEvents"].clone();
        heard.push(position(&event));
    }
    assert_eq!(heard, all, "each once, in order");
    // Nothing else was on its way: the next is the next claim.
    submit(&server, "N-4", &client).await;
    assert_eq!(socket.next("b").await["claimEvents"]["claimId"], "SA-1:N-4");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_told_what_everybody_may_see() {
    let server = Server::start().await;
    two_claims(&server).await;
    let last = server.head().await;
    let query = format!(
        "subscription {{ claimEvents(after: \"0\", until: \"{last}\") {{ position claimId payload leaf }} }}"
    );
    for person in [
        OFFICER,
        AUDITOR,
        GRANTEE,
        OTHER_GRANTEE,
        SUBAWARDEE,
        OTHER_SUBAWARDEE,
    ] {
        let told = told(&server, person, &query).await;
        let heard: Vec<u64> = told.iter().map(position).collect();
        assert_eq!(heard, positions(&server, person).await, "{}", person.actor);
        let foreign = match person {
            SUBAWARDEE => "SA-2:N-2",
            OTHER_SUBAWARDEE => "SA-1:N-1",
            OTHER_GRANTEE => "SA",
            _ => "none",
        };
        let lines = [OFFICER, AUDITOR].contains(&person);
        for event in &told {
            assert!(!event.to_string().contains(foreign), "{event}");
            assert_eq!(event["payload"].is_string(), lines, "{event}");
            assert!(event["leaf"].is_string(), "{event}");
        }
    }
    let filtered = query.replace("until", "filter: { subAward: \"SA-2\" }, until");
    let told = told(&server, OFFICER, &filtered).await;
    assert!(!told.is_empty() && told.iter().all(|event| event["claimId"] == "SA-2:N-2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auditor_who_follows_from_the_start_holds_the_whole_journal() {
    let server = Server::start().await;
    two_claims(&server).await;
    let last = server.head().await;
    let query = format!(
        "subscription {{ journalEvents(after: \"0\", until: \"{last}\") {{ position payload }} }}"
    );
    let told = told(&server, AUDITOR, &query).await;
    let heard: Vec<u64> = told.iter().map(position).collect();
    assert_eq!(heard, (1..=last).collect::<Vec<u64>>());
    assert!(told.iter().all(|event| event["payload"].is_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_follow_live_are_told_the_same() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let live = "subscription { claimEvents { position claimId } }";
    let mut stream = Stream::open(&server, OFFICER, live).await.unwrap();
    let mut socket = Socket::open(&server, GRANTEE).await;
    socket.subscribe("1", live).await;
    until(async || server.live.count() == 2).await;
    submit(&server, "N-1", &client).await;
    let expected = positions(&server, OFFICER).await;
    for expected in expected {
        assert_eq!(position(&stream.next().await["claimEvents"]), expected);
    }
    drop(stream);
    until(async || server.live.count() == 1).await;
    socket.say(&json!({ "type": "complete", "id": "1" })).await;
    until(async || server.live.count() == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_database_is_back_a_subscription_goes_on_where_it_was() {
    let (server, mut gate) = Server::start_behind_a_gate().await;
    let client = set_up(&server).await;
    submit(&server, "N-1", &client).await;
    let before = positions(&server, OFFICER).await;
    let mut stream = Stream::open(&server, OFFICER, CLAIM_EVENTS).await.unwrap();
    let mut heard = Vec::new();
    for _ in &before {
        heard.push(position(&stream.next().await["claimEvents"]));
    }
    gate.shut().await;
    until(async || {
        let asked = server.ask(OFFICER, "{ awards { nodes { fain } } }", json!({}));
        asked.await.0 == 503
    })
    .await;
    gate.reopen().await;
    let input = claim("late", "SA-1", "N-2", &client);
    until(async || {
        let (status, _) = server
            .mutate(SUBAWARDEE, "claimSubmit", input.clone())
            .await;
        status == 200
    })
    .await;
    until(async || positions(&server, OFFICER).await.len() > before.len()).await;
    let all = positions(&server, OFFICER).await;
    while heard.len() < all.len() {
        heard.push(position(&stream.next().await["claimEvents"]));
    }
    assert_eq!(heard, all);
}
