//! What anybody may see without a token.

use reqwest::header;
use serde_json::Value;

use crate::server::{OFFICER, Server};

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_see_the_page_the_schema_the_health_and_the_checkpoint() {
    let server = Server::start().await;
    let get = async |path: &str| {
        server
            .http
            .get(format!("{}{path}", server.base))
            .send()
            .await
            .unwrap()
    };
    let page = get("/").await;
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    let text = page.text().await.unwrap();
    assert!(
        text.contains("/l/test/graphql") && text.contains("/schema.graphql"),
        "{text}"
    );
    assert!(!text.contains("{{"), "{text}");
    assert_eq!(
        get("/schema.graphql").await.text().await.unwrap(),
        almoner_api::graphql::sdl()
    );
    assert_eq!(get("/health/live").await.status(), 200);
    let note = get("/l/test/checkpoint").await.text().await.unwrap();
    assert!(note.starts_with("test.example/test\n0\n"), "{note}");
    for _ in 0..100 {
        let health = get("/health/ready").await;
        let status = health.status();
        let body: Value = health.json().await.unwrap();
        if status == 200 {
            assert_eq!(body["ledgers"][0]["lagEvents"], 0, "{body}");
            return;
        }
        // The projector has yet to connect.
        server.ask(OFFICER, "{ __typename }", Value::Null).await;
    }
    panic!("never ready");
}
