//! What can be asked about deadlines and findings.

use almoner_projections::{calendar::CalendarFilter, oversight::FindingFilter};
use async_graphql::{Context, Object, Result};
use chrono::NaiveDate;

use super::{AwardDeadlineKind, AwardFinding, DaysAhead, Deadline};
use crate::graphql::{
    connection::{Connection, Page},
    read::{read_argument, read_optional_argument},
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about deadlines and findings.
#[derive(Default)]
pub(crate) struct OversightQuery;

#[Object]
impl OversightQuery {
    /// What is due of the awards and sub-awards that you see, by the day, as of a day that you give: reports, closeouts,
    /// monitoring, audits, clean claims, records. What is overdue on that day comes too. Deadlines of clients' cases are
    /// `clientDeadlines`.
    #[expect(
        clippy::too_many_arguments,
        reason = "they are the arguments of the question, each with its words"
    )]
    async fn deadlines(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day from which to count.")] on: scalar::Date,
        #[graphql(desc = "How many days ahead to look, from 0 to 3660; 30 if it is left out.")]
        within: Option<i32>,
        #[graphql(desc = "Only of these kinds.")] kind: Option<Vec<AwardDeadlineKind>>,
        #[graphql(desc = "Only of this award, and what is under it.")] award: Option<scalar::Fain>,
        #[graphql(desc = "Only of this sub-award.")] sub_award: Option<scalar::SubAwardId>,
        #[graphql(
            desc = "Also what was due before that day and is not done; yes if it is left out."
        )]
        overdue: Option<bool>,
        #[graphql(desc = "Also what is done or settled; no if it is left out.")] done: Option<bool>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Deadline>> {
        let page = Page::new(first, after)?;
        let on = read_argument::<NaiveDate>("on", &on)?;
        let ahead = DaysAhead::read(within)?;
        let filter = CalendarFilter {
            on,
            through: ahead.from(on),
            kinds: kind
                .unwrap_or_default()
                .into_iter()
                .map(Into::into)
                .collect(),
            award: read_optional_argument("award", award.as_ref())?,
            sub_award: read_optional_argument("subAward", sub_award.as_ref())?,
            overdue: overdue.unwrap_or(true),
            done: done.unwrap_or(false),
        };
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.deadlines(&filter, &page).await?)
    }

    /// What was found about the awards and sub-awards that you see, by award and id. What is overdue and nobody has
    /// recorded yet is in `deadlines`.
    #[expect(
        clippy::too_many_arguments,
        reason = "they are the arguments of the question, each with its words"
    )]
    async fn findings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only about this award, and what is under it.")] award: Option<
            scalar::Fain,
        >,
        #[graphql(desc = "Only about this sub-award.")] sub_award: Option<scalar::SubAwardId>,
        #[graphql(desc = "Only open ones, or only resolved ones.")] open: Option<bool>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<AwardFinding>> {
        let page = Page::new(first, after)?;
        let filter = FindingFilter {
            award: read_optional_argument("award", award.as_ref())?,
            sub_award: read_optional_argument("subAward", sub_award.as_ref())?,
            open,
        };
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.findings(&filter, &page).await?)
    }
}
