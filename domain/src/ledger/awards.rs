//! Decisions that begin with awards.

use super::{
    CloseAward, Draft, ExtendAward, Halt, IssueAward, LiquidateAdvance, RecordDirectCost,
    ReduceAward, ResumeAward, StreamId, SupplementAward, SuspendAward, WaiveSubAwardShare,
    actions::indirect_within, cash, claims::release_pended_of_award, evidence,
};
use crate::{
    award::{AwardCommand, CostCategory, IssueFacts},
    identifier::Fain,
    organization::OrganizationError,
    programme::{Instrument, ProgrammeError},
};

pub(super) fn issue_award(draft: &mut Draft<'_>, command: &IssueAward) -> Result<StreamId, Halt> {
    let award = command.number.fain();
    let facts = issue_facts(draft, command)?;
    draft.decide_award(
        award,
        &AwardCommand::Issue {
            input: command.clone(),
            facts,
        },
    )?;
    Ok(StreamId::award(award))
}

fn issue_facts(draft: &Draft<'_>, command: &IssueAward) -> Result<IssueFacts, Halt> {
    let received_on = draft.context.received_on();
    // A repeat is compared with what was issued: what the programme and the register say by now is beside the point.
    if let Some(terms) = draft.award(command.number.fain())?.terms() {
        return Ok(IssueFacts {
            rule_set: terms.rule_set,
            sub_award_share: terms.sub_award_share,
            grantee_excluded: false,
            received_on,
        });
    }
    let code = &command.programme;
    let programme = draft.programme(code)?;
    let entry = programme.entry().ok_or_else(|| ProgrammeError::Unknown {
        programme: code.clone(),
    })?;
    let grantee = draft.organization(&command.grantee)?;
    if !grantee.is_registered() {
        return Err(Halt::from(OrganizationError::Unknown {
            organization: command.grantee.clone(),
            field: "grantee",
        }));
    }
    if entry.instrument == Instrument::NoFunding {
        return Err(Halt::from(ProgrammeError::WithoutFunding {
            programme: code.clone(),
        }));
    }
    let first_day = command.project_period.starts_on;
    let (rule_set, rules) = programme
        .rule_set_for(&command.notice, first_day)
        .ok_or_else(|| ProgrammeError::NoRuleSet {
            programme: code.clone(),
            notice: command.notice.clone(),
            on: first_day,
        })?;
    Ok(IssueFacts {
        rule_set,
        sub_award_share: rules.sub_award_share,
        grantee_excluded: grantee.is_excluded_on(command.effective_on),
        received_on,
    })
}

fn decide(draft: &mut Draft<'_>, award: &Fain, command: &AwardCommand) -> Result<StreamId, Halt> {
    draft.decide_award(award, command)?;
    Ok(StreamId::award(award))
}

pub(super) fn supplement_award(
    draft: &mut Draft<'_>,
    command: &SupplementAward,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Supplement {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn reduce_award(draft: &mut Draft<'_>, command: &ReduceAward) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Reduce {
        input: command.clone(),
        reversed_claims: cash::spending(draft, &command.award)?.reversed,
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn extend_award(draft: &mut Draft<'_>, command: &ExtendAward) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Extend {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn suspend_award(
    draft: &mut Draft<'_>,
    command: &SuspendAward,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Suspend {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn resume_award(draft: &mut Draft<'_>, command: &ResumeAward) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Resume {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    let stream = decide(draft, &command.award, &asked)?;
    release_pended_of_award(draft, &command.award, command.effective_on)?;
    Ok(stream)
}

pub(super) fn close_award(draft: &mut Draft<'_>, command: &CloseAward) -> Result<StreamId, Halt> {
    let mut open_sub_awards = Vec::new();
    let mut missing = Vec::new();
    for sub_award in draft.award(&command.award)?.sub_awards() {
        match draft.sub_award(sub_award) {
            Ok(state) if state.is_closed() => {}
            Ok(_) => open_sub_awards.push(sub_award.clone()),
            Err(Halt::Missing(streams)) => missing.extend(streams),
            Err(refused @ Halt::Refused(_)) => return Err(refused),
        }
    }
    if !missing.is_empty() {
        return Err(Halt::Missing(missing));
    }
    let settle = LiquidateAdvance {
        award: command.award.clone(),
        effective_on: command.effective_on,
    };
    cash::settle(draft, &settle)?;
    let asked = AwardCommand::Close {
        input: command.clone(),
        open_sub_awards,
        reversed_claims: cash::spending(draft, &command.award)?.reversed,
        received_on: draft.context.received_on(),
    };
    let stream = decide(draft, &command.award, &asked)?;
    cash::is_settled(draft, &command.award)?;
    Ok(stream)
}

pub(super) fn waive_sub_award_share(
    draft: &mut Draft<'_>,
    command: &WaiveSubAwardShare,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::WaiveShare {
        input: command.clone(),
        waived_by: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn record_direct_cost(
    draft: &mut Draft<'_>,
    command: &RecordDirectCost,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::RecordDirectCost {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    // The award after the decision is a copy of it with all its costs: it is asked only where something hangs on it.
    let on_advance = cash::is_on_advance(draft, &command.award)?;
    let before = evidence::of_cost(draft, &command.award, &command.cost)?;
    let stream = decide(draft, &command.award, &asked)?;
    if command.document.is_some() {
        let after = evidence::of_cost(draft, &command.award, &command.cost)?;
        evidence::changed(draft, before, after, command.effective_on)?;
    }
    if command.category == CostCategory::Indirect {
        indirect_within(draft, &command.award)?;
    }
    if on_advance {
        cash::cash_covers(draft, &command.award)?;
    }
    Ok(stream)
}
