//! Budget periods: a continuation closes one and opens the next, with what it carries over; and the actions that move no
//! money.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AmendmentAction, Award, AwardBooks, AwardError, AwardEvent, ByFiscalYear, Notice, NoticeError,
    NoticeEvent, PriorYear, ShareError, ShareEvent, StandingEvent,
    decide::{Decided, positive},
};
use crate::{
    id::SubAwardId,
    ledger::{AdministerAward, ContinueAward, TerminateAward},
    money::Money,
    period::{Period, PeriodError, not_before},
};

/// The budget period that runs: the sub-award share has its base and its commitments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetPeriodBooks {
    /// Its days.
    pub span: Period,
    /// Federal funds awarded for it, carried over ones included.
    pub base: Money,
    /// Qualified commitments before it.
    pub committed_before: Money,
    /// Retained spending before it.
    pub retained_before: Money,
    /// What each sub-award took in it, less what it gave back: below nothing where it gave back what it had taken before.
    pub committed_by: Arc<BTreeMap<SubAwardId, Money>>,
}

impl BudgetPeriodBooks {
    /// What a sub-award took in it, less what it gave back.
    pub fn committed_of(&self, sub_award: &SubAwardId) -> Money {
        self.committed_by
            .get(sub_award)
            .copied()
            .unwrap_or_default()
    }

    pub(super) fn commit(&mut self, event: &ShareEvent) {
        if let ShareEvent::SubAwardCommitmentRaised {
            sub_award, amount, ..
        } = event
        {
            self.committed_to(sub_award, self.committed_of(sub_award).plus(*amount));
        }
        if let ShareEvent::SubAwardCommitmentLowered {
            sub_award, amount, ..
        } = event
        {
            self.committed_to(sub_award, self.committed_of(sub_award).minus(*amount));
        }
    }

    fn committed_to(&mut self, sub_award: &SubAwardId, amount: Option<Money>) {
        if let Some(amount) = amount {
            Arc::make_mut(&mut self.committed_by).insert(sub_award.clone(), amount);
        }
    }
}

impl Award {
    pub(super) fn continue_award(
        &self,
        input: &ContinueAward,
        reversed_claims: &ByFiscalYear,
        received_on: NaiveDate,
    ) -> Decided {
        let notice = Notice {
            number: &input.number,
            action: AmendmentAction::Continuation {
                amount: input.amount,
                carried: input.carried,
                budget_period: input.budget_period,
            },
            reason: &input.reason,
            effective_on: input.effective_on,
        };
        if self.was_made(&notice)? {
            return Ok(Vec::new());
        }
        let books = self.open(&input.award)?;
        books.continues(input, received_on)?;
        positive(input.amount)?;
        let unassigned = books.funds.unassigned();
        if input.carried.is_negative() || input.carried > unassigned {
            return Err(AwardError::Notice(NoticeError::CarryoverOverUnobligated {
                asked: input.carried,
                unassigned,
            }));
        }
        if let Some(share) = books.share()
            && !books.may_close_at(share)
        {
            return Err(AwardError::Share(ShareError::ShareBelowMinimum {
                shortfall: share.shortfall,
                minimum: share.minimum,
            }));
        }
        let out_of_range = AwardError::AmountOutOfRange;
        let awarded = books.funds.awarded.plus(input.amount);
        let awarded = awarded.ok_or(out_of_range.clone())?;
        let returned = unassigned.less(input.carried);
        let prior_year = books.prior_year(returned, reversed_claims, input.effective_on);
        let closed = books.period_closed(input, returned, prior_year);
        Ok(vec![
            closed,
            AwardEvent::Notice(NoticeEvent::AwardContinued {
                award: input.award.clone(),
                programme: books.terms.programme.clone(),
                number: input.number.clone(),
                amount: input.amount,
                carried: input.carried,
                base: input.amount.plus(input.carried).ok_or(out_of_range)?,
                awarded,
                cost_share: books.cost_share_of(awarded)?,
                budget_period: input.budget_period,
                reason: input.reason.clone(),
                effective_on: input.effective_on,
            }),
        ])
    }

