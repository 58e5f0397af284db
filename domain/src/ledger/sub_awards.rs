//! Decisions that begin with sub-awards. What a sub-award takes or gives back, its award commits or frees in the same
//! decision, and the award's sub-award share is evaluated on it. Claims that wait for funds are released, first in
//! first, when the obligation rises or a suspension ends.

use chrono::NaiveDate;

use super::{
    CloseSubAward, Draft, ExecuteSubAward, ExtendSubAward, Halt, LowerSubAward, RaiseSubAward,
    RefundReceivable, ResumeSubAward, StreamId, SuspendSubAward, actions::final_report_on, cash,
    claims::release_pended,
};
use crate::{
    award::{AwardCommand, AwardError, Commitment},
    id::SubAwardId,
    money::Money,
    organization::{OrganizationCommand, OrganizationError},
    oversight::{OversightError, fixed_amount_allowed},
    regime::follows_part_200,
    sub_award::{
        ExecutionFacts, ModificationFacts, SubAwardCommand, SubAwardError, SubAwardInstrument,
        SubAwardTerms, qualified,
    },
};

pub(super) fn execute_sub_award(
    draft: &mut Draft<'_>,
    command: &ExecuteSubAward,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    let executed_before = draft.sub_award(id)?.terms().is_some();
    let facts = execution_facts(draft, command, executed_before)?;
    let counts = qualified(command.instrument, facts.sub_awardee_grassroots);
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Execute {
            input: command.clone(),
            facts,
        },
    )?;
    if !executed_before {
        fixed_where_it_must_be(draft, command)?;
        if command.instrument == SubAwardInstrument::FixedAmount {
            fixed_amount(draft, id, command.amount, command.effective_on)?;
        }
        draft.decide_award(
            &command.award,
            &AwardCommand::RaiseCommitment(Commitment {
                sub_award: id.clone(),
                qualified: counts,
                amount: command.amount,
                effective_on: command.effective_on,
            }),
        )?;
        counted(draft, id, command.effective_on)?;
    }
    Ok(StreamId::sub_award(id))
}

/// A sub-award that counts towards its award's share is known to its organization, whose attestation it depends on.
fn counted(draft: &mut Draft<'_>, id: &SubAwardId, effective_on: NaiveDate) -> Result<(), Halt> {
    let terms = known(draft, id)?.clone();
    let has_share = draft
        .award(&terms.award)?
        .terms()
        .is_some_and(|terms| terms.sub_award_share.is_some());
    if !terms.qualified || !has_share {
        return Ok(());
    }
    let asked = OrganizationCommand::CountSubAward {
        sub_award: id.clone(),
        award: terms.award,
        effective_on,
    };
    draft.decide_organization(&terms.sub_awardee, &asked)
}

/// Where the rules pay by the unit, a sub-award that goes by 2 CFR 200 is of a fixed amount.
fn fixed_where_it_must_be(draft: &Draft<'_>, command: &ExecuteSubAward) -> Result<(), Halt> {
    if command.instrument != SubAwardInstrument::SubAward || !follows_part_200(command.effective_on)
    {
        return Ok(());
    }
    let Some(terms) = draft.award(&command.award)?.terms() else {
        return Ok(());
    };
    let rules = draft.programme(&terms.programme)?.rule_set(terms.rule_set);
    if rules.is_some_and(|rules| rules.payment.flat().is_some()) {
        return Err(Halt::from(OversightError::UnitPriceNotFixed));
    }
    Ok(())
}

/// A fixed-amount sub-award is within its ceiling and its prior approval, all obligations together.
fn fixed_amount(
    draft: &Draft<'_>,
    id: &SubAwardId,
    obligated: Money,
    on: NaiveDate,
) -> Result<(), Halt> {
    let award = &known(draft, id)?.award;
    let has_cost_share = draft
        .award(award)?
        .terms()
        .is_some_and(|terms| terms.cost_share.is_some());
    let file = draft.oversight(award)?.of_sub_award(id);
    fixed_amount_allowed(id, file, (obligated, on), has_cost_share)?;
    Ok(())
}

fn execution_facts(
    draft: &Draft<'_>,
    command: &ExecuteSubAward,
    executed_before: bool,
) -> Result<ExecutionFacts, Halt> {
    let award = draft.award(&command.award)?;
    let terms = award.terms().ok_or_else(|| AwardError::Unknown {
        award: command.award.clone(),
    })?;
    let sub_awardee = draft.organization(&command.sub_awardee)?;
    if !executed_before {
        if !sub_awardee.is_registered() {
            return Err(Halt::from(OrganizationError::Unknown {
                organization: command.sub_awardee.clone(),
                field: "subAwardee",
            }));
        }
        award.open(&command.award)?;
    }
    Ok(ExecutionFacts {
        programme: terms.programme.clone(),
        grantee: terms.grantee.clone(),
        award_period: terms.project_period,
        award_regions: terms.regions.clone(),
        sub_awardee_excluded: sub_awardee.is_excluded_on(command.effective_on),
        sub_awardee_grassroots: sub_awardee.is_grassroots_on(command.effective_on),
        received_on: draft.context.received_on(),
    })
}

/// The agreed terms of a sub-award; `UNKNOWN_SUB_AWARD` when there is none.
fn known<'d>(draft: &'d Draft<'_>, id: &SubAwardId) -> Result<&'d SubAwardTerms, Halt> {
    let terms = draft
        .sub_award(id)?
        .terms()
        .ok_or_else(|| SubAwardError::Unknown {
            sub_award: id.clone(),
        })?;
    Ok(terms)
}

