//! What takes an award's funds: the prime's own costs, and the commitments of its sub-awards.

use chrono::NaiveDate;

use super::{
    Award, AwardBooks, AwardError, AwardEvent, ByFiscalYear, Commitment, CostError, CostEvent,
    DirectCost, Requalification, ShareEvent, StandingEvent,
    decide::{Decided, positive},
};
use crate::{
    ledger::{RecordDirectCost, ReverseCost},
    money::Money,
    period::{not_after, not_before, not_in_future},
    regime::fiscal_year,
};

impl Award {
    pub(super) fn record_direct_cost(
        &self,
        input: &RecordDirectCost,
        received_on: NaiveDate,
    ) -> Decided {
        let cost = DirectCost {
            category: input.category,
            amount: input.amount,
            document: input.document.clone(),
            effective_on: input.effective_on,
            reversed: None,
            disallowed: None,
        };
        match self.books().and_then(|books| books.costs.get(&input.cost)) {
            Some(recorded) if *recorded == cost => return Ok(Vec::new()),
            Some(_) => {
                return Err(AwardError::Cost(CostError::CostAlreadyRecorded {
                    cost: input.cost.clone(),
                }));
            }
            None => {}
        }
        let books = self.open(&input.award)?;
        let period = books.terms.project_period;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, period.starts_on)?;
        not_after(input.effective_on, period.ends_on)?;
        positive(input.amount)?;
        if let Some(document) = &input.document
            && let Some(contribution) = books.contributions.standing_on(document)
        {
            return Err(AwardError::Cost(CostError::CostEvidenceIsMatch {
                contribution: contribution.clone(),
            }));
        }
        let retained = books
            .funds
            .retained
            .plus(input.amount)
            .ok_or(AwardError::AmountOutOfRange)?;
        if let Some(share) = books.share()
            && retained.less(books.period.retained_before) > share.maximum_retained
        {
            return Err(AwardError::Cost(CostError::RetainedOverMaximum {
                retained: retained.less(books.period.retained_before),
                maximum: share.maximum_retained,
            }));
        }
        books.has_unassigned(input.amount)?;
        Ok(vec![AwardEvent::Cost(CostEvent::DirectCostRecorded {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            cost: input.cost.clone(),
            category: input.category,
            amount: input.amount,
            retained,
            document: input.document.clone(),
            effective_on: input.effective_on,
        })])
    }

    pub(super) fn reverse_cost(
        &self,
        input: &ReverseCost,
        sub_award_costs: &[Money],
        received_on: NaiveDate,
    ) -> Decided {
        let unknown = || {
            AwardError::Cost(CostError::UnknownCost {
                cost: input.cost.clone(),
            })
        };
        let held = self
            .issued(&input.award)?
            .costs
            .get(&input.cost)
            .ok_or_else(unknown)?;
        match &held.reversed {
            Some((reason, on)) if *reason == input.reason && *on == input.effective_on => {
                return Ok(Vec::new());
            }
            Some((_, on)) => {
                return Err(AwardError::Cost(CostError::CostAlreadyReversed { on: *on }));
            }
            None => {}
        }
        let books = self.not_closed(&input.award)?;
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, held.effective_on)?;
        let amount = books.standing_of(held);
        positive(amount)?;
        let indirect = books.indirect_left_over(held.category, amount, sub_award_costs);
        let both = amount.plus(indirect).ok_or(AwardError::AmountOutOfRange)?;
        books.covers_income(books.funds.retained.less(both))?;
        Ok(vec![AwardEvent::Cost(CostEvent::DirectCostReversed {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            cost: input.cost.clone(),
            amount,
            retained: books.funds.retained.less(both),
            reason: input.reason.clone(),
            incurred_in: Some(fiscal_year(held.effective_on)),
            indirect: indirect.is_positive().then_some(indirect),
            effective_on: input.effective_on,
        })])
    }

    pub(super) fn raise_commitment(&self, commitment: &Commitment) -> Decided {
        // The ledger names the award from the sub-award's own terms: an unknown one cannot be named here.
        let Some(terms) = self.terms() else {
            return Ok(Vec::new());
        };
        let books = self.open(&terms.award)?;
        if let Some((on, _)) = &books.terminated {
            return Err(AwardError::Terminated { on: *on });
        }
        books.has_unassigned(commitment.amount)?;
        let funds = &books.funds;
        let out_of_range = AwardError::AmountOutOfRange;
        let committed = funds
            .committed
            .plus(commitment.amount)
            .ok_or(out_of_range.clone())?;
        let committed_qualified = if commitment.qualified {
            funds
                .committed_qualified
                .plus(commitment.amount)
                .ok_or(out_of_range)?
        } else {
            funds.committed_qualified
        };
        let event = AwardEvent::Share(ShareEvent::SubAwardCommitmentRaised {
            award: terms.award.clone(),
            programme: terms.programme.clone(),
            sub_award: commitment.sub_award.clone(),
            qualified: commitment.qualified,
            amount: commitment.amount,
            committed,
            committed_qualified,
            effective_on: commitment.effective_on,
        });
        let crossing = books.crossing(
            books.period.base,
            committed_qualified,
            commitment.effective_on,
        );
        Ok(std::iter::once(event).chain(crossing).collect())
    }

    pub(super) fn lower_commitment(&self, commitment: &Commitment) -> Decided {
        match self.terms() {
            Some(terms) => self.not_closed(&terms.award)?.lowered(commitment),
            None => Ok(Vec::new()),
        }
    }

    /// What a sub-award gives back after its award has closed goes back at once.
    pub(super) fn adjust_commitment(
        &self,
        commitment: &Commitment,
        reversed_claims: &ByFiscalYear,
    ) -> Decided {
        let Some(books) = self.books() else {
            return Ok(Vec::new());
        };
        let mut events = books.lowered(commitment)?;
        let mut after = books.clone();
        for event in &events {
            after.evolve(event);
        }
        let returned = after.funds.returned.plus(commitment.amount);
        events.push(AwardEvent::Standing(StandingEvent::AdjustedFundsReleased {
            award: books.terms.award.clone(),
            programme: books.terms.programme.clone(),
            sub_award: commitment.sub_award.clone(),
            amount: commitment.amount,
            returned: returned.ok_or(AwardError::AmountOutOfRange)?,
            prior_year: after.prior_year(
                commitment.amount,
                reversed_claims,
                commitment.effective_on,
            ),
            effective_on: commitment.effective_on,
        }));
        Ok(events)
    }

    /// What was obligated to the sub-award in the budget period that runs counts from now on, or no longer does. Nothing
    /// of an award that has closed, or whose rules ask for no share.
    pub(super) fn requalify(&self, asked: &Requalification) -> Decided {
        let books = match self {
            Self::Open { books } | Self::Suspended { books, .. } => books,
            Self::Unknown | Self::Closed { .. } => return Ok(Vec::new()),
        };
        if books.terms.sub_award_share.is_none() {
            return Ok(Vec::new());
        }
        let amount = books.period.committed_of(&asked.sub_award);
        let before = books.funds.committed_qualified;
        let after = if asked.qualified {
            before.plus(amount)
        } else {
            before.minus(amount)
        };
        let committed_qualified = after.ok_or(AwardError::AmountOutOfRange)?;
        let event = AwardEvent::Share(ShareEvent::SubAwardCommitmentRequalified {
            award: books.terms.award.clone(),
            sub_award: asked.sub_award.clone(),
            qualified: asked.qualified,
            amount,
            committed_qualified,
            effective_on: asked.effective_on,
        });
        let crossing = books.crossing(books.period.base, committed_qualified, asked.effective_on);
        Ok(std::iter::once(event).chain(crossing).collect())
    }
}

