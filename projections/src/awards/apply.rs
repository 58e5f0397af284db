//! Copies what happens to awards.

use almoner_domain::{award::AwardEvent, money::Money};

use super::{AwardRow, AwardStatus};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
#[expect(clippy::too_many_lines, reason = "an arm an event, and nothing else")]
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    let awards = &mut models.awards;
    match event {
        AwardEvent::AwardIssued { .. } => issue(models, position, event),
        AwardEvent::AwardSupplemented {
            award,
            number,
            awarded,
            ..
        }
        | AwardEvent::AwardReduced {
            award,
            number,
            awarded,
            ..
        } => awards.change(position, &(award.clone(),), |row| {
            row.number = number.clone();
            row.awarded = *awarded;
        }),
        AwardEvent::AwardExtended {
            award,
            number,
            ends_on,
            ..
        } => awards.change(position, &(award.clone(),), |row| {
            row.number = number.clone();
            row.project_ends_on = *ends_on;
            row.budget_ends_on = *ends_on;
        }),
        AwardEvent::AwardContinued { .. } => continue_award(models, position, event),
        AwardEvent::AwardAdministered { award, number, .. } => {
            awards.change(position, &(award.clone(),), |row| {
                row.number = number.clone();
            })
        }
        AwardEvent::AwardTerminated {
            award,
            effective_on,
            ..
        } => awards.change(position, &(award.clone(),), |row| {
            row.project_ends_on = *effective_on;
            row.terminated_on = Some(*effective_on);
        }),
        AwardEvent::AwardSuspended { award, .. } => {
            awards.change(position, &(award.clone(),), |row| {
                row.status = AwardStatus::Suspended;
            })
        }
        AwardEvent::AwardResumed { award, .. } => {
            awards.change(position, &(award.clone(),), |row| {
                row.status = AwardStatus::Active;
            })
        }
        AwardEvent::AwardClosed {
            award,
            effective_on,
            ..
        } => awards.change(position, &(award.clone(),), |row| {
            row.status = AwardStatus::Closed;
            row.closed_on = Some(*effective_on);
        }),
        AwardEvent::SubAwardCommitmentRaised {
            award,
            committed,
            committed_qualified,
            ..
        }
        | AwardEvent::SubAwardCommitmentLowered {
            award,
            committed,
            committed_qualified,
            ..
        } => awards.change(position, &(award.clone(),), |row| {
            row.committed = *committed;
            row.committed_qualified = *committed_qualified;
        }),
        AwardEvent::SubAwardCommitmentRequalified {
            award,
            committed_qualified,
            ..
        } => awards.change(position, &(award.clone(),), |row| {
            row.committed_qualified = *committed_qualified;
        }),
        AwardEvent::DirectCostRecorded { .. }
        | AwardEvent::DirectCostReversed { .. }
        | AwardEvent::BudgetPeriodClosed { .. }
        | AwardEvent::IndirectRateSet { .. }
        | AwardEvent::CostDisallowed { .. }
        | AwardEvent::DisallowedFundsReleased { .. }
        | AwardEvent::ProgramIncomeMethodSet { .. }
        | AwardEvent::ProgramIncomeEarned { .. }
        | AwardEvent::ProgramIncomeExpended { .. }
        | AwardEvent::ProgramIncomeReversed { .. }
        | AwardEvent::ProgramIncomeExpenseReversed { .. }
        | AwardEvent::AdjustedFundsReleased { .. }
        | AwardEvent::SubAwardShareFell { .. }
        | AwardEvent::SubAwardShareRestored { .. }
        | AwardEvent::SubAwardShareWaived { .. }
        | AwardEvent::PaymentMethodSet { .. }
        | AwardEvent::FundsDrawn { .. }
        | AwardEvent::AdvanceLiquidated { .. }
        | AwardEvent::AdvanceReturned { .. }
        | AwardEvent::DrawRefunded { .. }
        | AwardEvent::InterestEarned { .. }
        | AwardEvent::InterestRemitted { .. }
        | AwardEvent::MatchRecorded { .. }
        | AwardEvent::MatchReversed { .. } => awards.need(&(event.award().clone(),)).map(drop),
    }
}

/// The next budget period, and the funds of it.
fn continue_award(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    let AwardEvent::AwardContinued {
        award,
        number,
        awarded,
        budget_period,
        cost_share,
        ..
    } = event
    else {
        return Ok(());
    };
    models.awards.change(position, &(award.clone(),), |row| {
        row.number = number.clone();
        row.awarded = *awarded;
        row.budget_starts_on = budget_period.starts_on;
        row.budget_ends_on = budget_period.ends_on;
        row.total_cost = cost_share.map(|share| share.total);
        row.non_federal = cost_share.map(|share| share.non_federal);
    })
}

fn issue(models: &mut ReadModels, position: i64, event: &AwardEvent) -> Result<(), Missing> {
    let AwardEvent::AwardIssued {
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
