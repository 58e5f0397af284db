//! Questions about actions.

use almoner_domain::identifier::Fain;

use super::AwardActionRow;
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

impl View {
    /// What was done with an award, in the order of the journal.
    pub async fn award_actions(
        &self,
        award: &Fain,
        page: &Page,
    ) -> Result<Paged<AwardActionRow>, ReadError> {
        let after = page
            .after::<1>()?
            .map(|[position]| position.parse::<i64>())
            .transpose()
            .map_err(|_| ReadError::Cursor)?;
        let query = as_of(self, BY_AWARD)
            .bind(page.limit())
            .bind(after)
            .bind(award.as_str());
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &AwardActionRow| {
            Cursor::of(&[&row.position.to_string()])
        }))
    }
}

const BY_AWARD: &str = "
SELECT * FROM award_actions
WHERE award = $4 AND position <= $1 AND ($3::bigint IS NULL OR position > $3)
ORDER BY position LIMIT $2";
