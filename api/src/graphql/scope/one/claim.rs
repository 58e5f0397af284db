//! What belongs to a claim, or to what pays it.

use std::sync::Arc;

use almoner_domain::id::{ClaimId, OrganizationId, PaymentId, SubAwardId};
use almoner_projections::claims::ClaimFindingRow;

use super::super::{
    Scope,
    key::{AdjustmentsOf, FindingsOf, LinesOf, StandingsOf},
};
use crate::graphql::{
    claim::{ClaimLine, Finding},
    error::TopError,
    remittance::RemittanceAdvice,
    standing::ClaimStanding,
};

impl Scope {
    /// The lines of a claim, with their adjustments.
    pub(crate) async fn claim_lines(&self, id: &ClaimId) -> Result<Vec<ClaimLine>, TopError> {
        let lines = self.0.rows.load_one(LinesOf(id.clone())).await?;
        let adjustments = self.0.rows.load_one(AdjustmentsOf(id.clone())).await?;
        let adjustments = adjustments.as_deref().unwrap_or_default();
        let findings = self.0.rows.load_one(FindingsOf(id.clone())).await?;
        let findings = findings.as_deref().unwrap_or_default();
        let lines = lines.iter().flat_map(|lines| lines.iter());
        Ok(lines
            .map(|row| ClaimLine {
                row: row.clone(),
                adjustments: adjustments
                    .iter()
                    .filter(|adjustment| adjustment.line == row.number)
                    .cloned()
                    .collect(),
                findings: findings.to_vec(),
            })
            .collect())
    }

    /// What adjudication found.
    pub(crate) async fn claim_findings(&self, id: &ClaimId) -> Result<Vec<Finding>, TopError> {
        let rows = self.claim_finding_rows(id).await?;
        let rows = rows.iter().cloned();
        Ok(rows.map(|row| Finding { row }).collect())
    }

    /// What adjudication found, as it is kept.
    pub(crate) async fn claim_finding_rows(
        &self,
        id: &ClaimId,
    ) -> Result<Arc<[ClaimFindingRow]>, TopError> {
        let rows = self.0.rows.load_one(FindingsOf(id.clone())).await?;
        Ok(rows.unwrap_or_else(|| Arc::from([])))
    }

    /// The claims of a sub-award, counted by where they stand.
    pub(crate) async fn claim_standings(
        &self,
        id: &SubAwardId,
    ) -> Result<Vec<ClaimStanding>, TopError> {
        let rows = self.0.rows.load_one(StandingsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClaimStanding { row }).collect())
    }

    /// What a payment pays a sub-awardee.
    pub(crate) async fn remittance_advice(
        &self,
        payment: &PaymentId,
        sub_awardee: &OrganizationId,
    ) -> Result<Option<RemittanceAdvice>, TopError> {
        let found = self.view().remittance_advice(payment, sub_awardee).await?;
        Ok(found.map(|advice| RemittanceAdvice {
            advice: Arc::new(advice),
            scope: self.clone(),
        }))
    }
}
