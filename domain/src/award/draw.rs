//! Draws of federal cash, what costs take up of them, and what comes back.

use chrono::NaiveDate;

use super::{
    Award, AwardBooks, AwardError, AwardEvent, CashError, CashEvent, Draw, PaymentMethod,
    SubAwardSpending,
    decide::{Decided, positive},
};
use crate::{
    ledger::{DrawFunds, LiquidateAdvance, ReturnFunds, SetPaymentMethod},
    money::Money,
    period::{not_before, not_in_future},
    regime::fiscal_year,
};

impl Award {
    pub(super) fn set_payment_method(
        &self,
        input: &SetPaymentMethod,
        spending: &SubAwardSpending,
        received_on: NaiveDate,
    ) -> Decided {
        let books = self.not_closed(&input.award)?;
        if books.cash.method == input.method {
            return Ok(Vec::new());
        }
        books.dated(input.effective_on, received_on)?;
        let on_hand = books.cash_on_hand(spending)?;
        if input.method == PaymentMethod::Advance && on_hand.is_negative() {
            return Err(AwardError::Cash(CashError::CashShort {
                short: Money::ZERO.less(on_hand),
            }));
        }
        Ok(vec![AwardEvent::Cash(CashEvent::PaymentMethodSet {
            award: input.award.clone(),
            method: input.method,
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        })])
    }

    pub(super) fn draw(
        &self,
        input: &DrawFunds,
        spending: &SubAwardSpending,
        received_on: NaiveDate,
    ) -> Decided {
        let asked = Draw {
            amount: input.amount,
            immediate_need: input.immediate_need,
            effective_on: input.effective_on,
        };
        match self
            .books()
            .and_then(|books| books.cash.draws.get(&input.draw))
        {
            Some(drawn) if *drawn == asked => return Ok(Vec::new()),
            Some(_) => {
                return Err(AwardError::Cash(CashError::DrawAlreadyMade {
                    draw: input.draw.clone(),
                }));
            }
            None => {}
        }
        let books = self.open(&input.award)?;
        books.dated(input.effective_on, received_on)?;
        positive(input.amount)?;
        books.may_draw(input, spending)?;
        let drawn = books.cash.drawn.plus(input.amount);
        let event = AwardEvent::Cash(CashEvent::FundsDrawn {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            draw: input.draw.clone(),
            method: books.cash.method,
            immediate_need: input.immediate_need,
            amount: input.amount,
            drawn: drawn.ok_or(AwardError::AmountOutOfRange)?,
            effective_on: input.effective_on,
        });
        let liquidated = books.liquidated(spending, input.effective_on)?;
        Ok(liquidated.into_iter().chain([event]).collect())
    }

    pub(super) fn liquidate(
        &self,
        input: &LiquidateAdvance,
        spending: &SubAwardSpending,
        received_on: NaiveDate,
    ) -> Decided {
        let books = self.not_closed(&input.award)?;
        let liquidated = books.liquidated(spending, input.effective_on)?;
        if liquidated.is_some() {
            books.dated(input.effective_on, received_on)?;
        }
        Ok(liquidated.into_iter().collect())
    }

    pub(super) fn return_funds(
        &self,
        input: &ReturnFunds,
        spending: &SubAwardSpending,
        received_on: NaiveDate,
    ) -> Decided {
        let asked = (input.amount, input.effective_on);
        match self
            .books()
            .and_then(|books| books.cash.refunds.get(&input.refund))
        {
            Some(returned) if *returned == asked => return Ok(Vec::new()),
            Some(_) => {
                return Err(AwardError::Cash(CashError::RefundAlreadyMade {
                    refund: input.refund.clone(),
                }));
            }
            None => {}
        }
        let books = self.issued(&input.award)?;
        books.dated(input.effective_on, received_on)?;
        positive(input.amount)?;
        let on_hand = books.cash_on_hand(spending)?;
        if input.amount > on_hand {
            return Err(AwardError::Cash(CashError::ReturnOverCashOnHand {
                asked: input.amount,
                on_hand: Money::ZERO.max(on_hand),
            }));
        }
        let liquidated = books.liquidated(spending, input.effective_on)?;
        let mut after = books.clone();
        if let Some(event) = &liquidated {
            after.evolve(event);
        }
        let mut events: Vec<_> = liquidated.into_iter().collect();
        let mut left = input.amount;
        while let Some(event) = after.returned(input, left, spending) {
            after.evolve(&event);
            left = input.amount.less(books.cash.drawn.less(after.cash.drawn));
            events.push(event);
        }
        Ok(events)
    }
}

