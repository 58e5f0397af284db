//! Decisions that begin with organizations.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    AttestGrassroots, Draft, ExcludeOrganization, Halt, RegisterOrganization,
    ReinstateOrganization, StreamId, WithdrawGrassroots,
};
use crate::{
    award::{AwardCommand, Requalification},
    id::{OrganizationId, SubAwardId},
    identifier::Fain,
    organization::OrganizationCommand,
    sub_award::{SubAwardCommand, SubAwardError},
};

pub(super) fn register_organization(
    draft: &mut Draft<'_>,
    command: &RegisterOrganization,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let received_on = draft.context.received_on();
    draft.decide_organization(
        id,
        &OrganizationCommand::Register {
            input: command.clone(),
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}

pub(super) fn exclude_organization(
    draft: &mut Draft<'_>,
    command: &ExcludeOrganization,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let received_on = draft.context.received_on();
    draft.decide_organization(
        id,
        &OrganizationCommand::Exclude {
            input: command.clone(),
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}

pub(super) fn reinstate_organization(
    draft: &mut Draft<'_>,
    command: &ReinstateOrganization,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let received_on = draft.context.received_on();
    draft.decide_organization(
        id,
        &OrganizationCommand::Reinstate {
            input: command.clone(),
            received_on,
        },
    )?;
    Ok(StreamId::organization(id))
}

pub(super) fn attest_grassroots(
    draft: &mut Draft<'_>,
    command: &AttestGrassroots,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let (attested_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_organization(
        id,
        &OrganizationCommand::Attest {
            input: command.clone(),
            attested_by,
            received_on,
        },
    )?;
    requalify(draft, id, &[], true, command.effective_on)?;
    Ok(StreamId::organization(id))
}

pub(super) fn withdraw_grassroots(
    draft: &mut Draft<'_>,
    command: &WithdrawGrassroots,
) -> Result<StreamId, Halt> {
    let id = &command.organization;
    let (withdrawn_by, received_on) = (draft.context.actor.clone(), draft.context.received_on());
    draft.decide_organization(
        id,
        &OrganizationCommand::Withdraw {
            input: command.clone(),
            withdrawn_by,
            received_on,
        },
    )?;
    requalify(draft, id, &command.sub_awards, false, command.effective_on)?;
    Ok(StreamId::organization(id))
}

/// The sub-awards to an organization leave its awards' sub-award shares, or come back, and each share is evaluated on it.
/// The organization knows them; `more` are those of before it did. All streams that are missing are named at once.
fn requalify(
    draft: &mut Draft<'_>,
    organization: &OrganizationId,
    more: &[SubAwardId],
    qualified: bool,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let counted = draft.organization(organization)?.entry();
    let mut ids: BTreeSet<SubAwardId> = counted
        .map(|entry| entry.counted.clone())
        .unwrap_or_default();
    ids.extend(more.iter().cloned());
    let mut missing = Vec::new();
    let mut awards = Vec::new();
    for id in &ids {
        match award_of(draft, organization, id) {
            Ok(award) => awards.push((id, award)),
            Err(Halt::Missing(streams)) => missing.extend(streams),
            Err(refused @ Halt::Refused(_)) => return Err(refused),
        }
    }
    if !missing.is_empty() {
        return Err(Halt::Missing(missing));
    }
    for (id, award) in awards {
        let counts = |draft: &Draft<'_>| {
            let terms = draft.sub_award(id).map(|it| it.terms().cloned());
            terms.map(|terms| terms.is_some_and(|terms| terms.qualified))
        };
        let before = counts(draft)?;
        if more.contains(id) {
            let known = OrganizationCommand::CountSubAward {
                sub_award: id.clone(),
                award: award.clone(),
                effective_on,
            };
            draft.decide_organization(organization, &known)?;
        }
        let asked = SubAwardCommand::Requalify {
            qualified,
            effective_on,
        };
        draft.decide_sub_award(id, &asked)?;
        if counts(draft)? != before {
            let asked = AwardCommand::Requalify(Requalification {
                sub_award: id.clone(),
                qualified,
                effective_on,
            });
            draft.decide_award(&award, &asked)?;
        }
    }
    Ok(())
}

/// The award of a sub-award to the organization; both are held.
fn award_of(
    draft: &Draft<'_>,
    organization: &OrganizationId,
    id: &SubAwardId,
) -> Result<Fain, Halt> {
    let terms = draft.sub_award(id)?.terms();
    let terms = terms.filter(|terms| terms.sub_awardee == *organization);
    let award = terms
        .map(|terms| terms.award.clone())
        .ok_or_else(|| SubAwardError::Unknown {
            sub_award: id.clone(),
        })?;
    draft.award(&award)?;
    Ok(award)
}
