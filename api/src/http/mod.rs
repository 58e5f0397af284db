//! HTTP: which paths there are, who may ask, what a request may be, and how an answer looks on the wire.
//!
//! GraphQL is answered by a handler of our own, because a stock one takes mutations over GET, forms, unbounded
//! batches and bodies of many megabytes. Ours takes one operation, by POST, as `application/json`.

mod claim_template;
pub mod codes;
mod envelope;
mod erasure;
mod error;
mod events;
mod graphql;
mod health;
mod live;
mod log;
mod page;
mod remittance;
mod report;
mod state;

use axum::{
    Router,
    http::{HeaderValue, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{any, get},
};

use error::RequestError;
pub use live::{Live, LiveOptions};
pub use state::{AppState, AppendOnly, Cosigned, LedgerState, READ_CONNECTIONS_MAX, StateError};

/// All that is served over HTTP.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/", get(page::index))
        .route("/schema.graphql", get(schema))
        .route("/graphql", any(graphql::of_default_ledger))
        .route("/l/{ledger}/graphql", any(graphql::of_ledger))
        .route("/l/{ledger}/checkpoint", get(log::latest))
        .route("/l/{ledger}/statement", get(log::statement))
        .route("/l/{ledger}/tile/{*path}", get(log::tile))
        .route("/l/{ledger}/receipts/{file}", get(log::receipt))
        .route("/l/{ledger}/events", get(events::page))
        .route(
            "/l/{ledger}/remittances/{payment}/{file}",
            get(remittance::file),
        )
        .route("/l/{ledger}/erasures/{file}", get(erasure::file))
        .route("/l/{ledger}/key", get(report::key))
        .route("/l/{ledger}/keys", get(report::keys))
        .route("/l/{ledger}/reports/{file}", get(report::file))
        .route("/claims/template.csv", get(claim_template::csv))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(async || RequestError::PathUnknown)
        .method_not_allowed_fallback(async || RequestError::MethodNotAllowed { allow: "GET, HEAD" })
        .layer(middleware::from_fn_with_state(
            state.mint().clone(),
            envelope::around,
        ))
        .with_state(state)
}

/// The schema is documentation: anybody may read it.
async fn schema() -> Response {
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, text)], crate::graphql::sdl()).into_response()
}
