//! What an event of a sub-award is about beside the sub-award: a claim, a payment.

use super::SubAwardEvent;
use crate::id::{ClaimId, PaymentId, SubAwardId};

impl SubAwardEvent {
    /// The sub-award that it happened to.
    pub fn sub_award(&self) -> &SubAwardId {
        match self {
            Self::SubAwardExecuted { sub_award, .. }
            | Self::SubAwardObligationRaised { sub_award, .. }
            | Self::SubAwardObligationLowered { sub_award, .. }
            | Self::SubAwardExtended { sub_award, .. }
            | Self::SubAwardSuspended { sub_award, .. }
            | Self::SubAwardResumed { sub_award, .. }
            | Self::SubAwardClosed { sub_award, .. }
            | Self::FundsReserved { sub_award, .. }
            | Self::FundsReleased { sub_award, .. }
            | Self::FundsAccrued { sub_award, .. }
            | Self::FundsPaid { sub_award, .. }
            | Self::ClaimPendedForFunds { sub_award, .. }
            | Self::ClaimUnpended { sub_award, .. }
            | Self::PendedClaimChanged { sub_award, .. }
            | Self::FundsAccrualReversed { sub_award, .. }
            | Self::ReceivableRaised { sub_award, .. }
            | Self::ReceivableCarried { sub_award, .. }
            | Self::ReceivableOffsetScheduled { sub_award, .. }
            | Self::ReceivableOffset { sub_award, .. }
            | Self::ReceivableRefunded { sub_award, .. }
            | Self::SubAwardQualificationChanged { sub_award, .. }
            | Self::ReleaseDeferred { sub_award, .. } => sub_award,
        }
    }

    /// The claim whose funds it moves. A deferred release names the claim that is next, and moves nothing of it.
    pub fn claim(&self) -> Option<&ClaimId> {
        match self {
            Self::FundsReserved { claim, .. }
            | Self::FundsReleased { claim, .. }
            | Self::FundsAccrued { claim, .. }
            | Self::FundsPaid { claim, .. }
            | Self::ClaimPendedForFunds { claim, .. }
            | Self::ClaimUnpended { claim, .. }
            | Self::PendedClaimChanged { claim, .. }
            | Self::FundsAccrualReversed { claim, .. }
            | Self::ReceivableRaised { claim, .. }
            | Self::ReceivableCarried { claim, .. } => Some(claim),
            Self::SubAwardExecuted { .. }
            | Self::SubAwardObligationRaised { .. }
            | Self::SubAwardObligationLowered { .. }
            | Self::SubAwardExtended { .. }
            | Self::SubAwardSuspended { .. }
            | Self::SubAwardResumed { .. }
            | Self::SubAwardClosed { .. }
            | Self::ReceivableOffsetScheduled { .. }
            | Self::ReceivableOffset { .. }
            | Self::ReceivableRefunded { .. }
            | Self::SubAwardQualificationChanged { .. }
            | Self::ReleaseDeferred { .. } => None,
        }
    }

    /// The payment that it moves funds with.
    pub fn payment(&self) -> Option<&PaymentId> {
        match self {
            Self::FundsPaid { payment, .. }
            | Self::ReceivableOffsetScheduled { payment, .. }
            | Self::ReceivableOffset { payment, .. } => Some(payment),
            Self::SubAwardExecuted { .. }
            | Self::SubAwardObligationRaised { .. }
            | Self::SubAwardObligationLowered { .. }
            | Self::SubAwardExtended { .. }
            | Self::SubAwardSuspended { .. }
            | Self::SubAwardResumed { .. }
            | Self::SubAwardClosed { .. }
            | Self::FundsReserved { .. }
            | Self::FundsReleased { .. }
            | Self::FundsAccrued { .. }
            | Self::ClaimPendedForFunds { .. }
            | Self::ClaimUnpended { .. }
            | Self::PendedClaimChanged { .. }
            | Self::FundsAccrualReversed { .. }
            | Self::ReceivableRaised { .. }
            | Self::ReceivableCarried { .. }
            | Self::ReceivableRefunded { .. }
            | Self::SubAwardQualificationChanged { .. }
            | Self::ReleaseDeferred { .. } => None,
        }
    }
}
