//! Decisions that begin with awards.

use super::{
    CloseAward, Draft, ExtendAward, Halt, IssueAward, RecordDirectCost, ReduceAward, ResumeAward,
    StreamId, SupplementAward, SuspendAward, WaiveSubAwardShare,
};

pub(super) fn issue_award(_draft: &mut Draft<'_>, _command: &IssueAward) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn supplement_award(
    _draft: &mut Draft<'_>,
    _command: &SupplementAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn reduce_award(
    _draft: &mut Draft<'_>,
    _command: &ReduceAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn extend_award(
    _draft: &mut Draft<'_>,
    _command: &ExtendAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn suspend_award(
    _draft: &mut Draft<'_>,
    _command: &SuspendAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn resume_award(
    _draft: &mut Draft<'_>,
    _command: &ResumeAward,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn close_award(_draft: &mut Draft<'_>, _command: &CloseAward) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn waive_sub_award_share(
    _draft: &mut Draft<'_>,
    _command: &WaiveSubAwardShare,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn record_direct_cost(
    _draft: &mut Draft<'_>,
    _command: &RecordDirectCost,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}
