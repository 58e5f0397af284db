//! Decisions that begin with organizations.

use super::{
    Draft, ExcludeOrganization, Halt, RegisterOrganization, ReinstateOrganization, StreamId,
};

pub(super) fn register_organization(
    _draft: &mut Draft<'_>,
    _command: &RegisterOrganization,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn exclude_organization(
    _draft: &mut Draft<'_>,
    _command: &ExcludeOrganization,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn reinstate_organization(
    _draft: &mut Draft<'_>,
    _command: &ReinstateOrganization,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}
