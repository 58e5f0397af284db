//! The portfolio, and what is due of it.

use almoner_projections::portfolio::{
    PortfolioDays, PortfolioDeadlines, PortfolioFilter, PortfolioOrder, PortfolioTotals,
};
use chrono::NaiveDate;

use super::Scope;
use crate::graphql::{error::TopError, oversight::DaysAhead, portfolio::Portfolio};

impl Scope {
    /// The awards that the caller sees and the filter takes, with the pace of their spending and what is due by a day.
    pub(crate) async fn portfolio(
        &self,
        filter: &PortfolioFilter,
        order: PortfolioOrder,
        on: Option<NaiveDate>,
        ahead: DaysAhead,
    ) -> Result<Portfolio, TopError> {
        let on = match on {
            Some(on) => on,
            None => self.view().recorded_on().await?,
        };
        let days = PortfolioDays {
            on,
            through: ahead.from(on),
        };
        let read = self.view().portfolio(filter, order, days).await?;
        let totals = PortfolioTotals::of(&read.rows).ok_or(TopError::Internal)?;
        Ok(Portfolio::new(read, totals, days, self.clone()))
    }

    /// What is due of the awards that the caller sees.
    pub(crate) async fn portfolio_deadlines(
        &self,
        days: PortfolioDays,
    ) -> Result<PortfolioDeadlines, TopError> {
        Ok(self.view().portfolio_deadlines(days).await?)
    }
}
