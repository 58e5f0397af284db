//! Questions about awards.

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::Fain,
};

use super::{AwardRow, AwardStatus};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which awards are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AwardFilter {
    /// Of a programme.
    pub programme: Option<ProgrammeCode>,
    /// Of a prime.
    pub grantee: Option<OrganizationId>,
    /// That stand there.
    pub status: Option<AwardStatus>,
}

impl View {
    /// An award.
    pub async fn award(&self, award: &Fain) -> Result<Option<AwardRow>, ReadError> {
        Ok(self
            .awards_by_ids(std::slice::from_ref(award))
            .await?
            .into_iter()
            .next())
    }

    /// Awards of these FAINs, in no order.
    pub async fn awards_by_ids(&self, awards: &[Fain]) -> Result<Vec<AwardRow>, ReadError> {
        let ids: Vec<&str> = awards.iter().map(Fain::as_str).collect();
        self.records(as_of(self, BY_IDS).bind(ids)).await
    }

    /// Awards, by FAIN.
    pub async fn awards(
        &self,
        filter: &AwardFilter,
        page: &Page,
    ) -> Result<Paged<AwardRow>, ReadError> {
        let after = page.after::<1>()?.map(|[fain]| fain);
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after)
            .bind(filter.programme.as_ref().map(ProgrammeCode::as_str))
            .bind(filter.grantee.as_ref().map(OrganizationId::as_str))
            .bind(filter.status.map(AwardStatus::code));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &AwardRow| Cursor::of(&[row.award.as_str()])))
    }
}

const BY_IDS: &str = "
SELECT * FROM awards WHERE award = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM awards
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR award > $3)
  AND ($4::text IS NULL OR programme = $4)
  AND ($5::text IS NULL OR grantee = $5)
  AND ($6::text IS NULL OR status = $6)
ORDER BY award LIMIT $2";
