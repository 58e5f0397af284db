//! Decisions on the closing of a programme's months.

use super::{ApprovePeriodClose, BeginPeriodClose, Draft, Halt, StreamId, WithdrawPeriodClose};
use crate::{
    closing::{ClosingAsked, ClosingCommand},
    id::ProgrammeCode,
    programme::ProgrammeError,
};

pub(super) fn begin_period_close(
    draft: &mut Draft<'_>,
    command: &BeginPeriodClose,
) -> Result<StreamId, Halt> {
    let asked = ClosingAsked::Begin(command.clone());
    of_programme(draft, &command.programme, asked)
}

pub(super) fn approve_period_close(
    draft: &mut Draft<'_>,
    command: &ApprovePeriodClose,
) -> Result<StreamId, Halt> {
    let asked = ClosingAsked::Approve(command.clone());
    of_programme(draft, &command.programme, asked)
}

pub(super) fn withdraw_period_close(
    draft: &mut Draft<'_>,
    command: &WithdrawPeriodClose,
) -> Result<StreamId, Halt> {
    let asked = ClosingAsked::Withdraw(command.clone());
    of_programme(draft, &command.programme, asked)
}

fn of_programme(
    draft: &mut Draft<'_>,
    programme: &ProgrammeCode,
    asked: ClosingAsked,
) -> Result<StreamId, Halt> {
    if draft.programme(programme)?.entry().is_none() {
        return Err(Halt::from(ProgrammeError::Unknown {
            programme: programme.clone(),
        }));
    }
    let command = ClosingCommand {
        asked,
        by: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    draft.decide_closing(programme, &command)?;
    Ok(StreamId::closing(programme))
}
