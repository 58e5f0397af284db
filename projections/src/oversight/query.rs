//! Questions about the files of awards.

use almoner_domain::{id::SubAwardId, identifier::Fain};

use super::OversightEntryRow;
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which findings are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// About an award, or anything under it.
    pub award: Option<Fain>,
    /// About a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// Open ones, or resolved ones.
    pub open: Option<bool>,
}

impl View {
    /// All entries of these awards, by name.
    pub async fn oversight_of_awards(
        &self,
        awards: &[Fain],
    ) -> Result<Vec<OversightEntryRow>, ReadError> {
        let ids: Vec<&str> = awards.iter().map(Fain::as_str).collect();
        self.records(as_of(self, BY_AWARDS).bind(ids)).await
    }

    /// Findings, by award and name.
    pub async fn findings(
        &self,
        filter: &FindingFilter,
        page: &Page,
    ) -> Result<Paged<OversightEntryRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, FINDINGS)
            .bind(page.limit())
            .bind(after.map(|[award, _]| award))
            .bind(after.map(|[_, entry]| entry))
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.open);
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &OversightEntryRow| {
            Cursor::of(&[row.award.as_str(), &row.entry])
        }))
    }
}

const BY_AWARDS: &str = "
SELECT * FROM oversight_entries
WHERE award = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY award, entry";

const FINDINGS: &str = "
SELECT * FROM oversight_entries
WHERE valid_from <= $1 AND valid_to > $1 AND kind = 'FINDING'
  AND ($3::text IS NULL OR (award, entry) > ($3, $4))
  AND ($5::text IS NULL OR award = $5)
  AND ($6::text IS NULL OR sub_award = $6)
  AND ($7::boolean IS NULL OR (done_on IS NULL) = $7)
ORDER BY award, entry LIMIT $2";
