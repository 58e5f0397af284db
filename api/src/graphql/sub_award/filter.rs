//! Which sub-awards are asked for.

use almoner_projections::sub_awards::SubAwardFilter;
use async_graphql::InputObject;

use super::SubAwardStatus;
use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// Which sub-awards are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct SubAwardFilterInput {
    /// Sub-awards of an award.
    pub(crate) award: Option<scalar::Fain>,
    /// Sub-awards to a sub-awardee.
    pub(crate) sub_awardee: Option<scalar::OrganizationId>,
    /// Sub-awards that stand there.
    pub(crate) status: Option<SubAwardStatus>,
}

impl SubAwardFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(&self) -> Result<SubAwardFilter, TopError> {
        Ok(SubAwardFilter {
            award: read_optional_argument("award", self.award.as_ref())?,
            sub_awardee: read_optional_argument("subAwardee", self.sub_awardee.as_ref())?,
            status: self.status.map(Into::into),
        })
    }
}
