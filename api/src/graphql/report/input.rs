//! Which report is asked for.

use almoner_projections::reports::{Parameters, Question};
use async_graphql::{Enum, InputObject};

use crate::graphql::{
    error::TopError, measure::fiscal_year_of, read::read_optional_argument, scalar,
};

/// The reports that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::reports::ReportName")]
pub(crate) enum ReportName {
    /// What an award holds, and what its sub-awards do with it. Asked with `award`.
    AwardSummary,
    /// How an award keeps the 60 percent rule, and how that moved. Asked with `award`.
    SubAwardShare,
}

/// A report and what it is asked with; each report says what it takes.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ReportQuestionInput {
    /// The report.
    name: ReportName,
    /// The FAIN of an award.
    award: Option<scalar::Fain>,
    /// The code of a programme.
    programme: Option<scalar::ProgrammeCode>,
    /// The prime that reports.
    organization: Option<scalar::OrganizationId>,
    /// The day on which what counts by days is counted; that of the moment asked about if it is left out.
    on: Option<scalar::Date>,
    /// The federal fiscal year.
    fiscal_year: Option<i32>,
}

impl ReportQuestionInput {
    /// The question as the read models take it.
    pub(super) fn read(self) -> Result<Question, TopError> {
        let parameters = Parameters {
            award: read_optional_argument("award", self.award)?,
            programme: read_optional_argument("programme", self.programme)?,
            organization: read_optional_argument("organization", self.organization)?,
            on: read_optional_argument("on", self.on)?,
            fiscal_year: self.fiscal_year.map(fiscal_year_of).transpose()?,
        };
        Ok(Question::try_new(self.name.into(), parameters)
            .map_err(almoner_projections::reports::ReportError::from)?)
    }
}
