//! What can be asked about clients' cases.

use almoner_domain::id::ClientCode;
use almoner_projections::clients::DeadlineFilter;
use async_graphql::{Context, Object, Result};
use chrono::{Days, NaiveDate};

use super::{Client, ClientDeadline, ClientFilterInput};
use crate::graphql::{
    connection::{Connection, Page},
    error::{Coded, TopError},
    read::{read_argument, read_optional_argument},
    scalar,
    scope::{AsOf, Scope},
};

/// How many days ahead deadlines are looked for when a query does not say, and how many at most.
const WITHIN_DEFAULT: i32 = 30;
const WITHIN_MAX: u64 = 366;

/// The number of days is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("give a number of days from 0 to 366")]
struct WithinError;

impl Coded for WithinError {
    fn stable_code(&self) -> &'static str {
        "FILTER_MALFORMED"
    }
}

/// What can be asked about clients' cases.
#[derive(Default)]
pub(crate) struct ClientQuery;

#[Object]
impl ClientQuery {
    /// The client of a code; none when there is none, or you may not see it.
    async fn client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The random code.")] code: scalar::ClientCode,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Client>> {
        let code = read_argument::<ClientCode>("code", &code)?;
        Ok(Scope::of(ctx, as_of).await?.client(&code).await?)
    }

    /// The clients whose cases you may see, by code.
    async fn clients(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ClientFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Client>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of).await?.clients(&filter, &page).await?)
    }

    /// What is due about the open cases that you may see, by the day, as of a day that you give: screenings and interim
    /// assistance that end, refugee benefits, letters from before 2001-11-06. What has passed already comes with
    /// `passed`.
    #[expect(
        clippy::too_many_arguments,
        reason = "they are the arguments of the question, each with its words"
    )]
    async fn client_deadlines(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day from which to count.")] on: scalar::Date,
        #[graphql(desc = "How many days ahead to look, from 0 to 366; 30 if it is left out.")]
        within: Option<i32>,
        #[graphql(desc = "Also what was due before that day and still is; no if it is left out.")]
        passed: Option<bool>,
        #[graphql(desc = "Only cases managed under this sub-award.")] sub_award: Option<
            scalar::SubAwardId,
        >,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<ClientDeadline>> {
        let page = Page::new(first, after)?;
        let on = read_argument::<NaiveDate>("on", &on)?;
        let ahead = u64::try_from(within.unwrap_or(WITHIN_DEFAULT))
            .ok()
            .filter(|days| *days <= WITHIN_MAX)
            .ok_or_else(|| TopError::argument("within", &WithinError))?;
        let filter = DeadlineFilter {
            from: (!passed.unwrap_or(false)).then_some(on),
            through: on.checked_add_days(Days::new(ahead)),
            client: None,
            sub_award: read_optional_argument("subAward", sub_award.as_ref())?,
        };
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.client_deadlines(&filter, on, &page).await?)
    }
}
