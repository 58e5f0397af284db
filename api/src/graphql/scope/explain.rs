//! The decision of a claim, read back from the journal for whoever sees the claim.

use almoner_domain::{
    claim::{ClaimEvent, explain},
    id::ClaimId,
    ledger::{Event, StreamId},
};
use almoner_projections::{audit_trail::AuditFilter, read::Page};

use super::Scope;
use crate::graphql::{claim::ClaimExplanation, error::TopError};

impl Scope {
    /// Why a claim that the caller sees came out as it did; none before it was adjudicated.
    pub(crate) async fn claim_explanation(
        &self,
        claim: &ClaimId,
    ) -> Result<Option<ClaimExplanation>, TopError> {
        let submitted = match self.last_claim_event(claim, "ClaimSubmitted").await? {
            Some(submitted) => Some(submitted),
            None => {
                self.last_claim_event(claim, "ClaimReplacementSubmitted")
                    .await?
            }
        };
        let adjudicated = self.last_claim_event(claim, "ClaimAdjudicated").await?;
        match (submitted, adjudicated) {
            (Some(submitted), Some(adjudicated)) => self.explained(&submitted, &adjudicated).await,
            (None, _) | (_, None) => Ok(None),
        }
    }

    /// Explains a decision by the rule set that it names.
    pub(crate) async fn explained(
        &self,
        submitted: &ClaimEvent,
        adjudicated: &ClaimEvent,
    ) -> Result<Option<ClaimExplanation>, TopError> {
        let (
            ClaimEvent::ClaimSubmitted { programme, .. }
            | ClaimEvent::ClaimReplacementSubmitted { programme, .. },
            ClaimEvent::ClaimAdjudicated { rule_set, .. },
        ) = (submitted, adjudicated)
        else {
            return Ok(None);
        };
        let rule_sets = self.rule_sets(programme).await?;
        let applied = rule_sets
            .into_iter()
            .map(|rules| rules.row)
            .find(|row| row.version == *rule_set);
        Ok(applied.and_then(|rules| {
            explain(submitted, adjudicated, &rules.rules)
                .map(|told| ClaimExplanation { told, rules })
        }))
    }

    async fn last_claim_event(
        &self,
        claim: &ClaimId,
        event_type: &str,
    ) -> Result<Option<ClaimEvent>, TopError> {
        let filter = AuditFilter {
            stream: Some(StreamId::claim(claim)),
            event_type: Some(event_type.to_owned()),
            newest_first: true,
            ..AuditFilter::default()
        };
        let found = self
            .view()
            .audit_trail(&filter, &Page::try_new(1, None)?)
            .await?;
        let Some(row) = found.rows.first() else {
            return Ok(None);
        };
        let Some(record) = self.record(row.position).await? else {
            return Ok(None);
        };
        let Event::Claim(event) = record.event()? else {
            return Ok(None);
        };
        Ok(Some(event))
    }
}
