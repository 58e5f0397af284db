//! Which awards are asked for.

use almoner_projections::awards::AwardFilter;
use async_graphql::InputObject;

use super::AwardStatus;
use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// Which awards are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct AwardFilterInput {
    /// Awards of a programme.
    pub(crate) programme: Option<scalar::ProgrammeCode>,
    /// Awards to a prime.
    pub(crate) grantee: Option<scalar::OrganizationId>,
    /// Awards that stand there.
    pub(crate) status: Option<AwardStatus>,
}

impl AwardFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(&self) -> Result<AwardFilter, TopError> {
        Ok(AwardFilter {
            programme: read_optional_argument("programme", self.programme.as_ref())?,
            grantee: read_optional_argument("grantee", self.grantee.as_ref())?,
            status: self.status.map(Into::into),
        })
    }
}
