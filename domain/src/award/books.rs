//! How the books of an issued award change.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Amendment, AmendmentAction, AwardBooks, AwardCash, AwardEvent, AwardFunds, AwardTerms,
    BudgetPeriodBooks, Contributions, CostCategory, DirectCost, Disallowed, FiscalYears,
    IndirectRate, ProgramIncome, ShareWaiver,
};
use chrono::NaiveDate;

use crate::{identifier::AwardNumber, money::Money, regime::fiscal_year, text::Reason};

impl AwardBooks {
    pub(super) fn issued(terms: AwardTerms, number: AwardNumber, awarded: Money) -> Self {
        Self {
            number,
            funds: AwardFunds {
                awarded,
                ..AwardFunds::default()
            },
            sub_awards: BTreeSet::new(),
            costs: BTreeMap::new(),
            amendments: Vec::new(),
            waiver: None,
            period: BudgetPeriodBooks {
                span: terms.budget_period,
                base: awarded,
                committed_before: Money::ZERO,
                retained_before: Money::ZERO,
                committed_by: Arc::default(),
            },
            terms: Arc::new(terms),
            terminated: None,
            indirect_rate: None,
            indirect_disallowed: Money::ZERO,
            cash: AwardCash::default(),
            contributions: Contributions::default(),
            years: FiscalYears::default(),
            income: ProgramIncome::default(),
        }
    }

    pub(super) fn evolve(&mut self, event: &AwardEvent) {
        if let AwardEvent::AdvanceReturned {
            amount,
            effective_on,
            ..
        } = event
        {
            self.returned_unused(*amount, fiscal_year(*effective_on));
        }
        self.years.evolve(event);
        match event {
            AwardEvent::AwardSupplemented { .. }
            | AwardEvent::AwardReduced { .. }
            | AwardEvent::AwardExtended { .. }
            | AwardEvent::AwardContinued { .. }
            | AwardEvent::AwardAdministered { .. } => self.evolve_amendment(event),
            AwardEvent::DirectCostRecorded { .. }
            | AwardEvent::DirectCostReversed { .. }
            | AwardEvent::CostDisallowed { .. } => self.evolve_cost(event),
            AwardEvent::BudgetPeriodClosed { .. }
            | AwardEvent::DisallowedFundsReleased { .. }
            | AwardEvent::AdjustedFundsReleased { .. }
            | AwardEvent::AwardTerminated { .. }
            | AwardEvent::IndirectRateSet { .. } => self.evolve_period(event),
            AwardEvent::SubAwardCommitmentRaised {
                sub_award,
                committed,
                committed_qualified,
                ..
            }
            | AwardEvent::SubAwardCommitmentLowered {
                sub_award,
                committed,
                committed_qualified,
                ..
            } => {
                self.funds.committed = *committed;
                self.funds.committed_qualified = *committed_qualified;
                self.sub_awards.insert(sub_award.clone());
                self.period.commit(event);
            }
            AwardEvent::SubAwardCommitmentRequalified {
                committed_qualified,
                ..
            } => self.funds.committed_qualified = *committed_qualified,
            AwardEvent::SubAwardShareWaived {
                shortfall, reason, ..
            } => {
                self.waiver = Some(ShareWaiver {
                    shortfall: *shortfall,
                    reason: reason.clone(),
                });
            }
            AwardEvent::PaymentMethodSet { .. }
            | AwardEvent::FundsDrawn { .. }
            | AwardEvent::AdvanceLiquidated { .. }
            | AwardEvent::AdvanceReturned { .. }
            | AwardEvent::DrawRefunded { .. }
            | AwardEvent::InterestEarned { .. }
            | AwardEvent::InterestRemitted { .. } => self.cash.evolve(event),
            AwardEvent::MatchRecorded { .. } | AwardEvent::MatchReversed { .. } => {
                self.contributions.evolve(event);
            }
            AwardEvent::ProgramIncomeMethodSet { .. }
            | AwardEvent::ProgramIncomeEarned { .. }
            | AwardEvent::ProgramIncomeExpended { .. }
            | AwardEvent::ProgramIncomeReversed { .. }
            | AwardEvent::ProgramIncomeExpenseReversed { .. } => self.income.evolve(event),
            AwardEvent::AwardIssued { .. }
            | AwardEvent::AwardSuspended { .. }
            | AwardEvent::AwardResumed { .. }
            | AwardEvent::AwardClosed { .. }
            | AwardEvent::SubAwardShareFell { .. }
            | AwardEvent::SubAwardShareRestored { .. } => {}
        }
    }

    /// What of a returned advance had been drawn in an earlier year; the latest draws come back first.
    fn returned_unused(&mut self, amount: Money, year: i32) {
        let earlier = amount.less(self.cash.advanced_in.since(year));
        let held = &mut self.years.returned_unused;
        *held = held.plus(earlier).unwrap_or(*held);
    }

