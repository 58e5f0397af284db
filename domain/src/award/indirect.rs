//! Indirect costs follow their base: modified total direct costs, by the rate that was agreed or the de minimis rate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Award, AwardBooks, AwardError, AwardEvent, ByFiscalYear, CostCategory, CostError, CostEvent,
    DirectCost, Disallowed, IndirectBasis, StandingEvent,
    decide::{Decided, positive},
};
use crate::{
    ledger::{DisallowCost, SetIndirectRate},
    money::Money,
    period::not_before,
    rate::Rate,
    regime::{DE_MINIMIS_PERCENT, MTDC_SUB_AWARD_DOLLARS, fiscal_year},
};

/// The rate of indirect costs that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndirectRate {
    /// What it rests on.
    pub basis: IndirectBasis,
    /// The rate.
    pub rate: Rate,
    /// The accounting date from which it stands: it says how much of each sub-award counts.
    pub effective_on: NaiveDate,
}

impl AwardBooks {
    /// Modified total direct costs: the prime's own without equipment, and of each sub-award's costs the first part that
    /// the rate's day says. Nothing where no rate stands.
    pub fn indirect_base(&self, sub_award_costs: &[Money]) -> Option<Money> {
        let rate = self.indirect_rate.as_ref()?;
        let limit = Money::from_cents(100 * MTDC_SUB_AWARD_DOLLARS.on(rate.effective_on));
        let own = self.costs.values().filter(|cost| match cost.category {
            CostCategory::Personnel
            | CostCategory::Fringe
            | CostCategory::Travel
            | CostCategory::Supplies
            | CostCategory::Contractual
            | CostCategory::Other => true,
            CostCategory::Equipment | CostCategory::Indirect => false,
        });
        let own = own.map(super::DirectCost::standing);
        Money::sum(own.chain(sub_award_costs.iter().map(|cost| limit.min(*cost))))
    }

    /// Indirect costs that were charged and stand.
    pub fn indirect_charged(&self) -> Money {
        let charged = self
            .costs
            .values()
            .filter(|cost| cost.category == CostCategory::Indirect)
            .map(super::DirectCost::standing);
        Money::sum(charged)
            .unwrap_or_default()
            .less(self.indirect_disallowed)
    }

    /// What is charged of indirect costs is at most the rate of the base, rounded down. Where no rate stands, nothing is
    /// tested.
    pub fn indirect_within(&self, sub_award_costs: &[Money]) -> Result<(), AwardError> {
        let (Some(rate), Some(base)) = (&self.indirect_rate, self.indirect_base(sub_award_costs))
        else {
            return Ok(());
        };
        let (charged, allowed) = (self.indirect_charged(), base.share_floor(rate.rate));
        if charged > allowed {
            return Err(AwardError::Cost(CostError::IndirectOverRate {
                charged,
                allowed,
            }));
        }
        Ok(())
    }
}

impl Award {
    pub(super) fn set_indirect_rate(
        &self,
        input: &SetIndirectRate,
        received_on: NaiveDate,
    ) -> Decided {
        let books = self.not_closed(&input.award)?;
        let (basis, rate) = match (&input.rate, &input.document) {
            (Some(rate), Some(_)) => (IndirectBasis::Negotiated, *rate),
            (None, None) => {
                let percent = DE_MINIMIS_PERCENT.on(input.effective_on);
                let rate = Rate::percent(percent).filter(|_| percent > 0);
                (
                    IndirectBasis::DeMinimis,
                    rate.ok_or(AwardError::Cost(CostError::NoDeMinimis {
                        on: input.effective_on,
                    }))?,
                )
            }
            (Some(_), None) | (None, Some(_)) => {
                return Err(AwardError::Cost(CostError::RateAgreementMissing));
            }
        };
        let asked = IndirectRate {
            basis,
            rate,
            effective_on: input.effective_on,
        };
        if books.indirect_rate.as_ref() == Some(&asked) {
            return Ok(Vec::new());
        }
        books.dated(input.effective_on, received_on)?;
        if let Some(held) = &books.indirect_rate {
            not_before(input.effective_on, held.effective_on)?;
        }
        Ok(vec![AwardEvent::Cost(CostEvent::IndirectRateSet {
            award: input.award.clone(),
            basis,
            rate,
            document: input.document.clone(),
            effective_on: input.effective_on,
        })])
    }

