//! What a sub-awardee owes back: raised when what was paid no longer stands, carried over to a claim that replaces the
//! paid one, offset against later payments, refunded. It is never below zero, and it is recovered before anything of
//! the sub-award is de-obligated or closed. What is owed back after the closing is refunded, and de-obligated with it.

use chrono::NaiveDate;

use super::{
    SubAward, SubAwardBooks, SubAwardCommand, SubAwardError, SubAwardEvent, funding::positive,
};
use crate::{
    id::{ActorId, ClaimId, PaymentId},
    ledger::RefundReceivable,
    money::Money,
    period::{not_before, not_in_future},
    regime::fiscal_year,
    text::Reason,
};

type Decided = Result<Vec<SubAwardEvent>, SubAwardError>;

impl SubAward {
    /// What follows from a command about what is owed back; nothing from any other.
    pub(super) fn recover(&self, command: &SubAwardCommand) -> Decided {
        let books = match (self, command) {
            // Late facts about a closed sub-award are adjustments.
            (
                Self::Closed { books, .. },
                SubAwardCommand::RaiseReceivable { .. } | SubAwardCommand::Refund { .. },
            ) => books,
            _ => self.funded()?,
        };
        match command {
            SubAwardCommand::ReverseAccrual {
                claim,
                amount,
                accrued_on,
                effective_on,
            } => books.reverse_accrual(claim, *amount, *accrued_on, *effective_on),
            SubAwardCommand::RaiseReceivable {
                claim,
                amount,
                effective_on,
            } => books.raise_receivable(claim, *amount, *effective_on),
            SubAwardCommand::CarryReceivable {
                claim,
                from,
                amount,
                effective_on,
            } => books.carry_receivable(claim, from, *amount, *effective_on),
            SubAwardCommand::ScheduleOffset {
                payment,
                amount,
                effective_on,
            } => books.schedule_offset(payment, *amount, *effective_on),
            SubAwardCommand::Offset {
                payment,
                amount,
                effective_on,
            } => books.offset(payment, *amount, *effective_on),
            SubAwardCommand::Refund {
                input,
                recorded_by,
                received_on,
            } => {
                let mut events = books.refund(input, recorded_by, *received_on)?;
                if self.is_closed() && !events.is_empty() {
                    events.push(books.lowered(
                        input.amount,
                        Reason::parse("De-obligated after closing").expect("a short plain text"),
                        input.effective_on,
                    ));
                }
                Ok(events)
            }
            SubAwardCommand::Execute { .. }
            | SubAwardCommand::Raise { .. }
            | SubAwardCommand::Lower { .. }
            | SubAwardCommand::Extend { .. }
            | SubAwardCommand::Suspend { .. }
            | SubAwardCommand::Resume { .. }
            | SubAwardCommand::Close { .. }
            | SubAwardCommand::Requalify { .. }
            | SubAwardCommand::Reserve { .. }
            | SubAwardCommand::Release { .. }
            | SubAwardCommand::Accrue { .. }
            | SubAwardCommand::Pay { .. }
            | SubAwardCommand::Pend { .. }
            | SubAwardCommand::Unpend { .. }
            | SubAwardCommand::ChangePended { .. }
            | SubAwardCommand::DeferRelease { .. } => Ok(Vec::new()),
        }
    }

    /// Notes which claim is next, when there are funds for it that one decision could not reach.
    pub(super) fn defer_release(&self, next: &ClaimId, effective_on: NaiveDate) -> Decided {
        let books = self.funded()?;
        Ok(vec![SubAwardEvent::ReleaseDeferred {
            sub_award: books.terms.sub_award.clone(),
            award: books.terms.award.clone(),
            programme: books.terms.programme.clone(),
            next: next.clone(),
            waiting: u32::try_from(books.pended.iter().count()).unwrap_or(u32::MAX),
            effective_on,
        }])
    }
}

