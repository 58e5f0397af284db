//! Questions about payments.

use almoner_domain::{
    id::{ClaimId, OrganizationId, PaymentId, SubAwardId},
    identifier::Fain,
    money::Money,
};

use super::{PaymentClaimRow, PaymentOffsetRow, PaymentRow, PaymentStatus};
use crate::{
    read::{Cursor, Page, Paged, ReadError, View, as_of},
    table::Cell,
};

/// Which payments are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    /// Of an award.
    pub award: Option<Fain>,
    /// Of a prime.
    pub grantee: Option<OrganizationId>,
    /// That stand there.
    pub status: Option<PaymentStatus>,
}

/// Which claims of payments are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentClaimFilter {
    /// Of a payment.
    pub payment: Option<PaymentId>,
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// Paid to a sub-awardee.
    pub sub_awardee: Option<OrganizationId>,
    /// The claim itself.
    pub claim: Option<ClaimId>,
}

/// Which offsets are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentOffsetFilter {
    /// Of a payment.
    pub payment: Option<PaymentId>,
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// Of a sub-awardee.
    pub sub_awardee: Option<OrganizationId>,
}

impl View {
    /// What payments withhold of what is owed back, by payment and sub-award.
    pub async fn payment_offsets(
        &self,
        filter: &PaymentOffsetFilter,
        page: &Page,
    ) -> Result<Paged<PaymentOffsetRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, OFFSETS)
            .bind(page.limit())
            .bind(after.map(|[payment, _]| payment))
            .bind(after.map(|[_, sub_award]| sub_award))
            .bind(filter.payment.as_ref().map(PaymentId::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.sub_awardee.as_ref().map(OrganizationId::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &PaymentOffsetRow| {
            Cursor::of(&[row.payment.as_str(), row.sub_award.as_str()])
        }))
    }

    /// What a payment withholds in all: its claims less this goes out.
    pub async fn payment_offset_total(&self, payment: &PaymentId) -> Result<Money, ReadError> {
        let rows = self
            .rows(as_of(self, OFFSET_TOTAL).bind(payment.as_str()))
            .await?;
        let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
        Ok(Cell::read(row, "withheld")?)
    }

    /// A payment.
    pub async fn payment(&self, payment: &PaymentId) -> Result<Option<PaymentRow>, ReadError> {
        Ok(self
            .payments_by_ids(std::slice::from_ref(payment))
            .await?
            .into_iter()
            .next())
    }

    /// Payments of these ids, in no order.
    pub async fn payments_by_ids(
        &self,
        payments: &[PaymentId],
    ) -> Result<Vec<PaymentRow>, ReadError> {
        let ids: Vec<&str> = payments.iter().map(PaymentId::as_str).collect();
        self.records(as_of(self, BY_IDS).bind(ids)).await
    }

    /// Payments, by id.
    pub async fn payments(
        &self,
        filter: &PaymentFilter,
        page: &Page,
    ) -> Result<Paged<PaymentRow>, ReadError> {
        let after = page.after::<1>()?.map(|[id]| id);
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after)
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.grantee.as_ref().map(OrganizationId::as_str))
            .bind(filter.status.map(PaymentStatus::code));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &PaymentRow| Cursor::of(&[row.payment.as_str()])))
    }

    /// The claims of a payment, by id: for a sub-awardee its own, which are its remittance.
    pub async fn payment_claims(
        &self,
        filter: &PaymentClaimFilter,
        page: &Page,
    ) -> Result<Paged<PaymentClaimRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, ITEMS)
            .bind(page.limit())
            .bind(after.map(|[payment, _]| payment))
            .bind(after.map(|[_, claim]| claim))
            .bind(filter.payment.as_ref().map(PaymentId::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.sub_awardee.as_ref().map(OrganizationId::as_str))
            .bind(filter.claim.as_ref().map(ClaimId::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &PaymentClaimRow| {
            Cursor::of(&[row.payment.as_str(), row.claim.as_str()])
        }))
    }
}

const BY_IDS: &str = "
SELECT * FROM payments WHERE payment = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM payments
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR payment > $3)
  AND ($4::text IS NULL OR award = $4)
  AND ($5::text IS NULL OR grantee = $5)
  AND ($6::text IS NULL OR status = $6)
ORDER BY payment LIMIT $2";

const ITEMS: &str = "
SELECT * FROM payment_claims
WHERE valid_from <= $1 AND valid_to > $1
  AND ($3::text IS NULL OR (payment, claim) > ($3, $4))
  AND ($5::text IS NULL OR payment = $5)
  AND ($6::text IS NULL OR sub_award = $6)
  AND ($7::text IS NULL OR sub_awardee = $7)
  AND ($8::text IS NULL OR claim = $8)
ORDER BY payment, claim LIMIT $2";

const OFFSET_TOTAL: &str = "
SELECT coalesce(sum(amount), 0) AS withheld FROM payment_offsets
WHERE payment = $2 AND valid_from <= $1 AND valid_to > $1";

const OFFSETS: &str = "
SELECT * FROM payment_offsets
WHERE valid_from <= $1 AND valid_to > $1
  AND ($3::text IS NULL OR (payment, sub_award) > ($3, $4))
  AND ($5::text IS NULL OR payment = $5)
  AND ($6::text IS NULL OR sub_award = $6)
  AND ($7::text IS NULL OR sub_awardee = $7)
ORDER BY payment, sub_award LIMIT $2";
