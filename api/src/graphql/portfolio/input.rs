//! Which awards of a portfolio are asked for, and in which order.

use almoner_projections::portfolio::PortfolioFilter;
use async_graphql::{Enum, InputObject};

use crate::graphql::{
    award::AwardStatus, error::TopError, oversight::Severity, read::read_optional_argument, scalar,
};

/// Which awards are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct PortfolioFilterInput {
    /// Awards of a programme.
    programme: Option<scalar::ProgrammeCode>,
    /// Awards to a prime.
    grantee: Option<scalar::OrganizationId>,
    /// Awards that stand there.
    status: Option<AwardStatus>,
    /// Awards under an assistance listing (federal data element: Assistance Listing Number).
    assistance_listing: Option<scalar::AssistanceListing>,
    /// Awards that are below the minimum of their sub-award share and not waived (true), or all others (false).
    below_share: Option<bool>,
    /// Awards whose period of performance ends on this day or before it.
    ends_by: Option<scalar::Date>,
    /// Awards with an open finding that is at least as grave, of the award or anything under it.
    findings_from: Option<Severity>,
    /// Awards of which, or of what is under them, anything is overdue (true), or nothing is (false).
    overdue: Option<bool>,
}

impl PortfolioFilterInput {
    /// The filter as the read models take it.
    pub(super) fn read(self) -> Result<PortfolioFilter, TopError> {
        let listing = self.assistance_listing;
        Ok(PortfolioFilter {
            programme: read_optional_argument("programme", self.programme)?,
            grantee: read_optional_argument("grantee", self.grantee)?,
            status: self.status.map(Into::into),
            assistance_listing: read_optional_argument("assistanceListing", listing)?,
            below_share: self.below_share,
            ends_by: read_optional_argument("endsBy", self.ends_by)?,
            findings_from: self.findings_from.map(Into::into),
            overdue: self.overdue,
        })
    }
}

/// In which order awards stand; awards that are alike in it stand by FAIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::portfolio::PortfolioOrder")]
pub(crate) enum PortfolioOrder {
    /// By FAIN.
    Fain,
    /// The largest award first.
    Awarded,
    /// The most that is neither spent nor sub-awarded first.
    Unassigned,
    /// The most that was spent of what was awarded first.
    SpentPercent,
    /// The largest shortfall of the sub-award share first.
    Shortfall,
    /// The earliest end of the period of performance first.
    EndsOn,
    /// The most open findings first: those that are high, then those that are moderate, then those that are low.
    Findings,
    /// The most deadlines that are overdue first.
    Overdue,
    /// What is due next first.
    NextDue,
}