impl AwardBooks {
    fn lowered(&self, commitment: &Commitment) -> Decided {
        let funds = &self.funds;
        let held = if commitment.qualified {
            funds.committed_qualified
        } else {
            funds.committed
        };
        if commitment.amount > held {
            return Err(AwardError::ReturnOverCommitted {
                asked: commitment.amount,
                committed: held,
            });
        }
        let committed = funds.committed.less(commitment.amount);
        let committed_qualified = if commitment.qualified {
            funds.committed_qualified.less(commitment.amount)
        } else {
            funds.committed_qualified
        };
        let event = AwardEvent::Share(ShareEvent::SubAwardCommitmentLowered {
            award: self.terms.award.clone(),
            programme: self.terms.programme.clone(),
            sub_award: commitment.sub_award.clone(),
            qualified: commitment.qualified,
            amount: commitment.amount,
            committed,
            committed_qualified,
            effective_on: commitment.effective_on,
        });
        let crossing = self.crossing(
            self.period.base,
            committed_qualified,
            commitment.effective_on,
        );
        Ok(std::iter::once(event).chain(crossing).collect())
    }

    /// The funds are neither spent nor sub-awarded: obligations and retained spending stay within the award.
    fn has_unassigned(&self, asked: Money) -> Result<(), AwardError> {
        let unassigned = self.funds.unassigned();
        if asked > unassigned {
            return Err(AwardError::Overcommitted { asked, unassigned });
        }
        Ok(())
    }
}
