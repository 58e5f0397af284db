//! The posting rules of corrections: what is taken back, and what a sub-awardee owes.
//!
//! Owed back is an asset (131000) in place of the cost (610000); what was paid counts as free again, and the money
//! that went out is paid + receivable. What is offset or refunded lowers what the prime has to draw (211000). So at
//! all times the payable is the cost and the receivable together.

use super::{AccountKind as Kind, Transaction, pairs::of_sub_award};
use crate::sub_award::SubAwardEvent;

/// What a correction posts; nothing for any other event.
pub(super) fn post_recovery(event: &SubAwardEvent) -> Option<Transaction> {
    let pairs: &[(Kind, Kind)] = match event {
        SubAwardEvent::FundsAccrualReversed { .. } => &[
            (Kind::Accrued, Kind::Available),
            (Kind::Payable, Kind::ProgrammeCost),
            (Kind::AppropriationsExpended, Kind::AppropriationsUsed),
        ],
        SubAwardEvent::ReceivableRaised { .. } => &[
            (Kind::Paid, Kind::Available),
            (Kind::Receivable, Kind::ProgrammeCost),
            (Kind::AppropriationsExpended, Kind::AppropriationsUsed),
        ],
        SubAwardEvent::ReceivableCarried { .. } => &[
            (Kind::Available, Kind::Paid),
            (Kind::ProgrammeCost, Kind::Receivable),
            (Kind::AppropriationsUsed, Kind::AppropriationsExpended),
        ],
        SubAwardEvent::ReceivableOffset { .. } | SubAwardEvent::ReceivableRefunded { .. } => {
            &[(Kind::Payable, Kind::Receivable)]
        }
        SubAwardEvent::SubAwardExecuted { .. }
        | SubAwardEvent::SubAwardObligationRaised { .. }
        | SubAwardEvent::SubAwardObligationLowered { .. }
        | SubAwardEvent::SubAwardExtended { .. }
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
        | SubAwardEvent::ReceivableOffsetScheduled { .. }
        | SubAwardEvent::SubAwardQualificationChanged { .. }
        | SubAwardEvent::ReleaseDeferred { .. } => &[],
    };
    let (SubAwardEvent::FundsAccrualReversed {
        sub_award,
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | SubAwardEvent::ReceivableRaised {
        sub_award,
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | SubAwardEvent::ReceivableCarried {
        sub_award,
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | SubAwardEvent::ReceivableOffset {
        sub_award,
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | SubAwardEvent::ReceivableRefunded {
        sub_award,
        award,
        programme,
        amount,
        effective_on,
        ..
    }) = event
    else {
        return None;
    };
    of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
}
