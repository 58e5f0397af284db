//! How the claims of a sub-award stand, and what was taken off them.

use almoner_domain::{
    id::{ClaimId, SubAwardId},
    money::Money,
};

use super::{ClaimAdjustmentRow, ClaimStatus};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};
use crate::table::Cell;

/// The claims of a sub-award that stand in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimStanding {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Where they stand.
    pub status: ClaimStatus,
    /// How many there are.
    pub count: i64,
    /// The sum billed.
    pub billed: Money,
    /// The sum of all adjustments.
    pub adjusted: Money,
    /// What is, or was, to be paid.
    pub payable: Money,
}

impl View {
    /// How the claims of these sub-awards stand, by sub-award and status. Only claims that the viewer sees count.
    pub async fn claim_standings(
        &self,
        sub_awards: &[SubAwardId],
    ) -> Result<Vec<ClaimStanding>, ReadError> {
        let ids: Vec<&str> = sub_awards.iter().map(SubAwardId::as_str).collect();
        let rows = self.rows(as_of(self, STANDINGS).bind(ids)).await?;
        rows.iter()
            .map(|row| {
                Ok(ClaimStanding {
                    sub_award: SubAwardId::read(row, "sub_award")?,
                    status: ClaimStatus::read(row, "status")?,
                    count: i64::read(row, "count")?,
                    billed: Money::read(row, "billed")?,
                    adjusted: Money::read(row, "adjusted")?,
                    payable: Money::read(row, "payable")?,
                })
            })
            .collect()
    }

    /// What was taken off the claims of a sub-award, by claim and in the order in which it was taken off. Claims that
    /// were replaced or voided are left out: nothing is to be mended in them.
    pub async fn claim_reductions(
        &self,
        sub_award: &SubAwardId,
        page: &Page,
    ) -> Result<Paged<ClaimAdjustmentRow>, ReadError> {
        let after = page.after::<2>()?;
        let entry: Option<i64> = after
            .map(|[_, entry]| entry.parse())
            .transpose()
            .map_err(|_| ReadError::Cursor)?;
        let query = as_of(self, REDUCTIONS)
            .bind(page.limit())
            .bind(after.map(|[claim, _]| claim))
            .bind(entry)
            .bind(sub_award.as_str());
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &ClaimAdjustmentRow| {
            Cursor::of(&[ClaimId::as_str(&row.claim), &row.entry.to_string()])
        }))
    }
}

const STANDINGS: &str = "
SELECT sub_award, status, count(*) AS count, sum(billed) AS billed, sum(adjusted) AS adjusted, sum(payable) AS payable
FROM claims
WHERE sub_award = ANY($2) AND valid_from <= $1 AND valid_to > $1
GROUP BY sub_award, status ORDER BY sub_award, status";

const REDUCTIONS: &str = "
SELECT a.* FROM claims AS c
JOIN claim_adjustments AS a ON a.claim = c.claim AND a.valid_from <= $1 AND a.valid_to > $1
WHERE c.sub_award = $5 AND c.valid_from <= $1 AND c.valid_to > $1
  AND c.status IN ('PAYABLE', 'PENDED', 'DENIED', 'APPROVED', 'SCHEDULED', 'PAID')
  AND ($3::text IS NULL OR (a.claim, a.entry) > ($3, $4))
ORDER BY a.claim, a.entry LIMIT $2";
