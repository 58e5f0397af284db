//! The moments that a request has opened, each once.

use std::{sync::Arc, time::Duration};

use almoner_projections::read::{AsOf, View, Viewer};
use async_graphql::Context;
use tokio::sync::{Mutex, OnceCell, OwnedSemaphorePermit};

use super::Scope;
use crate::{
    graphql::{caller::Caller, error::TopError},
    http::LedgerState,
};

/// The most moments that one request may be about: each holds a connection while it is answered.
const MOMENTS_MAX: usize = 4;
/// How long a request waits for its turn to read, and then for the database.
const WAIT_MAX: Duration = Duration::from_secs(5);

/// The moments of one request. Its connections are reserved at once, so that no request waits for a connection
/// while it holds one that others wait for.
pub(crate) struct Opened {
    reserved: u32,
    scopes: Mutex<Vec<(AsOf, Scope)>>,
    turn: OnceCell<OwnedSemaphorePermit>,
}

impl Opened {
    /// For a request whose fields ask about so many moments, as far as its text tells.
    pub(crate) fn new(moments: usize) -> Self {
        let reserved = moments.clamp(1, MOMENTS_MAX);
        Self {
            reserved: u32::try_from(reserved).unwrap_or(1),
            scopes: Mutex::default(),
            turn: OnceCell::new(),
        }
    }

    pub(super) async fn scope(&self, ctx: &Context<'_>, moment: AsOf) -> Result<Scope, TopError> {
        let mut opened = self.scopes.lock().await;
        if let Some((_, scope)) = opened.iter().find(|(known, _)| *known == moment) {
            return Ok(scope.clone());
        }
        if opened.len() == MOMENTS_MAX {
            return Err(TopError::Argument {
                field: "asOf",
                code: "AS_OF_TOO_MANY",
                message: format!("one request asks about at most {MOMENTS_MAX} moments"),
            });
        }
        self.turn
            .get_or_try_init(|| take_turn(ctx.data_unchecked::<Arc<LedgerState>>(), self.reserved))
            .await?;
        let scope = open(ctx, moment, None).await?;
        opened.push((moment, scope.clone()));
        Ok(scope)
    }
}

/// Opens a moment for a mutation's answer, in a turn of its own.
pub(super) async fn open_alone(ctx: &Context<'_>, moment: AsOf) -> Result<Scope, TopError> {
    let turn = take_turn(ctx.data_unchecked::<Arc<LedgerState>>(), 1).await?;
    open(ctx, moment, Some(turn)).await
}

/// Waits for the leave to hold so many connections.
pub(in crate::graphql) async fn take_turn(
    ledger: &LedgerState,
    connections: u32,
) -> Result<OwnedSemaphorePermit, TopError> {
    let turns = Arc::clone(ledger.view_turns());
    tokio::time::timeout(WAIT_MAX, turns.acquire_many_owned(connections))
        .await
        .ok()
        .and_then(Result::ok)
        .ok_or(TopError::Overloaded)
}

async fn open(
    ctx: &Context<'_>,
    moment: AsOf,
    turn: Option<OwnedSemaphorePermit>,
) -> Result<Scope, TopError> {
    let caller = ctx.data_unchecked::<Caller>();
    let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
    let viewer = Viewer::new(caller.role, caller.organization.clone());
    let view = open_view(ledger, viewer, moment).await?;
    let view = view.noting(caller.touched.clone());
    Ok(Scope::new(view, ledger.journal().clone(), caller, turn))
}

/// Opens a view of one's own; who opens it has a turn.
pub(in crate::graphql) async fn open_view(
    ledger: &LedgerState,
    viewer: Viewer,
    moment: AsOf,
) -> Result<View, TopError> {
    let view = tokio::time::timeout(WAIT_MAX, ledger.reader().view(viewer, moment))
        .await
        .map_err(|_elapsed| TopError::Unavailable)??;
    Ok(view)
}

/// Opens a moment for what is read without GraphQL, with the turn to be held for as long as the view.
pub(crate) async fn open_for(
    ledger: &LedgerState,
    caller: &Caller,
    moment: AsOf,
) -> Result<(View, OwnedSemaphorePermit), TopError> {
    let turn = take_turn(ledger, 1).await?;
    let viewer = Viewer::new(caller.role, caller.organization.clone());
    let view = open_view(ledger, viewer, moment).await?;
    Ok((view.noting(caller.touched.clone()), turn))
}

/// Opens the latest moment as the office sees it, for what is the same whoever asks; what it tells of clients is noted for the
/// caller. Whether the caller may have it is decided before.
pub(crate) async fn open_whole(
    ledger: &LedgerState,
    caller: &Caller,
) -> Result<(View, OwnedSemaphorePermit), TopError> {
    let turn = take_turn(ledger, 1).await?;
    let view = open_view(ledger, Viewer::office(), AsOf::Latest).await?;
    Ok((view.noting(caller.touched.clone()), turn))
}
