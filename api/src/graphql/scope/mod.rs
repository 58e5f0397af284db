//! One moment, as the caller sees it: what every object below a root field is read through.
//!
//! All root fields of a request that ask for the same moment share a scope, so the whole answer is of one position,
//! and what many objects ask for one by one is read in one statement.

mod as_of;
mod explain;
mod key;
mod lineage;
mod list;
mod loader;
mod one;
mod opened;
mod portfolio;

use std::sync::Arc;

use almoner_domain::ledger::Role;
use almoner_journal::{record::Position, store::Journal};
use almoner_projections::read::View;
use async_graphql::{
    Context,
    dataloader::{DataLoader, HashMapCache},
};

use tokio::sync::OwnedSemaphorePermit;

use super::{caller::Caller, error::TopError, scalar};
pub(crate) use as_of::AsOf;
pub(crate) use as_of::read_moment;
use loader::Rows;
pub(crate) use opened::{Opened, open_for, open_whole};
pub(super) use opened::{open_view, take_turn};

/// The read models as of one position, as one caller sees them. Cloning gives another handle on the same.
#[derive(Clone)]
pub(crate) struct Scope(Arc<Inner>);

struct Inner {
    view: View,
    rows: DataLoader<Rows, HashMapCache>,
    role: Role,
    /// The leave to hold a connection, where it is this scope's alone.
    _turn: Option<OwnedSemaphorePermit>,
}

impl Scope {
    /// The moment that a root field asks for; the latest, the same for all fields, when it does not say.
    pub(crate) async fn of(ctx: &Context<'_>, as_of: Option<AsOf>) -> Result<Self, TopError> {
        let moment = as_of::moment(as_of)?;
        match ctx.data_opt::<Opened>() {
            Some(opened) => opened.scope(ctx, moment).await,
            // A subscription lives long: it keeps no moment open.
            None => opened::open_alone(ctx, moment).await,
        }
    }

    /// A position that the read models are known to hold.
    pub(crate) async fn at(ctx: &Context<'_>, position: Position) -> Result<Self, TopError> {
        let moment = almoner_projections::read::AsOf::Position(position.to_bigint());
        opened::open_alone(ctx, moment).await
    }

    fn new(
        view: View,
        journal: Journal,
        caller: &Caller,
        turn: Option<OwnedSemaphorePermit>,
    ) -> Self {
        let rows = Rows::new(view.clone(), journal);
        let rows = DataLoader::with_cache(rows, tokio::spawn, HashMapCache::default());
        Self(Arc::new(Inner {
            view,
            rows,
            role: caller.role,
            _turn: turn,
        }))
    }

    /// The position as of which everything here is read.
    pub(crate) fn as_of(&self) -> scalar::Position {
        scalar::Position::of(self.0.view.position())
    }

    pub(super) fn view(&self) -> &View {
        &self.0.view
    }
}
