//! Decisions of officers about an award, and the test of indirect costs over its sub-awards.

use chrono::NaiveDate;

use super::{
    AdministerAward, ContinueAward, DisallowCost, Draft, Halt, SetIndirectRate, StreamId,
    TerminateAward, cash,
};
use crate::{
    award::{AwardCommand, AwardError},
    id::SubAwardId,
    identifier::Fain,
    money::Money,
};

/// What is charged of indirect costs is within the rate of the base, where a rate stands.
pub(super) fn indirect_within(draft: &Draft<'_>, award: &Fain) -> Result<(), Halt> {
    let Some(books) = draft.award(award)?.books() else {
        return Ok(());
    };
    if books.indirect_rate.is_none() {
        return Ok(());
    }
    let costs = sub_award_costs(draft, award)?;
    Ok(books.indirect_within(&costs)?)
}

/// What each sub-award of an award cost; nothing where no rate of indirect costs stands.
pub(super) fn sub_award_costs(draft: &Draft<'_>, award: &Fain) -> Result<Vec<Money>, Halt> {
    let books = draft.award(award)?.books();
    let Some(books) = books.filter(|books| books.indirect_rate.is_some()) else {
        return Ok(Vec::new());
    };
    let sub_awards: Vec<SubAwardId> = books.sub_awards.iter().cloned().collect();
    let mut missing = Vec::new();
    let mut costs = Vec::new();
    for id in &sub_awards {
        match draft.sub_award(id) {
            Ok(state) => {
                let funds = state.funds();
                let cost = funds.accrued.plus(funds.paid);
                costs.push(cost.ok_or(AwardError::AmountOutOfRange)?);
            }
            Err(Halt::Missing(streams)) => missing.extend(streams),
            Err(refused @ Halt::Refused(_)) => return Err(refused),
        }
    }
    if !missing.is_empty() {
        return Err(Halt::Missing(missing));
    }
    Ok(costs)
}

pub(super) fn continue_award(
    draft: &mut Draft<'_>,
    command: &ContinueAward,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Continue {
        input: command.clone(),
        reversed_claims: cash::spending(draft, &command.award)?.reversed,
        received_on: draft.context.received_on(),
    };
    draft.decide_award(&command.award, &asked)?;
    Ok(StreamId::award(&command.award))
}

pub(super) fn administer_award(
    draft: &mut Draft<'_>,
    command: &AdministerAward,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Administer {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    draft.decide_award(&command.award, &asked)?;
    Ok(StreamId::award(&command.award))
}

pub(super) fn terminate_award(
    draft: &mut Draft<'_>,
    command: &TerminateAward,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Terminate {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    draft.decide_award(&command.award, &asked)?;
    Ok(StreamId::award(&command.award))
}

pub(super) fn set_indirect_rate(
    draft: &mut Draft<'_>,
    command: &SetIndirectRate,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::SetIndirectRate {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    draft.decide_award(&command.award, &asked)?;
    Ok(StreamId::award(&command.award))
}

/// The day of the final financial report, once it was filed.
pub(super) fn final_report_on(draft: &Draft<'_>, award: &Fain) -> Result<Option<NaiveDate>, Halt> {
    let report = draft.oversight(award)?.final_report.as_ref();
    Ok(report.map(|report| report.on))
}

pub(super) fn disallow_cost(
    draft: &mut Draft<'_>,
    command: &DisallowCost,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::DisallowCost {
        input: command.clone(),
        final_report_on: final_report_on(draft, &command.award)?,
        received_on: draft.context.received_on(),
    };
    draft.decide_award(&command.award, &asked)?;
    Ok(StreamId::award(&command.award))
}
