//! The funds of a sub-award, what its sub-awardee owes back, and the claims that wait for funds.

use std::{collections::VecDeque, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{id::ClaimId, money::Money, period::Month};

/// Where the funds of a sub-award are: obligated = available + reserved + accrued + paid. What waits for funds is a
/// memorandum beside them.
///
/// What was paid and is owed back counts as available again, and is a receivable until it is offset or refunded: the
/// money that went out is paid + receivable, which is never more than was obligated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Funds {
    /// All that was obligated and not de-obligated.
    pub obligated: Money,
    /// Free for claims.
    pub available: Money,
    /// Reserved for adjudicated claims.
    pub reserved: Money,
    /// Approved, unpaid.
    pub accrued: Money,
    /// Paid.
    pub paid: Money,
    /// What waiting claims wait for.
    pub pended: Money,
    /// What the sub-awardee owes back.
    pub receivable: Money,
    /// The part of it that payments not yet confirmed withhold.
    pub offset_scheduled: Money,
}

/// A claim that waits for funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendedClaim {
    /// The claim.
    pub claim: ClaimId,
    /// How much it waits for.
    pub amount: Money,
    /// The month of service by which it is released; none where claims are released as they came in.
    pub service_month: Option<Month>,
}

/// The claims that wait, first in first. Shared entries, so that the state of a hot sub-award is cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PendedQueue(VecDeque<Arc<PendedClaim>>);

impl PendedQueue {
    /// The claims, in order.
    pub fn iter(&self) -> impl Iterator<Item = &PendedClaim> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// The one that waits longest.
    pub fn first(&self) -> Option<&PendedClaim> {
        self.0.front().map(AsRef::as_ref)
    }

    /// The entry of a claim.
    pub fn find(&self, claim: &ClaimId) -> Option<&PendedClaim> {
        self.iter().find(|pended| pended.claim == *claim)
    }

    /// Takes its place behind all that came in before it, or that are of its month or an earlier one.
    pub(super) fn push(&mut self, claim: ClaimId, amount: Money, service_month: Option<Month>) {
        let after = service_month.map_or(self.0.len(), |month| {
            let earlier = |held: &Arc<PendedClaim>| held.service_month.is_none_or(|of| of <= month);
            self.0.partition_point(earlier)
        });
        self.0.insert(
            after,
            Arc::new(PendedClaim {
                claim,
                amount,
                service_month,
            }),
        );
    }

    /// Waits for another amount, in its place.
    pub(super) fn change(&mut self, claim: &ClaimId, amount: Money) {
        if let Some(held) = self.0.iter_mut().find(|held| held.claim == *claim) {
            Arc::make_mut(held).amount = amount;
        }
    }

    pub(super) fn remove(&mut self, claim: &ClaimId) {
        if let Some(at) = self.0.iter().position(|pended| pended.claim == *claim) {
            self.0.remove(at);
        }
    }
}

impl Funds {
    /// The funds of a sub-award that was just executed.
    pub(super) fn executed(amount: Money) -> Self {
        Self {
            obligated: amount,
            available: amount,
            ..Self::default()
        }
    }

    pub(super) fn raise(&mut self, amount: Money, obligated: Money) {
        self.obligated = obligated;
        into(&mut self.available, amount);
    }

    pub(super) fn lower(&mut self, amount: Money, obligated: Money) {
        self.obligated = obligated;
        out_of(&mut self.available, amount);
    }

    pub(super) fn reserve(&mut self, amount: Money) {
        out_of(&mut self.available, amount);
        into(&mut self.reserved, amount);
    }

    pub(super) fn release(&mut self, amount: Money) {
        out_of(&mut self.reserved, amount);
        into(&mut self.available, amount);
    }

    pub(super) fn accrue(&mut self, amount: Money) {
        out_of(&mut self.reserved, amount);
        into(&mut self.accrued, amount);
    }

    pub(super) fn pay(&mut self, amount: Money) {
        out_of(&mut self.accrued, amount);
        into(&mut self.paid, amount);
    }

    /// An accrual was reversed: the claim is no longer approved.
    pub(super) fn reverse_accrual(&mut self, amount: Money) {
        out_of(&mut self.accrued, amount);
        into(&mut self.available, amount);
    }

    /// What was paid is owed back.
    pub(super) fn raise_receivable(&mut self, amount: Money) {
        out_of(&mut self.paid, amount);
        into(&mut self.available, amount);
        into(&mut self.receivable, amount);
    }

    /// What was owed back counts as paid for another claim.
    pub(super) fn carry_payment(&mut self, amount: Money) {
        out_of(&mut self.available, amount);
        into(&mut self.paid, amount);
        out_of(&mut self.receivable, amount);
    }

    pub(super) fn schedule_offset(&mut self, amount: Money) {
        into(&mut self.offset_scheduled, amount);
    }

    pub(super) fn offset(&mut self, amount: Money) {
        out_of(&mut self.offset_scheduled, amount);
        out_of(&mut self.receivable, amount);
    }

    pub(super) fn refund(&mut self, amount: Money) {
        out_of(&mut self.receivable, amount);
    }

    /// What is owed back and no payment withholds yet.
    pub fn open_receivable(self) -> Money {
        self.receivable.less(self.offset_scheduled)
    }

    /// What may be de-obligated: free, and not owed back by the sub-awardee.
    pub fn unliquidated(self) -> Money {
        self.available.less(self.receivable)
    }

    pub(super) fn pend(&mut self, amount: Money) {
        into(&mut self.pended, amount);
    }

    pub(super) fn unpend(&mut self, amount: Money) {
        out_of(&mut self.pended, amount);
    }
}

// An event was decided on these same totals: its amount was tested against them before it was recorded.

fn into(total: &mut Money, amount: Money) {
    *total = total
        .plus(amount)
        .expect("the sum was tested when the event was decided");
}

fn out_of(total: &mut Money, amount: Money) {
    *total = total
        .minus(amount)
        .expect("a difference of two amounts in range is in range");
}
