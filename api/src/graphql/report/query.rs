//! What can be asked for as a report.

use async_graphql::{Context, Object, Result};

use super::{Report, input::ReportQuestionInput};
use crate::graphql::scope::{AsOf, Scope};

/// What can be asked for as a report.
#[derive(Default)]
pub(crate) struct ReportQuery;

#[Object]
impl ReportQuery {
    /// A report; none when there is nothing of that name to report on, or you may not see it. The same as a file:
    /// `/l/<ledger>/reports/<name>.pdf`, `.xlsx`, `.csv` or `.json`, with its sidecar under the same name and `.control`.
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which report, and what it is asked with.")] question: ReportQuestionInput,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Report>> {
        let question = question.read()?;
        let scope = Scope::of(ctx, as_of).await?;
        Ok(scope.report(&question).await?)
    }
}