    fn evolve_cost(&mut self, event: &AwardEvent) {
        if let AwardEvent::DirectCostRecorded {
            cost,
            category,
            amount,
            retained,
            document,
            effective_on,
            ..
        } = event
        {
            self.funds.retained = *retained;
            self.costs.insert(
                cost.clone(),
                DirectCost {
                    category: *category,
                    amount: *amount,
                    document: document.clone(),
                    effective_on: *effective_on,
                    reversed: None,
                    disallowed: None,
                },
            );
        }
        if let AwardEvent::DirectCostReversed {
            cost,
            amount,
            retained,
            reason,
            indirect,
            effective_on,
            ..
        } = event
        {
            self.funds.retained = *retained;
            let before = self.indirect_disallowed;
            let more = indirect.unwrap_or_default();
            self.indirect_disallowed = before.plus(more).unwrap_or(before);
            if let Some(cost) = self.costs.get_mut(cost) {
                if cost.category == CostCategory::Indirect {
                    // What of it had gone with a direct cost is gone with it.
                    let gone = cost.standing().less(*amount);
                    self.indirect_disallowed = self.indirect_disallowed.less(gone);
                }
                cost.reversed = Some((reason.clone(), *effective_on));
            }
        }
        if let AwardEvent::CostDisallowed {
            cost,
            amount,
            indirect,
            retained,
            reason,
            effective_on,
            ..
        } = event
        {
            self.funds.retained = *retained;
            let before = self.indirect_disallowed;
            self.indirect_disallowed = before.plus(*indirect).unwrap_or(before);
            if let Some(cost) = self.costs.get_mut(cost) {
                cost.disallowed = Some(Disallowed {
                    amount: *amount,
                    reason: reason.clone(),
                    effective_on: *effective_on,
                });
            }
        }
    }

    fn evolve_period(&mut self, event: &AwardEvent) {
        if let AwardEvent::BudgetPeriodClosed { returned, .. } = event {
            let before = self.funds.returned;
            self.funds.returned = before.plus(*returned).unwrap_or(before);
        }
        if let AwardEvent::DisallowedFundsReleased { returned, .. }
        | AwardEvent::AdjustedFundsReleased { returned, .. } = event
        {
            self.funds.returned = *returned;
        }
        if let AwardEvent::AwardTerminated {
            reason,
            effective_on,
            ..
        } = event
        {
            let terms = Arc::make_mut(&mut self.terms);
            terms.project_period.ends_on = *effective_on;
            self.terminated = Some((*effective_on, reason.clone()));
        }
        if let AwardEvent::IndirectRateSet {
            basis,
            rate,
            effective_on,
            ..
        } = event
        {
            self.indirect_rate = Some(IndirectRate {
                basis: *basis,
                rate: *rate,
                effective_on: *effective_on,
            });
        }
    }

    fn evolve_amendment(&mut self, event: &AwardEvent) {
        let Some(amendment) = amendment(event) else {
            return;
        };
        let terms = Arc::make_mut(&mut self.terms);
        if let AwardEvent::AwardSupplemented {
            awarded,
            cost_share,
            ..
        }
        | AwardEvent::AwardReduced {
            awarded,
            cost_share,
            ..
        } = event
        {
            self.funds.awarded = *awarded;
            terms.cost_share = *cost_share;
        }
        if let AwardEvent::AwardSupplemented { amount, .. } = event {
            let base = self.period.base;
            self.period.base = base.plus(*amount).unwrap_or(base);
        }
        if let AwardEvent::AwardReduced { amount, .. } = event {
            self.period.base = self.period.base.less(*amount);
        }
        if let AwardEvent::AwardContinued {
            base,
            awarded,
            cost_share,
            budget_period,
            ..
        } = event
        {
            self.funds.awarded = *awarded;
            terms.cost_share = *cost_share;
            self.period = BudgetPeriodBooks {
                span: *budget_period,
                base: *base,
                committed_before: self.funds.committed_qualified,
                retained_before: self.funds.retained,
                committed_by: Arc::default(),
            };
            self.waiver = None;
        }
        if let AwardEvent::AwardExtended { ends_on, .. } = event {
            terms.project_period.ends_on = *ends_on;
            terms.budget_period.ends_on = *ends_on;
            self.period.span.ends_on = *ends_on;
        }
        self.number = amendment.number.clone();
        self.amendments.push(amendment);
    }
}

fn amendment(event: &AwardEvent) -> Option<Amendment> {
    if let AwardEvent::AwardSupplemented {
        number,
        amount,
        reason,
        effective_on,
        ..
    } = event
    {
        let action = AmendmentAction::Supplement(*amount);
        return Some(Amendment::of(number, action, reason, *effective_on));
    }
    if let AwardEvent::AwardReduced {
        number,
        amount,
        reason,
        effective_on,
        ..
    } = event
    {
        let action = AmendmentAction::Reduction(*amount);
        return Some(Amendment::of(number, action, reason, *effective_on));
    }
    if let AwardEvent::AwardExtended {
        number,
        ends_on,
        reason,
        effective_on,
        ..
    } = event
    {
        let action = AmendmentAction::Extension(*ends_on);
        return Some(Amendment::of(number, action, reason, *effective_on));
    }
    if let AwardEvent::AwardContinued {
        number,
        amount,
        carried,
        budget_period,
        reason,
        effective_on,
        ..
    } = event
    {
        let action = AmendmentAction::Continuation {
            amount: *amount,
            carried: *carried,
            budget_period: *budget_period,
        };
        return Some(Amendment::of(number, action, reason, *effective_on));
    }
    if let AwardEvent::AwardAdministered {
        number,
        reason,
        effective_on,
        ..
    } = event
    {
        let action = AmendmentAction::Administrative;
        return Some(Amendment::of(number, action, reason, *effective_on));
    }
    None
}

impl Amendment {
    fn of(
        number: &AwardNumber,
        action: AmendmentAction,
        reason: &Reason,
        effective_on: NaiveDate,
    ) -> Self {
        Self {
            number: number.clone(),
            action,
            reason: reason.clone(),
            effective_on,
        }
    }
}
