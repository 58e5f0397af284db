//! The last statement of what the read models hold, for anybody: positions, counts and hashes, signed.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::http::{error::RequestError, state::AppState};

/// `/l/<ledger>/statement`: a C2SP signed note.
pub(in crate::http) async fn statement(
    State(state): State<AppState>,
    Path(name): Path<String>,
) -> Response {
    let Some(ledger) = state.ledger(&name) else {
        return RequestError::LedgerUnknown.into_response();
    };
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    let (status, body) = match ledger.reader().latest_statement().await {
        Ok(Some(note)) => (StatusCode::OK, note),
        Ok(None) => (
            StatusCode::NOT_FOUND,
            "nothing has been stated yet\n".to_owned(),
        ),
        Err(error) => {
            tracing::error!(%error, "the statement cannot be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the ledger cannot be reached at the moment\n".to_owned(),
            )
        }
    };
    (status, [(header::CONTENT_TYPE, text)], body).into_response()
}
