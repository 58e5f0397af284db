//! The claims that wait for somebody, oldest first.

use almoner_domain::{id::SubAwardId, identifier::Fain};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use super::{ClaimRow, ClaimStatus};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which claims wait; what is absent does not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorklistFilter {
    /// That were received on this day or before it, in UTC.
    pub received_by: NaiveDate,
    /// Of an award.
    pub award: Option<Fain>,
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// Payable or pended; both, without it.
    pub status: Option<ClaimStatus>,
}

impl View {
    /// The claims that wait for an officer or for funds, by the instant of their receipt.
    pub async fn worklist(
        &self,
        filter: &WorklistFilter,
        page: &Page,
    ) -> Result<Paged<ClaimRow>, ReadError> {
        let after = page.after::<2>()?;
        let since: Option<DateTime<Utc>> = after
            .map(|[received_at, _]| received_at.parse())
            .transpose()
            .map_err(|_| ReadError::Cursor)?;
        let before = filter
            .received_by
            .succ_opt()
            .map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc());
        let query = as_of(self, WORKLIST)
            .bind(page.limit())
            .bind(since)
            .bind(after.map(|[_, claim]| claim))
            .bind(before)
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.status.map(ClaimStatus::code));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &ClaimRow| {
            let received_at = row.received_at.to_rfc3339_opts(SecondsFormat::Micros, true);
            Cursor::of(&[&received_at, row.claim.as_str()])
        }))
    }
}

/// What is valid now comes in its order from an index of what is open; what has changed since the position that is
/// asked about comes besides.
const WORKLIST: &str = "
SELECT * FROM (
  (SELECT * FROM claims
   WHERE status IN ('PAYABLE', 'PENDED') AND valid_to = 9223372036854775807 AND valid_from <= $1
     AND ($3::timestamptz IS NULL OR (received_at, claim) > ($3, $4))
     AND received_at < $5
     AND ($6::text IS NULL OR award = $6) AND ($7::text IS NULL OR sub_award = $7)
     AND ($8::text IS NULL OR status = $8)
   ORDER BY received_at, claim LIMIT $2)
  UNION ALL
  (SELECT * FROM claims
   WHERE status IN ('PAYABLE', 'PENDED') AND valid_to > $1 AND valid_to < 9223372036854775807 AND valid_from <= $1
     AND ($3::timestamptz IS NULL OR (received_at, claim) > ($3, $4))
     AND received_at < $5
     AND ($6::text IS NULL OR award = $6) AND ($7::text IS NULL OR sub_award = $7)
     AND ($8::text IS NULL OR status = $8)
   ORDER BY received_at, claim LIMIT $2)
) AS waiting
ORDER BY received_at, claim LIMIT $2";