impl AwardBooks {
    /// A day on which the award's cash may move.
    pub(super) fn dated(
        &self,
        effective_on: NaiveDate,
        received_on: NaiveDate,
    ) -> Result<(), AwardError> {
        not_in_future(effective_on, received_on)?;
        not_before(effective_on, self.terms.first.effective_on)?;
        Ok(())
    }

    /// On reimbursement costs that are not drawn yet; on the advance method what is needed at once and not on hand. Either
    /// way, what program income covers is not drawn.
    fn may_draw(&self, input: &DrawFunds, spending: &SubAwardSpending) -> Result<(), AwardError> {
        let drawn = self.cash.drawn;
        let reduced = self.funds.returned.plus(self.income.deducted);
        let held = self.funds.awarded.less(reduced.unwrap_or_default());
        let room = match (self.cash.method, input.immediate_need) {
            (PaymentMethod::Reimbursement, None) => {
                let allowable = self.allowable(spending)?.less(drawn);
                if input.amount > allowable {
                    return Err(AwardError::Cash(CashError::DrawOverAllowable {
                        asked: input.amount,
                        allowable,
                    }));
                }
                self.income_first(input.amount, allowable)?;
                held.less(drawn)
            }
            (PaymentMethod::Advance, Some(need)) => {
                let room = need.less(Money::ZERO.max(self.cash_on_hand(spending)?));
                if input.amount > room {
                    return Err(AwardError::Cash(CashError::DrawOverNeed {
                        asked: input.amount,
                        room,
                    }));
                }
                self.income_first(input.amount, room)?;
                held.less(drawn)
            }
            (PaymentMethod::Reimbursement, Some(_)) => {
                return Err(AwardError::Cash(CashError::NeedNotAsked));
            }
            (PaymentMethod::Advance, None) => return Err(AwardError::Cash(CashError::NeedMissing)),
        };
        if input.amount > room {
            return Err(AwardError::Cash(CashError::DrawOverAward {
                asked: input.amount,
                room,
            }));
        }
        Ok(())
    }

    /// What costs take up of what was drawn ahead of them: as much as there is of both.
    fn liquidated(
        &self,
        spending: &SubAwardSpending,
        effective_on: NaiveDate,
    ) -> Result<Option<AwardEvent>, AwardError> {
        let cash = &self.cash;
        let amount = cash
            .advance
            .min(self.allowable(spending)?.less(cash.settled));
        Ok(amount.is_positive().then(|| {
            AwardEvent::Cash(CashEvent::AdvanceLiquidated {
                award: self.terms.award.clone(),
                programme: self.terms.programme.clone(),
                amount,
                advance: cash.advance.less(amount),
                effective_on,
            })
        }))
    }

    /// The next part of what comes back: unused advances first, then what was drawn for costs, latest first.
    fn returned(
        &self,
        input: &ReturnFunds,
        left: Money,
        spending: &SubAwardSpending,
    ) -> Option<AwardEvent> {
        if !left.is_positive() {
            return None;
        }
        let cash = &self.cash;
        let award = input.award.clone();
        let programme = self.terms.programme.clone();
        let refund = input.refund.clone();
        let effective_on = input.effective_on;
        let unused = left.min(cash.advance);
        if unused.is_positive() {
            return Some(AwardEvent::Cash(CashEvent::AdvanceReturned {
                award,
                programme,
                refund,
                amount: unused,
                advance: cash.advance.less(unused),
                drawn: cash.drawn.less(unused),
                effective_on,
            }));
        }
        let (drawn_in, settled) = cash
            .settled_in
            .iter()
            .rev()
            .find(|(_, settled)| settled.is_positive())?;
        let amount = left.min(*settled);
        let of_earlier = *drawn_in < fiscal_year(effective_on);
        let reversed = of_earlier.then(|| self.reversed_of(amount, &spending.reversed));
        Some(AwardEvent::Cash(CashEvent::DrawRefunded {
            award,
            programme,
            refund,
            amount,
            drawn: cash.drawn.less(amount),
            drawn_in: *drawn_in,
            reversed: reversed.flatten(),
            effective_on,
        }))
    }
}
