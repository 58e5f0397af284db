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
    /// Claims that were received and are neither paid nor refused, by the days since their receipt. Asked with nothing, `award`
    /// or `programme`, and `on`.
    ClaimAging,
    /// What every payment pays every sub-awardee. Asked with nothing, `award` or `programme`.
    RemittanceRegister,
    /// What was spent in a fiscal year by assistance listing and award, for the schedule of expenditures of federal awards
    /// (SEFA). Asked with `fiscalYear`, and `organization` for one prime.
    FederalExpenditures,
    /// The sub-awards of an award as SAM.gov takes them. Asked with `award`, `on` and `agencyCode`.
    SubAwardUpload,
    /// The Federal Financial Report, SF-425, lines a to o. Asked with `award` and `periodEnd`, or `final`.
    FederalFinancialReport,
    /// The Request for Advance or Reimbursement, SF-270. Asked with `award`, `on` and `advance`.
    PaymentRequest,
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
    /// The last day of a semi-annual reporting period: 31 March or 30 September.
    period_end: Option<scalar::Date>,
    /// The report is the final one, at the end of the period of performance.
    #[graphql(name = "final", default)]
    is_final: bool,
    /// What is asked for ahead of costs.
    advance: Option<scalar::Money>,
    /// The code of the funding agency in SAM.gov: up to 32 letters and digits.
    agency_code: Option<String>,
}

impl ReportQuestionInput {
    /// The question as the read models take it.
    pub(crate) fn read(self) -> Result<Question, TopError> {
        let parameters = Parameters {
            award: read_optional_argument("award", self.award)?,
            programme: read_optional_argument("programme", self.programme)?,
            organization: read_optional_argument("organization", self.organization)?,
            on: read_optional_argument("on", self.on)?,
            fiscal_year: self.fiscal_year.map(fiscal_year_of).transpose()?,
            period_end: read_optional_argument("periodEnd", self.period_end)?,
            is_final: self.is_final,
            advance: read_optional_argument("advance", self.advance)?,
            agency: read_optional_argument("agencyCode", self.agency_code)?,
        };
        Ok(Question::try_new(self.name.into(), parameters)
            .map_err(almoner_projections::reports::ReportError::from)?)
    }
}
