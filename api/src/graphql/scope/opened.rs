//! The moments that a request has opened, each once.

use std::sync::Arc;

use almoner_projections::read::{AsOf, Viewer};
use async_graphql::Context;
use tokio::sync::Mutex;

use super::Scope;
use crate::{
    graphql::{caller::Caller, error::TopError},
    http::LedgerState,
};

/// The most moments that one request may be about: each holds a connection while it is answered.
const MOMENTS_MAX: usize = 4;

/// The moments of one request.
#[derive(Default)]
pub(crate) struct Opened(Mutex<Vec<(AsOf, Scope)>>);

impl Opened {
    pub(super) async fn scope(&self, ctx: &Context<'_>, moment: AsOf) -> Result<Scope, TopError> {
        let mut opened = self.0.lock().await;
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
        let scope = open(ctx, moment).await?;
        opened.push((moment, scope.clone()));
        Ok(scope)
    }
}

pub(super) async fn open(ctx: &Context<'_>, moment: AsOf) -> Result<Scope, TopError> {
    let caller = ctx.data_unchecked::<Caller>();
    let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
    let viewer = Viewer::new(caller.role, caller.organization.clone());
    let view = ledger.reader().view(viewer, moment).await?;
    Ok(Scope::new(view, ledger.journal().clone(), caller))
}
