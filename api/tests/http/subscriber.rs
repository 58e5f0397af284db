//! Subscribers over real sockets: one that reads server-sent events, one that speaks graphql-transport-ws.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use reqwest::{Response, StatusCode, header};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

use crate::server::{Person, Server};

/// How long anything that must come may take.
const WAIT: Duration = Duration::from_secs(30);

pub(crate) async fn bounded<T>(awaited: impl Future<Output = T>) -> T {
    tokio::time::timeout(WAIT, awaited)
        .await
        .expect("it comes in time")
}

/// Polls until it holds.
pub(crate) async fn until(holds: impl AsyncFn() -> bool) {
    bounded(async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

/// A stream of server-sent events.
pub(crate) struct Stream {
    response: Response,
    buffer: String,
}

impl Stream {
    /// Subscribes; the status and the body where no stream begins.
    pub(crate) async fn open(
        server: &Server,
        person: Person,
        query: &str,
    ) -> Result<Self, (StatusCode, Value)> {
        let response = Self::send(server, &server.token(person), query).await;
        if response.status() != StatusCode::OK {
            return Err((response.status(), response.json().await.unwrap()));
        }
        let media_type = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(media_type, "text/event-stream; charset=utf-8");
        Ok(Self {
            response,
            buffer: String::new(),
        })
    }

    async fn send(server: &Server, token: &str, query: &str) -> Response {
        let request = server
            .http
            .post(format!("{}/graphql", server.base))
            .bearer_auth(token)
            .header(header::ACCEPT, "text/event-stream")
            .json(&json!({ "query": query }));
        bounded(request.send()).await.unwrap()
    }

    /// The next block of the stream, as it is; none at its end.
    pub(crate) async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.buffer.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.buffer = rest;
                return Some(block);
            }
            let chunk = bounded(self.response.chunk()).await.unwrap()?;
            self.buffer.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next event, with its data.
    pub(crate) async fn event(&mut self) -> Option<(String, Value)> {
        loop {
            let block = self.block().await?;
            let Some((name, data)) = block.split_once('\n') else {
                continue;
            };
            let name = name.strip_prefix("event: ").unwrap().to_owned();
            let data = data.strip_prefix("data: ").unwrap();
            let data = serde_json::from_str(data).unwrap_or(Value::Null);
            return Some((name, data));
        }
    }

    /// What the next answer says; none once the stream has broken off.
    pub(crate) async fn unbroken(&mut self) -> Option<Value> {
        while !self.buffer.contains("\n\n") {
            let chunk = bounded(self.response.chunk()).await.ok()??;
            self.buffer.push_str(&String::from_utf8_lossy(&chunk));
        }
        Some(self.next().await)
    }

    /// What the next answer says.
    pub(crate) async fn next(&mut self) -> Value {
        let (name, data) = self.event().await.unwrap();
        assert_eq!(name, "next", "{data}");
        assert!(data.get("errors").is_none(), "{data}");
        data["data"].clone()
    }
}

/// Everything that a subscription tells until it is complete.
pub(crate) async fn told(server: &Server, person: Person, query: &str) -> Vec<Value> {
    let mut stream = Stream::open(server, person, query).await.unwrap();
    let mut told = Vec::new();
    loop {
        let (name, data) = stream.event().await.unwrap();
        if name == "complete" {
            return told;
        }
        assert!(data.get("errors").is_none(), "{data}");
        let fields = data["data"].as_object().unwrap();
        told.extend(fields.values().cloned());
    }
}

/// A `WebSocket`.
pub(crate) struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// Opens one with this subprotocol, and a token in its header if there is one.
    pub(crate) async fn connect(
        server: &Server,
        protocol: &str,
        token: Option<&str>,
    ) -> Result<Self, Error> {
        let address = server.base.strip_prefix("http://").unwrap();
        let mut request = format!("ws://{address}/graphql").into_client_request()?;
        let headers = request.headers_mut();
        if !protocol.is_empty() {
            headers.insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        if let Some(token) = token {
            headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
        }
        let stream = TcpStream::connect(address).await.unwrap();
        let (socket, _) = bounded(client_async(request, stream)).await?;
        Ok(Self(socket))
    }

    /// Opens one and says who it is.
    pub(crate) async fn open(server: &Server, person: Person) -> Self {
        let mut socket = Self::connect(server, "graphql-transport-ws", None)
            .await
            .unwrap();
        let authorization = format!("Bearer {}", server.token(person));
        let init =
            json!({ "type": "connection_init", "payload": { "authorization": authorization } });
        socket.say(&init).await;
        assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
        socket
    }

    pub(crate) async fn say(&mut self, message: &Value) {
        self.send(&message.to_string()).await;
    }

    pub(crate) async fn send(&mut self, text: &str) {
        bounded(self.0.send(Message::text(text.to_owned())))
            .await
            .unwrap();
    }

    pub(crate) async fn send_binary(&mut self) {
        bounded(self.0.send(Message::binary(vec![1])))
            .await
            .unwrap();
    }

    pub(crate) async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(&json!({ "type": "subscribe", "id": id, "payload": { "query": query } }))
            .await;
    }

    /// The next frame; none once the connection is gone.
    pub(crate) async fn frame(&mut self) -> Option<Message> {
        bounded(self.0.next()).await.and_then(Result::ok)
    }

    /// The next message.
    pub(crate) async fn hear(&mut self) -> Value {
        loop {
            match self.frame().await.unwrap() {
                Message::Text(text) => return serde_json::from_str(text.as_str()).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other @ (Message::Binary(_) | Message::Close(_) | Message::Frame(_)) => {
                    panic!("{other:?}")
                }
            }
        }
    }

    /// What the next answer of a subscription says.
    pub(crate) async fn next(&mut self, id: &str) -> Value {
        let message = self.hear().await;
        assert_eq!(
            (&message["type"], &message["id"]),
            (&json!("next"), &json!(id)),
            "{message}"
        );
        assert!(message["payload"].get("errors").is_none(), "{message}");
        message["payload"]["data"].clone()
    }

    /// What the next answer of a subscription says; none once the connection has broken off.
    pub(crate) async fn unbroken(&mut self, id: &str) -> Option<Value> {
        loop {
            let Message::Text(text) = self.frame().await? else {
                continue;
            };
            let message: Value = serde_json::from_str(text.as_str()).unwrap();
            assert_eq!(
                (&message["type"], &message["id"]),
                (&json!("next"), &json!(id))
            );
            return Some(message["payload"]["data"].clone());
        }
    }

    /// The code and the reason with which the server ends the connection.
    pub(crate) async fn end(&mut self) -> (u16, String) {
        loop {
            match self.frame().await.unwrap_or_else(|| panic!("no code")) {
                Message::Close(Some(frame)) => {
                    return (frame.code.into(), frame.reason.as_str().to_owned());
                }
                Message::Close(None) => panic!("no code"),
                Message::Text(_)
                | Message::Binary(_)
                | Message::Ping(_)
                | Message::Pong(_)
                | Message::Frame(_) => {}
            }
        }
    }
}
