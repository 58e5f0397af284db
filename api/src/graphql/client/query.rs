//! What can be asked about clients' cases.

use almoner_domain::id::ClientCode;
use async_graphql::{Context, Object, Result};

use super::{Client, ClientFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about clients' cases.
#[derive(Default)]
pub(crate) struct ClientQuery;

#[Object]
impl ClientQuery {
    /// The client of a code; none when there is none, or you may not see it.
    async fn client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The random code.")] code: scalar::ClientCode,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Client>> {
        let code = read_argument::<ClientCode>("code", &code)?;
        Ok(Scope::of(ctx, as_of).await?.client(&code).await?)
    }

    /// The clients whose cases you may see, by code.
    async fn clients(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ClientFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Client>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of).await?.clients(&filter, &page).await?)
    }
}
