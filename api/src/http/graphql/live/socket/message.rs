//! The messages of graphql-transport-ws, and the codes by which a connection ends.

use serde_json::{Map, Value, json};

/// The name by which both sides agree on the protocol.
pub(super) const PROTOCOL: &str = "graphql-transport-ws";
/// The longest id of a subscription, in bytes.
const ID_BYTES_MAX: usize = 128;

/// Why a connection ends: a code of the protocol, and words for whoever reads logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    pub(super) code: u16,
    pub(super) reason: String,
}

impl End {
    fn new(code: u16, reason: impl Into<String>) -> Self {
        Self {
            code,
            reason: reason.into(),
        }
    }

    /// The server ends: come back.
    pub(super) fn going_away() -> Self {
        Self::new(1001, "The server ends; come back in a moment")
    }

    /// A message is longer than a request may be.
    pub(super) fn too_big() -> Self {
        Self::new(1009, "A message has at most 256 KiB")
    }

    /// What was sent is no message of the protocol.
    pub(super) fn bad_request(why: &str) -> Self {
        Self::new(4400, why)
    }

    /// A question before it was said who asks.
    pub(super) fn unauthorized() -> Self {
        Self::new(4401, "Unauthorized")
    }

    /// The token is not good, or not any more; its code says why. Come back with another.
    pub(super) fn forbidden(code: &str) -> Self {
        Self::new(4403, code)
    }

    /// The subscriber speaks another protocol.
    pub(super) fn protocol() -> Self {
        Self::new(4406, "Subprotocol not acceptable")
    }

    /// It was not said in time who asks.
    pub(super) fn greeting_timed_out() -> Self {
        Self::new(4408, "Connection initialisation timeout")
    }

    /// The id has a subscription.
    pub(super) fn exists(id: &str) -> Self {
        // A reason has at most 123 bytes.
        let id: String = id.chars().take(16).collect();
        Self::new(4409, format!("Subscriber for {id} already exists"))
    }

    /// It was said twice who asks.
    pub(super) fn greeted_twice() -> Self {
        Self::new(4429, "Too many initialisation requests")
    }
}

/// What a subscriber says.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// Who it is.
    Init {
        /// A token after `Bearer`, as in the header of a request.
        authorization: Option<String>,
    },
    /// Is anybody there?
    Ping,
    /// Somebody is here.
    Pong,
    /// A question, under an id.
    Subscribe {
        /// The id.
        id: String,
        /// The operation.
        operation: Map<String, Value>,
    },
    /// No more of it.
    Complete {
        /// The id.
        id: String,
    },
}

impl Said {
    /// Reads a message.
    pub(super) fn read(text: &str) -> Result<Self, End> {
        let Ok(Value::Object(mut message)) = serde_json::from_str(text) else {
            return Err(End::bad_request("A message is a JSON object"));
        };
        let Some(Value::String(kind)) = message.remove("type") else {
            return Err(End::bad_request("A message has a type"));
        };
        let payload = message.remove("payload");
        match kind.as_str() {
            "connection_init" => Ok(Self::Init {
                authorization: authorization(payload)?,
            }),
            "ping" => Ok(Self::Ping),
            "pong" => Ok(Self::Pong),
            "subscribe" => {
                let id = id(&mut message)?;
                match payload {
                    Some(Value::Object(operation)) => Ok(Self::Subscribe { id, operation }),
                    Some(_) | None => {
                        Err(End::bad_request("The payload of subscribe is an object"))
                    }
                }
            }
            "complete" => Ok(Self::Complete {
                id: id(&mut message)?,
            }),
            _ => Err(End::bad_request("The message's type is not known")),
        }
    }
}

fn id(message: &mut Map<String, Value>) -> Result<String, End> {
    match message.remove("id") {
        Some(Value::String(id)) if (1..=ID_BYTES_MAX).contains(&id.len()) => Ok(id),
        Some(_) | None => Err(End::bad_request("An id is a text of 1 to 128 bytes")),
    }
}

fn authorization(payload: Option<Value>) -> Result<Option<String>, End> {
    let mut payload = match payload {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Object(payload)) => payload,
        Some(_) => {
            return Err(End::bad_request(
                "The payload of connection_init is an object",
            ));
        }
    };
    let given = ["authorization", "Authorization"]
        .into_iter()
        .find_map(|name| payload.remove(name));
    match given {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(End::bad_request("authorization is a text")),
    }
}

/// Who asks is known.
pub(super) fn ack() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

/// Somebody is here.
pub(super) fn pong() -> String {
    json!({ "type": "pong" }).to_string()
}

/// An answer, whose body is JSON already.
pub(super) fn next(id: &str, body: &str) -> String {
    let id = Value::from(id).to_string();
    [
        "{\"id\":",
        &id,
        ",\"type\":\"next\",\"payload\":",
        body,
        "}",
    ]
    .concat()
}

/// Errors that end a subscription.
pub(super) fn error(id: &str, errors: &[Value]) -> String {
    json!({ "id": id, "type": "error", "payload": errors }).to_string()
}

/// A subscription is over.
pub(super) fn complete(id: &str) -> String {
    json!({ "id": id, "type": "complete" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_of_the_protocol_ends_the_connection() {
        for text in [
            "",
            "7",
            "[]",
            "{}",
            r#"{"type":7}"#,
            r#"{"type":"next","id":"1"}"#,
            r#"{"type":"subscribe","payload":{}}"#,
            r#"{"type":"subscribe","id":7,"payload":{}}"#,
            r#"{"type":"subscribe","id":"","payload":{}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"complete"}"#,
            r#"{"type":"connection_init","payload":7}"#,
            r#"{"type":"connection_init","payload":{"authorization":7}}"#,
        ] {
            assert_eq!(Said::read(text).unwrap_err().code, 4400, "{text}");
        }
    }

    #[test]
    fn an_answer_is_spliced_into_its_message() {
        let read: Value = serde_json::from_str(&next("a\"b", r#"{"data":1}"#)).unwrap();
        assert_eq!(
            read,
            json!({ "id": "a\"b", "type": "next", "payload": { "data": 1 } })
        );
    }
}
