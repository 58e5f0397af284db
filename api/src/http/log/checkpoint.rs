//! The latest checkpoint of a ledger, for anybody: it says how many records there are and their root, signed.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::http::{error::RequestError, state::AppState};

/// `/l/<ledger>/checkpoint`: a C2SP signed note.
pub(in crate::http) async fn latest(
    State(state): State<AppState>,
    Path(name): Path<String>,
) -> Response {
    let Some(ledger) = state.ledger(&name) else {
        return RequestError::LedgerUnknown.into_response();
    };
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    match ledger.journal().latest_checkpoint().await {
        Ok(Some(checkpoint)) => ([(header::CONTENT_TYPE, text)], checkpoint.note).into_response(),
        Ok(None) => {
            let message = "no checkpoint has been issued yet\n";
            (
                StatusCode::NOT_FOUND,
                [(header::CONTENT_TYPE, text)],
                message,
            )
                .into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the checkpoint cannot be read");
            let message = "the ledger cannot be reached at the moment\n";
            (
                StatusCode::SERVICE_UNAVAILABLE,
                [(header::CONTENT_TYPE, text)],
                message,
            )
                .into_response()
        }
    }
}
