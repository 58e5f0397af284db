//! Interest on federal cash: what is above the year's limit is remitted.

use chrono::NaiveDate;

use super::{
    Award, AwardError, AwardEvent, CashError, InterestEntry, InterestEvent,
    decide::{Decided, positive},
};
use crate::{
    id::InterestId,
    ledger::{RecordInterest, RemitInterest},
    money::Money,
    regime::{INTEREST_KEPT_DOLLARS, fiscal_year},
};

impl Award {
    pub(super) fn record_interest(
        &self,
        input: &RecordInterest,
        received_on: NaiveDate,
    ) -> Decided {
        let entry = InterestEntry {
            remitted: false,
            amount: input.amount,
            effective_on: input.effective_on,
        };
        if self.was_entered(&input.interest, entry)? {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        books.dated(input.effective_on, received_on)?;
        positive(input.amount)?;
        let fiscal_year = fiscal_year(input.effective_on);
        let interest = &books.cash.interest;
        let before = interest
            .earned
            .get(&fiscal_year)
            .copied()
            .unwrap_or_default();
        let earned = before
            .plus(input.amount)
            .ok_or(AwardError::AmountOutOfRange)?;
        let kept = Money::from_cents(100 * INTEREST_KEPT_DOLLARS.on(input.effective_on));
        Ok(vec![AwardEvent::Interest(InterestEvent::InterestEarned {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            interest: input.interest.clone(),
            amount: input.amount,
            fiscal_year,
            earned,
            to_remit: earned.less(kept).less(before.less(kept)),
            effective_on: input.effective_on,
        })])
    }

    pub(super) fn remit_interest(&self, input: &RemitInterest, received_on: NaiveDate) -> Decided {
        let entry = InterestEntry {
            remitted: true,
            amount: input.amount,
            effective_on: input.effective_on,
        };
        if self.was_entered(&input.interest, entry)? {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        books.dated(input.effective_on, received_on)?;
        positive(input.amount)?;
        let due = books.cash.interest.due;
        if input.amount > due {
            return Err(AwardError::Cash(CashError::InterestOverDue {
                asked: input.amount,
                due,
            }));
        }
        Ok(vec![AwardEvent::Interest(
            InterestEvent::InterestRemitted {
                award: input.award.clone(),
                programme: books.terms.programme.clone(),
                interest: input.interest.clone(),
                amount: input.amount,
                due: due.less(input.amount),
                effective_on: input.effective_on,
            },
        )])
    }

    fn was_entered(&self, id: &InterestId, entry: InterestEntry) -> Result<bool, AwardError> {
        let entered = self
            .books()
            .and_then(|books| books.cash.interest.entries.get(id));
        match entered {
            None => Ok(false),
            Some(entered) if *entered == entry => Ok(true),
            Some(_) => Err(AwardError::Cash(CashError::InterestAlreadyEntered {
                interest: id.clone(),
            })),
        }
    }
}
