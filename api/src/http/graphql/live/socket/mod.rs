//! A `WebSocket` that carries subscriptions (the protocol graphql-transport-ws).

mod message;
mod session;

use std::sync::Arc;

use axum::{
    RequestPartsExt,
    extract::{Request, WebSocketUpgrade},
    http::{HeaderMap, Method, header},
    response::Response,
};

use super::{RequestError, RequestId, pass::Pass};
use crate::http::state::{AppState, LedgerState};

/// The longest message, as the longest request.
const BYTES_MAX: usize = 256 * 1024;

/// The request asks for another protocol than HTTP.
pub(in crate::http::graphql) fn is_asked_for(request: &Request) -> bool {
    let names = |headers: &HeaderMap| {
        headers
            .get(header::UPGRADE)
            .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
    };
    request.method() == Method::GET && names(request.headers())
}

/// Opens the connection. A token in the request's header is looked at at once; without one it comes with the
/// first message.
pub(in crate::http::graphql) async fn open(
    state: &AppState,
    ledger: Arc<LedgerState>,
    request: Request,
    id: &RequestId,
) -> Result<Response, RequestError> {
    let (mut parts, _body) = request.into_parts();
    let pass = match parts.headers.get(header::AUTHORIZATION) {
        None => None,
        Some(value) => {
            let value = value.to_str().unwrap_or("?");
            Some(Pass::read(state, &ledger, Some(value), &id.0)?)
        }
    };
    let upgrade: WebSocketUpgrade = parts
        .extract()
        .await
        .map_err(|_| RequestError::RequestMalformed("the request opens no WebSocket"))?;
    let place = state
        .live()
        .socket()
        .ok_or(RequestError::SubscriptionsTooMany)?;
    let (state, id) = (state.clone(), id.clone());
    Ok(upgrade
        .protocols([message::PROTOCOL])
        .max_message_size(BYTES_MAX)
        .max_frame_size(BYTES_MAX)
        .on_upgrade(move |socket| async move {
            session::serve(socket, state, ledger, pass, id).await;
            drop(place);
        }))
}