    pub(super) fn disallow_cost(
        &self,
        input: &DisallowCost,
        final_report_on: Option<NaiveDate>,
        received_on: NaiveDate,
    ) -> Decided {
        let books = self.issued(&input.award)?;
        let unknown = || {
            AwardError::Cost(CostError::UnknownCost {
                cost: input.cost.clone(),
            })
        };
        let held = books.costs.get(&input.cost).ok_or_else(unknown)?;
        let asked = Disallowed {
            amount: input.amount,
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        };
        match &held.disallowed {
            Some(disallowed) if *disallowed == asked => return Ok(Vec::new()),
            Some(disallowed) => {
                return Err(AwardError::Cost(CostError::CostAlreadyDisallowed {
                    on: disallowed.effective_on,
                }));
            }
            None => {}
        }
        self.within_retention(final_report_on, received_on)?;
        books.dated(input.effective_on, received_on)?;
        not_before(input.effective_on, held.effective_on)?;
        positive(input.amount)?;
        let standing = books.standing_of(held);
        if input.amount > standing {
            return Err(AwardError::Cost(CostError::DisallowedOverCost {
                asked: input.amount,
                standing,
            }));
        }
        let indirect = books.indirect_of(held.category, input.amount);
        let both = input
            .amount
            .plus(indirect)
            .ok_or(AwardError::AmountOutOfRange)?;
        books.covers_income(books.funds.retained.less(both))?;
        let incurred_in = fiscal_year(held.effective_on);
        let disallowed = AwardEvent::Cost(CostEvent::CostDisallowed {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            cost: input.cost.clone(),
            amount: input.amount,
            indirect,
            total: both,
            retained: books.funds.retained.less(both),
            reason: input.reason.clone(),
            incurred_in: Some(incurred_in),
            effective_on: input.effective_on,
        });
        let mut after = books.clone();
        after.evolve(&disallowed);
        let released = self.is_closed().then(|| after.released(input, both));
        Ok(std::iter::once(disallowed).chain(released).collect())
    }
}

impl AwardBooks {
    /// What a closed award has no use for any more goes back to the programme.
    fn released(&self, input: &DisallowCost, amount: Money) -> AwardEvent {
        AwardEvent::Standing(StandingEvent::DisallowedFundsReleased {
            award: input.award.clone(),
            programme: self.terms.programme.clone(),
            cost: input.cost.clone(),
            amount,
            returned: self
                .funds
                .returned
                .plus(amount)
                .unwrap_or(self.funds.returned),
            prior_year: self.prior_year(amount, &ByFiscalYear::default(), input.effective_on),
            effective_on: input.effective_on,
        })
    }

    /// What of a cost stands; of an indirect cost no more than what did not go with a direct one.
    pub(super) fn standing_of(&self, cost: &DirectCost) -> Money {
        match cost.category {
            CostCategory::Indirect => cost.standing().min(self.indirect_charged()),
            CostCategory::Personnel
            | CostCategory::Fringe
            | CostCategory::Travel
            | CostCategory::Equipment
            | CostCategory::Supplies
            | CostCategory::Contractual
            | CostCategory::Other => cost.standing(),
        }
    }

    /// What of the indirect cost is above the rate once the base is smaller by a cost that was recorded in error.
    pub(super) fn indirect_left_over(
        &self,
        category: CostCategory,
        amount: Money,
        sub_award_costs: &[Money],
    ) -> Money {
        let (CostCategory::Personnel
        | CostCategory::Fringe
        | CostCategory::Travel
        | CostCategory::Supplies
        | CostCategory::Contractual
        | CostCategory::Other) = category
        else {
            return Money::ZERO;
        };
        let (Some(rate), Some(base)) = (&self.indirect_rate, self.indirect_base(sub_award_costs))
        else {
            return Money::ZERO;
        };
        let allowed = base.less(amount).share_floor(rate.rate);
        self.indirect_charged().less(allowed)
    }

    /// The indirect cost that a direct cost of the base carries: never more than was charged.
    fn indirect_of(&self, category: CostCategory, amount: Money) -> Money {
        match (category, &self.indirect_rate) {
            (CostCategory::Equipment | CostCategory::Indirect, _) | (_, None) => Money::ZERO,
            (
                CostCategory::Personnel
                | CostCategory::Fringe
                | CostCategory::Travel
                | CostCategory::Supplies
                | CostCategory::Contractual
                | CostCategory::Other,
                Some(rate),
            ) => amount.share_ceiling(rate.rate).min(self.indirect_charged()),
        }
    }
}
