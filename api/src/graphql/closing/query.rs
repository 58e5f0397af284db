//! What can be asked about closes.

use async_graphql::{Context, Object, Result};

use super::PeriodClose;
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about the closing of months.
#[derive(Default)]
pub(crate) struct ClosingQuery;

#[Object]
impl ClosingQuery {
    /// The closes of a programme's months, the latest first. For officers and auditors: they speak of all primes together.
    async fn period_closes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The programme.")] programme: scalar::ProgrammeCode,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<PeriodClose>> {
        let page = Page::new(first, after)?;
        let programme = read_argument("programme", &programme)?;
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.period_closes(&programme, &page).await?)
    }
}
