//! How claims and payments move the funds of a sub-award. Each movement is tested against the totals, so no order of
//! claims can take more than was obligated; which claim holds what is the claim's own business.

use chrono::NaiveDate;

use super::{SubAward, SubAwardBooks, SubAwardError, SubAwardEvent};
use crate::{
    id::{ClaimId, PaymentId},
    money::Money,
    period::Month,
};

type Decided = Result<Vec<SubAwardEvent>, SubAwardError>;

/// What a claim asks of the funds.
pub(super) struct Movement<'c> {
    pub(super) claim: &'c ClaimId,
    pub(super) amount: Money,
    pub(super) effective_on: NaiveDate,
}

macro_rules! moved {
    ($books:ident, $event:ident, $movement:ident $(, $payment:ident)?) => {
        Ok(vec![SubAwardEvent::$event {
            sub_award: $books.terms.sub_award.clone(),
            award: $books.terms.award.clone(),
            programme: $books.terms.programme.clone(),
            claim: $movement.claim.clone(),
            $($payment: $payment.clone(),)?
            amount: $movement.amount,
            effective_on: $movement.effective_on,
        }])
    };
}

impl SubAward {
    pub(super) fn reserve(&self, asked: &Movement<'_>) -> Decided {
        let books = self.funded()?;
        if let Self::Suspended { since, .. } = self {
            return Err(SubAwardError::Suspended { since: *since });
        }
        positive(asked.amount)?;
        let available = books.funds.available;
        if asked.amount > available {
            return Err(SubAwardError::Exhausted {
                asked: asked.amount,
                available,
            });
        }
        moved!(books, FundsReserved, asked)
    }

    pub(super) fn release(&self, asked: &Movement<'_>) -> Decided {
        let books = self.funded()?;
        books.holds_reserved(asked.amount)?;
        moved!(books, FundsReleased, asked)
    }

    pub(super) fn accrue(&self, asked: &Movement<'_>) -> Decided {
        let books = self.funded()?;
        books.holds_reserved(asked.amount)?;
        moved!(books, FundsAccrued, asked)
    }

    pub(super) fn pay(&self, asked: &Movement<'_>, payment: &PaymentId) -> Decided {
        let books = self.funded()?;
        positive(asked.amount)?;
        let accrued = books.funds.accrued;
        if asked.amount > accrued {
            return Err(SubAwardError::OverAccrued {
                asked: asked.amount,
                accrued,
            });
        }
        moved!(books, FundsPaid, asked, payment)
    }

    pub(super) fn pend(&self, asked: &Movement<'_>, service_month: Option<Month>) -> Decided {
        let books = self.funded()?;
        if let Some(pended) = books.pended.find(asked.claim) {
            return if pended.amount == asked.amount {
                Ok(Vec::new())
            } else {
                Err(SubAwardError::AlreadyPended {
                    claim: asked.claim.clone(),
                })
            };
        }
        positive(asked.amount)?;
        if books.funds.pended.plus(asked.amount).is_none() {
            return Err(SubAwardError::AmountOutOfRange);
        }
        Ok(vec![SubAwardEvent::ClaimPendedForFunds {
            sub_award: books.terms.sub_award.clone(),
            award: books.terms.award.clone(),
            programme: books.terms.programme.clone(),
            claim: asked.claim.clone(),
            amount: asked.amount,
            effective_on: asked.effective_on,
            service_month,
        }])
    }

    pub(super) fn unpend(&self, asked: &Movement<'_>) -> Decided {
        let books = self.funded()?;
        let waits = books
            .pended
            .find(asked.claim)
            .is_some_and(|pended| pended.amount == asked.amount);
        if !waits {
            return Err(SubAwardError::NotPended {
                claim: asked.claim.clone(),
            });
        }
        moved!(books, ClaimUnpended, asked)
    }

    pub(super) fn change_pended(&self, asked: &Movement<'_>) -> Decided {
        let books = self.funded()?;
        let Some(pended) = books.pended.find(asked.claim) else {
            return Err(SubAwardError::NotPended {
                claim: asked.claim.clone(),
            });
        };
        if pended.amount == asked.amount {
            return Ok(Vec::new());
        }
        positive(asked.amount)?;
        let others = books.funds.pended.less(pended.amount);
        if others.plus(asked.amount).is_none() {
            return Err(SubAwardError::AmountOutOfRange);
        }
        Ok(vec![SubAwardEvent::PendedClaimChanged {
            sub_award: books.terms.sub_award.clone(),
            award: books.terms.award.clone(),
            programme: books.terms.programme.clone(),
            claim: asked.claim.clone(),
            before: pended.amount,
            amount: asked.amount,
            effective_on: asked.effective_on,
        }])
    }

    pub(super) fn funded(&self) -> Result<&SubAwardBooks, SubAwardError> {
        match self {
            Self::Unknown => Err(SubAwardError::NotExecuted),
            Self::Active { books } | Self::Suspended { books, .. } => Ok(books),
            Self::Closed { on, .. } => Err(SubAwardError::Closed { on: *on }),
        }
    }
}

impl SubAwardBooks {
    fn holds_reserved(&self, asked: Money) -> Result<(), SubAwardError> {
        positive(asked)?;
        let reserved = self.funds.reserved;
        if asked > reserved {
            return Err(SubAwardError::OverReserved { asked, reserved });
        }
        Ok(())
    }
}

pub(super) fn positive(amount: Money) -> Result<(), SubAwardError> {
    if amount.is_positive() {
        Ok(())
    } else {
        Err(SubAwardError::AmountNotPositive)
    }
}
