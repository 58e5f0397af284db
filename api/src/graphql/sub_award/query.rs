//! What can be asked about sub-awards.

use almoner_domain::id::SubAwardId;
use almoner_projections::sub_awards::SubAwardFilter;
use async_graphql::{Context, Object, Result};

use super::{SubAward, SubAwardFilterInput};
use crate::graphql::{
    caller::Caller,
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about sub-awards.
#[derive(Default)]
pub(crate) struct SubAwardQuery;

#[Object]
impl SubAwardQuery {
    /// The sub-award of an id; none when there is none, or you may not see it.
    async fn sub_award(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id in the ledger.")] sub_award_id: scalar::SubAwardId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<SubAward>> {
        let sub_award_id = read_argument::<SubAwardId>("subAwardId", &sub_award_id)?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .sub_award(&sub_award_id)
            .await?)
    }

    /// The sub-awards to your own organization, by id: where a sub-awardee begins. Each leads to the funds left
    /// (`balances`), its clients with what is left of their years, its claims by status, and what was taken off them.
    async fn my_sub_awards(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<SubAward>> {
        let page = Page::new(first, after)?;
        let filter = SubAwardFilter {
            sub_awardee: Some(ctx.data_unchecked::<Caller>().organization.clone()),
            ..SubAwardFilter::default()
        };
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.sub_awards(&filter, &page).await?)
    }

    /// The sub-awards that you may see, by id.
    async fn sub_awards(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<SubAwardFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<SubAward>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .sub_awards(&filter, &page)
            .await?)
    }
}
