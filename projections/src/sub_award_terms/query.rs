//! Questions about what claims go by.

use almoner_domain::id::SubAwardId;

use super::SubAwardTermsRow;
use crate::read::{ReadError, View, as_of};

impl View {
    /// What claims under these sub-awards go by, in no order.
    pub async fn sub_award_terms(
        &self,
        sub_awards: &[SubAwardId],
    ) -> Result<Vec<SubAwardTermsRow>, ReadError> {
        let ids: Vec<&str> = sub_awards.iter().map(SubAwardId::as_str).collect();
        self.records(as_of(self, BY_IDS).bind(ids)).await
    }
}

const BY_IDS: &str = "
SELECT * FROM sub_award_terms WHERE sub_award = ANY($2) AND valid_from <= $1 AND valid_to > $1";
