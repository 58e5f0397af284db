//! The database is gone while the server serves: requests fail clearly, and service returns by itself.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    flow::{organization, set_up},
    server::{OFFICER, Server, code},
};

#[tokio::test(flavor = "multi_thread")]
async fn without_its_database_a_server_says_so_and_returns_by_itself() {
    let (server, mut gate) = Server::start_behind_a_gate().await;
    set_up(&server).await;
    gate.shut().await;
    let (status, body) = server
        .ask(OFFICER, "{ awards { nodes { fain } } }", json!({}))
        .await;
    assert_eq!(
        (status.as_u16(), code(&body)),
        (503, "UNAVAILABLE"),
        "{body:#}"
    );
    assert!(body["data"].get("awards").is_none_or(Value::is_null));
    let (status, body) = server
        .ask(OFFICER, "{ journal { head { position } } }", json!({}))
        .await;
    assert_eq!(
        (status.as_u16(), code(&body)),
        (503, "UNAVAILABLE"),
        "{body:#}"
    );
    let input = organization("late", "ABCDEFGHJKL9");
    let (status, body) = server
        .mutate(OFFICER, "organizationRegister", input.clone())
        .await;
    let told = ["UNAVAILABLE", "OUTCOME_UNKNOWN"].contains(&code(&body));
    assert!(status == 503 && told, "{body:#}");
    let health = server
        .http
        .get(format!("{}/health/ready", server.base))
        .send()
        .await
        .unwrap();
    assert_eq!(health.status(), 503);

    gate.reopen().await;
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let (status, body) = server
            .mutate(OFFICER, "organizationRegister", input.clone())
            .await;
        if status == 200 {
            assert_eq!(
                body["data"]["organizationRegister"]["userErrors"],
                json!([]),
                "{body:#}"
            );
            break;
        }
        assert!(
            Instant::now() < deadline,
            "service has not returned: {body:#}"
        );
    }
    let data = server.data(OFFICER, "{ awards { nodes { fain } } }").await;
    assert_eq!(data["awards"]["nodes"].as_array().unwrap().len(), 2);
}
