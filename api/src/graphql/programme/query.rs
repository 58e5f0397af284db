//! What can be asked about programmes.

use almoner_domain::id::ProgrammeCode;
use async_graphql::{Context, Object, Result};

use super::Programme;
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about programmes.
#[derive(Default)]
pub(crate) struct ProgrammeQuery;

#[Object]
impl ProgrammeQuery {
    /// The programme of a code; none when there is none.
    async fn programme(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its code, such as `TVAP`.")] code: scalar::ProgrammeCode,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Programme>> {
        let code = read_argument::<ProgrammeCode>("code", &code)?;
        Ok(Scope::of(ctx, as_of).await?.programme(&code).await?)
    }

    /// The catalogue of programmes, by code.
    async fn programmes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Programme>> {
        let page = Page::new(first, after)?;
        Ok(Scope::of(ctx, as_of).await?.programmes(&page).await?)
    }
}
