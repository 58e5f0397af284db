//! What others than the federal government contribute: recorded once, on a document of its own, never from federal money.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Award, AwardBooks, AwardError, AwardEvent, MatchError, MatchEvent, MatchKind,
    decide::{Decided, positive},
};
use crate::{
    id::ContributionId,
    ledger::{RecordMatch, ReverseMatch},
    measure::DocumentDigest,
    money::Money,
    period::not_before,
    text::Reason,
};

/// The contributions to an award.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contributions {
    /// All that stand.
    pub recorded: Money,
    /// Every one, reversed or not.
    pub all: BTreeMap<ContributionId, Contribution>,
}

/// A contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// Cash, or in kind.
    pub kind: MatchKind,
    /// How much.
    pub amount: Money,
    /// The document that shows it.
    pub document: DocumentDigest,
    /// The accounting date.
    pub effective_on: NaiveDate,
    /// Why it no longer counts, and since when.
    pub reversed: Option<(Reason, NaiveDate)>,
}

impl Contributions {
    /// The contribution that stands on a document.
    pub fn standing_on(&self, document: &DocumentDigest) -> Option<&ContributionId> {
        self.all
            .iter()
            .find(|(_, held)| held.reversed.is_none() && held.document == *document)
            .map(|(id, _)| id)
    }

    pub(super) fn evolve(&mut self, event: &MatchEvent) {
        match event {
            MatchEvent::MatchRecorded {
                contribution,
                kind,
                amount,
                document,
                recorded,
                effective_on,
                ..
            } => {
                self.recorded = *recorded;
                let made = Contribution {
                    kind: *kind,
                    amount: *amount,
                    document: document.clone(),
                    effective_on: *effective_on,
                    reversed: None,
                };
                self.all.insert(contribution.clone(), made);
            }
            MatchEvent::MatchReversed {
                contribution,
                recorded,
                reason,
                effective_on,
                ..
            } => {
                self.recorded = *recorded;
                if let Some(held) = self.all.get_mut(contribution) {
                    held.reversed = Some((reason.clone(), *effective_on));
                }
            }
        }
    }
}

impl Award {
    pub(super) fn record_match(&self, input: &RecordMatch, received_on: NaiveDate) -> Decided {
        let asked = Contribution {
            kind: input.kind,
            amount: input.amount,
            document: input.document.clone(),
            effective_on: input.effective_on,
            reversed: None,
        };
        let held = self
            .books()
            .and_then(|books| books.contributions.all.get(&input.contribution));
        match held {
            Some(held) if *held == asked && !input.paid_by_federal_funds => return Ok(Vec::new()),
            Some(_) => {
                return Err(AwardError::Match(MatchError::MatchAlreadyRecorded {
                    contribution: input.contribution.clone(),
                }));
            }
            None => {}
        }
        let books = self.open(&input.award)?;
        if books.terms.cost_share.is_none() {
            return Err(AwardError::Match(MatchError::MatchNotRequired));
        }
        books.dated(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.project_period.starts_on)?;
        positive(input.amount)?;
        if input.paid_by_federal_funds {
            return Err(AwardError::Match(MatchError::MatchPaidByFederalFunds));
        }
        books.is_fresh_evidence(&input.document)?;
        let contributions = &books.contributions;
        Ok(vec![AwardEvent::Match(MatchEvent::MatchRecorded {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            contribution: input.contribution.clone(),
            kind: input.kind,
            amount: input.amount,
            document: input.document.clone(),
            recorded: contributions
                .recorded
                .plus(input.amount)
                .ok_or(AwardError::AmountOutOfRange)?,
            effective_on: input.effective_on,
        })])
    }

    pub(super) fn reverse_match(
        &self,
        input: &ReverseMatch,
        final_report_on: Option<NaiveDate>,
        received_on: NaiveDate,
    ) -> Decided {
        let books = self.issued(&input.award)?;
        let unknown = AwardError::Match(MatchError::UnknownContribution {
            contribution: input.contribution.clone(),
        });
        let contributions = &books.contributions;
        let held = contributions.all.get(&input.contribution).ok_or(unknown)?;
        match &held.reversed {
            Some((reason, on)) if *reason == input.reason && *on == input.effective_on => {
                return Ok(Vec::new());
            }
            Some((_, on)) => {
                return Err(AwardError::Match(MatchError::MatchAlreadyReversed {
                    on: *on,
                }));
            }
            None => {}
        }
        self.within_retention(final_report_on, received_on)?;
        books.dated(input.effective_on, received_on)?;
        not_before(input.effective_on, held.effective_on)?;
        Ok(vec![AwardEvent::Match(MatchEvent::MatchReversed {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            contribution: input.contribution.clone(),
            amount: held.amount,
            recorded: contributions.recorded.less(held.amount),
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        })])
    }
}

impl AwardBooks {
    /// A document shows one contribution, and no cost.
    fn is_fresh_evidence(&self, document: &DocumentDigest) -> Result<(), AwardError> {
        if let Some(contribution) = self.contributions.standing_on(document) {
            return Err(AwardError::Match(MatchError::MatchEvidenceUsed {
                contribution: contribution.clone(),
            }));
        }
        if let Some(income) = self.income.standing_on(document) {
            return Err(AwardError::Match(MatchError::MatchEvidenceIsIncome {
                income: income.clone(),
            }));
        }
        let cost = self
            .costs
            .iter()
            .find(|(_, cost)| cost.reversed.is_none() && cost.document.as_ref() == Some(document));
        match cost {
            Some((cost, _)) => Err(AwardError::Match(MatchError::MatchEvidenceIsCost {
                cost: cost.clone(),
            })),
            None => Ok(()),
        }
    }
}
