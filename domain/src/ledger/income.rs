//! Decisions about the program income of an award.

use super::{
    Draft, ExpendProgramIncome, Halt, RecordProgramIncome, ReverseProgramIncome,
    SetProgramIncomeMethod, StreamId, cash,
};
use crate::{
    award::{AwardCommand, IncomeCommand},
    identifier::Fain,
};

pub(super) fn set_program_income_method(
    draft: &mut Draft<'_>,
    command: &SetProgramIncomeMethod,
) -> Result<StreamId, Halt> {
    let asked = IncomeCommand::SetMethod(command.clone());
    decide(draft, &command.award, asked)
}

pub(super) fn record_program_income(
    draft: &mut Draft<'_>,
    command: &RecordProgramIncome,
) -> Result<StreamId, Halt> {
    let asked = IncomeCommand::Record(command.clone());
    decide(draft, &command.award, asked)
}

pub(super) fn expend_program_income(
    draft: &mut Draft<'_>,
    command: &ExpendProgramIncome,
) -> Result<StreamId, Halt> {
    let asked = IncomeCommand::Expend {
        input: command.clone(),
        reversed_claims: cash::spending(draft, &command.award)?.reversed,
    };
    decide(draft, &command.award, asked)
}

/// On the advance method, what the income had paid was paid out of what is drawn.
pub(super) fn reverse_program_income(
    draft: &mut Draft<'_>,
    command: &ReverseProgramIncome,
) -> Result<StreamId, Halt> {
    let asked = IncomeCommand::Reverse(command.clone());
    let stream = decide(draft, &command.award, asked)?;
    cash::cash_covers(draft, &command.award)?;
    Ok(stream)
}

fn decide(draft: &mut Draft<'_>, award: &Fain, command: IncomeCommand) -> Result<StreamId, Halt> {
    let received_on = draft.context.received_on();
    draft.decide_award(award, &AwardCommand::Income(command, received_on))?;
    Ok(StreamId::award(award))
}
