//! Which remittances there are.

use almoner_domain::{
    id::{OrganizationId, PaymentId},
    identifier::Fain,
    money::Money,
};
use sqlx::Row;

use super::RemittanceHeaderRow;
use crate::{
    payments::PaymentStatus,
    read::{Cursor, Page, Paged, ReadError, View, as_of},
    table::{Cell, Record},
};

/// Which remittances are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemittanceFilter {
    /// Of a payment.
    pub payment: Option<PaymentId>,
    /// To a sub-awardee.
    pub sub_awardee: Option<OrganizationId>,
    /// Of an award.
    pub award: Option<Fain>,
    /// Whose payment stands there.
    pub status: Option<PaymentStatus>,
}

/// What a payment pays one sub-awardee, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemittanceRow {
    /// The payment, as the sub-awardee may know it.
    pub header: RemittanceHeaderRow,
    /// Who is paid.
    pub sub_awardee: OrganizationId,
    /// How many claims.
    pub claim_count: i64,
    /// What they are paid.
    pub claims: Money,
}

impl View {
    /// What payments pay to sub-awardees, by payment and sub-awardee: for a sub-awardee its own.
    pub async fn remittances(
        &self,
        filter: &RemittanceFilter,
        page: &Page,
    ) -> Result<Paged<RemittanceRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after.map(|[payment, _]| payment))
            .bind(after.map(|[_, sub_awardee]| sub_awardee))
            .bind(filter.payment.as_ref().map(PaymentId::as_str))
            .bind(filter.sub_awardee.as_ref().map(OrganizationId::as_str))
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.status.map(PaymentStatus::code));
        let rows = self.rows(query).await?;
        let rows = rows
            .iter()
            .map(|row| {
                Ok(RemittanceRow {
                    header: RemittanceHeaderRow::read(row)?,
                    sub_awardee: Cell::read(row, "sub_awardee")?,
                    claim_count: row.try_get("claim_count")?,
                    claims: Cell::read(row, "claims")?,
                })
            })
            .collect::<Result<Vec<_>, ReadError>>()?;
        Ok(page.of(rows, |row: &RemittanceRow| {
            Cursor::of(&[row.header.payment.as_str(), row.sub_awardee.as_str()])
        }))
    }
}

const LIST: &str = "
SELECT h.*, i.sub_awardee, i.claim_count, i.claims
FROM remittance_headers h
CROSS JOIN LATERAL (
    SELECT sub_awardee, count(*) AS claim_count, sum(amount) AS claims
    FROM payment_claims
    WHERE payment = h.payment AND valid_from <= $1 AND valid_to > $1
    GROUP BY sub_awardee
) AS i
WHERE h.valid_from <= $1 AND h.valid_to > $1
  AND ($3::text IS NULL OR (h.payment, i.sub_awardee) > ($3, $4))
  AND ($5::text IS NULL OR h.payment = $5)
  AND ($6::text IS NULL OR i.sub_awardee = $6)
  AND ($7::text IS NULL OR h.award = $7)
  AND ($8::text IS NULL OR h.status = $8)
ORDER BY h.payment, i.sub_awardee LIMIT $2";
