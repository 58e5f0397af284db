//! The federal cash of an award: what was drawn, what of it costs have taken up, what was returned, and its interest.
//!
//! At all times drawn = advance + settled, and cash on hand = drawn − disbursed. What was disbursed is the prime's own
//! costs and what went out to its sub-awards; the ledger looks the latter up.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AwardBooks, AwardError, ByFiscalYear, CashError, CashEvent, InterestEvent, PaymentMethod,
};
use crate::{
    id::{DrawId, InterestId, RefundId},
    money::Money,
    regime::fiscal_year,
};

/// The federal cash of an award.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AwardCash {
    /// How the prime gets it.
    pub method: PaymentMethod,
    /// Why it gets it so, and since when; none for the method that every award begins with.
    pub method_set: Option<MethodSet>,
    /// Drawn and not returned.
    pub drawn: Money,
    /// The part of it that no cost has taken up.
    pub advance: Money,
    /// The same by the federal fiscal year in which it was drawn: costs take the earliest up first.
    pub advanced_in: ByFiscalYear,
    /// The part of it that costs have taken up.
    pub settled: Money,
    /// The same by the federal fiscal year in which costs took it up.
    pub settled_in: BTreeMap<i32, Money>,
    /// Every draw.
    pub draws: BTreeMap<DrawId, Draw>,
    /// Every refund, with its amount and its day.
    pub refunds: BTreeMap<RefundId, (Money, NaiveDate)>,
    /// Interest.
    pub interest: Interest,
}

/// When and why the method of payment was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodSet {
    /// Why.
    pub reason: crate::text::Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A draw as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// How much.
    pub amount: Money,
    /// What was said to be paid out at once.
    pub immediate_need: Option<Money>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// Interest on federal cash.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Interest {
    /// Earned, by federal fiscal year.
    pub earned: BTreeMap<i32, Money>,
    /// To be remitted.
    pub due: Money,
    /// Remitted.
    pub remitted: Money,
    /// Every entry: earned or remitted, how much, and when.
    pub entries: BTreeMap<InterestId, InterestEntry>,
}

/// Interest that was earned, or remitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterestEntry {
    /// It was remitted, not earned.
    pub remitted: bool,
    /// How much.
    pub amount: Money,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// What the sub-awards of an award have spent of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubAwardSpending {
    /// Approved claims, paid or not: allowable costs.
    pub accrued: Money,
    /// The money that went out to sub-awardees and did not come back.
    pub paid_out: Money,
    /// Claims that were reversed in a later federal fiscal year than they were approved in, by the year of the reversal.
    pub reversed: ByFiscalYear,
}

impl AwardBooks {
    /// Allowable costs that were accrued: the prime's own and its sub-awards', less the program income that paid for them.
    pub fn allowable(&self, spending: &SubAwardSpending) -> Result<Money, AwardError> {
        // Never more income is deducted than the prime has costs of its own.
        let own = self.funds.retained.less(self.income.deducted);
        own.plus(spending.accrued)
            .ok_or(AwardError::AmountOutOfRange)
    }

    /// Cash on hand: what is drawn less what was paid out of it. Below nothing where the grantor owes.
    pub fn cash_on_hand(&self, spending: &SubAwardSpending) -> Result<Money, AwardError> {
        let own = self.funds.retained.less(self.income.deducted);
        let disbursed = own.plus(spending.paid_out);
        disbursed
            .and_then(|disbursed| self.cash.drawn.minus(disbursed))
            .ok_or(AwardError::AmountOutOfRange)
    }

    /// On the advance method nothing is paid out that was not drawn before.
    pub fn cash_covers(&self, spending: &SubAwardSpending) -> Result<(), AwardError> {
        let on_hand = self.cash_on_hand(spending)?;
        match self.cash.method {
            PaymentMethod::Advance if on_hand.is_negative() => {
                Err(AwardError::Cash(CashError::CashShort {
                    short: Money::ZERO.less(on_hand),
                }))
            }
            PaymentMethod::Advance | PaymentMethod::Reimbursement => Ok(()),
        }
    }
}

impl AwardCash {
    pub(super) fn evolve(&mut self, event: &CashEvent) {
        match event {
            CashEvent::PaymentMethodSet {
                method,
                reason,
                effective_on,
                ..
            } => {
                self.method = *method;
                self.method_set = Some(MethodSet {
                    reason: reason.clone(),
                    effective_on: *effective_on,
                });
            }
            CashEvent::FundsDrawn {
                draw,
                method,
                immediate_need,
                amount,
                drawn,
                effective_on,
                ..
            } => {
                self.drawn = *drawn;
                match method {
                    PaymentMethod::Advance => {
                        add(&mut self.advance, *amount);
                        self.advanced_in.add(fiscal_year(*effective_on), *amount);
                    }
                    PaymentMethod::Reimbursement => self.settle(*amount, *effective_on),
                }
                let made = Draw {
                    amount: *amount,
                    immediate_need: *immediate_need,
                    effective_on: *effective_on,
                };
                self.draws.insert(draw.clone(), made);
            }
            CashEvent::AdvanceLiquidated {
                amount,
                advance,
                effective_on,
                ..
            } => {
                self.advance = *advance;
                self.advanced_in.take_earliest(*amount);
                self.settle(*amount, *effective_on);
            }
            CashEvent::AdvanceReturned {
                refund,
                amount,
                advance,
                drawn,
                effective_on,
                ..
            } => {
                self.drawn = *drawn;
                self.advance = *advance;
                self.advanced_in.take_latest(i32::MAX, *amount);
                self.refunded(refund, *amount, *effective_on);
            }
            CashEvent::DrawRefunded {
                refund,
                amount,
                drawn,
                drawn_in,
                effective_on,
                ..
            } => {
                self.drawn = *drawn;
                self.settled = self.settled.less(*amount);
                let left = self.settled_in.entry(*drawn_in).or_default();
                *left = left.less(*amount);
                self.refunded(refund, *amount, *effective_on);
            }
        }
    }

    fn settle(&mut self, amount: Money, on: NaiveDate) {
        add(&mut self.settled, amount);
        add(self.settled_in.entry(fiscal_year(on)).or_default(), amount);
    }

    fn refunded(&mut self, refund: &RefundId, amount: Money, on: NaiveDate) {
        let (total, _) = self
            .refunds
            .entry(refund.clone())
            .or_insert((Money::ZERO, on));
        add(total, amount);
    }
}

impl Interest {
    pub(super) fn evolve(&mut self, event: &InterestEvent) {
        match event {
            InterestEvent::InterestEarned {
                interest,
                amount,
                fiscal_year,
                earned,
                to_remit,
                effective_on,
                ..
            } => {
                self.earned.insert(*fiscal_year, *earned);
                add(&mut self.due, *to_remit);
                self.enter(interest, false, *amount, *effective_on);
            }
            InterestEvent::InterestRemitted {
                interest,
                amount,
                due,
                effective_on,
                ..
            } => {
                self.due = *due;
                add(&mut self.remitted, *amount);
                self.enter(interest, true, *amount, *effective_on);
            }
        }
    }

    fn enter(&mut self, id: &InterestId, remitted: bool, amount: Money, effective_on: NaiveDate) {
        self.entries.insert(
            id.clone(),
            InterestEntry {
                remitted,
                amount,
                effective_on,
            },
        );
    }
}

/// Adds an amount that a decision has added before, within range.
fn add(total: &mut Money, amount: Money) {
    *total = total.plus(amount).unwrap_or(*total);
}
