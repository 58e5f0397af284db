//! What can be asked about awards.

use almoner_domain::identifier::Fain;
use async_graphql::{Context, Object, Result};

use super::{Award, AwardAction, AwardFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about awards.
#[derive(Default)]
pub(crate) struct AwardQuery;

#[Object]
impl AwardQuery {
    /// The award of a FAIN; none when there is none, or you may not see it.
    async fn award(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its FAIN, such as `90ZV0134`.")] fain: scalar::Fain,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Award>> {
        let fain = read_argument::<Fain>("fain", &fain)?;
        Ok(Scope::of(ctx, as_of).await?.award(&fain).await?)
    }

    /// What was done with an award, in the order of the journal: its notices with their amendments, and what suspended, ended
    /// or closed it.
    async fn award_actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its FAIN, such as `90ZV0134`.")] fain: scalar::Fain,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<AwardAction>> {
        let page = Page::new(first, after)?;
        let fain = read_argument::<Fain>("fain", &fain)?;
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.award_actions(&fain, &page).await?)
    }

    /// The awards that you may see, by FAIN.
    async fn awards(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<AwardFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Award>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of).await?.awards(&filter, &page).await?)
    }
}
