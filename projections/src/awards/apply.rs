//! Copies what happens to awards.

use almoner_domain::{
    award::{AwardEvent, NoticeEvent, ShareEvent, StandingEvent},
    money::Money,
};

use super::{AwardRow, AwardStatus};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    match event {
        AwardEvent::Notice(event) => notice(models, position, event),
        AwardEvent::Standing(event) => standing(models, position, event),
        AwardEvent::Share(event) => share(models, position, event),
        AwardEvent::Cost(_)
        | AwardEvent::Cash(_)
        | AwardEvent::Interest(_)
        | AwardEvent::Match(_)
        | AwardEvent::Income(_) => models.awards.need(&(event.award().clone(),)).map(drop),
    }
}

fn notice(models: &mut ReadModels, position: i64, event: &NoticeEvent) -> Result<(), Missing> {
    let key = (event.award().clone(),);
    match event {
        NoticeEvent::AwardIssued { .. } => issue(models, position, event),
        NoticeEvent::AwardSupplemented {
            number, awarded, ..
        }
        | NoticeEvent::AwardReduced {
            number, awarded, ..
        } => models.awards.change(position, &key, |row| {
            row.number = number.clone();
            row.awarded = *awarded;
        }),
        NoticeEvent::AwardExtended {
            number, ends_on, ..
        } => models.awards.change(position, &key, |row| {
            row.number = number.clone();
            row.project_ends_on = *ends_on;
            row.budget_ends_on = *ends_on;
        }),
        NoticeEvent::AwardContinued {
            number,
            awarded,
            budget_period,
            cost_share,
            ..
        } => models.awards.change(position, &key, |row| {
            row.number = number.clone();
            row.awarded = *awarded;
            row.budget_starts_on = budget_period.starts_on;
            row.budget_ends_on = budget_period.ends_on;
            row.total_cost = cost_share.map(|share| share.total);
            row.non_federal = cost_share.map(|share| share.non_federal);
        }),
        NoticeEvent::AwardAdministered { number, .. } => {
            models.awards.change(position, &key, |row| {
                row.number = number.clone();
            })
        }
    }
}

fn standing(models: &mut ReadModels, position: i64, event: &StandingEvent) -> Result<(), Missing> {
    let awards = &mut models.awards;
    let key = (event.award().clone(),);
    match event {
        StandingEvent::AwardSuspended { .. } => awards.change(position, &key, |row| {
            row.status = AwardStatus::Suspended;
        }),
        StandingEvent::AwardResumed { .. } => awards.change(position, &key, |row| {
            row.status = AwardStatus::Active;
        }),
        StandingEvent::AwardTerminated { effective_on, .. } => {
            awards.change(position, &key, |row| {
                row.project_ends_on = *effective_on;
                row.terminated_on = Some(*effective_on);
            })
        }
        StandingEvent::AwardClosed { effective_on, .. } => awards.change(position, &key, |row| {
            row.status = AwardStatus::Closed;
            row.closed_on = Some(*effective_on);
        }),
        StandingEvent::BudgetPeriodClosed { .. }
        | StandingEvent::DisallowedFundsReleased { .. }
        | StandingEvent::AdjustedFundsReleased { .. } => awards.need(&key).map(drop),
    }
}

fn share(models: &mut ReadModels, position: i64, event: &ShareEvent) -> Result<(), Missing> {
    let awards = &mut models.awards;
    let key = (event.award().clone(),);
    match event {
        ShareEvent::SubAwardCommitmentRaised {
            committed,
            committed_qualified,
            ..
        }
        | ShareEvent::SubAwardCommitmentLowered {
            committed,
            committed_qualified,
            ..
        } => awards.change(position, &key, |row| {
            row.committed = *committed;
            row.committed_qualified = *committed_qualified;
        }),
        ShareEvent::SubAwardCommitmentRequalified {
            committed_qualified,
            ..
        } => awards.change(position, &key, |row| {
            row.committed_qualified = *committed_qualified;
        }),
        ShareEvent::SubAwardShareFell { .. }
        | ShareEvent::SubAwardShareRestored { .. }
        | ShareEvent::SubAwardShareWaived { .. } => awards.need(&key).map(drop),
    }
}

fn issue(models: &mut ReadModels, position: i64, event: &NoticeEvent) -> Result<(), Missing> {
    let NoticeEvent::AwardIssued {
        award,
        number,
        programme,
        notice,
        rule_set,
        sub_award_share: _,
        grantee,
        title,
        assistance_listing,
        amount,
        cost_share,
        regions,
        project_period,
        budget_period,
        effective_on,
    } = event
    else {
        return Ok(());
    };
    let row = AwardRow {
        award: award.clone(),
        number: number.clone(),
        programme: programme.clone(),
        notice: notice.clone(),
        rule_set: *rule_set,
        grantee: grantee.clone(),
        title: title.clone(),
        assistance_listing: assistance_listing.clone(),
        status: AwardStatus::Active,
        awarded: *amount,
        committed: Money::ZERO,
        committed_qualified: Money::ZERO,
        federal_share: cost_share.map(|share| share.federal_share),
        total_cost: cost_share.map(|share| share.total),
        non_federal: cost_share.map(|share| share.non_federal),
        regions: regions.clone(),
        project_starts_on: project_period.starts_on,
        project_ends_on: project_period.ends_on,
        budget_starts_on: budget_period.starts_on,
        budget_ends_on: budget_period.ends_on,
        issued_on: *effective_on,
        closed_on: None,
        terminated_on: None,
        disclosure: models.programmes.need(&(programme.clone(),))?.disclosure,
        organizations: vec![grantee.clone()],
    };
    models.awards.put(position, row);
    Ok(())
}
