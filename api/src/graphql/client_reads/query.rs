//! What can be asked about who read of clients.

use async_graphql::{Context, Object, Result};

use super::{ClientRead, ClientReadFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    scope::Scope,
};

/// What can be asked about who read of clients.
#[derive(Default)]
pub(crate) struct ClientReadQuery;

#[Object]
impl ClientReadQuery {
    /// Who was told of clients, by queries, downloads and exports, the last answers first. That somebody read is no fact of
    /// the ledger: the list stands beside the journal, and has no `asOf`.
    async fn client_reads(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ClientReadFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<ClientRead>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        let scope = Scope::of(ctx, None).await?;
        Ok(scope.client_reads(&filter, &page).await?)
    }
}
