//! Questions about clients.

use almoner_domain::{
    id::{ClientCode, OrganizationId, SubAwardId},
    identifier::Fain,
};

use super::{BenefitReservationRow, ClientRow, ClientStatus, ClientYearRow};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which clients are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientFilter {
    /// Of an award.
    pub award: Option<Fain>,
    /// Managed under a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// Managed by a sub-awardee.
    pub organization: Option<OrganizationId>,
    /// Open or closed.
    pub status: Option<ClientStatus>,
}

impl View {
    /// A client.
    pub async fn client(&self, client: &ClientCode) -> Result<Option<ClientRow>, ReadError> {
        Ok(self
            .clients_by_ids(std::slice::from_ref(client))
            .await?
            .into_iter()
            .next())
    }

    /// Clients of these codes, in no order.
    pub async fn clients_by_ids(
        &self,
        clients: &[ClientCode],
    ) -> Result<Vec<ClientRow>, ReadError> {
        let codes: Vec<&str> = clients.iter().map(ClientCode::as_str).collect();
        self.records(as_of(self, BY_IDS).bind(codes)).await
    }

    /// Clients, by code.
    pub async fn clients(
        &self,
        filter: &ClientFilter,
        page: &Page,
    ) -> Result<Paged<ClientRow>, ReadError> {
        let after = page.after::<1>()?.map(|[code]| code);
        let query = as_of(self, LIST)
            .bind(page.limit())
            .bind(after)
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.organization.as_ref().map(OrganizationId::as_str))
            .bind(filter.status.map(ClientStatus::code));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &ClientRow| Cursor::of(&[row.client.as_str()])))
    }

    /// What a client has had of each year's cap, by year.
    pub async fn client_years(&self, client: &ClientCode) -> Result<Vec<ClientYearRow>, ReadError> {
        self.records(as_of(self, YEARS).bind(client.as_str())).await
    }

    /// Which claims hold a part of a client's years, by claim.
    pub async fn benefit_reservations(
        &self,
        client: &ClientCode,
    ) -> Result<Vec<BenefitReservationRow>, ReadError> {
        self.records(as_of(self, RESERVATIONS).bind(client.as_str()))
            .await
    }
}

const BY_IDS: &str = "
SELECT * FROM clients WHERE client = ANY($2) AND valid_from <= $1 AND valid_to > $1";

const LIST: &str = "
SELECT * FROM clients
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR client > $3)
  AND ($4::text IS NULL OR award = $4)
  AND ($5::text IS NULL OR sub_award = $5)
  AND ($6::text IS NULL OR organization = $6)
  AND ($7::text IS NULL OR status = $7)
ORDER BY client LIMIT $2";

const YEARS: &str = "
SELECT * FROM client_years
WHERE client = $2 AND valid_from <= $1 AND valid_to > $1 ORDER BY benefit_year";

const RESERVATIONS: &str = "
SELECT * FROM benefit_reservations
WHERE client = $2 AND valid_from <= $1 AND valid_to > $1 ORDER BY claim";
