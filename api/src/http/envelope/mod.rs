//! What surrounds every answer: an id, headers that keep browsers from doing more than they should, one line in
//! the log, and an answer even when something panics.

use std::{panic::AssertUnwindSafe, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use tracing::Instrument;

use super::error::RequestError;
use crate::clock::Mint;

/// The id of a request: in the log, in the answer's `x-request-id` and in the records that it led to.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    ),
];

/// Answers a request within its span. Nothing of the query, the token or a person is logged.
pub(crate) async fn around(State(mint): State<Mint>, mut request: Request, next: Next) -> Response {
    let id = match mint.uuid() {
        Ok(id) => RequestId(id.to_string()),
        Err(error) => {
            tracing::error!(%error, "no request id could be minted");
            return RequestError::Internal.into_response();
        }
    };
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", |path| path.as_str());
    let span = tracing::info_span!("request", id = %id.0, method = %request.method(), path);
    request.extensions_mut().insert(id.clone());
    let began = Instant::now();
    let answered = AssertUnwindSafe(next.run(request))
        .catch_unwind()
        .instrument(span.clone());
    let mut response = answered.await.unwrap_or_else(|_panic| {
        span.in_scope(|| tracing::error!("a handler panicked"));
        RequestError::Internal.into_response()
    });
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(value);
    }
    let elapsed_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(status, elapsed_ms, "answered"));
    response
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use axum::{Router, routing::get};

    use super::*;
    use crate::clock::Clock;

    #[tokio::test]
    async fn a_panic_is_answered_with_a_request_id_and_without_its_words() {
        async fn broken() -> &'static str {
            panic!("words for the log alone")
        }
        let mint = Mint::new(Clock::system());
        let router = Router::new()
            .route("/", get(broken))
            .layer(axum::middleware::from_fn_with_state(mint, around));
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        for _ in 0..2 {
            let response = http.get(&url).send().await.unwrap();
            assert_eq!(response.status(), 500);
            assert!(response.headers().contains_key("x-request-id"));
            let body = response.text().await.unwrap();
            assert!(
                body.contains("INTERNAL") && !body.contains("words"),
                "{body}"
            );
        }
    }
}
