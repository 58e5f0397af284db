//! Questions about program income.

use almoner_domain::identifier::Fain;

use super::{AwardIncomeEntryRow, AwardIncomeRow};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which entries are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomeFilter {
    /// Of an award.
    pub award: Option<Fain>,
}

impl View {
    /// The program income of these awards, in no order; an award without any is left out.
    pub async fn award_incomes(&self, awards: &[Fain]) -> Result<Vec<AwardIncomeRow>, ReadError> {
        let ids: Vec<&str> = awards.iter().map(Fain::as_str).collect();
        self.records(as_of(self, INCOMES).bind(ids)).await
    }

    /// What was earned and spent, by award and id.
    pub async fn award_income_entries(
        &self,
        filter: &IncomeFilter,
        page: &Page,
    ) -> Result<Paged<AwardIncomeEntryRow>, ReadError> {
        let after = page.after::<2>()?;
        let query = as_of(self, ENTRIES)
            .bind(page.limit())
            .bind(after.map(|[award, _]| award))
            .bind(after.map(|[_, income]| income))
            .bind(filter.award.as_ref().map(Fain::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &AwardIncomeEntryRow| {
            Cursor::of(&[row.award.as_str(), row.income.as_str()])
        }))
    }
}

const INCOMES: &str = "
SELECT * FROM award_incomes WHERE award = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const ENTRIES: &str = "
SELECT * FROM award_income_entries
WHERE valid_from <= $1 AND valid_to > $1
  AND ($3::text IS NULL OR (award, income) > ($3, $4))
  AND ($5::text IS NULL OR award = $5)
ORDER BY award, income LIMIT $2";
