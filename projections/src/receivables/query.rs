//! Questions about what is owed back.

use almoner_domain::id::{ClaimId, SubAwardId};

use super::ReceivableEntryRow;
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which movements are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReceivableFilter {
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// About a claim.
    pub claim: Option<ClaimId>,
}

impl View {
    /// What moved what is owed back, by sub-award, in order.
    pub async fn receivable_entries(
        &self,
        filter: &ReceivableFilter,
        page: &Page,
    ) -> Result<Paged<ReceivableEntryRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after.map(|[sub_award, _]| sub_award))
            .bind(after.map(|[_, entry]| entry))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.claim.as_ref().map(ClaimId::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &ReceivableEntryRow| {
            Cursor::of(&[row.sub_award.as_str(), &row.entry.to_string()])
        }))
    }
}

const LIST: &str = "
SELECT * FROM receivable_entries
WHERE valid_from <= $1 AND valid_to > $1
  AND ($3::text IS NULL OR (sub_award, entry) > ($3, $4::bigint))
  AND ($5::text IS NULL OR sub_award = $5)
  AND ($6::text IS NULL OR claim = $6)
ORDER BY sub_award, entry LIMIT $2";
