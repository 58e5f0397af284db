//! Questions about sub-award shares.

use almoner_domain::identifier::Fain;

use super::SubAwardShareRow;
use crate::read::{ReadError, View, as_of};

impl View {
    /// The sub-award share of an award; none where the award's programme has no such rule.
    pub async fn sub_award_share(
        &self,
        award: &Fain,
    ) -> Result<Option<SubAwardShareRow>, ReadError> {
        Ok(self
            .shares_by_awards(std::slice::from_ref(award))
            .await?
            .into_iter()
            .next())
    }

    /// The sub-award shares of these awards, in no order.
    pub async fn shares_by_awards(
        &self,
        awards: &[Fain],
    ) -> Result<Vec<SubAwardShareRow>, ReadError> {
        let ids: Vec<&str> = awards.iter().map(Fain::as_str).collect();
        self.records(as_of(self, BY_AWARDS).bind(ids)).await
    }

    /// How the sub-award share of an award moved until now, oldest first: one row a change.
    pub async fn sub_award_share_history(
        &self,
        award: &Fain,
    ) -> Result<Vec<(i64, SubAwardShareRow)>, ReadError> {
        use crate::table::{Cell, Record};
        let rows = self.rows(as_of(self, HISTORY).bind(award.as_str())).await?;
        rows.iter()
            .map(|row| Ok((i64::read(row, "valid_from")?, SubAwardShareRow::read(row)?)))
            .collect()
    }
}

const BY_AWARDS: &str = "
SELECT * FROM sub_award_shares WHERE award = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const HISTORY: &str = "
SELECT * FROM sub_award_shares WHERE award = $2 AND valid_from <= $1 ORDER BY valid_from";
