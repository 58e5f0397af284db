//! Which refused commands are asked for.

use almoner_projections::actions::RefusedFilter;
use async_graphql::InputObject;

use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// Which refused commands are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct RefusedCommandFilterInput {
    /// Given by an account.
    actor: Option<scalar::ActorId>,
    /// Given for an organization.
    organization: Option<scalar::OrganizationId>,
    /// Of a name, such as `SubmitClaim`.
    command: Option<String>,
    /// Refused for a reason, by its stable code, such as `SUB_AWARD_EXHAUSTED`.
    code: Option<String>,
    /// Refused at this instant or after it.
    recorded_from: Option<scalar::DateTime>,
    /// Refused before this instant.
    recorded_before: Option<scalar::DateTime>,
}

impl RefusedCommandFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(self) -> Result<RefusedFilter, TopError> {
        Ok(RefusedFilter {
            actor: self.actor.map(|actor| actor.0),
            organization: read_optional_argument("organization", self.organization)?,
            command: self.command,
            code: self.code,
            recorded_from: read_optional_argument("recordedFrom", self.recorded_from)?,
            recorded_before: read_optional_argument("recordedBefore", self.recorded_before)?,
        })
    }
}
