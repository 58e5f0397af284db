//! The page at `/`: what this is, and where to go on. It loads nothing and runs nothing.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::state::AppState;

const PAGE: &str = include_str!("index.html");
const STYLE: &str = include_str!("style.css");

/// `/`.
pub(crate) async fn index(State(state): State<AppState>, headers: HeaderMap) -> Response {
    // A ledger's name has letters, digits and underscores only.
    let rows: Vec<String> = state
        .ledgers()
        .map(|ledger| {
            let name = ledger.name();
            format!(
                "<tr><th scope=\"row\">{name}</th><td><code>POST /l/{name}/graphql</code></td>\
                 <td><a href=\"/l/{name}/checkpoint\">/l/{name}/checkpoint</a></td></tr>"
            )
        })
        .collect();
    let page = PAGE
        .replace("{{style}}", STYLE)
        .replace("{{default}}", &state.default_ledger().name().to_string())
        .replace("{{ledgers}}", &rows.join("\n"))
        .replace("{{host}}", host(&headers));
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).expect("base 64 is made of visible characters");
    ([(header::CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response()
}

/// The host that was asked for, if it is one that can stand in a page; it is only ever shown.
fn host(headers: &HeaderMap) -> &str {
    headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| {
            host.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte))
        })
        .unwrap_or("localhost")
}
