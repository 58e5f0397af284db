//! Copies what is obligated and taken back.

use almoner_domain::{money::Money, sub_award::SubAwardEvent};

use super::SubAwardActionRow;
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &SubAwardEvent,
) -> Result<(), Missing> {
    let (sub_award, amount, obligated, effective_on) = match event {
        SubAwardEvent::SubAwardExecuted {
            sub_award,
            amount,
            effective_on,
            ..
        } => (sub_award, *amount, *amount, *effective_on),
        SubAwardEvent::SubAwardObligationRaised {
            sub_award,
            amount,
            obligated,
            effective_on,
            ..
        } => (sub_award, *amount, *obligated, *effective_on),
        SubAwardEvent::SubAwardObligationLowered {
            sub_award,
            amount,
            obligated,
            effective_on,
            ..
        } => (
            sub_award,
            Money::ZERO.minus(*amount).unwrap_or_default(),
            *obligated,
            *effective_on,
        ),
        SubAwardEvent::SubAwardExtended { .. }
        | SubAwardEvent::SubAwardSuspended { .. }
        | SubAwardEvent::SubAwardResumed { .. }
        | SubAwardEvent::SubAwardClosed { .. }
        | SubAwardEvent::FundsReserved { .. }
        | SubAwardEvent::FundsReleased { .. }
        | SubAwardEvent::FundsAccrued { .. }
        | SubAwardEvent::FundsPaid { .. }
        | SubAwardEvent::ClaimPendedForFunds { .. }
        | SubAwardEvent::ClaimUnpended { .. }
        | SubAwardEvent::PendedClaimChanged { .. }
        | SubAwardEvent::FundsAccrualReversed { .. }
        | SubAwardEvent::ReceivableRaised { .. }
        | SubAwardEvent::ReceivableCarried { .. }
        | SubAwardEvent::ReceivableOffsetScheduled { .. }
        | SubAwardEvent::ReceivableOffset { .. }
        | SubAwardEvent::ReceivableRefunded { .. }
        | SubAwardEvent::SubAwardQualificationChanged { .. }
        | SubAwardEvent::ReleaseDeferred { .. } => return Ok(()),
    };
    let of = models.sub_awards.need(&(sub_award.clone(),))?;
    let row = SubAwardActionRow {
        position,
        sub_award: sub_award.clone(),
        award: of.award.clone(),
        amount,
        obligated,
        effective_on,
        organizations: of.organizations.clone(),
    };
    models.sub_award_actions.add(row);
    Ok(())
}
