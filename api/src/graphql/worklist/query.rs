//! What can be asked about the claims that wait.

use almoner_projections::claims::{self, WorklistFilter};
use async_graphql::{Context, Enum, InputObject, Object, Result};
use chrono::NaiveDate;

use super::WorklistItem;
use crate::graphql::{
    connection::{Connection, Page},
    error::TopError,
    read::{read_argument, read_optional_argument},
    scalar,
    scope::{AsOf, Scope},
};

/// Where a claim that waits stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum WaitingStatus {
    /// Something is payable, and waits for an officer's approval.
    Payable,
    /// Payable, but the sub-award lacks the funds or is suspended.
    Pended,
}

/// Which claims that wait are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct WorklistFilterInput {
    /// Claims under an award.
    award: Option<scalar::Fain>,
    /// Claims under a sub-award.
    sub_award: Option<scalar::SubAwardId>,
    /// Claims that stand there.
    status: Option<WaitingStatus>,
}

impl WorklistFilterInput {
    fn read(self, on: NaiveDate) -> Result<WorklistFilter, TopError> {
        Ok(WorklistFilter {
            received_by: on,
            award: read_optional_argument("award", self.award)?,
            sub_award: read_optional_argument("subAward", self.sub_award)?,
            status: self.status.map(|status| match status {
                WaitingStatus::Payable => claims::ClaimStatus::Payable,
                WaitingStatus::Pended => claims::ClaimStatus::Pended,
            }),
        })
    }
}

/// What can be asked about the claims that wait.
#[derive(Default)]
pub(crate) struct WorklistQuery;

#[Object]
impl WorklistQuery {
    /// The claims that wait for an officer or for funds, the oldest receipt first, with the 30-day clock of a clean
    /// claim as of a day: what an officer works through. Others see those of their own organization.
    async fn worklist(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The day on which the clock is read. Claims that were received after it are left out."
        )]
        on: scalar::Date,
        #[graphql(desc = "Which of them.")] filter: Option<WorklistFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<WorklistItem>> {
        let page = Page::new(first, after)?;
        let on: NaiveDate = read_argument("on", &on)?;
        let filter = filter.unwrap_or_default().read(on)?;
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.worklist(&filter, &page, on).await?)
    }
}
