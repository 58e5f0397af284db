//! How the books of an issued award change.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Amendment, AmendmentAction, AwardBooks, AwardCash, AwardEvent, AwardFunds, AwardTerms,
    BudgetPeriodBooks, CashEvent, Contributions, CostCategory, CostEvent, DirectCost, Disallowed,
    FiscalYears, IndirectRate, NoticeEvent, ProgramIncome, ShareEvent, ShareWaiver, StandingEvent,
};
use crate::{identifier::AwardNumber, money::Money, regime::fiscal_year};

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
        if let AwardEvent::Cash(CashEvent::AdvanceReturned {
            amount,
            effective_on,
            ..
        }) = event
        {
            self.returned_unused(*amount, fiscal_year(*effective_on));
        }
        self.years.evolve(event);
        match event {
            AwardEvent::Notice(event) => self.evolve_amendment(event),
            AwardEvent::Standing(event) => self.evolve_standing(event),
            AwardEvent::Cost(event) => self.evolve_cost(event),
            AwardEvent::Share(event) => self.evolve_share(event),
            AwardEvent::Cash(event) => self.cash.evolve(event),
            AwardEvent::Interest(event) => self.cash.interest.evolve(event),
            AwardEvent::Match(event) => self.contributions.evolve(event),
            AwardEvent::Income(event) => self.income.evolve(event),
        }
    }

    /// What of a returned advance had been drawn in an earlier year; the latest draws come back first.
    fn returned_unused(&mut self, amount: Money, year: i32) {
        let earlier = amount.less(self.cash.advanced_in.since(year));
        let held = &mut self.years.returned_unused;
        *held = held.plus(earlier).unwrap_or(*held);
    }

    fn evolve_cost(&mut self, event: &CostEvent) {
        match event {
            CostEvent::DirectCostRecorded {
                cost,
                category,
                amount,
                retained,
                document,
                effective_on,
                ..
            } => {
                self.funds.retained = *retained;
                let recorded = DirectCost {
                    category: *category,
                    amount: *amount,
                    document: document.clone(),
                    effective_on: *effective_on,
                    reversed: None,
                    disallowed: None,
                };
                self.costs.insert(cost.clone(), recorded);
            }
            CostEvent::DirectCostReversed {
                cost,
                amount,
                retained,
                reason,
                indirect,
                effective_on,
                ..
            } => {
                self.funds.retained = *retained;
                self.disallow_indirect(indirect.unwrap_or_default());
                if let Some(cost) = self.costs.get_mut(cost) {
                    if cost.category == CostCategory::Indirect {
                        // What of it had gone with a direct cost is gone with it.
                        let gone = cost.standing().less(*amount);
                        self.indirect_disallowed = self.indirect_disallowed.less(gone);
                    }
                    cost.reversed = Some((reason.clone(), *effective_on));
                }
            }
            CostEvent::CostDisallowed {
                cost,
                amount,
                indirect,
                retained,
                reason,
                effective_on,
                ..
            } => {
                self.funds.retained = *retained;
                self.disallow_indirect(*indirect);
                if let Some(cost) = self.costs.get_mut(cost) {
                    cost.disallowed = Some(Disallowed {
                        amount: *amount,
                        reason: reason.clone(),
                        effective_on: *effective_on,
                    });
                }
            }
            CostEvent::IndirectRateSet {
                basis,
                rate,
                effective_on,
                ..
            } => {
                self.indirect_rate = Some(IndirectRate {
                    basis: *basis,
                    rate: *rate,
                    effective_on: *effective_on,
                });
            }
        }
    }

    fn disallow_indirect(&mut self, more: Money) {
        let before = self.indirect_disallowed;
        self.indirect_disallowed = before.plus(more).unwrap_or(before);
    }

    fn evolve_share(&mut self, event: &ShareEvent) {
        match event {
            ShareEvent::SubAwardCommitmentRaised {
                sub_award,
                committed,
                committed_qualified,
                ..
            }
            | ShareEvent::SubAwardCommitmentLowered {
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
            ShareEvent::SubAwardCommitmentRequalified {
                committed_qualified,
                ..
            } => self.funds.committed_qualified = *committed_qualified,
            ShareEvent::SubAwardShareWaived {
                shortfall, reason, ..
            } => {
                self.waiver = Some(ShareWaiver {
                    shortfall: *shortfall,
                    reason: reason.clone(),
                });
            }
            ShareEvent::SubAwardShareFell { .. } | ShareEvent::SubAwardShareRestored { .. } => {}
        }
    }

    fn evolve_standing(&mut self, event: &StandingEvent) {
        match event {
            StandingEvent::BudgetPeriodClosed { returned, .. } => {
                let before = self.funds.returned;
                self.funds.returned = before.plus(*returned).unwrap_or(before);
            }
            StandingEvent::DisallowedFundsReleased { returned, .. }
            | StandingEvent::AdjustedFundsReleased { returned, .. } => {
                self.funds.returned = *returned;
            }
            StandingEvent::AwardTerminated {
                reason,
                effective_on,
                ..
            } => {
                let terms = Arc::make_mut(&mut self.terms);
                terms.project_period.ends_on = *effective_on;
                self.terminated = Some((*effective_on, reason.clone()));
            }
            // These turn the phase of the award, which has the books.
            StandingEvent::AwardSuspended { .. }
            | StandingEvent::AwardResumed { .. }
            | StandingEvent::AwardClosed { .. } => {}
        }
    }

    fn evolve_amendment(&mut self, event: &NoticeEvent) {
        let Some(amendment) = Amendment::of(event) else {
            return;
        };
        let terms = Arc::make_mut(&mut self.terms);
        match event {
            NoticeEvent::AwardSupplemented {
                amount,
                awarded,
                cost_share,
                ..
            } => {
                self.funds.awarded = *awarded;
                terms.cost_share = *cost_share;
                let base = self.period.base;
                self.period.base = base.plus(*amount).unwrap_or(base);
            }
            NoticeEvent::AwardReduced {
                amount,
                awarded,
                cost_share,
                ..
            } => {
                self.funds.awarded = *awarded;
                terms.cost_share = *cost_share;
                self.period.base = self.period.base.less(*amount);
            }
            NoticeEvent::AwardContinued {
                base,
                awarded,
                cost_share,
                budget_period,
                ..
            } => {
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
            NoticeEvent::AwardExtended { ends_on, .. } => {
                terms.project_period.ends_on = *ends_on;
                terms.budget_period.ends_on = *ends_on;
                self.period.span.ends_on = *ends_on;
            }
            NoticeEvent::AwardIssued { .. } | NoticeEvent::AwardAdministered { .. } => {}
        }
        self.number = amendment.number.clone();
        self.amendments.push(amendment);
    }
}

impl Amendment {
    /// What a notice after the first did.
    fn of(event: &NoticeEvent) -> Option<Self> {
        let (action, number, reason, effective_on) = match event {
            NoticeEvent::AwardIssued { .. } => return None,
            NoticeEvent::AwardSupplemented {
                number,
                amount,
                reason,
                effective_on,
                ..
            } => {
                let action = AmendmentAction::Supplement(*amount);
                (action, number, reason, effective_on)
            }
            NoticeEvent::AwardReduced {
                number,
                amount,
                reason,
                effective_on,
                ..
            } => {
                let action = AmendmentAction::Reduction(*amount);
                (action, number, reason, effective_on)
            }
            NoticeEvent::AwardExtended {
                number,
                ends_on,
                reason,
                effective_on,
                ..
            } => {
                let action = AmendmentAction::Extension(*ends_on);
                (action, number, reason, effective_on)
            }
            NoticeEvent::AwardContinued {
                number,
                amount,
                carried,
                budget_period,
                reason,
                effective_on,
                ..
            } => {
                let action = AmendmentAction::Continuation {
                    amount: *amount,
                    carried: *carried,
                    budget_period: *budget_period,
                };
                (action, number, reason, effective_on)
            }
            NoticeEvent::AwardAdministered {
                number,
                reason,
                effective_on,
                ..
            } => (
                AmendmentAction::Administrative,
                number,
                reason,
                effective_on,
            ),
        };
        Some(Self {
            number: number.clone(),
            action,
            reason: reason.clone(),
            effective_on: *effective_on,
        })
    }
}
