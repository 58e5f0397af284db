//! What belongs to a client's case.

use almoner_domain::{
    client::{YearRoom, benefit_year},
    id::ClientCode,
    money::Money,
    period::Month,
    programme::PaymentModel,
};
use almoner_projections::clients::{ClientRow, SealedField, SealedValueRow};
use chrono::NaiveDate;

use super::super::{
    Scope,
    key::{
        ClientFamilyOf, ClientLettersOf, ClientPhasesOf, ClientYearsOf, RuleSetsOf, SealedOf,
        SubAwardTermsOf,
    },
};
use crate::graphql::{
    client::{ClientFamilyMember, ClientLetter, ClientPhaseSpan, ClientYear},
    error::TopError,
    standing::YearLeft,
};

impl Scope {
    /// What a client's claims hold of each year, oldest first.
    pub(crate) async fn client_years(&self, id: &ClientCode) -> Result<Vec<ClientYear>, TopError> {
        let rows = self.0.rows.load_one(ClientYearsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter());
        Ok(rows.map(|row| ClientYear { row: row.clone() }).collect())
    }

    /// The phases of a case, by their first days.
    pub(crate) async fn client_phases(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientPhaseSpan>, TopError> {
        let rows = self.0.rows.load_one(ClientPhasesOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientPhaseSpan { row }).collect())
    }

    /// The letters of a case, in the order in which they were recorded.
    pub(crate) async fn client_letters(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientLetter>, TopError> {
        let rows = self.0.rows.load_one(ClientLettersOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientLetter { row }).collect())
    }

    /// A value that is held about a client sealed, if there is one that the caller sees.
    pub(crate) async fn sealed_value(
        &self,
        client: &ClientCode,
        field: SealedField,
        subject: &str,
    ) -> Result<Option<SealedValueRow>, TopError> {
        let rows = self.0.rows.load_one(SealedOf(client.clone())).await?;
        let found = rows
            .iter()
            .flat_map(|rows| rows.iter())
            .find(|row| row.field == field && row.subject == subject);
        Ok(found.cloned())
    }

    /// The plain words of a reconsideration, of the event at a position that the caller sees a claim of.
    pub(crate) async fn plain_reason(&self, position: i64) -> Result<Option<String>, TopError> {
        let Some(record) = self.record(position).await? else {
            return Ok(None);
        };
        let payload: serde_json::Value =
            serde_json::from_str(&record.payload).map_err(|error| TopError::internal(&error))?;
        let reason = payload.get("reason").and_then(serde_json::Value::as_str);
        Ok(reason.map(str::to_owned))
    }

    /// The positions of the events that hold a value about a client sealed.
    pub(crate) async fn sealed_positions(&self, client: &ClientCode) -> Result<Vec<i64>, TopError> {
        Ok(self.view().sealed_positions(client).await?)
    }

    /// The positions of the events that have plain words about a client.
    pub(crate) async fn plain_positions(&self, client: &ClientCode) -> Result<Vec<i64>, TopError> {
        Ok(self.view().plain_positions(client).await?)
    }

    /// The family members of a case, in the order in which they joined.
    pub(crate) async fn client_family(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientFamilyMember>, TopError> {
        let rows = self.0.rows.load_one(ClientFamilyOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientFamilyMember { row }).collect())
    }

    /// What is left of the year of a client's case in which a day lies; none where the rules know no annual cap.
    pub(crate) async fn year_left(
        &self,
        case: &ClientRow,
        on: NaiveDate,
    ) -> Result<Option<YearLeft>, TopError> {
        let rows = &self.0.rows;
        let Some(terms) = rows
            .load_one(SubAwardTermsOf(case.sub_award.clone()))
            .await?
        else {
            return Ok(None);
        };
        let sets = rows.load_one(RuleSetsOf(terms.programme.clone())).await?;
        let mut sets = sets.iter().flat_map(|sets| sets.iter());
        let Some(set) = sets.find(|set| set.version == terms.rule_set) else {
            return Ok(None);
        };
        let payment = &set.rules.payment;
        let PaymentModel::Hybrid { year_basis, .. } = payment else {
            return Ok(None);
        };
        let (starts_on, month) = (terms.budget_starts_on, Month::of(on));
        let year = benefit_year(*year_basis, starts_on, case.enrolled_on, month);
        let years = rows.load_one(ClientYearsOf(case.client.clone())).await?;
        let used = years
            .iter()
            .flat_map(|years| years.iter())
            .find(|used| used.benefit_year == year.0)
            .map_or((Money::ZERO, Money::ZERO), |used| {
                (used.administration, used.direct)
            });
        let family = case.household_members > 0;
        Ok(YearRoom::of(payment, family, used.0, used.1).map(|room| YearLeft { year, room }))
    }
}
