//! Decisions that begin with sub-awards.

use super::{
    CloseSubAward, Draft, ExecuteSubAward, ExtendSubAward, Halt, LowerSubAward, RaiseSubAward,
    ResumeSubAward, StreamId, SuspendSubAward,
};

pub(super) fn execute_sub_award(
    _draft: &mut Draft<'_>,
    _command: &ExecuteSubAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn raise_sub_award(
    _draft: &mut Draft<'_>,
    _command: &RaiseSubAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn lower_sub_award(
    _draft: &mut Draft<'_>,
    _command: &LowerSubAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn extend_sub_award(
    _draft: &mut Draft<'_>,
    _command: &ExtendSubAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn suspend_sub_award(
    _draft: &mut Draft<'_>,
    _command: &SuspendSubAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn resume_sub_award(
    _draft: &mut Draft<'_>,
    _command: &ResumeSubAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn close_sub_award(
    _draft: &mut Draft<'_>,
    _command: &CloseSubAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}
