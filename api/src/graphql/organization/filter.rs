//! Which organizations are asked for.

use almoner_projections::organizations::OrganizationFilter;
use async_graphql::InputObject;

use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// Which organizations are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct OrganizationFilterInput {
    /// Organizations in a state.
    pub(crate) state: Option<scalar::State>,
    /// Qualified local grassroots organizations, or the others.
    pub(crate) grassroots: Option<bool>,
    /// Organizations that SAM.gov excludes, or the others.
    pub(crate) excluded: Option<bool>,
    /// The organization of this UEI or DUNS number.
    pub(crate) identifier: Option<String>,
}

impl OrganizationFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(&self) -> Result<OrganizationFilter, TopError> {
        Ok(OrganizationFilter {
            state: read_optional_argument("state", self.state.as_ref())?,
            grassroots: self.grassroots,
            excluded: self.excluded,
            identifier: self
                .identifier
                .as_ref()
                .map(|text| text.trim().to_ascii_uppercase()),
        })
    }
}
