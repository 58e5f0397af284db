//! Somebody with a token who sends GraphQL.

use std::path::Path;

use serde_json::{Value, json};

use crate::binary;

/// A caller in a role.
#[derive(Debug, Clone)]
pub struct Caller {
    client: reqwest::Client,
    token: String,
}

impl Caller {
    /// A caller with a token by the keys of a directory.
    ///
    /// # Panics
    /// When the binary issues no token.
    pub fn new(keys: &Path, role: &str, organization: &str, actor: &str) -> Self {
        let output = binary::command()
            .args([
                "token",
                "--role",
                role,
                "--organization",
                organization,
                "--actor",
                actor,
            ])
            .arg("--keys-dir")
            .arg(keys)
            .output()
            .expect("the binary starts");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let token = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let client = reqwest::Client::builder()
            .no_proxy()
            .build()
            .expect("a client");
        Self { client, token }
    }

    /// Sends a request to a server; the status and the body, or that nothing came back.
    ///
    /// # Errors
    /// When the connection fails or the answer is no JSON.
    pub async fn send(
        &self,
        url: &str,
        query: &str,
        variables: Value,
    ) -> Result<(u16, Value), reqwest::Error> {
        let body = json!({ "query": query, "variables": variables });
        let request = self
            .client
            .post(format!("{url}/graphql"))
            .bearer_auth(&self.token);
        let response = request.json(&body).send().await?;
        let status = response.status().as_u16();
        Ok((status, response.json().await?))
    }

    /// The data of an answer that has no errors.
    ///
    /// # Panics
    /// When it has.
    pub async fn data(&self, url: &str, query: &str, variables: Value) -> Value {
        let (_, answer) = self
            .send(url, query, variables)
            .await
            .expect("the server answers");
        assert!(answer.get("errors").is_none(), "{query}\n{answer}");
        answer["data"].clone()
    }

    /// What a path of a server answers: the status and the body.
    ///
    /// # Panics
    /// When nothing comes back.
    pub async fn fetch(&self, url: &str, path: &str) -> (u16, Vec<u8>) {
        let request = self.client.get(format!("{url}{path}"));
        let request = request.bearer_auth(&self.token);
        let response = request.send().await.expect("the server answers");
        let status = response.status().as_u16();
        let body = response.bytes().await.expect("the body comes");
        (status, body.to_vec())
    }

    /// What a subscription tells until it is complete.
    ///
    /// # Panics
    /// When it tells of an error, or ends otherwise.
    pub async fn follow(&self, url: &str, query: &str) -> Vec<Value> {
        let request = self
            .client
            .post(format!("{url}/graphql"))
            .bearer_auth(&self.token)
            .header("accept", "text/event-stream")
            .json(&json!({ "query": query }));
        let response = request.send().await.expect("the server answers");
        let status = response.status();
        let text = response.text().await.expect("the stream ends by itself");
        assert!(status.is_success(), "{query}\n{text}");
        let told = text.strip_suffix("event: complete\ndata: \n\n");
        assert!(told.is_some(), "it is complete: {text}");
        let told = told.unwrap_or_default();
        let bodies = told.lines().filter_map(|line| line.strip_prefix("data: "));
        let told: Vec<Value> = bodies
            .map(|body| serde_json::from_str(body).expect("an answer is JSON"))
            .collect();
        for answer in &told {
            assert!(answer.get("errors").is_none(), "{query}\n{answer}");
        }
        told
    }
}
