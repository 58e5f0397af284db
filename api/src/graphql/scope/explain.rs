//! The decision of a claim and what became of it, read back from the journal for whoever sees the claim.

use almoner_domain::{
    claim::{ClaimEvent, explain},
    id::ClaimId,
    ledger::{Event, StreamId},
};
use almoner_projections::{audit_trail::AuditFilter, read::Page};
use futures::future::try_join_all;

use super::Scope;
use crate::graphql::{
    claim::{ClaimDecision, ClaimExplanation},
    error::TopError,
};

/// The most events of a claim that are read: more than the life of any claim has.
const EVENTS_MAX: u32 = 100;

impl Scope {
    /// Why a claim that the caller sees came out as it did; none before it was adjudicated.
    pub(crate) async fn claim_explanation(
        &self,
        claim: &ClaimId,
    ) -> Result<Option<ClaimExplanation>, TopError> {
        self.explained(&self.claim_history(claim).await?).await
    }

    /// Every decision of adjudication about a claim that the caller sees, oldest first, each explained as it was made.
    pub(crate) async fn claim_decisions(
        &self,
        claim: &ClaimId,
    ) -> Result<Vec<ClaimDecision>, TopError> {
        let history = self.claim_history(claim).await?;
        let mut told = Vec::new();
        for (at, event) in history.iter().enumerate() {
            if let ClaimEvent::ClaimAdjudicated { .. } | ClaimEvent::ClaimReadjudicated { .. } =
                event
            {
                told.push(ClaimDecision {
                    decided: event.clone(),
                    explanation: self.explained(&history[..=at]).await?,
                });
            }
        }
        Ok(told)
    }

    /// Explains a claim from its events, by the rule set that its decision names.
    pub(crate) async fn explained(
        &self,
        history: &[ClaimEvent],
    ) -> Result<Option<ClaimExplanation>, TopError> {
        let programme = history.iter().find_map(|event| {
            if let ClaimEvent::ClaimSubmitted { programme, .. }
            | ClaimEvent::ClaimReplacementSubmitted { programme, .. } = event
            {
                Some(programme)
            } else {
                None
            }
        });
        let version = history.iter().rev().find_map(|event| {
            if let ClaimEvent::ClaimAdjudicated { rule_set, .. }
            | ClaimEvent::ClaimReadjudicated { rule_set, .. } = event
            {
                Some(*rule_set)
            } else {
                None
            }
        });
        let (Some(programme), Some(version)) = (programme, version) else {
            return Ok(None);
        };
        let rule_sets = self.rule_sets(programme).await?;
        let applied = rule_sets
            .into_iter()
            .map(|rules| rules.row)
            .find(|row| row.version == version);
        Ok(applied.and_then(|rules| {
            explain(history, &rules.rules).map(|told| ClaimExplanation { told, rules })
        }))
    }

    /// The events of a claim, in order, as of the moment.
    async fn claim_history(&self, claim: &ClaimId) -> Result<Vec<ClaimEvent>, TopError> {
        let filter = AuditFilter {
            stream: Some(StreamId::claim(claim)),
            ..AuditFilter::default()
        };
        let found = self
            .view()
            .audit_trail(&filter, &Page::try_new(EVENTS_MAX, None)?)
            .await?;
        let records = found.rows.iter().map(|row| self.record(row.position));
        let mut history = Vec::new();
        for record in try_join_all(records).await?.into_iter().flatten() {
            if let Event::Claim(event) = record.event()? {
                history.push(event);
            }
        }
        Ok(history)
    }
}
