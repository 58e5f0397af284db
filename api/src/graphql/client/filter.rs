//! Which clients are asked for.

use almoner_projections::clients::ClientFilter;
use async_graphql::InputObject;

use super::ClientStatus;
use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// Which clients are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct ClientFilterInput {
    /// Clients under an award.
    pub(crate) award: Option<scalar::Fain>,
    /// Clients whose cases are managed under a sub-award.
    pub(crate) sub_award: Option<scalar::SubAwardId>,
    /// Clients whose cases a sub-awardee manages.
    pub(crate) sub_awardee: Option<scalar::OrganizationId>,
    /// Open cases, or closed ones.
    pub(crate) status: Option<ClientStatus>,
}

impl ClientFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(&self) -> Result<ClientFilter, TopError> {
        Ok(ClientFilter {
            award: read_optional_argument("award", self.award.as_ref())?,
            sub_award: read_optional_argument("subAward", self.sub_award.as_ref())?,
            organization: read_optional_argument("subAwardee", self.sub_awardee.as_ref())?,
            status: self.status.map(Into::into),
        })
    }
}
