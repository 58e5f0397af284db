//! How the server is: whether it lives, and whether it can serve.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::state::{AppState, AppendOnly, LedgerState};
use crate::server::Trouble;

/// How long a ledger may take to answer before it counts as not ready.
const TIME_MAX: Duration = Duration::from_secs(3);

/// `/health/live`: the process answers.
pub(crate) async fn live() -> Response {
    Json(serde_json::json!({ "status": "live" })).into_response()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Readiness {
    status: &'static str,
    append_only: &'static str,
    ledgers: Vec<LedgerReadiness>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LedgerReadiness {
    ledger: String,
    ready: bool,
    /// The database answers.
    database: bool,
    /// The last position of the journal, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<String>,
    /// How far the read models have come, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_position: Option<String>,
    /// How many events the read models are behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    lag_events: Option<u64>,
    /// The code of why the read models stopped for good, when they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    halted: Option<&'static str>,
    /// The witnesses that are asked to cosign, where any are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    witnesses: Vec<WitnessReadiness>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WitnessReadiness {
    witness: String,
    /// The largest size that it has cosigned, as text.
    cosigned: String,
    /// The code of why it did not cosign the latest checkpoint, when it did not. The ledger serves on: its own history
    /// is what somebody has to look at.
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<&'static str>,
}

/// `/health/ready`: every ledger answers and its read models go on. 503 when not.
pub(crate) async fn ready(State(state): State<AppState>) -> Response {
    let ledgers = futures::future::join_all(state.ledgers().map(|ledger| of_ledger(ledger))).await;
    let ready = ledgers.iter().all(|ledger| ledger.ready);
    let readiness = Readiness {
        status: if ready { "ready" } else { "not ready" },
        append_only: match state.append_only() {
            AppendOnly::ByPrivilege => "by privilege and by trigger",
            AppendOnly::ByTriggersAlone => {
                "by triggers alone: the role that serves owns the tables; set ALMONER_OWNER_URL apart from DATABASE_URL"
            }
        },
        ledgers,
    };
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(readiness)).into_response()
}

async fn of_ledger(ledger: &LedgerState) -> LedgerReadiness {
    let name = ledger.name().to_string();
    let head = tokio::time::timeout(TIME_MAX, ledger.journal().head()).await;
    let status = ledger.projector().status();
    let witnesses = witnesses(ledger);
    let Ok(Ok(head)) = head else {
        return LedgerReadiness {
            ledger: name,
            ready: false,
            database: false,
            position: None,
            read_position: None,
            lag_events: None,
            halted: None,
            witnesses,
        };
    };
    let read = u64::try_from(status.position).unwrap_or(0);
    LedgerReadiness {
        ledger: name,
        ready: status.connected && status.halted.is_none(),
        database: true,
        position: Some(head.position.to_string()),
        read_position: Some(read.to_string()),
        lag_events: Some(head.position.get().saturating_sub(read)),
        halted: status.halted.map(|halted| halted.code),
        witnesses,
    }
}

fn witnesses(ledger: &LedgerState) -> Vec<WitnessReadiness> {
    let Some(asked) = ledger.cosigning() else {
        return Vec::new();
    };
    let statuses = asked.statuses.borrow();
    statuses
        .iter()
        .map(|status| WitnessReadiness {
            witness: status.name.clone(),
            cosigned: status.cosigned.to_string(),
            trouble: status.trouble.as_ref().map(Trouble::code),
        })
        .collect()
}
