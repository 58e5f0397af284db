//! What can be asked about the portfolio.

use async_graphql::{Context, Object, Result};
use chrono::NaiveDate;

use super::{
    Portfolio,
    input::{PortfolioFilterInput, PortfolioOrder},
};
use crate::graphql::{
    oversight::DaysAhead,
    read::read_optional_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about the portfolio.
#[derive(Default)]
pub(crate) struct PortfolioQuery;

#[Object]
impl PortfolioQuery {
    /// Every award that you may see, across programmes, with balances, burn rate, 60 percent status, cost-share status, open
    /// findings and deadlines, and the sums over all of them.
    async fn portfolio(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<PortfolioFilterInput>,
        #[graphql(desc = "In which order; by FAIN if it is left out.")] order_by: Option<
            PortfolioOrder,
        >,
        #[graphql(
            desc = "The day by which the pace of spending is measured and deadlines are counted; that of the moment asked \
                    about if it is left out."
        )]
        on: Option<scalar::Date>,
        #[graphql(
            desc = "How many days ahead deadlines count as due, from 0 to 3660; 30 if it is left out."
        )]
        within: Option<i32>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Portfolio> {
        let filter = filter.unwrap_or_default().read()?;
        let order = order_by.map(Into::into).unwrap_or_default();
        let on = read_optional_argument::<NaiveDate>("on", on)?;
        let ahead = DaysAhead::read(within)?;
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.portfolio(&filter, order, on, ahead).await?)
    }
}
