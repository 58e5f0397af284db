//! What ends a connection or a subscription.

use std::time::Duration;

use almoner_api::http::LiveOptions;
use chrono::TimeDelta;
use serde_json::json;

use super::*;
use crate::{
    server::OFFICER,
    subscriber::{Socket, Stream, until},
};

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