fn modification_facts(
    draft: &Draft<'_>,
    id: &SubAwardId,
    effective_on: NaiveDate,
) -> Result<ModificationFacts, Halt> {
    let terms = known(draft, id)?;
    let award = draft.award(&terms.award)?.open(&terms.award)?;
    let sub_awardee = draft.organization(&terms.sub_awardee)?;
    // What the prime itself found at its latest look counts, whatever the register says.
    let looked_up = draft
        .oversight(&terms.award)?
        .of_sub_award(id)
        .and_then(|file| file.recheck.as_ref());
    let found_excluded = looked_up.is_some_and(|check| check.excluded && check.on <= effective_on);
    Ok(ModificationFacts {
        award_period: award.terms.project_period,
        sub_awardee_excluded: found_excluded || sub_awardee.is_excluded_on(effective_on),
        received_on: draft.context.received_on(),
    })
}

fn commitment(
    draft: &Draft<'_>,
    id: &SubAwardId,
    amount: Money,
    effective_on: NaiveDate,
) -> Result<Commitment, Halt> {
    Ok(Commitment {
        sub_award: id.clone(),
        qualified: known(draft, id)?.qualified,
        amount,
        effective_on,
    })
}

pub(super) fn raise_sub_award(
    draft: &mut Draft<'_>,
    command: &RaiseSubAward,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    let facts = modification_facts(draft, id, command.effective_on)?;
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Raise {
            input: command.clone(),
            facts,
        },
    )?;
    if known(draft, id)?.instrument == SubAwardInstrument::FixedAmount {
        let obligated = draft.sub_award(id)?.funds().obligated;
        fixed_amount(draft, id, obligated, command.effective_on)?;
    }
    let award = known(draft, id)?.award.clone();
    let taken = commitment(draft, id, command.amount, command.effective_on)?;
    draft.decide_award(&award, &AwardCommand::RaiseCommitment(taken))?;
    counted(draft, id, command.effective_on)?;
    release_pended(draft, id, command.effective_on)?;
    Ok(StreamId::sub_award(id))
}

pub(super) fn lower_sub_award(
    draft: &mut Draft<'_>,
    command: &LowerSubAward,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    let received_on = draft.context.received_on();
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Lower {
            input: command.clone(),
            received_on,
        },
    )?;
    give_back(draft, id, command.amount, command.effective_on)?;
    Ok(StreamId::sub_award(id))
}

fn give_back(
    draft: &mut Draft<'_>,
    id: &SubAwardId,
    amount: Money,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let award = known(draft, id)?.award.clone();
    let given = commitment(draft, id, amount, effective_on)?;
    let asked = if draft.award(&award)?.is_closed() {
        AwardCommand::AdjustCommitment {
            commitment: given,
            reversed_claims: cash::spending(draft, &award)?.reversed,
            final_report_on: final_report_on(draft, &award)?,
            received_on: draft.context.received_on(),
        }
    } else {
        AwardCommand::LowerCommitment(given)
    };
    draft.decide_award(&award, &asked)
}

/// What was paid under a sub-award is owed back. Under an award that has closed, as long as its records are kept.
pub(super) fn raise_receivable(
    draft: &mut Draft<'_>,
    id: &SubAwardId,
    owed: &SubAwardCommand,
) -> Result<(), Halt> {
    let award = known(draft, id)?.award.clone();
    if draft.award(&award)?.is_closed() {
        let final_report_on = final_report_on(draft, &award)?;
        let received_on = draft.context.received_on();
        draft
            .award(&award)?
            .within_retention(final_report_on, received_on)?;
    }
    draft.decide_sub_award(id, owed)
}

pub(super) fn extend_sub_award(
    draft: &mut Draft<'_>,
    command: &ExtendSubAward,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    let facts = modification_facts(draft, id, command.effective_on)?;
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Extend {
            input: command.clone(),
            facts,
        },
    )?;
    Ok(StreamId::sub_award(id))
}

pub(super) fn suspend_sub_award(
    draft: &mut Draft<'_>,
    command: &SuspendSubAward,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    let received_on = draft.context.received_on();
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Suspend {
            input: command.clone(),
            received_on,
        },
    )?;
    Ok(StreamId::sub_award(id))
}

pub(super) fn resume_sub_award(
    draft: &mut Draft<'_>,
    command: &ResumeSubAward,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    let received_on = draft.context.received_on();
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Resume {
            input: command.clone(),
            received_on,
        },
    )?;
    release_pended(draft, id, command.effective_on)?;
    Ok(StreamId::sub_award(id))
}

pub(super) fn close_sub_award(
    draft: &mut Draft<'_>,
    command: &CloseSubAward,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    let received_on = draft.context.received_on();
    let obligated = draft.sub_award(id)?.funds().obligated;
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Close {
            input: command.clone(),
            received_on,
        },
    )?;
    let given_back = obligated.less(draft.sub_award(id)?.funds().obligated);
    if given_back.is_positive() {
        give_back(draft, id, given_back, command.effective_on)?;
    }
    Ok(StreamId::sub_award(id))
}

pub(super) fn refund_receivable(
    draft: &mut Draft<'_>,
    command: &RefundReceivable,
) -> Result<StreamId, Halt> {
    let id = &command.sub_award;
    known(draft, id)?;
    let (recorded_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    let obligated = draft.sub_award(id)?.funds().obligated;
    draft.decide_sub_award(
        id,
        &SubAwardCommand::Refund {
            input: command.clone(),
            recorded_by,
            received_on,
        },
    )?;
    // A closed sub-award has no use for what comes back.
    let given_back = obligated.less(draft.sub_award(id)?.funds().obligated);
    if given_back.is_positive() {
        give_back(draft, id, given_back, command.effective_on)?;
    }
    Ok(StreamId::sub_award(id))
}
