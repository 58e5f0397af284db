//! Decisions on the file of an award. They read awards, sub-awards and the register, and move nothing of them.

use chrono::NaiveDate;

use super::{
    AcceptAuditReport, ApproveFixedAmount, AssessRisk, DecideAuditFindings, Draft,
    FileFinancialReport, FileSubAwardReport, Halt, PerformMonitoring, PlanMonitoring,
    RecheckExclusion, RecordFinding, RecordMonitoringFinding, ResolveFinding,
    ResolveMonitoringFinding, StateFederalExpenditures, StateSubAwardTerms, StreamId,
};
use crate::{
    award::{AwardError, AwardTerms},
    id::SubAwardId,
    identifier::Fain,
    organization::OrganizationError,
    oversight::{OversightAsked, OversightCommand, OversightFacts, missing_elements, terms_told},
    programme::FfataBasis,
    regime::follows_part_200,
    sub_award::{SubAwardError, SubAwardInstrument, SubAwardTerms, reportable},
};

fn award_terms<'d>(draft: &'d Draft<'_>, award: &Fain) -> Result<&'d AwardTerms, Halt> {
    let terms = draft.award(award)?.terms();
    Ok(terms.ok_or_else(|| AwardError::Unknown {
        award: award.clone(),
    })?)
}

fn sub_award_terms<'d>(
    draft: &'d Draft<'_>,
    sub_award: &SubAwardId,
) -> Result<&'d SubAwardTerms, Halt> {
    let terms = draft.sub_award(sub_award)?.terms();
    Ok(terms.ok_or_else(|| SubAwardError::Unknown {
        sub_award: sub_award.clone(),
    })?)
}

/// Puts what is asked about a sub-award into the file of its award.
fn of_sub_award(
    draft: &mut Draft<'_>,
    sub_award: &SubAwardId,
    asked: OversightAsked,
) -> Result<StreamId, Halt> {
    let terms = sub_award_terms(draft, sub_award)?;
    let facts = OversightFacts {
        award: terms.award.clone(),
        programme: terms.programme.clone(),
        grantee: terms.grantee.clone(),
        sub_awardee: Some(terms.sub_awardee.clone()),
        since: terms.executed_on,
        actor: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    put(draft, asked, facts)
}

/// Puts what is asked about an award into its file.
fn of_award(draft: &mut Draft<'_>, award: &Fain, asked: OversightAsked) -> Result<StreamId, Halt> {
    let terms = award_terms(draft, award)?;
    let facts = OversightFacts {
        award: award.clone(),
        programme: terms.programme.clone(),
        grantee: terms.grantee.clone(),
        sub_awardee: None,
        since: terms.first.effective_on,
        actor: draft.context.actor.clone(),
        received_on: draft.context.received_on(),
    };
    put(draft, asked, facts)
}

fn put(
    draft: &mut Draft<'_>,
    asked: OversightAsked,
    facts: OversightFacts,
) -> Result<StreamId, Halt> {
    let award = facts.award.clone();
    draft.decide_oversight(&award, &OversightCommand { asked, facts })?;
    Ok(StreamId::oversight(&award))
}

pub(super) fn state_sub_award_terms(
    draft: &mut Draft<'_>,
    command: &StateSubAwardTerms,
) -> Result<StreamId, Halt> {
    let sub_awardee = sub_award_terms(draft, &command.sub_award)?
        .sub_awardee
        .clone();
    let entry = draft.organization(&sub_awardee)?.entry();
    let identifier = &entry
        .ok_or(OrganizationError::Unknown {
            organization: sub_awardee,
            field: "subAward",
        })?
        .identifier;
    let missing = missing_elements(Some(&command.statement), identifier, command.effective_on);
    let asked = OversightAsked::StateTerms(command.clone(), missing);
    of_sub_award(draft, &command.sub_award, asked)
}

/// Sub-awards that go by 2 CFR 200 are not paid before their sub-awardees were told the fourteen elements.
pub(super) fn told_before_pay<'s>(
    draft: &Draft<'_>,
    sub_awards: impl IntoIterator<Item = &'s SubAwardId>,
    on: NaiveDate,
) -> Result<(), Halt> {
    for sub_award in sub_awards {
        let terms = sub_award_terms(draft, sub_award)?;
        match terms.instrument {
            SubAwardInstrument::Procurement => continue,
            SubAwardInstrument::SubAward | SubAwardInstrument::FixedAmount => {}
        }
        if !follows_part_200(terms.executed_on) {
            continue;
        }
        let file = draft.oversight(&terms.award)?.of_sub_award(sub_award);
        if let Some(entry) = draft.organization(&terms.sub_awardee)?.entry() {
            terms_told(sub_award, file, &entry.identifier, on)?;
        }
    }
    Ok(())
}

