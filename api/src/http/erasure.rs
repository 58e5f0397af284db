//! The certificate of an erasure as a file, for officers, auditors, and the sub-awardee whose case it was.

use std::time::Duration;

use almoner_domain::id::ClientCode;
use almoner_projections::client_reads::Way;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{
    error::RequestError,
    graphql::authenticate,
    state::{AppState, LedgerState},
};
use crate::{
    certificate::{self, EXTENSION, MEDIA_TYPE},
    graphql::Caller,
};

/// How long a file may take in all.
const TIME_MAX: Duration = Duration::from_secs(30);

/// `/l/<ledger>/erasures/<client>.certificate`.
pub(crate) async fn file(
    State(state): State<AppState>,
    Path((ledger, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let answered = async {
        let ledger = state.ledger(&ledger).ok_or(RequestError::LedgerUnknown)?;
        let caller = authenticate(&state, ledger, &headers)?;
        answer(ledger, &caller, &file).await
    };
    match tokio::time::timeout(TIME_MAX, answered).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => error.into_response(),
        Err(_elapsed) => RequestError::TimedOut.into_response(),
    }
}

async fn answer(
    ledger: &LedgerState,
    caller: &Caller,
    file: &str,
) -> Result<Response, RequestError> {
    let (code, extension) = file.rsplit_once('.').ok_or(RequestError::PathUnknown)?;
    if extension != EXTENSION {
        return Err(RequestError::PathUnknown);
    }
    // What cannot be a code is the code of nobody.
    let client = ClientCode::parse(code).map_err(|_| RequestError::ErasureUnknown)?;
    let erased = certificate::erased(ledger, caller, &client).await?;
    let erased = erased.ok_or(RequestError::ErasureUnknown)?;
    let made = certificate::make(ledger, &erased).await?;
    let made = made.ok_or(RequestError::ErasureUnknown)?;
    ledger
        .record_read(caller, Way::Download, "erasure certificate")
        .await?;
    let mut response = made.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    let disposition = format!("attachment; filename=\"{client}.{EXTENSION}\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    // Nobody on the way keeps it, and no browser either.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("authorization"));
    Ok(response)
}
