//! Decisions that begin with clients.

use super::{
    AddFamilyMember, ChangeClientPhase, CloseClient, Draft, EnrolClient, Halt, StreamId,
    TransferClient,
};

pub(super) fn enrol_client(
    _draft: &mut Draft<'_>,
    _command: &EnrolClient,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn change_client_phase(
    _draft: &mut Draft<'_>,
    _command: &ChangeClientPhase,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn add_family_member(
    _draft: &mut Draft<'_>,
    _command: &AddFamilyMember,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn transfer_client(
    _draft: &mut Draft<'_>,
    _command: &TransferClient,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn close_client(
    _draft: &mut Draft<'_>,
    _command: &CloseClient,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}
