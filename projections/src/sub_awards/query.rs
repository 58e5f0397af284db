//! Questions about sub-awards.

use almoner_domain::{
    id::{OrganizationId, SubAwardId},
    identifier::Fain,
};

use super::{SubAwardRow, SubAwardStatus};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which sub-awards are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubAwardFilter {
    /// Of an award.
    pub award: Option<Fain>,
    /// Of a sub-awardee.
    pub sub_awardee: Option<OrganizationId>,
    /// That stand there.
    pub status: Option<SubAwardStatus>,
}

impl View {
    /// Sub-awards of which claims wait that there are funds for: the next claim, and the position that says so.
    pub async fn releases_due(&self) -> Result<Vec<SubAwardRow>, ReadError> {
        self.records(as_of(self, RELEASES_DUE)).await
    }

    /// A sub-award.
    pub async fn sub_award(
        &self,
        sub_award: &SubAwardId,
    ) -> Result<Option<SubAwardRow>, ReadError> {
        Ok(self
            .sub_awards_by_ids(std::slice::from_ref(sub_award))
            .await?
            .into_iter()
            .next())
    }

    /// Sub-awards of these ids, in no order.
    pub async fn sub_awards_by_ids(
        &self,
        sub_awards: &[SubAwardId],
    ) -> Result<Vec<SubAwardRow>, ReadError> {
        let ids: Vec<&str> = sub_awards.iter().map(SubAwardId::as_str).collect();
        self.records(as_of(self, BY_IDS).bind(ids)).await
    }

    /// Sub-awards, by id.
    pub async fn sub_awards(
        &self,
        filter: &SubAwardFilter,
        page: &Page,
    ) -> Result<Paged<SubAwardRow>, ReadError> {
        let after = page.after::<1>()?.map(|[id]| id);
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after)
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_awardee.as_ref().map(OrganizationId::as_str))
            .bind(filter.status.map(SubAwardStatus::code));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &SubAwardRow| {
            Cursor::of(&[row.sub_award.as_str()])
        }))
    }
}

const BY_IDS: &str = "
SELECT * FROM sub_awards WHERE sub_award = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM sub_awards
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR sub_award > $3)
  AND ($4::text IS NULL OR award = $4)
  AND ($5::text IS NULL OR sub_awardee = $5)
  AND ($6::text IS NULL OR status = $6)
ORDER BY sub_award LIMIT $2";

const RELEASES_DUE: &str = "
SELECT * FROM sub_awards
WHERE valid_from <= $1 AND valid_to > $1 AND release_next IS NOT NULL
ORDER BY release_position LIMIT 100";
