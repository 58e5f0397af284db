//! Questions about claims.

use almoner_domain::{
    id::{ClaimId, ClientCode, OrganizationId, SubAwardId},
    identifier::Fain,
    period::Month,
};

use super::{ClaimAdjustmentRow, ClaimFindingRow, ClaimLineRow, ClaimRow, ClaimStatus};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which claims are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Of an award.
    pub award: Option<Fain>,
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// Of a sub-awardee.
    pub organization: Option<OrganizationId>,
    /// For a client.
    pub client: Option<ClientCode>,
    /// That stand there.
    pub status: Option<ClaimStatus>,
    /// For a month of service.
    pub month: Option<Month>,
}

impl View {
    /// A claim.
    pub async fn claim(&self, claim: &ClaimId) -> Result<Option<ClaimRow>, ReadError> {
        Ok(self
            .claims_by_ids(std::slice::from_ref(claim))
            .await?
            .into_iter()
            .next())
    }

    /// Claims of these ids, in no order.
    pub async fn claims_by_ids(&self, claims: &[ClaimId]) -> Result<Vec<ClaimRow>, ReadError> {
        self.records(as_of(self, BY_IDS).bind(texts(claims))).await
    }

    /// Claims, by id.
    pub async fn claims(
        &self,
        filter: &ClaimFilter,
        page: &Page,
    ) -> Result<Paged<ClaimRow>, ReadError> {
        let after = page.after::<1>()?.map(|[id]| id);
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after)
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.organization.as_ref().map(OrganizationId::as_str))
            .bind(filter.client.as_ref().map(ClientCode::as_str))
            .bind(filter.status.map(ClaimStatus::code))
            .bind(filter.month.map(|month| month.to_string()));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &ClaimRow| Cursor::of(&[row.claim.as_str()])))
    }

    /// The lines of a claim, by number.
    pub async fn claim_lines(&self, claim: &ClaimId) -> Result<Vec<ClaimLineRow>, ReadError> {
        self.claim_lines_by_claims(std::slice::from_ref(claim))
            .await
    }

    /// The lines of these claims, by claim and number.
    pub async fn claim_lines_by_claims(
        &self,
        claims: &[ClaimId],
    ) -> Result<Vec<ClaimLineRow>, ReadError> {
        self.records(as_of(self, LINES).bind(texts(claims))).await
    }

    /// The adjustments of a claim, in the order in which they were made.
    pub async fn claim_adjustments(
        &self,
        claim: &ClaimId,
    ) -> Result<Vec<ClaimAdjustmentRow>, ReadError> {
        self.claim_adjustments_by_claims(std::slice::from_ref(claim))
            .await
    }

    /// The adjustments of these claims, by claim and in the order in which they were made.
    pub async fn claim_adjustments_by_claims(
        &self,
        claims: &[ClaimId],
    ) -> Result<Vec<ClaimAdjustmentRow>, ReadError> {
        self.records(as_of(self, ADJUSTMENTS).bind(texts(claims)))
            .await
    }

    /// The findings of a claim's adjudication, in the order of the edits.
    pub async fn claim_findings(&self, claim: &ClaimId) -> Result<Vec<ClaimFindingRow>, ReadError> {
        self.claim_findings_by_claims(std::slice::from_ref(claim))
            .await
    }

    /// The findings of these claims' adjudications, by claim and in the order of the edits.
    pub async fn claim_findings_by_claims(
        &self,
        claims: &[ClaimId],
    ) -> Result<Vec<ClaimFindingRow>, ReadError> {
        self.records(as_of(self, FINDINGS).bind(texts(claims)))
            .await
    }
}

fn texts(claims: &[ClaimId]) -> Vec<&str> {
    claims.iter().map(ClaimId::as_str).collect()
}

const BY_IDS: &str = "
SELECT * FROM claims WHERE claim = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM claims
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR claim > $3)
  AND ($4::text IS NULL OR award = $4)
  AND ($5::text IS NULL OR sub_award = $5)
  AND ($6::text IS NULL OR organization = $6)
  AND ($7::text IS NULL OR client = $7)
  AND ($8::text IS NULL OR status = $8)
  AND ($9::text IS NULL OR service_month = $9)
ORDER BY claim LIMIT $2";

const LINES: &str = "
SELECT * FROM claim_lines
WHERE claim = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY claim, number";

const ADJUSTMENTS: &str = "
SELECT * FROM claim_adjustments
WHERE claim = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY claim, entry";

const FINDINGS: &str = "
SELECT * FROM claim_findings
WHERE claim = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY claim, entry";
