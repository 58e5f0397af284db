//! Subscriptions, over both ways that carry them.

use std::time::Duration;

use almoner_api::http::LiveOptions;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    flow::{claim, client, set_up},
    server::{
        AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE, Server,
        code,
    },
    subscriber::{Socket, Stream, told, until},
};

const CLAIM_EVENTS: &str =
    "subscription { claimEvents(after: \"0\") { position eventType claimId claim { status } } }";

/// Positions of the claims' events that a query finds, in order.
async fn positions(server: &Server, person: Person) -> Vec<u64> {
    let query = "{ journal { events(first: 100) { nodes { position aggregateType } pageInfo { hasNextPage } } } }";
    let data = server.data(person, query).await;
    assert_eq!(data["journal"]["events"]["pageInfo"]["hasNextPage"], false);
    let nodes = data["journal"]["events"]["nodes"].as_array().unwrap();
    let claims = nodes.iter().filter(|node| node["aggregateType"] == "CLAIM");
    claims.map(position).collect()
}

fn position(event: &Value) -> u64 {
    event["position"].as_str().unwrap().parse().unwrap()
}

/// Submits a claim of the first sub-awardee.
async fn submit(server: &Server, number: &str, client: &str) {
    let input = claim(&format!("submit-{number}"), "SA-1", number, client);
    server.done(SUBAWARDEE, "claimSubmit", input).await;
}

