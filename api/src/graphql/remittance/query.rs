//! What can be asked about remittances.

use almoner_domain::id::{OrganizationId, PaymentId};
use async_graphql::{Context, Object, Result};

use super::{Remittance, RemittanceAdvice, RemittanceFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about remittances.
#[derive(Default)]
pub(crate) struct RemittanceQuery;

#[Object]
impl RemittanceQuery {
    /// The remittance advice of a payment to a sub-awardee; none when there is none, or you may not see it. The same
    /// as a file: `/l/<ledger>/remittances/<payment>/<organization>.pdf`, `.json` or `.csv`.
    async fn remittance_advice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The payment's id in the ledger.")] payment: scalar::PaymentId,
        #[graphql(desc = "The sub-awardee that is paid.")] organization: scalar::OrganizationId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<RemittanceAdvice>> {
        let payment = read_argument::<PaymentId>("payment", &payment)?;
        let organization = read_argument::<OrganizationId>("organization", &organization)?;
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.remittance_advice(&payment, &organization).await?)
    }

    /// The remittances that you may see, by payment and sub-awardee: for a sub-awardee its own.
    async fn remittances(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<RemittanceFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Remittance>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .remittances(&filter, &page)
            .await?)
    }
}