pub(super) fn approve_fixed_amount(
    draft: &mut Draft<'_>,
    command: &ApproveFixedAmount,
) -> Result<StreamId, Halt> {
    let has_cost_share = award_terms(draft, &command.award)?.cost_share.is_some();
    let asked = OversightAsked::ApproveFixedAmount(command.clone(), has_cost_share);
    of_award(draft, &command.award, asked)
}

pub(super) fn record_finding(
    draft: &mut Draft<'_>,
    command: &RecordFinding,
) -> Result<StreamId, Halt> {
    award_terms(draft, &command.award)?;
    if let Some(sub_award) = &command.sub_award
        && sub_award_terms(draft, sub_award)?.award != command.award
    {
        return Err(Halt::from(SubAwardError::Unknown {
            sub_award: sub_award.clone(),
        }));
    }
    of_award(
        draft,
        &command.award,
        OversightAsked::RecordFinding(command.clone()),
    )
}

pub(super) fn resolve_finding(
    draft: &mut Draft<'_>,
    command: &ResolveFinding,
) -> Result<StreamId, Halt> {
    of_award(
        draft,
        &command.award,
        OversightAsked::ResolveFinding(command.clone()),
    )
}

pub(super) fn file_sub_award_report(
    draft: &mut Draft<'_>,
    command: &FileSubAwardReport,
) -> Result<StreamId, Halt> {
    let terms = sub_award_terms(draft, &command.sub_award)?;
    let rule_set = award_terms(draft, &terms.award)?.rule_set;
    let basis = draft
        .programme(&terms.programme)?
        .rule_set(rule_set)
        .map_or(FfataBasis::default(), |rules| rules.ffata_basis);
    let amount = match terms.instrument {
        SubAwardInstrument::Procurement => None,
        SubAwardInstrument::SubAward | SubAwardInstrument::FixedAmount => {
            let books = draft.sub_award(&command.sub_award)?.books();
            let actions = books.map(|books| reportable(&books.obligations, basis));
            actions.and_then(|months| months.get(&command.month).copied())
        }
    };
    let asked = OversightAsked::FileSubAwardReport(command.clone(), amount);
    of_sub_award(draft, &command.sub_award, asked)
}

pub(super) fn file_financial_report(
    draft: &mut Draft<'_>,
    command: &FileFinancialReport,
) -> Result<StreamId, Halt> {
    let project = award_terms(draft, &command.award)?.project_period;
    let asked = OversightAsked::FileFinancialReport(command.clone(), project);
    of_award(draft, &command.award, asked)
}

pub(super) fn assess_risk(draft: &mut Draft<'_>, command: &AssessRisk) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::AssessRisk(command.clone()),
    )
}

pub(super) fn plan_monitoring(
    draft: &mut Draft<'_>,
    command: &PlanMonitoring,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::PlanMonitoring(command.clone()),
    )
}

pub(super) fn perform_monitoring(
    draft: &mut Draft<'_>,
    command: &PerformMonitoring,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::PerformMonitoring(command.clone()),
    )
}

pub(super) fn recheck_exclusion(
    draft: &mut Draft<'_>,
    command: &RecheckExclusion,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::RecheckExclusion(command.clone()),
    )
}

pub(super) fn state_federal_expenditures(
    draft: &mut Draft<'_>,
    command: &StateFederalExpenditures,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::StateExpenditures(command.clone()),
    )
}

pub(super) fn accept_audit_report(
    draft: &mut Draft<'_>,
    command: &AcceptAuditReport,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::AcceptAudit(command.clone()),
    )
}

pub(super) fn decide_audit_findings(
    draft: &mut Draft<'_>,
    command: &DecideAuditFindings,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::DecideAudit(command.clone()),
    )
}

pub(super) fn record_monitoring_finding(
    draft: &mut Draft<'_>,
    command: &RecordMonitoringFinding,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::RecordMonitoringFinding(command.clone()),
    )
}

pub(super) fn resolve_monitoring_finding(
    draft: &mut Draft<'_>,
    command: &ResolveMonitoringFinding,
) -> Result<StreamId, Halt> {
    of_sub_award(
        draft,
        &command.sub_award,
        OversightAsked::ResolveMonitoringFinding(command.clone()),
    )
}