impl SubAwardBooks {
    fn reverse_accrual(
        &self,
        claim: &ClaimId,
        amount: Money,
        accrued_on: NaiveDate,
        effective_on: NaiveDate,
    ) -> Decided {
        positive(amount)?;
        if amount > self.funds.accrued {
            return Err(SubAwardError::OverAccrued {
                asked: amount,
                accrued: self.funds.accrued,
            });
        }
        Ok(vec![SubAwardEvent::FundsAccrualReversed {
            sub_award: self.terms.sub_award.clone(),
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            claim: claim.clone(),
            amount,
            accrued_in: Some(fiscal_year(accrued_on)),
            effective_on,
        }])
    }

    fn raise_receivable(&self, claim: &ClaimId, amount: Money, effective_on: NaiveDate) -> Decided {
        positive(amount)?;
        if amount > self.funds.paid {
            return Err(SubAwardError::OverPaid {
                asked: amount,
                paid: self.funds.paid,
            });
        }
        let receivable = self
            .funds
            .receivable
            .plus(amount)
            .ok_or(SubAwardError::AmountOutOfRange)?;
        Ok(vec![SubAwardEvent::ReceivableRaised {
            sub_award: self.terms.sub_award.clone(),
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            claim: claim.clone(),
            amount,
            receivable,
            effective_on,
        }])
    }

    fn carry_receivable(
        &self,
        claim: &ClaimId,
        from: &ClaimId,
        amount: Money,
        effective_on: NaiveDate,
    ) -> Decided {
        positive(amount)?;
        self.owes(amount)?;
        if amount > self.funds.available {
            return Err(SubAwardError::Exhausted {
                asked: amount,
                available: self.funds.available,
            });
        }
        Ok(vec![SubAwardEvent::ReceivableCarried {
            sub_award: self.terms.sub_award.clone(),
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            claim: claim.clone(),
            from: from.clone(),
            amount,
            receivable: self.funds.receivable.less(amount),
            effective_on,
        }])
    }

    fn schedule_offset(
        &self,
        payment: &PaymentId,
        amount: Money,
        effective_on: NaiveDate,
    ) -> Decided {
        positive(amount)?;
        self.owes(amount)?;
        Ok(vec![SubAwardEvent::ReceivableOffsetScheduled {
            sub_award: self.terms.sub_award.clone(),
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            payment: payment.clone(),
            amount,
            effective_on,
        }])
    }

    fn offset(&self, payment: &PaymentId, amount: Money, effective_on: NaiveDate) -> Decided {
        positive(amount)?;
        let scheduled = self.funds.offset_scheduled;
        if amount > scheduled {
            return Err(SubAwardError::OverReceivable {
                asked: amount,
                open: scheduled,
            });
        }
        Ok(vec![SubAwardEvent::ReceivableOffset {
            sub_award: self.terms.sub_award.clone(),
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            payment: payment.clone(),
            amount,
            receivable: self.funds.receivable.less(amount),
            effective_on,
        }])
    }

    fn refund(
        &self,
        input: &RefundReceivable,
        recorded_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        if let Some((amount, on)) = self.refunds.get(&input.refund) {
            return if *amount == input.amount && *on == input.effective_on {
                Ok(Vec::new())
            } else {
                Err(SubAwardError::RefundAlreadyRecorded {
                    refund: input.refund.clone(),
                })
            };
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, self.terms.executed_on)?;
        positive(input.amount)?;
        self.owes(input.amount)?;
        Ok(vec![SubAwardEvent::ReceivableRefunded {
            sub_award: self.terms.sub_award.clone(),
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            refund: input.refund.clone(),
            amount: input.amount,
            receivable: self.funds.receivable.less(input.amount),
            recorded_by: recorded_by.clone(),
            effective_on: input.effective_on,
        }])
    }

    /// That much is owed back, and no payment withholds it yet.
    fn owes(&self, asked: Money) -> Result<(), SubAwardError> {
        let open = self.funds.open_receivable();
        if asked > open {
            return Err(SubAwardError::OverReceivable { asked, open });
        }
        Ok(())
    }
}
