//! What is found and what is due, in numbers.

use almoner_projections::portfolio::{
    DeadlineCounts, FindingCounts, PortfolioDays, PortfolioDeadlines, PortfolioRow,
};
use async_graphql::SimpleObject;
use tokio::sync::OnceCell;

use crate::graphql::{error::TopError, scalar, scope::Scope};

/// How many findings are open, of an award and anything under it, by how grave they are.
#[derive(SimpleObject)]
pub(crate) struct OpenFindings {
    /// All of them.
    all: i64,
    /// That put funds or the award at risk.
    high: i64,
    /// To be put right soon.
    moderate: i64,
    /// To be put right in the course of business.
    low: i64,
}

impl From<FindingCounts> for OpenFindings {
    fn from(counts: FindingCounts) -> Self {
        Self {
            all: counts.all(),
            high: counts.high,
            moderate: counts.moderate,
            low: counts.low,
        }
    }
}

/// How many deadlines stand where, of an award and anything under it, on the day of the portfolio.
#[derive(SimpleObject)]
pub(crate) struct DeadlineSums {
    /// Due on that day or within the days ahead that were asked about, and not done.
    due: usize,
    /// Passed, and not done.
    overdue: usize,
    /// Of those that are overdue, how many put funds or the award at risk.
    overdue_high: usize,
    /// The next day on which anything is due, however far ahead.
    next_due_on: Option<scalar::Date>,
}

impl From<DeadlineCounts> for DeadlineSums {
    fn from(counts: DeadlineCounts) -> Self {
        Self {
            due: counts.due,
            overdue: counts.overdue,
            overdue_high: counts.overdue_high,
            next_due_on: counts.next_due_on.map(scalar::Date::of),
        }
    }
}

/// What is due of the awards of a portfolio: read once, when the first of them is asked.
pub(crate) struct Calendar {
    days: PortfolioDays,
    scope: Scope,
    read: OnceCell<PortfolioDeadlines>,
}

impl Calendar {
    /// `deadlines` is what was read already.
    pub(super) fn new(
        days: PortfolioDays,
        scope: Scope,
        deadlines: Option<PortfolioDeadlines>,
    ) -> Self {
        Self {
            days,
            scope,
            read: OnceCell::new_with(deadlines),
        }
    }

    async fn read(&self) -> Result<&PortfolioDeadlines, TopError> {
        let read = || self.scope.portfolio_deadlines(self.days);
        self.read.get_or_try_init(read).await
    }

    pub(super) async fn of(&self, row: &PortfolioRow) -> Result<DeadlineSums, TopError> {
        Ok(self.read().await?.of(&row.award.award).into())
    }

    pub(super) async fn total(&self, rows: &[PortfolioRow]) -> Result<DeadlineSums, TopError> {
        Ok(self.read().await?.total(rows).into())
    }
}
