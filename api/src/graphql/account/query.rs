//! What can be asked about money.

use almoner_domain::period::Period;
use almoner_projections::postings::{PostingFilter, TrialBalanceFilter};
use async_graphql::{Context, InputObject, Object, Result};

use super::{Posting, TrialBalance};
use crate::graphql::{
    connection::{Connection, Page},
    error::TopError,
    period::PeriodInput,
    read::{read_argument, read_optional_argument},
    scalar,
    scope::{AsOf, Scope},
};

/// Which postings are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct PostingFilterInput {
    /// To an account, such as `90ZV0134:unassigned` or `90ZV0134:SA-1:accrued`.
    account: Option<String>,
    /// Of an award, those of its sub-awards included.
    award: Option<scalar::Fain>,
    /// Of a sub-award.
    sub_award: Option<scalar::SubAwardId>,
    /// The last ones first.
    #[graphql(default)]
    newest_first: bool,
}

/// The account's name is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an account is named like \"90ZV0134:unassigned\" or \"90ZV0134:SA-1:accrued\"")]
struct AccountNameError;

impl crate::graphql::error::Coded for AccountNameError {
    fn stable_code(&self) -> &'static str {
        "ACCOUNT_MALFORMED"
    }
}

impl PostingFilterInput {
    fn read(self) -> Result<PostingFilter, TopError> {
        let is_name =
            |name: &String| name.len() <= 200 && name.bytes().all(|byte| byte.is_ascii_graphic());
        if self.account.as_ref().is_some_and(|name| !is_name(name)) {
            return Err(TopError::argument("account", &AccountNameError));
        }
        Ok(PostingFilter {
            account: self.account,
            award: read_optional_argument("award", self.award)?,
            sub_award: read_optional_argument("subAward", self.sub_award)?,
            newest_first: self.newest_first,
            ..PostingFilter::default()
        })
    }
}

/// What can be asked about money.
#[derive(Default)]
pub(crate) struct AccountQuery;

#[Object]
impl AccountQuery {
    /// What was posted to the accounts that you see, in the order of the journal.
    async fn postings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<PostingFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<Posting>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .postings(&filter, &page)
            .await?)
    }

    /// The trial balance of the accounts that you see, by our own accounts and by USSGL accounts: of the ledger, or of a
    /// programme or an award. With a period it says what each account opened with and what was posted in the period, by
    /// accounting date.
    async fn trial_balance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of a programme alone.")] programme: Option<scalar::ProgrammeCode>,
        #[graphql(desc = "Of an award alone, its sub-awards included.")] award: Option<
            scalar::Fain,
        >,
        #[graphql(desc = "For a time, by accounting date; without it, all of it.")] period: Option<
            PeriodInput,
        >,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<TrialBalance> {
        let filter = TrialBalanceFilter {
            programme: read_optional_argument("programme", programme)?,
            award: read_optional_argument("award", award)?,
            period: period.as_ref().map(read_period).transpose()?,
        };
        let scope = Scope::of(ctx, as_of).await?;
        Ok(TrialBalance {
            balance: scope.trial_balance(&filter).await?,
            filter,
            as_of: scope.as_of(),
        })
    }
}

fn read_period(period: &PeriodInput) -> Result<Period, TopError> {
    let starts_on = read_argument("startsOn", &period.starts_on)?;
    let ends_on = read_argument("endsOn", &period.ends_on)?;
    Period::try_new(starts_on, ends_on).map_err(|error| TopError::argument("endsOn", &error))
}
