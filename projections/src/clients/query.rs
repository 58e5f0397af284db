//! Questions about clients.

use almoner_domain::{
    id::{ClientCode, OrganizationId, SubAwardId},
    identifier::Fain,
};
use chrono::NaiveDate;
use sqlx::Row;

use super::{
    BenefitReservationRow, ClientDeadlineRow, ClientFamilyMemberRow, ClientLetterRow,
    ClientPhaseRow, ClientRow, ClientStatus, ClientYearRow, SealedValueRow,
};
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

/// Which deadlines are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeadlineFilter {
    /// Due on this day or later.
    pub from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub through: Option<NaiveDate>,
    /// About a client.
    pub client: Option<ClientCode>,
    /// About cases managed under a sub-award.
    pub sub_award: Option<SubAwardId>,
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

    /// Clients of whose claims some are still to be adjudicated again, and the position that says so.
    pub async fn readjudications_due(&self) -> Result<Vec<ClientRow>, ReadError> {
        self.records(as_of(self, READJUDICATIONS_DUE)).await
    }

    /// Values that are held about these clients sealed, by client, field and subject.
    pub async fn sealed_values_by_clients(
        &self,
        clients: &[ClientCode],
    ) -> Result<Vec<SealedValueRow>, ReadError> {
        let codes: Vec<&str> = clients.iter().map(ClientCode::as_str).collect();
        self.records(as_of(self, SEALED).bind(codes)).await
    }

    /// The positions of all events that hold a value about a client sealed, in order; those whose value gave way too.
    pub async fn sealed_positions(&self, client: &ClientCode) -> Result<Vec<i64>, ReadError> {
        let rows = self
            .rows(as_of(self, SEALED_POSITIONS).bind(client.as_str()))
            .await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// The positions of all events that say something about a client in plain words, in order: reasons of a time before they
    /// were sealed.
    pub async fn plain_positions(&self, client: &ClientCode) -> Result<Vec<i64>, ReadError> {
        let rows = self
            .rows(as_of(self, PLAIN_POSITIONS).bind(client.as_str()))
            .await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// At most 100 clients whose erasure is approved and not recorded as done, the longest approved first.
    pub async fn erasures_due(&self) -> Result<Vec<ClientRow>, ReadError> {
        self.records(as_of(self, ERASURES_DUE)).await
    }

    /// The clients whose erasure is approved or done.
    pub async fn erased_clients(&self) -> Result<Vec<ClientCode>, ReadError> {
        let rows: Vec<ClientRow> = self.records(as_of(self, ERASED)).await?;
        Ok(rows.into_iter().map(|row| row.client).collect())
    }

    /// What a client has had of each year's cap, by year.
    pub async fn client_years(&self, client: &ClientCode) -> Result<Vec<ClientYearRow>, ReadError> {
        self.client_years_by_clients(std::slice::from_ref(client))
            .await
    }

    /// What these clients have had of each year's cap, by client and year.
    pub async fn client_years_by_clients(
        &self,
        clients: &[ClientCode],
    ) -> Result<Vec<ClientYearRow>, ReadError> {
        let codes: Vec<&str> = clients.iter().map(ClientCode::as_str).collect();
        self.records(as_of(self, YEARS).bind(codes)).await
    }

    /// The phases of cases, by their first days.
    pub async fn client_phases_by_clients(
        &self,
        clients: &[ClientCode],
    ) -> Result<Vec<ClientPhaseRow>, ReadError> {
        let codes: Vec<&str> = clients.iter().map(ClientCode::as_str).collect();
        self.records(as_of(self, PHASES).bind(codes)).await
    }

    /// The letters of cases, by case in the order in which they were recorded.
    pub async fn client_letters_by_clients(
        &self,
        clients: &[ClientCode],
    ) -> Result<Vec<ClientLetterRow>, ReadError> {
        let codes: Vec<&str> = clients.iter().map(ClientCode::as_str).collect();
        self.records(as_of(self, LETTERS).bind(codes)).await
    }

    /// The family members of cases, by case in the order in which they joined; those who left too.
    pub async fn client_family_members_by_clients(
        &self,
        clients: &[ClientCode],
    ) -> Result<Vec<ClientFamilyMemberRow>, ReadError> {
        let codes: Vec<&str> = clients.iter().map(ClientCode::as_str).collect();
        self.records(as_of(self, FAMILY).bind(codes)).await
    }

    /// What is due about cases, by the day.
    pub async fn client_deadlines(
        &self,
        filter: &DeadlineFilter,
        page: &Page,
    ) -> Result<Paged<ClientDeadlineRow>, ReadError> {
        let (due_on, client, kind) = match page.after::<3>()? {
            Some([due_on, client, kind]) => {
                let due_on: NaiveDate = due_on.parse().map_err(|_| ReadError::Cursor)?;
                (Some(due_on), Some(client), Some(kind))
            }
            None => (None, None, None),
        };
        let query = as_of(self, DEADLINES)
            .bind(page.limit())
            .bind(due_on)
            .bind(client)
            .bind(kind)
            .bind(filter.from)
            .bind(filter.through)
            .bind(filter.client.as_ref().map(ClientCode::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &ClientDeadlineRow| {
            Cursor::of(&[
                &row.due_on.to_string(),
                row.client.as_str(),
                row.kind.code(),
            ])
        }))
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

const READJUDICATIONS_DUE: &str = "
SELECT * FROM clients
WHERE valid_from <= $1 AND valid_to > $1 AND readjudicate_next IS NOT NULL
ORDER BY readjudicate_position LIMIT 100";

const LIST: &str = "
SELECT * FROM clients
WHERE valid_from <= $1 AND valid_to > $1 AND ($3::text IS NULL OR client > $3)
  AND ($4::text IS NULL OR award = $4)
  AND ($5::text IS NULL OR sub_award = $5)
  AND ($6::text IS NULL OR organization = $6)
  AND ($7::text IS NULL OR status = $7)
ORDER BY client LIMIT $2";

const SEALED: &str = "
SELECT * FROM sealed_values
WHERE client = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY client, field, subject";

const SEALED_POSITIONS: &str = "
SELECT DISTINCT position FROM sealed_values WHERE client = $2 AND valid_from <= $1 ORDER BY position";

const PLAIN_POSITIONS: &str = "
SELECT DISTINCT reconsideration_plain_at FROM claims
WHERE client = $2 AND valid_from <= $1 AND reconsideration_plain_at IS NOT NULL ORDER BY reconsideration_plain_at";

const ERASURES_DUE: &str = "
SELECT * FROM clients
WHERE valid_from <= $1 AND valid_to > $1 AND erasure = 'APPROVED'
ORDER BY erasure_approved_at LIMIT 100";

const ERASED: &str = "
SELECT * FROM clients
WHERE valid_from <= $1 AND valid_to > $1 AND erasure IN ('APPROVED', 'ERASED')";

const YEARS: &str = "
SELECT * FROM client_years
WHERE client = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY client, benefit_year";

const PHASES: &str = "
SELECT * FROM client_phases
WHERE client = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY since, phase";

const LETTERS: &str = "
SELECT * FROM client_letters
WHERE client = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY client, number";

const FAMILY: &str = "
SELECT * FROM client_family_members
WHERE client = ANY($2) AND valid_from <= $1 AND valid_to > $1 ORDER BY client, number";

const DEADLINES: &str = "
SELECT * FROM client_deadlines
WHERE valid_from <= $1 AND valid_to > $1
  AND ($3::date IS NULL OR (due_on, client, kind) > ($3, $4, $5))
  AND ($6::date IS NULL OR due_on >= $6)
  AND ($7::date IS NULL OR due_on <= $7)
  AND ($8::text IS NULL OR client = $8)
  AND ($9::text IS NULL OR sub_award = $9)
ORDER BY due_on, client, kind LIMIT $2";

const RESERVATIONS: &str = "
SELECT * FROM benefit_reservations
WHERE client = $2 AND valid_from <= $1 AND valid_to > $1 ORDER BY claim";
