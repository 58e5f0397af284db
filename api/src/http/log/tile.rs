//! Tiles, hashes for anybody and entries for those who may read all of their records.

use std::{sync::Arc, time::Duration};

use almoner_domain::ledger::Role;
use almoner_journal::tile::{TILE_WIDTH, TileLevel, TilePath};
use almoner_projections::{client_reads::Way, read::AsOf};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    graphql::{Caller, TopError, open_for},
    http::{
        error::RequestError,
        graphql::authenticate,
        state::{AppState, LedgerState},
    },
};

/// How long an entries tile waits for the read models, which say who may see its records.
const READ_SIDE_WAIT_MAX: Duration = Duration::from_secs(5);

/// What never changes, kept for as long as a cache keeps anything: a tile of a given width has one content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `/l/<ledger>/tile/<L>/<N>[.p/<W>]` and `/l/<ledger>/tile/entries/<N>[.p/<W>]`.
pub(in crate::http) async fn tile(
    State(state): State<AppState>,
    Path((ledger, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let answered = async {
        let ledger = state.ledger(&ledger).ok_or(RequestError::LedgerUnknown)?;
        // Who may not read entries learns nothing of which there are.
        let caller = if path.starts_with("entries/") {
            Some(reader(authenticate(&state, ledger, &headers)?)?)
        } else {
            None
        };
        let path: TilePath = format!("tile/{path}")
            .parse()
            .map_err(|_| RequestError::TileUnknown)?;
        let read = ledger.journal().tile(path).await;
        let bytes = read
            .map_err(TopError::from)?
            .ok_or(RequestError::TileUnknown)?;
        if let Some(caller) = &caller {
            check_seen(ledger, caller, path).await?;
        }
        Ok(answer(path, bytes))
    };
    answered.await.unwrap_or_else(RequestError::into_response)
}

/// The caller, if its role reads record lines.
fn reader(caller: Caller) -> Result<Caller, RequestError> {
    match caller.role {
        Role::Officer | Role::Auditor => Ok(caller),
        Role::Grantee | Role::Subawardee | Role::Admin => Err(RequestError::EntriesForbidden),
    }
}

/// Refuses a tile of which a record is kept from the caller. A line cannot be left out of a tile: its place is its leaf.
async fn check_seen(
    ledger: &Arc<LedgerState>,
    caller: &Caller,
    path: TilePath,
) -> Result<(), RequestError> {
    let before = path.index.saturating_mul(u64::from(TILE_WIDTH));
    let last = before.saturating_add(u64::from(path.width));
    let (Ok(before), Ok(last)) = (i64::try_from(before), i64::try_from(last)) else {
        return Err(RequestError::TileUnknown);
    };
    if !ledger.projector().wait_for(last, READ_SIDE_WAIT_MAX).await {
        return Err(TopError::Unavailable.into());
    }
    let (view, _turn) = open_for(ledger, caller, AsOf::Latest).await?;
    let seen = view.positions_seen(before.saturating_add(1), last).await;
    drop(view);
    if seen.map_err(TopError::from)?.len() == usize::from(path.width) {
        ledger
            .record_read(caller, Way::Download, "entries of the log")
            .await?;
        Ok(())
    } else {
        Err(RequestError::EntriesWithheld)
    }
}

fn answer(path: TilePath, bytes: Vec<u8>) -> Response {
    let octets = HeaderValue::from_static("application/octet-stream");
    let mut response = ([(header::CONTENT_TYPE, octets)], bytes).into_response();
    let headers = response.headers_mut();
    match path.level {
        TileLevel::Hashes(_) => {
            headers.insert(header::CACHE_CONTROL, FOR_EVER);
        }
        // Nobody on the way keeps records, and no browser either.
        TileLevel::Entries => {
            let private = HeaderValue::from_static("private, no-store");
            headers.insert(header::CACHE_CONTROL, private);
            headers.insert(header::VARY, HeaderValue::from_static("authorization"));
        }
    }
    response
}
