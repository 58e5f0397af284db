//! Questions about organizations.

use almoner_domain::{id::OrganizationId, region::State};

use super::OrganizationRow;
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which organizations are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganizationFilter {
    /// In a state.
    pub state: Option<State>,
    /// Qualified local grassroots organizations, or others.
    pub grassroots: Option<bool>,
    /// Excluded, or not.
    pub excluded: Option<bool>,
    /// Of this UEI or DUNS number.
    pub identifier: Option<String>,
}

impl View {
    /// An organization.
    pub async fn organization(
        &self,
        organization: &OrganizationId,
    ) -> Result<Option<OrganizationRow>, ReadError> {
        Ok(self
            .organizations_by_ids(std::slice::from_ref(organization))
            .await?
            .into_iter()
            .next())
    }

    /// Organizations of these ids, in no order.
    pub async fn organizations_by_ids(
        &self,
        organizations: &[OrganizationId],
    ) -> Result<Vec<OrganizationRow>, ReadError> {
        let ids: Vec<&str> = organizations.iter().map(OrganizationId::as_str).collect();
        self.records(as_of(self, BY_IDS).bind(ids)).await
    }

    /// The register, by id.
    pub async fn organizations(
        &self,
        filter: &OrganizationFilter,
        page: &Page,
    ) -> Result<Paged<OrganizationRow>, ReadError> {
        let after = page.after::<1>()?.map(|[id]| id);
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after)
            .bind(filter.state.map(State::code))
            .bind(filter.grassroots)
            .bind(filter.excluded)
            .bind(filter.identifier.as_deref());
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &OrganizationRow| {
            Cursor::of(&[row.organization.as_str()])
        }))
    }
}

const BY_IDS: &str = "
SELECT * FROM organizations WHERE organization = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM organizations
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR organization > $3)
  AND ($4::text IS NULL OR state = $4)
  AND ($5::boolean IS NULL OR grassroots = $5)
  AND ($6::boolean IS NULL OR excluded = $6)
  AND ($7::text IS NULL OR identifier = $7)
ORDER BY organization LIMIT $2";
