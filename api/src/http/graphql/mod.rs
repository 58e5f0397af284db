//! The GraphQL handler: one operation, by POST, as JSON, from somebody whose token is good.

mod accept;
mod answer;
mod body;
mod live;
mod operation;
mod outcome;
mod request;

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use almoner_projections::client_reads::Way;
use async_graphql::parser::{parse_query, types::ExecutableDocument};
use axum::{
    Extension,
    extract::{Path, Request, State},
    http::{HeaderMap, Method, header},
    response::Response,
};
use futures::FutureExt;

use super::{
    envelope::RequestId,
    error::RequestError,
    state::{AppState, LedgerState},
};
use crate::graphql::{Caller, Opened, check_document, check_text, moments};
use accept::{Accepted, MediaType};
use operation::words;
use request::Operation;

/// How long a request may take in all once it has arrived.
const TIME_MAX: Duration = Duration::from_secs(30);

/// `/graphql`.
pub(crate) async fn of_default_ledger(
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let ledger = Arc::clone(state.default_ledger());
    respond(&state, Ok(ledger), &id, request).await
}

/// `/l/<ledger>/graphql`.
pub(crate) async fn of_ledger(
    State(state): State<AppState>,
    Extension(id): Extension<RequestId>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let ledger = state
        .ledger(&name)
        .map(Arc::clone)
        .ok_or(RequestError::LedgerUnknown);
    respond(&state, ledger, &id, request).await
}

async fn respond(
    state: &AppState,
    ledger: Result<Arc<LedgerState>, RequestError>,
    id: &RequestId,
    request: Request,
) -> Response {
    if live::socket::is_asked_for(&request) {
        let opened = match ledger {
            Ok(ledger) => live::socket::open(state, ledger, request, id).await,
            Err(error) => Err(error),
        };
        return opened.unwrap_or_else(|error| answer::of_error(&error, MediaType::Json, id));
    }
    // Errors before the media type is settled are sent as plain JSON.
    let accepted = accept::of(request.headers());
    let media_type = match accepted {
        Ok(Accepted::Answer(media_type)) => media_type,
        Ok(Accepted::EventStream) => MediaType::GraphqlResponse,
        Err(_) => MediaType::Json,
    };
    let is_stream = accepted == Ok(Accepted::EventStream);
    let answered = match admit(state, ledger, accepted.map(|_| ()), &request) {
        Ok((ledger, _)) if is_stream => {
            let streamed = live::sse::answer(state, ledger, request, id).await;
            return streamed.unwrap_or_else(|error| answer::of_error(&error, media_type, id));
        }
        Ok((ledger, caller)) => {
            let caller = Caller {
                request: id.0.clone(),
                ..caller
            };
            carry_out(state, ledger, caller, request).await
        }
        Err(error) => Err(error),
    };
    match answered {
        Ok(response) => answer::of_response(&response, media_type, id),
        Err(error) => answer::of_error(&error, media_type, id),
    }
}

/// Everything that can be said without reading the body.
fn admit(
    state: &AppState,
    ledger: Result<Arc<LedgerState>, RequestError>,
    accepted: Result<(), RequestError>,
    request: &Request,
) -> Result<(Arc<LedgerState>, Caller), RequestError> {
    if request.method() != Method::POST {
        return Err(RequestError::MethodNotAllowed { allow: "POST" });
    }
    let ledger = ledger?;
    accept::check_content_type(request.headers())?;
    accepted?;
    let caller = authenticate(state, &ledger, request.headers())?;
    Ok((ledger, caller))
}

/// Who asks, by the token in the headers.
pub(super) fn authenticate(
    state: &AppState,
    ledger: &LedgerState,
    headers: &HeaderMap,
) -> Result<Caller, RequestError> {
    // A header that is not even text is a token that cannot be read.
    let header = headers
        .get(header::AUTHORIZATION)
        .map(|value| value.to_str().unwrap_or("?"));
    let principal = state
        .verifier()
        .authenticate(header)
        .map_err(RequestError::Token)?;
    Caller::of(&principal, ledger.name(), state.clock().now()).map_err(RequestError::Token)
}

async fn carry_out(
    state: &AppState,
    ledger: Arc<LedgerState>,
    caller: Caller,
    request: Request,
) -> Result<async_graphql::Response, RequestError> {
    let bytes = body::read(request.into_body()).await?;
    let operation = request::read(&bytes)?;
    let document = checked(&operation)?;
    if live::is_subscription(&document, operation.name.as_deref()) == Some(true) {
        return Err(RequestError::SubscriptionUnstreamed);
    }
    let asked = words(&document, operation.name.as_deref());
    let mutation = asked
        .starts_with("mutation")
        .then(|| outcome::Asked::of(&document, operation.name.as_deref()));
    let Operation {
        query,
        name,
        variables,
    } = operation;
    let reader = caller.clone();
    let recorder = Arc::clone(&ledger);
    let mut request = async_graphql::Request::new(query)
        .variables(variables)
        .data(caller)
        .data(Opened::new(moments(&document)))
        .data(ledger)
        .data(state.mint().clone());
    request.operation_name = name;
    request.set_parsed_query(document);
    let executed = AssertUnwindSafe(state.schema().execute(request)).catch_unwind();
    match tokio::time::timeout(TIME_MAX, executed).await {
        Ok(Ok(response)) => match (
            recorder.record_read(&reader, Way::Graphql, &asked).await,
            mutation,
        ) {
            (Ok(()), _) => Ok(response),
            // What was commanded stands, and its caller learns so; of clients nothing is told.
            (Err(error), Some(mutation)) => {
                tracing::warn!(
                    code = error.code(),
                    "what an answer tells of clients was not recorded"
                );
                Ok(mutation.outcome_alone(response))
            }
            (Err(error), None) => Err(error.into()),
        },
        Ok(Err(_panic)) => {
            tracing::error!("a resolver panicked");
            Err(RequestError::Internal)
        }
        Err(_elapsed) => Err(RequestError::TimedOut),
    }
}

/// The document of an operation that asks for no more than it may.
fn checked(operation: &Operation) -> Result<ExecutableDocument, RequestError> {
    let query = &operation.query;
    check_text(query).map_err(RequestError::Limit)?;
    let document = parse_query(query).map_err(|error| RequestError::QueryMalformed {
        message: error.to_string(),
        at: error.positions().next().map(|at| (at.line, at.column)),
    })?;
    check_document(&document, &operation.variables).map_err(RequestError::Limit)?;
    Ok(document)
}
