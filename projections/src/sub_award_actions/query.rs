//! Questions about obligating actions.

use almoner_domain::id::SubAwardId;

use super::SubAwardActionRow;
use crate::read::{ReadError, View, as_of};

impl View {
    /// What was obligated to these sub-awards and taken back, in the order of the journal.
    pub async fn sub_award_actions(
        &self,
        sub_awards: &[SubAwardId],
    ) -> Result<Vec<SubAwardActionRow>, ReadError> {
        let ids: Vec<&str> = sub_awards.iter().map(SubAwardId::as_str).collect();
        self.records(as_of(self, BY_SUB_AWARDS).bind(ids)).await
    }
}

const BY_SUB_AWARDS: &str = "
SELECT * FROM sub_award_actions WHERE sub_award = ANY($2) AND position <= $1 ORDER BY sub_award, position";
