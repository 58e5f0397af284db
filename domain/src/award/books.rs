//! How the books of an issued award change.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Amendment, AmendmentAction, AwardBooks, AwardCash, AwardEvent, AwardFunds, AwardTerms,
    Contributions, DirectCost, ShareWaiver,
};
use chrono::NaiveDate;

use crate::{identifier::AwardNumber, money::Money, text::Reason};

impl AwardBooks {
    pub(super) fn issued(terms: AwardTerms, number: AwardNumber, awarded: Money) -> Self {
        Self {
            terms: Arc::new(terms),
            number,
            funds: AwardFunds {
                awarded,
                ..AwardFunds::default()
            },
            sub_awards: BTreeSet::new(),
            costs: BTreeMap::new(),
            amendments: Vec::new(),
            waiver: None,
            cash: AwardCash::default(),
            contributions: Contributions::default(),
        }
    }

    pub(super) fn evolve(&mut self, event: &AwardEvent) {
        match event {
            AwardEvent::AwardSupplemented { .. }
            | AwardEvent::AwardReduced { .. }
            | AwardEvent::AwardExtended { .. } => self.evolve_amendment(event),
            AwardEvent::DirectCostRecorded {
                cost,
                category,
                amount,
                retained,
                document,
                effective_on,
                ..
            } => {
                self.funds.retained = *retained;
                self.costs.insert(
                    cost.clone(),
                    DirectCost {
                        category: *category,
                        amount: *amount,
                        document: document.clone(),
                        effective_on: *effective_on,
                        reversed: None,
                    },
                );
            }
            AwardEvent::DirectCostReversed {
                cost,
                retained,
                reason,
                effective_on,
                ..
            } => {
                self.funds.retained = *retained;
                if let Some(cost) = self.costs.get_mut(cost) {
                    cost.reversed = Some((reason.clone(), *effective_on));
                }
            }
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
            }
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
            AwardEvent::AwardIssued { .. }
            | AwardEvent::AwardSuspended { .. }
            | AwardEvent::AwardResumed { .. }
            | AwardEvent::AwardClosed { .. }
            | AwardEvent::SubAwardShareFell { .. }
            | AwardEvent::SubAwardShareRestored { .. } => {}
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
        if let AwardEvent::AwardExtended { ends_on, .. } = event {
            terms.project_period.ends_on = *ends_on;
            terms.budget_period.ends_on = *ends_on;
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
