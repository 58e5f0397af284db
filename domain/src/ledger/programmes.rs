//! Decisions that begin with programmes.

use super::{Draft, Halt, PublishProgramme, PublishRuleSet, StreamId};

pub(super) fn publish_programme(
    _draft: &mut Draft<'_>,
    _command: &PublishProgramme,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn publish_rule_set(
    _draft: &mut Draft<'_>,
    _command: &PublishRuleSet,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}
