//! What can be asked about who did what.

use async_graphql::{Context, Object, Result};

use super::{Actor, AnsweredCommand, RefusedCommandFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about who did what.
#[derive(Default)]
pub(crate) struct ActionQuery;

#[Object]
impl ActionQuery {
    /// An account, with what it did. An account that did nothing that you may see has no actions.
    async fn actor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account.")] id: scalar::ActorId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Actor> {
        let scope = Scope::of(ctx, as_of).await?;
        Ok(Actor { id: id.0, scope })
    }

    /// The commands that a rule refused, the last first: officers and auditors see all, an organization its own. Their ids
    /// stay refused. Those from before a ledger kept who gave a refused command and put refusals under its root have neither account
    /// nor role here, and no proof: they are listed, and that none of them is missing nobody can show.
    async fn refused_commands(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<RefusedCommandFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<AnsweredCommand>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.refused_commands(&filter, &page).await?)
    }
}