    pub(super) fn administer(&self, input: &AdministerAward, received_on: NaiveDate) -> Decided {
        let notice = Notice {
            number: &input.number,
            action: AmendmentAction::Administrative,
            reason: &input.reason,
            effective_on: input.effective_on,
        };
        if self.was_made(&notice)? {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        books.follows(&notice, received_on)?;
        Ok(vec![AwardEvent::Notice(NoticeEvent::AwardAdministered {
            award: input.award.clone(),
            number: input.number.clone(),
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        })])
    }

    pub(super) fn terminate(&self, input: &TerminateAward, received_on: NaiveDate) -> Decided {
        let books = self.not_closed(&input.award)?;
        if let Some((on, reason)) = &books.terminated {
            return if *on == input.effective_on && *reason == input.reason {
                Ok(Vec::new())
            } else {
                Err(AwardError::Terminated { on: *on })
            };
        }
        books.dated(input.effective_on, received_on)?;
        let project = books.terms.project_period;
        not_before(input.effective_on, project.starts_on)?;
        if input.effective_on >= project.ends_on {
            return Err(AwardError::Notice(NoticeError::EndNotEarlier {
                ends_on: project.ends_on,
            }));
        }
        Ok(vec![AwardEvent::Standing(StandingEvent::AwardTerminated {
            award: input.award.clone(),
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        })])
    }
}

impl AwardBooks {
    /// The next budget year of the award, in a later budget period of its project; what is drawn stays covered.
    fn continues(&self, input: &ContinueAward, received_on: NaiveDate) -> Result<(), AwardError> {
        let (number, latest) = (&input.number, &self.number);
        let next = number.fain() == latest.fain()
            && number.budget_year() == latest.budget_year() + 1
            && number.amendment() == 0;
        if !next {
            return Err(AwardError::Notice(NoticeError::NotNextBudgetYear {
                number: number.clone(),
                latest: latest.clone(),
            }));
        }
        if let Some((on, _)) = &self.terminated {
            return Err(AwardError::Terminated { on: *on });
        }
        let period = input.budget_period;
        Period::try_new(period.starts_on, period.ends_on).map_err(|error: PeriodError| {
            AwardError::Notice(NoticeError::Period {
                error,
                field: "budgetPeriod",
            })
        })?;
        let project = self.terms.project_period;
        if !project.encloses(&period) {
            return Err(AwardError::Notice(NoticeError::BudgetOutsideProject {
                project,
            }));
        }
        if period.starts_on <= self.period.span.ends_on {
            return Err(AwardError::Notice(NoticeError::BudgetPeriodsOverlap {
                ends_on: self.period.span.ends_on,
            }));
        }
        self.dated(input.effective_on, received_on)?;
        let lapsing = self.funds.unassigned().less(input.carried);
        let held = self.funds.awarded.less(self.funds.returned);
        let left = held.plus(input.amount).map(|held| held.less(lapsing));
        let left = left.ok_or(AwardError::AmountOutOfRange)?;
        if left < self.cash.drawn {
            return Err(AwardError::Notice(NoticeError::ReductionBelowDrawn {
                awarded: left,
                drawn: self.cash.drawn,
            }));
        }
        Ok(())
    }

    fn period_closed(
        &self,
        input: &ContinueAward,
        returned: Money,
        prior_year: Option<PriorYear>,
    ) -> AwardEvent {
        let share = self.share();
        AwardEvent::Standing(StandingEvent::BudgetPeriodClosed {
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            budget_year: self.number.budget_year(),
            budget_period: self.period.span,
            base: self.period.base,
            sub_awarded: share.map(|share| share.sub_awarded),
            shortfall: share.map(|share| share.shortfall),
            carried: input.carried,
            returned,
            prior_year,
            effective_on: input.effective_on,
        })
    }
}
