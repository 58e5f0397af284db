//! An answer on the wire: its status, its media type, and a code with every error.

use async_graphql::{Response as Executed, ServerError, Value};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::json;

use super::{MediaType, RequestError, RequestId};
use crate::graphql::{TopError, scalar_example};

/// An answer; its fields in the order in which they were asked for.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "<[serde_json::Value]>::is_empty")]
    errors: &'a [serde_json::Value],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
}

/// The errors of what execution gave, each with its code.
pub(super) fn errors(executed: &Executed, id: &RequestId) -> Vec<serde_json::Value> {
    let is_request_error = is_request_error(executed);
    let errors = executed.errors.iter();
    errors
        .map(|error| error_body(error, is_request_error, id))
        .collect()
}

/// The body of what execution gave.
pub(super) fn text(executed: &Executed, id: &RequestId) -> String {
    body_of(executed, &errors(executed, id))
}

/// Errors that were found before there was a stream to send them in.
pub(super) fn of_errors(errors: &[serde_json::Value]) -> Response {
    let has = |code: &str| {
        errors
            .iter()
            .any(|error| error["extensions"]["code"] == code)
    };
    let status = if has("INTERNAL") {
        StatusCode::INTERNAL_SERVER_ERROR
    } else {
        StatusCode::BAD_REQUEST
    };
    let body = Body::from(json!({ "errors": errors }).to_string());
    let mut response = (status, body).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, MediaType::GraphqlResponse.header());
    response
}

fn is_request_error(executed: &Executed) -> bool {
    executed.data == Value::Null
        && !executed.errors.is_empty()
        && executed.errors.iter().all(|error| error.path.is_empty())
}

fn body_of(executed: &Executed, errors: &[serde_json::Value]) -> String {
    let body = Answer {
        errors,
        // A request that failed as a whole has no data, not even null.
        data: (!is_request_error(executed)).then_some(&executed.data),
    };
    serde_json::to_string(&body).expect("an answer has text keys and finite numbers")
}

/// What execution gave.
pub(super) fn of_response(executed: &Executed, media_type: MediaType, id: &RequestId) -> Response {
    let is_request_error = is_request_error(executed);
    let errors = errors(executed, id);
    let has = |code: &str| {
        errors
            .iter()
            .any(|error| error["extensions"]["code"] == code)
    };
    let is_empty = is_empty(&executed.data);
    let is_out_of_service = is_empty
        && [
            "UNAVAILABLE",
            "OVERLOADED",
            "OUTCOME_UNKNOWN",
            "READ_NOT_RECORDED",
        ]
        .into_iter()
        .any(has);
    let status = match media_type {
        _ if is_out_of_service => StatusCode::SERVICE_UNAVAILABLE,
        _ if is_empty && has("INTERNAL") => StatusCode::INTERNAL_SERVER_ERROR,
        MediaType::GraphqlResponse if is_request_error => StatusCode::BAD_REQUEST,
        MediaType::GraphqlResponse | MediaType::Json => StatusCode::OK,
    };
    let body = body_of(executed, &errors);
    let mut response = (status, Body::from(body)).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type.header());
    if is_out_of_service {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}

/// There is nothing in the answer but its errors.
fn is_empty(data: &Value) -> bool {
    match data {
        Value::Null => true,
        Value::Object(fields) => fields.values().all(|value| *value == Value::Null),
        Value::Number(_)
        | Value::String(_)
        | Value::Boolean(_)
        | Value::Binary(_)
        | Value::Enum(_)
        | Value::List(_) => false,
    }
}

/// A request that was refused.
pub(super) fn of_error(error: &RequestError, media_type: MediaType, id: &RequestId) -> Response {
    let status = match media_type {
        MediaType::Json if error.is_of_query() => StatusCode::OK,
        MediaType::Json | MediaType::GraphqlResponse => error.status(),
    };
    let mut body = error.body();
    body["errors"][0]["extensions"]["requestId"] = id.0.as_str().into();
    let body = Body::from(body.to_string());
    let mut response = (status, error.headers(), body).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type.header());
    response
}

/// An error with its code. One without came from the GraphQL library, which tells validation by its words alone.
fn error_body(error: &ServerError, is_request_error: bool, id: &RequestId) -> serde_json::Value {
    let mut body =
        serde_json::to_value(error).unwrap_or_else(|_| json!({ "message": error.message }));
    body["extensions"]["requestId"] = id.0.as_str().into();
    if let Some(cause) = error.source::<TopError>() {
        body["extensions"]["code"] = cause.code().into();
        return body;
    }
    let expected = error
        .message
        .rsplit_once("expected type \"")
        .and_then(|(_, name)| scalar_example(name.trim_end_matches('"')).zip(Some(name)));
    let code = match (is_request_error, expected) {
        (_, Some((example, name))) => {
            let name = name.trim_end_matches('"');
            let message = format!(
                "{}: send a {name} as text, such as \"{example}\"",
                error.message
            );
            body["message"] = message.into();
            if name == "Money" {
                "AMOUNT_MALFORMED"
            } else {
                "QUERY_INVALID"
            }
        }
        (true, None) => "QUERY_INVALID",
        (false, None) => "INPUT_INVALID",
    };
    body["extensions"]["code"] = code.into();
    body
}
