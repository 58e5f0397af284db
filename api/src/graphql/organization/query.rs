//! What can be asked about organizations.

use almoner_domain::id::OrganizationId;
use async_graphql::{Context, Object, Result};

use super::{Organization, OrganizationFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about organizations.
#[derive(Default)]
pub(crate) struct OrganizationQuery;

#[Object]
impl OrganizationQuery {
    /// The organization of an id; none when there is none.
    async fn organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id in the register.")] organization_id: scalar::OrganizationId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Organization>> {
        let organization_id = read_argument::<OrganizationId>("organizationId", &organization_id)?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .organization(&organization_id)
            .await?)
    }

    /// The register of organizations, by id.
    async fn organizations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<OrganizationFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Organization>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .organizations(&filter, &page)
            .await?)
    }
}
