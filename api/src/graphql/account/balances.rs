//! What awards and sub-awards hold, as sums of their accounts.

use almoner_projections::{
    awards::AwardRow,
    postings::{AwardFunds, SubAwardFunds},
    sub_awards::SubAwardRow,
};
use async_graphql::SimpleObject;

use crate::graphql::scalar;

/// An award's money. Awarded is unassigned, retained spending and sub-obligated together, always.
#[derive(SimpleObject)]
pub(crate) struct AwardBalances {
    /// Federal funds awarded.
    awarded: scalar::Money,
    /// Neither spent by the prime nor sub-awarded.
    unassigned: scalar::Money,
    /// Spent by the prime itself from what it retains.
    retained_spent: scalar::Money,
    /// Net obligations to sub-awards.
    sub_obligated: scalar::Money,
}

impl AwardBalances {
    pub(crate) fn new(row: &AwardRow, funds: &AwardFunds) -> Self {
        Self {
            awarded: scalar::Money::of(row.awarded),
            unassigned: scalar::Money::of(funds.unassigned),
            retained_spent: scalar::Money::of(funds.retained_spent),
            sub_obligated: scalar::Money::of(row.committed),
        }
    }
}

/// A sub-award's money. Obligated is available, reserved, accrued and paid together, always.
#[derive(SimpleObject)]
pub(crate) struct SubAwardBalances {
    /// Funds obligated.
    obligated: scalar::Money,
    /// Free for claims.
    available: scalar::Money,
    /// Reserved for adjudicated claims that wait for approval.
    reserved: scalar::Money,
    /// Approved claims, not yet paid.
    accrued: scalar::Money,
    /// Paid.
    paid: scalar::Money,
    /// What claims wait for; a memorandum beside the obligation.
    pended: scalar::Money,
    /// What the sub-awardee owes back: paid for what no longer stands. It is withheld from the next payments, or
    /// refunded. Paid and receivable together is the money that went out.
    receivable: scalar::Money,
}

impl SubAwardBalances {
    pub(crate) fn new(row: &SubAwardRow, funds: &SubAwardFunds) -> Self {
        Self {
            obligated: scalar::Money::of(row.obligated),
            available: scalar::Money::of(funds.available),
            reserved: scalar::Money::of(funds.reserved),
            accrued: scalar::Money::of(funds.accrued),
            paid: scalar::Money::of(funds.paid),
            pended: scalar::Money::of(funds.pended),
            receivable: scalar::Money::of(funds.receivable),
        }
    }
}