/// Two sub-awardees with a claim each; the first one's client.
pub(crate) async fn two_claims(server: &Server) -> String {
    let first = set_up(server).await;
    let enrolled = server
        .done(OTHER_SUBAWARDEE, "clientEnrol", client("client-2", "SA-2"))
        .await;
    let second = enrolled["client"]["code"].as_str().unwrap().to_owned();
    submit(server, "N-1", &first).await;
    let input = claim("submit-2", "SA-2", "N-2", &second);
    server.done(OTHER_SUBAWARDEE, "claimSubmit", input).await;
    first
}

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

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_subscription_is_told_before_a_stream_begins() {
    let server = Server::start().await;
    let cases = [
        ("subscription { nothing }", 400, "QUERY_INVALID"),
        ("subscription {", 400, "QUERY_MALFORMED"),
        ("{ viewer { role } }", 400, "STREAM_UNSUPPORTED"),
        ("mutation { x }", 400, "STREAM_UNSUPPORTED"),
        (
            "subscription { claimEvents(after: \"9\") { position } }",
            400,
            "AFTER_IN_FUTURE",
        ),
        (
            "subscription { claimEvents(after: \"x\") { position } }",
            400,
            "POSITION_MALFORMED",
        ),
        (
            "subscription { claimEvents(filter: { award: \"x\" }) { position } }",
            400,
            "AWARD_NUMBER_MALFORMED",
        ),
        (
            "subscription { claimEvents { position } journalEvents { position } }",
            400,
            "QUERY_TOO_MANY_ROOT_FIELDS",
        ),
    ];
    for (query, status, expected) in cases {
        let (told, body) = Stream::open(&server, OFFICER, query).await.err().unwrap();
        assert_eq!(
            (told.as_u16(), code(&body)),
            (status, expected),
            "{query}: {body}"
        );
        let mut socket = Socket::open(&server, OFFICER).await;
        socket.subscribe("q", query).await;
        let message = socket.hear().await;
        assert_eq!(
            (&message["type"], &message["id"]),
            (&json!("error"), &json!("q")),
            "{message}"
        );
        assert_eq!(
            message["payload"][0]["extensions"]["code"], expected,
            "{message}"
        );
    }
    let (status, body) = server.ask(OFFICER, CLAIM_EVENTS, json!({})).await;
    assert_eq!(
        (status.as_u16(), code(&body)),
        (400, "SUBSCRIPTION_UNSTREAMED")
    );
    until(async || server.live.count() == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_message_of_the_protocol_ends_the_connection_with_its_code() {
    let server = Server::start().await;
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": "subscription { claimEvents { position } }" } });
    let init = json!({ "type": "connection_init" });
    let malformed = [
        "",
        "{",
        "7",
        "[]",
        "{}",
        r#"{"type":"no"}"#,
        r#"{"type":"subscribe","id":"1"}"#,
    ];
    for text in malformed {
        let mut socket = Socket::open(&server, OFFICER).await;
        socket.send(text).await;
        assert_eq!(socket.end().await.0, 4400, "{text}");
    }
    let mut socket = Socket::open(&server, OFFICER).await;
    socket.send_binary().await;
    assert_eq!(socket.end().await.0, 4400);
    let mut socket = Socket::open(&server, OFFICER).await;
    socket.say(&init).await;
    assert_eq!(socket.end().await.0, 4429);
    let mut socket = Socket::open(&server, OFFICER).await;
    socket.say(&subscribe).await;
    socket.say(&subscribe).await;
    assert_eq!(
        socket.end().await,
        (4409, "Subscriber for 1 already exists".to_owned())
    );
    let mut socket = Socket::open(&server, OFFICER).await;
    socket
        .send(&format!("{{\"type\":\"{}\"}}", "x".repeat(300_000)))
        .await;
    assert_eq!(socket.end().await.0, 1009);
    let connect = async |protocol, token| Socket::connect(&server, protocol, token).await.unwrap();
    let mut socket = connect("graphql-transport-ws", None).await;
    socket.say(&subscribe).await;
    assert_eq!(socket.end().await.0, 4401);
    let mut socket = connect("graphql-transport-ws", None).await;
    socket.say(&init).await;
    assert_eq!(socket.end().await, (4403, "TOKEN_MISSING".to_owned()));
    let mut socket = connect("graphql-transport-ws", None).await;
    socket
        .say(&json!({ "type": "connection_init", "payload": { "authorization": "Bearer x" } }))
        .await;
    assert_eq!(socket.end().await, (4403, "TOKEN_MALFORMED".to_owned()));
    let mut socket = connect("", None).await;
    assert_eq!(socket.end().await.0, 4406);
    // A client that offers another protocol notices by itself.
    assert!(Socket::connect(&server, "graphql-ws", None).await.is_err());
    // A token in the header will do, and a ping is answered before and after it.
    let mut socket = connect("graphql-transport-ws", Some(&server.token(OFFICER))).await;
    socket.say(&json!({ "type": "ping" })).await;
    assert_eq!(socket.hear().await, json!({ "type": "pong" }));
    socket.say(&init).await;
    assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
    assert!(
        Socket::connect(&server, "graphql-transport-ws", Some("x"))
            .await
            .is_err()
    );
    drop(socket);
    until(async || server.live.count() == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_a_place_for_so_many_and_no_more() {
    let server = Server::start_with(LiveOptions {
        subscriptions_max: 2,
        sockets_max: 1,
        greeting: Duration::from_millis(500),
        ..LiveOptions::default()
    })
    .await;
    let live = "subscription { claimEvents { position } }";
    let stream = Stream::open(&server, OFFICER, live).await.unwrap();
    let mut socket = Socket::open(&server, OFFICER).await;
    socket.subscribe("1", live).await;
    until(async || server.live.count() == 2).await;
    let (status, body) = Stream::open(&server, OFFICER, live).await.err().unwrap();
    assert_eq!(
        (status.as_u16(), code(&body)),
        (503, "SUBSCRIPTIONS_TOO_MANY")
    );
    socket.subscribe("2", live).await;
    let message = socket.hear().await;
    assert_eq!(
        message["payload"][0]["extensions"]["code"], "SUBSCRIPTIONS_TOO_MANY",
        "{message}"
    );
    assert!(
        Socket::connect(&server, "graphql-transport-ws", None)
            .await
            .is_err()
    );
    drop(stream);
    until(async || server.live.count() == 1).await;
    socket.subscribe("3", live).await;
    until(async || server.live.count() == 2).await;
    drop(socket);
    until(async || server.live.count() == 0).await;
    // Who does not say who it is gives its place back.
    until(
        async || match Socket::connect(&server, "graphql-transport-ws", None).await {
            Ok(mut silent) => silent.end().await.0 == 4408,
            Err(_) => false,
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_ends_with_its_token() {
    let server = Server::start().await;
    let live = "subscription { claimEvents { position } }";
    let mut stream = Stream::open(&server, OFFICER, live).await.unwrap();
    let mut socket = Socket::open(&server, OFFICER).await;
    socket.subscribe("1", live).await;
    server.clock.advance(TimeDelta::hours(2));
    assert_eq!(socket.end().await, (4403, "TOKEN_EXPIRED".to_owned()));
    let (name, data) = stream.event().await.unwrap();
    assert_eq!(
        (name.as_str(), code(&data)),
        ("next", "TOKEN_EXPIRED"),
        "{data}"
    );
    assert_eq!(stream.event().await.unwrap().0, "complete");
    assert_eq!(stream.event().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_ends_sends_its_subscribers_away_to_come_back() {
    let server = Server::start_with(LiveOptions {
        heartbeat: Duration::from_millis(50),
        ..LiveOptions::default()
    })
    .await;
    let live = "subscription { claimEvents { position } }";
    let mut stream = Stream::open(&server, OFFICER, live).await.unwrap();
    assert_eq!(stream.block().await.unwrap(), ":", "it is there");
    let mut socket = Socket::open(&server, OFFICER).await;
    socket.subscribe("1", live).await;
    until(async || server.live.count() == 2).await;
    let (ended, end) = tokio::join!(server.live.end(), socket.end());
    assert_eq!(((), 1001), (ended, end.0));
    while let Some(block) = stream.block().await {
        assert_eq!(
            block, ":",
            "no `complete`: who reads it would not come back"
        );
    }
    assert_eq!(server.live.count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_keeps_nobody_from_the_database_and_is_given_up() {
    let server = Server::start_with(LiveOptions {
        patience: Duration::from_secs(1),
        ..LiveOptions::default()
    })
    .await;
    two_claims(&server).await;
    let wide: String = (0..1_500).map(|n| format!("p{n}: payload ")).collect();
    let query = format!("subscription {{ journalEvents(after: \"0\") {{ {wide} }} }}");
    let mut silent = Vec::new();
    for _ in 0..18 {
        silent.push(Stream::open(&server, OFFICER, &query).await.unwrap());
    }
    for _ in 0..20 {
        server.data(OFFICER, "{ awards { nodes { fain } } }").await;
    }
    until(async || server.live.count() == 0).await;
    drop(silent);
}
