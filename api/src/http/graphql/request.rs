//! What a body asks for.

use async_graphql::Variables;
use serde_json::{Map, Value};

use super::RequestError;

/// One operation.
#[derive(Debug)]
pub(super) struct Operation {
    /// The document.
    pub(super) query: String,
    /// Which of its operations, where it has several.
    pub(super) name: Option<String>,
    /// The values of its variables.
    pub(super) variables: Variables,
}

/// Reads a body: an object with `query` and, if need be, `variables`, `operationName` and `extensions`.
pub(super) fn read(bytes: &[u8]) -> Result<Operation, RequestError> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| RequestError::JsonMalformed(error.to_string()))?;
    match value {
        Value::Object(object) => of_object(object),
        Value::Array(_) => Err(RequestError::BatchUnsupported),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Err(
            RequestError::RequestMalformed("send an object with a query"),
        ),
    }
}

/// Reads an operation that stands in an object.
pub(super) fn of_object(mut object: Map<String, Value>) -> Result<Operation, RequestError> {
    let Some(Value::String(query)) = object.remove("query") else {
        return Err(RequestError::RequestMalformed(
            "query is missing, or is not text",
        ));
    };
    let name = match object.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(RequestError::RequestMalformed("operationName is not text")),
    };
    let variables = take_object(&mut object, "variables")
        .ok_or(RequestError::RequestMalformed("variables is not an object"))?;
    take_object(&mut object, "extensions").ok_or(RequestError::RequestMalformed(
        "extensions is not an object",
    ))?;
    let variables = Variables::from_json(Value::Object(variables));
    Ok(Operation {
        query,
        name,
        variables,
    })
}

fn take_object(object: &mut Map<String, Value>, name: &str) -> Option<Map<String, Value>> {
    match object.remove(name) {
        None | Some(Value::Null) => Some(Map::new()),
        Some(Value::Object(map)) => Some(map),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_an_object_with_a_query() {
        let code = |body: &str| read(body.as_bytes()).unwrap_err().code();
        assert_eq!(code("{"), "JSON_MALFORMED");
        assert_eq!(code(""), "JSON_MALFORMED");
        assert_eq!(code(&"[".repeat(100_000)), "JSON_MALFORMED");
        assert_eq!(code("[{\"query\":\"{a}\"}]"), "BATCH_UNSUPPORTED");
        assert_eq!(code("7"), "REQUEST_MALFORMED");
        assert_eq!(code("{}"), "REQUEST_MALFORMED");
        assert_eq!(code(r#"{"query":7}"#), "REQUEST_MALFORMED");
        assert_eq!(
            code(r#"{"query":"{a}","variables":"x"}"#),
            "REQUEST_MALFORMED"
        );
        assert_eq!(
            code(r#"{"query":"{a}","operationName":7}"#),
            "REQUEST_MALFORMED"
        );
        assert_eq!(
            code(r#"{"query":"{a}","extensions":[]}"#),
            "REQUEST_MALFORMED"
        );
        assert!(
            read(br#"{"query":"{a}","variables":null,"operationName":null,"extensions":{}}"#)
                .is_ok()
        );
    }
}
