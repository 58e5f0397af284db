//! What can be asked about claims.

use almoner_domain::id::ClaimId;
use async_graphql::{Context, Object, Result};

use super::{
    Claim, ClaimExplanation, ClaimFilterInput,
    preview::{ClaimPreview, ClaimPreviewInput, preview},
};
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about claims.
#[derive(Default)]
pub(crate) struct ClaimQuery;

#[Object]
impl ClaimQuery {
    /// The claim of an id; none when there is none, or you may not see it.
    async fn claim(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id: the sub-award and the number, joined by a colon.")]
        claim_id: scalar::ClaimId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Claim>> {
        let claim_id = read_argument::<ClaimId>("claimId", &claim_id)?;
        Ok(Scope::of(ctx, as_of).await?.claim(&claim_id).await?)
    }

    /// Why a claim came out as it did, rule by rule; none when there is none, or you may not see it.
    async fn claim_explain(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id: the sub-award and the number, joined by a colon.")]
        claim_id: scalar::ClaimId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<ClaimExplanation>> {
        let claim_id = read_argument::<ClaimId>("claimId", &claim_id)?;
        match Scope::of(ctx, as_of).await?.claim(&claim_id).await? {
            Some(claim) => claim.explained().await,
            None => Ok(None),
        }
    }

    /// What a claim would come to if you submitted it now, rule by rule. Nothing is written. For who may submit it.
    async fn claim_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The claim.")] input: ClaimPreviewInput,
    ) -> Result<ClaimPreview> {
        preview(ctx, &input).await
    }

    /// The claims that you may see, by id.
    async fn claims(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ClaimFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Claim>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of).await?.claims(&filter, &page).await?)
    }
}
