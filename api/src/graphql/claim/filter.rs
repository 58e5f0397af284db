//! Which claims are asked for.

use almoner_projections::claims::ClaimFilter;
use async_graphql::InputObject;

use super::ClaimStatus;
use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// Which claims are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct ClaimFilterInput {
    /// Claims under an award.
    pub(crate) award: Option<scalar::Fain>,
    /// Claims under a sub-award.
    pub(crate) sub_award: Option<scalar::SubAwardId>,
    /// Claims of a sub-awardee.
    pub(crate) sub_awardee: Option<scalar::OrganizationId>,
    /// Claims for a client.
    pub(crate) client: Option<scalar::ClientCode>,
    /// Claims that stand there.
    pub(crate) status: Option<ClaimStatus>,
    /// Claims for a month of service.
    pub(crate) service_month: Option<scalar::Month>,
}

impl ClaimFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(&self) -> Result<ClaimFilter, TopError> {
        Ok(ClaimFilter {
            award: read_optional_argument("award", self.award.as_ref())?,
            sub_award: read_optional_argument("subAward", self.sub_award.as_ref())?,
            organization: read_optional_argument("subAwardee", self.sub_awardee.as_ref())?,
            client: read_optional_argument("client", self.client.as_ref())?,
            status: self.status.map(Into::into),
            month: read_optional_argument("serviceMonth", self.service_month.as_ref())?,
        })
    }
}
