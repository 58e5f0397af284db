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

use super::{error::RequestError, state::AppState};

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
pub(crate) async fn around(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = match state.mint().uuid() {
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
