//! Amendments: supplement, reduction, no-cost extension. Each is a notice with a later number.

use chrono::NaiveDate;

use super::{
    AmendmentAction, Award, AwardBooks, AwardError, AwardEvent, ByFiscalYear, CostShare,
    NoticeError, NoticeEvent, cost_share,
    decide::{Decided, positive},
};
use crate::{
    identifier::AwardNumber,
    ledger::{ExtendAward, ReduceAward, SupplementAward},
    money::Money,
    period::{not_before, not_in_future},
    text::Reason,
};

impl Award {
    pub(super) fn supplement(&self, input: &SupplementAward, received_on: NaiveDate) -> Decided {
        let notice = Notice {
            number: &input.number,
            action: AmendmentAction::Supplement(input.amount),
            reason: &input.reason,
            effective_on: input.effective_on,
        };
        if self.was_made(&notice)? {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        books.follows(&notice, received_on)?;
        positive(input.amount)?;
        let awarded = books
            .funds
            .awarded
            .plus(input.amount)
            .ok_or(AwardError::AmountOutOfRange)?;
        let event = AwardEvent::Notice(NoticeEvent::AwardSupplemented {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            number: input.number.clone(),
            amount: input.amount,
            awarded,
            cost_share: books.cost_share_of(awarded)?,
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        });
        Ok(books.with_crossing(
            event,
            books
                .period
                .base
                .plus(input.amount)
                .ok_or(AwardError::AmountOutOfRange)?,
            input.effective_on,
        ))
    }

    pub(super) fn reduce(
        &self,
        input: &ReduceAward,
        reversed_claims: &ByFiscalYear,
        received_on: NaiveDate,
    ) -> Decided {
        let notice = Notice {
            number: &input.number,
            action: AmendmentAction::Reduction(input.amount),
            reason: &input.reason,
            effective_on: input.effective_on,
        };
        if self.was_made(&notice)? {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        books.follows(&notice, received_on)?;
        positive(input.amount)?;
        let funds = &books.funds;
        let awarded = funds
            .awarded
            .minus(input.amount)
            .ok_or(AwardError::AmountOutOfRange)?;
        let assigned = Money::sum([funds.committed, funds.retained, funds.returned])
            .ok_or(AwardError::AmountOutOfRange)?;
        if awarded < assigned {
            return Err(AwardError::Notice(NoticeError::ReductionBelowAssigned {
                awarded,
                assigned,
            }));
        }
        let drawn = books.cash.drawn;
        let held = awarded.less(funds.returned);
        if held < drawn {
            return Err(AwardError::Notice(NoticeError::ReductionBelowDrawn {
                awarded: held,
                drawn,
            }));
        }
        let event = AwardEvent::Notice(NoticeEvent::AwardReduced {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            number: input.number.clone(),
            amount: input.amount,
            awarded,
            cost_share: books.cost_share_of(awarded)?,
            reason: input.reason.clone(),
            prior_year: books.prior_year(input.amount, reversed_claims, input.effective_on),
            effective_on: input.effective_on,
        });
        let base = books.period.base.less(input.amount);
        Ok(books.with_crossing(event, base, input.effective_on))
    }

    pub(super) fn extend(&self, input: &ExtendAward, received_on: NaiveDate) -> Decided {
        let notice = Notice {
            number: &input.number,
            action: AmendmentAction::Extension(input.ends_on),
            reason: &input.reason,
            effective_on: input.effective_on,
        };
        if self.was_made(&notice)? {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        books.follows(&notice, received_on)?;
        if let Some((on, _)) = &books.terminated {
            return Err(AwardError::Terminated { on: *on });
        }
        let ends_on = books.terms.project_period.ends_on;
        if input.ends_on <= ends_on {
            return Err(AwardError::Notice(NoticeError::EndNotLater { ends_on }));
        }
        Ok(vec![AwardEvent::Notice(NoticeEvent::AwardExtended {
            award: input.award.clone(),
            number: input.number.clone(),
            ends_on: input.ends_on,
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        })])
    }

    /// A notice of the number was made, with the same content; with other content it is refused.
    pub(super) fn was_made(&self, notice: &Notice<'_>) -> Result<bool, AwardError> {
        let made = self.books().and_then(|books| {
            books
                .amendments
                .iter()
                .find(|amendment| amendment.number == *notice.number)
        });
        match made {
            None => Ok(false),
            Some(made)
                if made.action == notice.action
                    && made.reason == *notice.reason
                    && made.effective_on == notice.effective_on =>
            {
                Ok(true)
            }
            Some(_) => Err(AwardError::Notice(NoticeError::AmendmentAlreadyMade {
                number: notice.number.clone(),
            })),
        }
    }
}

/// A notice after the first, as it is asked for.
pub(super) struct Notice<'i> {
    pub(super) number: &'i AwardNumber,
    pub(super) action: AmendmentAction,
    pub(super) reason: &'i Reason,
    pub(super) effective_on: NaiveDate,
}

impl AwardBooks {
    pub(super) fn follows(
        &self,
        notice: &Notice<'_>,
        received_on: NaiveDate,
    ) -> Result<(), AwardError> {
        let (number, latest) = (notice.number, &self.number);
        let next = number.fain() == latest.fain()
            && number.budget_year() == latest.budget_year()
            && number.amendment() > latest.amendment();
        if !next {
            return Err(AwardError::Notice(NoticeError::NumberNotNext {
                number: number.clone(),
                latest: latest.clone(),
            }));
        }
        not_in_future(notice.effective_on, received_on)?;
        not_before(notice.effective_on, self.terms.first.effective_on)?;
        Ok(())
    }

    pub(super) fn cost_share_of(&self, awarded: Money) -> Result<Option<CostShare>, AwardError> {
        self.terms
            .cost_share
            .map(|share| cost_share(awarded, share.federal_share))
            .transpose()
    }

    fn with_crossing(
        &self,
        event: AwardEvent,
        base: Money,
        effective_on: NaiveDate,
    ) -> Vec<AwardEvent> {
        let crossing = self.crossing(base, self.funds.committed_qualified, effective_on);
        std::iter::once(event).chain(crossing).collect()
    }
}
