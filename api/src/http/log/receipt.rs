//! The receipt of a command as a file, for whoever gave it or sees what it brought about.

use std::{sync::Arc, time::Duration};

use almoner_domain::id::{CommandId, OrganizationId};
use almoner_projections::read::AsOf;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    graphql::{Caller, TopError, open_for},
    http::{
        error::RequestError,
        graphql::authenticate,
        state::{AppState, LedgerState},
    },
};

/// How long the file waits for the read models, which say who may see the command.
const READ_SIDE_WAIT_MAX: Duration = Duration::from_secs(5);

/// For whom the command was given: ids of commands are an organization's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct GivenFor {
    organization: Option<String>,
}

/// `/l/<ledger>/receipts/<commandId>.tlog-proof`: of a command of the caller's organization, or of `?organization=`.
pub(in crate::http) async fn receipt(
    State(state): State<AppState>,
    Path((ledger, file)): Path<(String, String)>,
    given_for: Result<Query<GivenFor>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let answered = async {
        let ledger = state.ledger(&ledger).ok_or(RequestError::LedgerUnknown)?;
        let caller = authenticate(&state, ledger, &headers)?;
        let Query(given_for) = given_for.map_err(|_| {
            RequestError::RequestMalformed("the organization is ?organization=its-id")
        })?;
        let id = file
            .strip_suffix(".tlog-proof")
            .ok_or(RequestError::PathUnknown)?;
        answer(ledger, &caller, id, given_for.organization.as_deref()).await
    };
    answered.await.unwrap_or_else(RequestError::into_response)
}

async fn answer(
    ledger: &Arc<LedgerState>,
    caller: &Caller,
    id: &str,
    organization: Option<&str>,
) -> Result<Response, RequestError> {
    // What cannot be an id is the id of nothing.
    let unknown = || RequestError::ReceiptUnknown;
    let command_id = CommandId::parse(id).map_err(|_| unknown())?;
    let organization = match organization {
        Some(id) => OrganizationId::parse(id).map_err(|_| unknown())?,
        None => caller.organization.clone(),
    };
    let found = ledger.journal().carried_out(&organization, &command_id);
    let command = found.await.map_err(TopError::from)?.ok_or_else(unknown)?;
    let (first, last) = (command.first.to_bigint(), command.last.to_bigint());
    if !ledger.projector().wait_for(last, READ_SIDE_WAIT_MAX).await {
        return Err(TopError::Unavailable.into());
    }
    let seen = {
        let (view, _turn) = open_for(ledger, caller, AsOf::Latest).await?;
        view.records_seen(first, last)
            .await
            .map_err(TopError::from)?
    };
    if seen == 0 {
        // Whoever gave a command has its receipt, whatever he sees: an admin sees no events at all.
        let given = ledger.journal().given_by(&organization, &command_id);
        let by = given.await.map_err(TopError::from)?;
        let own = (caller.actor.to_string(), caller.role.as_str().to_owned());
        if organization != caller.organization || by != Some(own) {
            return Err(unknown());
        }
    }
    let receipt = ledger.receipt(command).await.map_err(TopError::from)?;
    let mut response = receipt.to_tlog_proof().to_string().into_response();
    let headers = response.headers_mut();
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, text);
    let disposition = format!("attachment; filename=\"{id}.tlog-proof\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    let private = HeaderValue::from_static("private, no-store");
    headers.insert(header::CACHE_CONTROL, private);
    headers.insert(header::VARY, HeaderValue::from_static("authorization"));
    Ok(response)
}
