//! What can be asked about payments.

use almoner_domain::id::PaymentId;
use async_graphql::{Context, Object, Result};

use super::{Payment, PaymentFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about payments.
#[derive(Default)]
pub(crate) struct PaymentQuery;

#[Object]
impl PaymentQuery {
    /// The payment of an id; none when there is none, or you may not see it.
    async fn payment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id in the ledger.")] payment_id: scalar::PaymentId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Payment>> {
        let payment_id = read_argument::<PaymentId>("paymentId", &payment_id)?;
        Ok(Scope::of(ctx, as_of).await?.payment(&payment_id).await?)
    }

    /// The payments that you may see, by id.
    async fn payments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<PaymentFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Payment>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .payments(&filter, &page)
            .await?)
    }
}
