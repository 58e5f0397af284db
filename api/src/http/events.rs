//! The journal as `CloudEvents`, page by page, for officers and auditors.

use std::{collections::BTreeSet, sync::Arc};

use almoner_domain::ledger::Role;
use almoner_journal::{record::Position, store::ReadError};
use almoner_projections::{client_reads::Way, read::AsOf};
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    error::RequestError,
    graphql::authenticate,
    state::{AppState, LedgerState},
};
use crate::{
    cloud_events,
    graphql::{Caller, TopError, open_for},
};

/// How many events a page has where nothing is said, and at most.
const LIMIT_DEFAULT: u32 = 100;
const LIMIT_MAX: u32 = 1_000;

/// Which page is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    after: Option<u64>,
    limit: Option<u32>,
}

/// `/l/<ledger>/events?after=<position>&limit=<number>`: the events after a position, in order; an empty list where
/// there are none yet. The address of what follows is in `Link`, as `next`.
pub(crate) async fn page(
    State(state): State<AppState>,
    Path(name): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let answered = async {
        let ledger = state.ledger(&name).ok_or(RequestError::LedgerUnknown)?;
        let caller = reader(authenticate(&state, ledger, &headers)?)?;
        let Query(asked) = asked.map_err(|_| MALFORMED)?;
        answer(ledger, &caller, &asked).await
    };
    answered.await.unwrap_or_else(RequestError::into_response)
}

const MALFORMED: RequestError =
    RequestError::RequestMalformed("a page of events is ?after=4711&limit=100, of at most 1000");

/// The caller, if its role reads record lines.
fn reader(caller: Caller) -> Result<Caller, RequestError> {
    match caller.role {
        Role::Officer | Role::Auditor => Ok(caller),
        Role::Grantee | Role::Subawardee | Role::Admin => Err(RequestError::EntriesForbidden),
    }
}

async fn answer(
    ledger: &Arc<LedgerState>,
    caller: &Caller,
    asked: &Asked,
) -> Result<Response, RequestError> {
    let limit = asked.limit.unwrap_or(LIMIT_DEFAULT);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(MALFORMED);
    }
    let after = asked.after.unwrap_or(0);
    let after: i64 = after.try_into().map_err(|_| MALFORMED)?;
    // What the read models do not hold yet, nobody can say who may see.
    let (last, seen) = {
        let (view, _turn) = open_for(ledger, caller, AsOf::Latest).await?;
        let last = view.position().min(after.saturating_add(limit.into()));
        let seen = view.positions_seen(after.saturating_add(1), last).await;
        (last, seen.map_err(TopError::from)?)
    };
    ledger.record_read(caller, Way::Download, "events").await?;
    let count = u32::try_from(last.saturating_sub(after)).unwrap_or(0);
    let body = written(ledger, after, count, &seen).await?;
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(cloud_events::BATCH),
    );
    // Nobody on the way keeps records, and no browser either.
    let private = HeaderValue::from_static("private, no-store");
    headers.insert(header::CACHE_CONTROL, private);
    headers.insert(header::VARY, HeaderValue::from_static("authorization"));
    let next = last.max(after);
    let next = format!(
        "</l/{}/events?after={next}&limit={limit}>; rel=\"next\"",
        ledger.name()
    );
    if let Ok(next) = HeaderValue::from_str(&next) {
        headers.insert(header::LINK, next);
    }
    Ok(response)
}

/// The events of a page as a list.
async fn written(
    ledger: &LedgerState,
    after: i64,
    count: u32,
    seen: &BTreeSet<i64>,
) -> Result<String, RequestError> {
    let journal = ledger.journal();
    let records = if count == 0 {
        Vec::new()
    } else {
        let after = Position::try_from(after).map_err(|_| MALFORMED)?;
        journal
            .records(after, count)
            .await
            .map_err(TopError::from)?
    };
    let events: Result<Vec<String>, ReadError> = records
        .iter()
        .map(|record| {
            if seen.contains(&record.position.to_bigint()) {
                cloud_events::of_record(journal.origin(), record)
            } else {
                cloud_events::of_withheld(journal.origin(), record)
            }
        })
        .collect();
    let events = events.map_err(TopError::from)?;
    Ok(format!("[{}]", events.join(",\n")))
}
