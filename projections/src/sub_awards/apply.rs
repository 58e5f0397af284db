//! Copies what happens to sub-awards.

use almoner_domain::sub_award::SubAwardEvent;

use super::{SubAwardRow, SubAwardStatus};
use crate::{read_models::ReadModels, receivables, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &SubAwardEvent,
) -> Result<(), Missing> {
    let sub_awards = &mut models.sub_awards;
    match event {
        SubAwardEvent::SubAwardExecuted { .. } => execute(models, position, event),
        SubAwardEvent::SubAwardObligationRaised {
            sub_award,
            obligated,
            ..
        }
        | SubAwardEvent::SubAwardObligationLowered {
            sub_award,
            obligated,
            ..
        } => sub_awards.change(position, &(sub_award.clone(),), |row| {
            row.obligated = *obligated;
        }),
        SubAwardEvent::SubAwardExtended {
            sub_award, ends_on, ..
        } => sub_awards.change(position, &(sub_award.clone(),), |row| {
            row.ends_on = *ends_on;
        }),
        SubAwardEvent::SubAwardSuspended { sub_award, .. } => {
            sub_awards.change(position, &(sub_award.clone(),), |row| {
                row.status = SubAwardStatus::Suspended;
            })
        }
        SubAwardEvent::SubAwardResumed { sub_award, .. } => {
            sub_awards.change(position, &(sub_award.clone(),), |row| {
                row.status = SubAwardStatus::Active;
            })
        }
        SubAwardEvent::SubAwardClosed {
            sub_award,
            effective_on,
        } => sub_awards.change(position, &(sub_award.clone(),), |row| {
            row.status = SubAwardStatus::Closed;
            row.closed_on = Some(*effective_on);
        }),
        SubAwardEvent::SubAwardQualificationChanged {
            sub_award,
            qualified,
            ..
        } => sub_awards.change(position, &(sub_award.clone(),), |row| {
            row.qualified = *qualified;
        }),
        SubAwardEvent::FundsReserved { sub_award, .. }
        | SubAwardEvent::FundsReleased { sub_award, .. }
        | SubAwardEvent::FundsAccrued { sub_award, .. }
        | SubAwardEvent::FundsPaid { sub_award, .. }
        | SubAwardEvent::ClaimPendedForFunds { sub_award, .. }
        | SubAwardEvent::PendedClaimChanged { sub_award, .. }
        | SubAwardEvent::FundsAccrualReversed { sub_award, .. }
        | SubAwardEvent::ReceivableOffsetScheduled { sub_award, .. } => {
            sub_awards.need(&(sub_award.clone(),)).map(drop)
        }
        SubAwardEvent::ReceivableRaised { .. }
        | SubAwardEvent::ReceivableCarried { .. }
        | SubAwardEvent::ReceivableOffset { .. }
        | SubAwardEvent::ReceivableRefunded { .. } => {
            receivables::apply::apply(models, position, event)
        }
        SubAwardEvent::ReleaseDeferred {
            sub_award, next, ..
        } => sub_awards.change(position, &(sub_award.clone(),), |row| {
            row.release_next = Some(next.clone());
            row.release_position = Some(position);
        }),
        SubAwardEvent::ClaimUnpended {
            sub_award, claim, ..
        } => sub_awards.change(position, &(sub_award.clone(),), |row| {
            if row.release_next.as_ref() == Some(claim) {
                row.release_next = None;
                row.release_position = None;
            }
        }),
    }
}

fn execute(models: &mut ReadModels, position: i64, event: &SubAwardEvent) -> Result<(), Missing> {
    let SubAwardEvent::SubAwardExecuted {
        sub_award,
        award,
        programme,
        grantee,
        sub_awardee,
        instrument,
        qualified,
        purpose,
        states,
        amount,
        period,
        effective_on,
    } = event
    else {
        return Ok(());
    };
    let row = SubAwardRow {
        sub_award: sub_award.clone(),
        award: award.clone(),
        programme: programme.clone(),
        grantee: grantee.clone(),
        sub_awardee: sub_awardee.clone(),
        instrument: *instrument,
        qualified: *qualified,
        purpose: purpose.clone(),
        states: states.clone(),
        status: SubAwardStatus::Active,
        obligated: *amount,
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        executed_on: *effective_on,
        closed_on: None,
        release_next: None,
        release_position: None,
        receivable_entry_count: 0,
        disclosure: models.awards.need(&(award.clone(),))?.disclosure,
        organizations: vec![grantee.clone(), sub_awardee.clone()],
    };
    models.sub_awards.put(position, row);
    Ok(())
}
