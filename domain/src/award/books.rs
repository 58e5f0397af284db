//! How the books of an issued award change.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Amendment, AmendmentAction, AwardBooks, AwardEvent, AwardFunds, AwardTerms, DirectCost,
    ShareWaiver,
};
use crate::{identifier::AwardNumber, money::Money};

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
                effective_on,
                ..
            } => {
                self.funds.retained = *retained;
                self.costs.insert(
                    cost.clone(),
                    DirectCost {
                        category: *category,
                        amount: *amount,
                        effective_on: *effective_on,
                    },
                );
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
        match event {
            AwardEvent::AwardSupplemented {
                awarded,
                cost_share,
                ..
            }
            | AwardEvent::AwardReduced {
                awarded,
                cost_share,
                ..
            } => {
                self.funds.awarded = *awarded;
                terms.cost_share = *cost_share;
            }
            AwardEvent::AwardExtended { ends_on, .. } => {
                terms.project_period.ends_on = *ends_on;
                terms.budget_period.ends_on = *ends_on;
            }
            AwardEvent::AwardIssued { .. }
            | AwardEvent::AwardSuspended { .. }
            | AwardEvent::AwardResumed { .. }
            | AwardEvent::AwardClosed { .. }
            | AwardEvent::DirectCostRecorded { .. }
            | AwardEvent::SubAwardCommitmentRaised { .. }
            | AwardEvent::SubAwardCommitmentLowered { .. }
            | AwardEvent::SubAwardShareFell { .. }
            | AwardEvent::SubAwardShareRestored { .. }
            | AwardEvent::SubAwardShareWaived { .. } => {}
        }
        self.number = amendment.number.clone();
        self.amendments.push(amendment);
    }
}

fn amendment(event: &AwardEvent) -> Option<Amendment> {
    let (number, action, reason, effective_on) = match event {
        AwardEvent::AwardSupplemented {
            number,
            amount,
            reason,
            effective_on,
            ..
        } => (
            number,
            AmendmentAction::Supplement(*amount),
            reason,
            effective_on,
        ),
        AwardEvent::AwardReduced {
            number,
            amount,
            reason,
            effective_on,
            ..
        } => (
            number,
            AmendmentAction::Reduction(*amount),
            reason,
            effective_on,
        ),
        AwardEvent::AwardExtended {
            number,
            ends_on,
            reason,
            effective_on,
            ..
        } => (
            number,
            AmendmentAction::Extension(*ends_on),
            reason,
            effective_on,
        ),
        AwardEvent::AwardIssued { .. }
        | AwardEvent::AwardSuspended { .. }
        | AwardEvent::AwardResumed { .. }
        | AwardEvent::AwardClosed { .. }
        | AwardEvent::DirectCostRecorded { .. }
        | AwardEvent::SubAwardCommitmentRaised { .. }
        | AwardEvent::SubAwardCommitmentLowered { .. }
        | AwardEvent::SubAwardShareFell { .. }
        | AwardEvent::SubAwardShareRestored { .. }
        | AwardEvent::SubAwardShareWaived { .. } => return None,
    };
    Some(Amendment {
        number: number.clone(),
        action,
        reason: reason.clone(),
        effective_on: *effective_on,
    })
}
