//! Decisions that begin with programmes.

use super::{Draft, Halt, PublishProgramme, PublishRuleSet, StreamId};
use crate::programme::ProgrammeCommand;

pub(super) fn publish_programme(
    draft: &mut Draft<'_>,
    command: &PublishProgramme,
) -> Result<StreamId, Halt> {
    let id = &command.programme;
    draft.decide_programme(
        id,
        &ProgrammeCommand::Publish {
            input: command.clone(),
        },
    )?;
    Ok(StreamId::programme(id))
}

pub(super) fn publish_rule_set(
    draft: &mut Draft<'_>,
    command: &PublishRuleSet,
) -> Result<StreamId, Halt> {
    let id = &command.programme;
    draft.decide_programme(
        id,
        &ProgrammeCommand::PublishRuleSet {
            input: command.clone(),
        },
    )?;
    Ok(StreamId::programme(id))
}
