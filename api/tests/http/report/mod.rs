//! Reports as files: who gets them, that they say what GraphQL says, and that their sidecars hold.

mod figures;
mod files;
mod forms;

use almoner_journal::note::Verifier;
use reqwest::Response;
use serde_json::{Value, json};

use crate::{
    flow::{claim, pay, set_up},
    server::{OFFICER, Person, SUBAWARDEE, Server},
};

async fn get(server: &Server, person: Person, file: &str) -> Response {
    let path = format!("{}/l/{}/reports/{file}", server.base, server.ledger.name());
    let request = server.http.get(path);
    request
        .bearer_auth(server.token(person))
        .send()
        .await
        .unwrap()
}

/// A payment of one claim of the shelter.
async fn paid() -> (Server, String) {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let submitted = claim("claim-1", "SA-1", "N-1", &client);
    server.done(SUBAWARDEE, "claimSubmit", submitted).await;
    pay(&server, "SA-1:N-1").await;
    (server, client)
}

async fn key(server: &Server) -> Verifier {
    let path = format!("{}/l/{}/key", server.base, server.ledger.name());
    let text = server.http.get(path).send().await.unwrap();
    Verifier::parse(text.text().await.unwrap().trim()).unwrap()
}

/// The lines of an SF-425 or an SF-270, as GraphQL tells them.
async fn lines(server: &Server, question: &str) -> Value {
    let query = format!(
        "{{ report(question: {{ {question} }}) {{ sections {{ key rows {{ cells }} }} }} }}"
    );
    let told = server.data(OFFICER, &query).await;
    let rows = told["report"]["sections"][1]["rows"].as_array().unwrap();
    let lines = rows.iter().map(|row| {
        let cells = &row["cells"];
        (cells[0].as_str().unwrap().to_owned(), cells[2].clone())
    });
    Value::Object(lines.collect())
}

/// A claim that waits for approval.
fn waiting(client: &str) -> Value {
    let mut waiting = claim("claim-2", "SA-1", "N-2", client);
    waiting["lines"] = json!([{
        "category": "HOUSING", "part": "DIRECT", "billed": "100.00", "paidOn": "2025-05-12",
        "receiptDigest": "cd".repeat(32),
    }]);
    waiting
}
