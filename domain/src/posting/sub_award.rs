//! The posting rules of a sub-award's funds: what is obligated to it, and what a claim moves of that.

use super::{AccountKind as Kind, Transaction, pairs::of_sub_award, recovery::post_recovery};
use crate::sub_award::SubAwardEvent;

pub(super) fn post_sub_award(event: &SubAwardEvent) -> Option<Transaction> {
    match event {
        SubAwardEvent::SubAwardExecuted {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | SubAwardEvent::SubAwardObligationRaised {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Unassigned, Kind::Available)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::SubAwardObligationLowered {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Available, Kind::Unassigned)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsReserved { .. }
        | SubAwardEvent::FundsReleased { .. }
        | SubAwardEvent::FundsAccrued { .. }
        | SubAwardEvent::FundsPaid { .. }
        | SubAwardEvent::ClaimPendedForFunds { .. }
        | SubAwardEvent::ClaimUnpended { .. } => post_claim_funds(event),
        SubAwardEvent::FundsAccrualReversed { .. }
        | SubAwardEvent::ReceivableRaised { .. }
        | SubAwardEvent::ReceivableCarried { .. }
        | SubAwardEvent::ReceivableOffset { .. }
        | SubAwardEvent::ReceivableRefunded { .. } => post_recovery(event),
        SubAwardEvent::PendedClaimChanged {
            sub_award,
            award,
            programme,
            before,
            amount,
            effective_on,
            ..
        } => {
            let (difference, pairs) = if amount > before {
                (amount.less(*before), &[(Kind::PendedContra, Kind::Pended)])
            } else {
                (before.less(*amount), &[(Kind::Pended, Kind::PendedContra)])
            };
            of_sub_award(
                programme,
                *effective_on,
                award,
                sub_award,
                difference,
                pairs,
            )
        }
        SubAwardEvent::SubAwardExtended { .. }
        | SubAwardEvent::SubAwardSuspended { .. }
        | SubAwardEvent::SubAwardResumed { .. }
        | SubAwardEvent::SubAwardClosed { .. }
        | SubAwardEvent::ReceivableOffsetScheduled { .. }
        | SubAwardEvent::SubAwardQualificationChanged { .. }
        | SubAwardEvent::ReleaseDeferred { .. } => None,
    }
}

/// What a claim moves of its sub-award's funds.
fn post_claim_funds(event: &SubAwardEvent) -> Option<Transaction> {
    match event {
        SubAwardEvent::FundsReserved {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Available, Kind::Reserved)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsReleased {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Reserved, Kind::Available)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsAccrued {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[
                (Kind::Reserved, Kind::Accrued),
                (Kind::ProgrammeCost, Kind::Payable),
                (Kind::AppropriationsUsed, Kind::AppropriationsExpended),
            ];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsPaid {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Accrued, Kind::Paid)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::ClaimPendedForFunds {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::PendedContra, Kind::Pended)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::ClaimUnpended {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Pended, Kind::PendedContra)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::SubAwardExecuted { .. }
        | SubAwardEvent::SubAwardObligationRaised { .. }
        | SubAwardEvent::SubAwardObligationLowered { .. }
        | SubAwardEvent::SubAwardExtended { .. }
        | SubAwardEvent::SubAwardSuspended { .. }
        | SubAwardEvent::SubAwardResumed { .. }
        | SubAwardEvent::SubAwardClosed { .. }
        | SubAwardEvent::PendedClaimChanged { .. }
        | SubAwardEvent::FundsAccrualReversed { .. }
        | SubAwardEvent::ReceivableRaised { .. }
        | SubAwardEvent::ReceivableCarried { .. }
        | SubAwardEvent::ReceivableOffsetScheduled { .. }
        | SubAwardEvent::ReceivableOffset { .. }
        | SubAwardEvent::ReceivableRefunded { .. }
        | SubAwardEvent::SubAwardQualificationChanged { .. }
        | SubAwardEvent::ReleaseDeferred { .. } => None,
    }
}
