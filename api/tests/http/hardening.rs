//! What is no request, or asks for too much, is refused clearly, and nothing is written.

use chrono::TimeDelta;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::server::{OFFICER, Server, code};

#[tokio::test(flavor = "multi_thread")]
async fn only_a_post_of_json_with_a_good_token_is_answered() {
    let server = Server::start().await;
    let good = format!("Bearer {}", server.token(OFFICER));
    server.clock.advance(TimeDelta::hours(-2));
    let expired = format!("Bearer {}", server.token(OFFICER));
    server.clock.advance(TimeDelta::hours(2));
    let unsigned = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.";
    let json_type = "application/json";
    let query = r#"{"query":"{ __typename }"}"#;
    let cases: [(Method, &str, &str, &str, &str, u16, &str); 13] = [
        (Method::POST, "/graphql", &good, json_type, query, 200, ""),
        (
            Method::GET,
            "/graphql?query={__typename}",
            &good,
            json_type,
            "",
            405,
            "METHOD_NOT_ALLOWED",
        ),
        (
            Method::PUT,
            "/graphql",
            &good,
            json_type,
            query,
            405,
            "METHOD_NOT_ALLOWED",
        ),
        (
            Method::POST,
            "/graphql",
            &good,
            "text/plain",
            query,
            415,
            "MEDIA_TYPE_UNSUPPORTED",
        ),
        (
            Method::POST,
            "/graphql",
            &good,
            "application/x-www-form-urlencoded",
            "query={__typename}",
            415,
            "MEDIA_TYPE_UNSUPPORTED",
        ),
        (
            Method::POST,
            "/graphql",
            "",
            json_type,
            query,
            401,
            "TOKEN_MISSING",
        ),
        (
            Method::POST,
            "/graphql",
            "Basic eDp5",
            json_type,
            query,
            401,
            "TOKEN_MALFORMED",
        ),
        (
            Method::POST,
            "/graphql",
            &expired,
            json_type,
            query,
            401,
            "TOKEN_EXPIRED",
        ),
        (
            Method::POST,
            "/graphql",
            unsigned,
            json_type,
            query,
            401,
            "TOKEN_INVALID",
        ),
        (
            Method::POST,
            "/l/nowhere/graphql",
            &good,
            json_type,
            query,
            404,
            "LEDGER_UNKNOWN",
        ),
        (
            Method::POST,
            "/l/test/graphql",
            &good,
            json_type,
            query,
            200,
            "",
        ),
        (
            Method::GET,
            "/nothing",
            "",
            json_type,
            "",
            404,
            "PATH_UNKNOWN",
        ),
        (
            Method::POST,
            "/schema.graphql",
            "",
            json_type,
            "",
            405,
            "METHOD_NOT_ALLOWED",
        ),
    ];
    for (method, path, token, content_type, body, status, expected) in cases {
        let mut request = server
            .http
            .request(method.clone(), format!("{}{path}", server.base))
            .header(header::CONTENT_TYPE, content_type)
            .body(body.to_owned());
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, token);
        }
        let response = request.send().await.unwrap();
        let case = format!("{method} {path} {content_type} {expected}");
        assert_eq!(response.status().as_u16(), status, "{case}");
        let headers = response.headers().clone();
        assert!(headers.contains_key("x-request-id"), "{case}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{case}");
        assert_eq!(
            headers.contains_key(header::WWW_AUTHENTICATE),
            status == 401,
            "{case}"
        );
        assert_eq!(headers.contains_key(header::ALLOW), status == 405, "{case}");
        let body: Value = response.json().await.unwrap();
        assert_eq!(code(&body), expected, "{case}: {body}");
    }
    assert_eq!(server.head().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_asks_for_too_much_is_refused() {
    let server = Server::start().await;
    let deep = format!(
        "{{ {} }}",
        "award(fain: \"90ZV0134\") { ".repeat(200) + "fain" + &" }".repeat(200)
    );
    let nested = format!("{{ {} }}", "a { ".repeat(30) + "b" + &" }".repeat(30));
    let roots = (0..30)
        .map(|n| format!("a{n}: __typename "))
        .collect::<String>();
    let lists = "{ awards(first: 100) { nodes { subAwards(first: 100) { nodes { claims(first: 100) { nodes { claimId } } } } } } }";
    let doubling = (0..40)
        .map(|n| format!("fragment F{n} on Query {{ ...F{} ...F{} }} ", n + 1, n + 1))
        .collect::<String>();
    let circle = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";
    let cases = [
        (json!({ "query": deep }).to_string(), 400, "QUERY_TOO_DEEP"),
        (json!({ "query": nested }).to_string(), 400, "QUERY_TOO_DEEP"),
        (json!({ "query": "[".repeat(100_000) }).to_string(), 400, "QUERY_TOO_DEEP"),
        (json!({ "query": format!("{{ {roots} }}") }).to_string(), 400, "QUERY_TOO_MANY_ROOT_FIELDS"),
        (json!({ "query": lists }).to_string(), 400, "QUERY_TOO_COMPLEX"),
        (json!({ "query": format!("{{ ...F0 }} {doubling} fragment F40 on Query {{ __typename }}") }).to_string(), 400, "QUERY_TOO_MANY_ROOT_FIELDS"),
        (json!({ "query": circle }).to_string(), 400, "QUERY_TOO_COMPLEX"),
        (json!({ "query": "{ ...F } fragment F on Query { ...F }" }).to_string(), 400, "QUERY_INVALID"),
        (json!({ "query": "{ nothing }" }).to_string(), 400, "QUERY_INVALID"),
        (json!({ "query": "{ awards { nodes { fian } } }" }).to_string(), 400, "QUERY_INVALID"),
        (json!({ "query": "{ awards(" }).to_string(), 400, "QUERY_MALFORMED"),
        (json!({ "query": "" }).to_string(), 400, "QUERY_MALFORMED"),
        (json!([{ "query": "{ __typename }" }]).to_string(), 400, "BATCH_UNSUPPORTED"),
        ("not JSON".to_owned(), 400, "JSON_MALFORMED"),
        ("{\"query\": \"\u{0}\"}".to_owned(), 400, "JSON_MALFORMED"),
        (json!({ "query": "x".repeat(10_000_000) }).to_string(), 413, "BODY_TOO_LARGE"),
        ("{}".to_owned(), 400, "REQUEST_MALFORMED"),
    ];
    for (body, status, expected) in cases {
        let start: String = body.chars().take(120).collect();
        let response = server.post(OFFICER, body).await;
        assert_eq!(response.status().as_u16(), status, "{start}");
        let answer: Value = response.json().await.unwrap();
        assert_eq!(code(&answer), expected, "{start}: {answer}");
        assert!(answer.get("data").is_none(), "{start}: {answer}");
        assert!(!answer.to_string().contains("Did you mean"), "{answer}");
        assert!(
            answer["errors"][0]["extensions"]["requestId"].is_string(),
            "{answer}"
        );
    }
    assert_eq!(server.head().await, 0);
    let (status, _) = server
        .ask(OFFICER, "{ viewer { actor role } }", json!({}))
        .await;
    assert_eq!(status, StatusCode::OK, "the server goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_usual_introspection_is_answered_and_everything_is_described() {
    let server = Server::start().await;
    let query = "query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name }
        types { ...FullType } directives { name description locations args { ...InputValue } } } }
        fragment FullType on __Type { kind name description
          fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields { ...InputValue } interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";
    let data = server.data(OFFICER, query).await;
    for kind in data["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        if name.starts_with("__") || ["Boolean", "ID", "Int", "String"].contains(&name) {
            continue;
        }
        assert!(kind["description"].is_string(), "{name} has no description");
        for list in ["fields", "inputFields", "enumValues"] {
            for item in kind[list].as_array().into_iter().flatten() {
                let path = format!("{name}.{}", item["name"]);
                assert!(item["description"].is_string(), "{path} has no description");
                for argument in item["args"].as_array().into_iter().flatten() {
                    assert!(
                        argument["description"].is_string(),
                        "{path}({}) has no description",
                        argument["name"]
                    );
                }
                assert!(
                    !item["type"].to_string().contains("Float"),
                    "{path} is a Float"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_has_the_order_of_its_question() {
    let server = Server::start().await;
    let body = json!({ "query": "{ viewer { role ledger actor } }" }).to_string();
    let text = server.post(OFFICER, body).await.text().await.unwrap();
    let expected = r#"{"data":{"viewer":{"role":"OFFICER","ledger":"test","actor":"officer-1"}}}"#;
    assert_eq!(text, expected);
}
