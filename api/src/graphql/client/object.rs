//! A client's case as it is read.

use almoner_projections::audit_trail::AuditFilter;
use almoner_projections::clients::{ClientRow, ClientYearRow, ErasureStatus, SealedField};
use async_graphql::{Context, ID, Object, Result};
use chrono::NaiveDate;

use super::{
    AgeBand, ClientErasure, ClientFamilyMember, ClientHold, ClientLetter, ClientPhase,
    ClientPhaseSpan, ClientStatus, ClosingReason, Population, SealedText,
};
use crate::graphql::{
    claim::{Claim, ClaimFilterInput},
    connection::{Connection, Page},
    journal::JournalEvent,
    node,
    organization::Organization,
    programme::Programme,
    read::read_argument,
    scalar,
    scope::Scope,
    standing::YearLeft,
    sub_award::SubAward,
};

pub(crate) struct Client {
    pub(crate) row: ClientRow,
    pub(crate) scope: Scope,
}

pub(crate) struct ClientYear {
    pub(crate) row: ClientYearRow,
}

/// What a client's claims hold of one year of benefits.
#[Object]
impl ClientYear {
    /// The first day of the year.
    async fn starts_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.benefit_year)
    }

    /// The administration part that is used or reserved.
    async fn administration(&self) -> scalar::Money {
        scalar::Money::of(self.row.administration)
    }

    /// The direct part that is used or reserved.
    async fn direct(&self) -> scalar::Money {
        scalar::Money::of(self.row.direct)
    }

    /// What part of the year's use is direct expenses, as a percentage of two decimals; none while nothing is used. The
    /// hybrid rules ask for at least 60 when the year ends.
    async fn direct_percent(&self) -> Option<scalar::Percent> {
        self.row.direct_percent().map(scalar::Percent::of)
    }

    /// How many claims hold a part.
    async fn claims(&self) -> u32 {
        self.row.claims
    }

    /// How many months of case management are taken.
    async fn case_management_months(&self) -> u32 {
        self.row.case_management_units
    }
}

/// A client's case, under a random code. Who the client is, only the sub-awardee knows, outside this ledger.
#[Object]
impl Client {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("Client", &self.row.client)
    }

    /// The random code.
    async fn code(&self) -> scalar::ClientCode {
        scalar::ClientCode::of(&self.row.client)
    }

    /// The programme.
    async fn programme(&self) -> Result<Option<Programme>> {
        Ok(self.scope.programme(&self.row.programme).await?)
    }

    /// The sub-award under which the case is managed.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        Ok(self.scope.sub_award(&self.row.sub_award).await?)
    }

    /// The prime.
    async fn grantee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.grantee).await?)
    }

    /// The sub-awardee that manages the case.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.organization).await?)
    }

    /// Adult or child.
    async fn population(&self) -> Population {
        self.row.population.into()
    }

    /// A band of ages.
    async fn age_band(&self) -> AgeBand {
        self.row.age_band.into()
    }

    /// Where the client is served.
    async fn state(&self) -> scalar::State {
        scalar::State::of(self.row.state.code())
    }

    /// Where the case stands on the way to certification or eligibility.
    async fn phase(&self) -> ClientPhase {
        self.row.phase.into()
    }

    /// The day on which the phase took effect.
    async fn phase_since(&self) -> scalar::Date {
        scalar::Date::of(self.row.phase_since)
    }

    /// Whether the case is open.
    async fn status(&self) -> ClientStatus {
        self.row.status.into()
    }

    /// How many family members joined the case.
    async fn family_members(&self) -> u32 {
        self.row.family_members
    }

    /// How many of them live in the household, which raises the annual cap of the case.
    async fn household_members(&self) -> u32 {
        self.row.household_members
    }

    /// The day of enrolment.
    async fn enrolled_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.enrolled_on)
    }

    /// The day on which the case closed.
    async fn closed_on(&self) -> Option<scalar::Date> {
        self.row.closed_on.map(scalar::Date::of)
    }

    /// Why it closed.
    async fn closing_reason(&self) -> Option<ClosingReason> {
        self.row.closing_reason.map(Into::into)
    }

    /// The sub-awardee's own reference of the case; none where it gave none. The sub-awardee that manages the case and
    /// officers read it, until the client is erased.
    async fn case_reference(&self, ctx: &Context<'_>) -> Result<Option<SealedText>> {
        let (field, subject) = (SealedField::CaseReference, self.row.organization.as_str());
        let found = self.scope.sealed_value(&self.row.client, field, subject);
        let Some(row) = found.await? else {
            return Ok(None);
        };
        let erased = matches!(
            self.row.erasure,
            Some(ErasureStatus::Approved | ErasureStatus::Erased)
        );
        Ok(Some(SealedText::open(ctx, row, erased).await?))
    }

    /// The hold on the case; none where nothing stands against its erasure.
    async fn hold(&self) -> Option<ClientHold> {
        ClientHold::of(&self.row)
    }

    /// The erasure of what is held about the client; none while nobody asked for it.
    async fn erasure(&self) -> Option<ClientErasure> {
        self.row.erasure.map(|_| ClientErasure {
            row: self.row.clone(),
            scope: self.scope.clone(),
        })
    }

    /// Its phases, by their first days. A phase lasts until the next one begins, and no longer than its window.
    async fn phases(&self) -> Result<Vec<ClientPhaseSpan>> {
        Ok(self.scope.client_phases(&self.row.client).await?)
    }

    /// Its letters, in the order in which they were recorded.
    async fn letters(&self) -> Result<Vec<ClientLetter>> {
        Ok(self.scope.client_letters(&self.row.client).await?)
    }

    /// Its family members, in the order in which they joined; those who left too.
    async fn family(&self) -> Result<Vec<ClientFamilyMember>> {
        Ok(self.scope.client_family(&self.row.client).await?)
    }

    /// What its claims hold of each year's cap, oldest year first.
    async fn years(&self) -> Result<Vec<ClientYear>> {
        Ok(self.scope.client_years(&self.row.client).await?)
    }

    /// What is left of the year in which a day lies, once all that its claims hold is counted: by the cap of an
    /// individual or a family, and the basis of years that the rules of the award set. None where the rules know no
    /// annual cap.
    async fn year_left(
        &self,
        #[graphql(desc = "The day.")] on: scalar::Date,
    ) -> Result<Option<YearLeft>> {
        let on: NaiveDate = read_argument("on", &on)?;
        Ok(self.scope.year_left(&self.row, on).await?)
    }

    /// Its claims, by id.
    async fn claims(
        &self,
        #[graphql(desc = "Which of them.")] filter: Option<ClaimFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Claim>> {
        let filter = ClaimFilterInput {
            client: Some(scalar::ClientCode::of(&self.row.client)),
            ..filter.unwrap_or_default()
        };
        Ok(self
            .scope
            .claims(&filter.read()?, &Page::new(first, after)?)
            .await?)
    }

    /// Who did what and when to the case, in the order of the journal.
    async fn audit_trail(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<JournalEvent>> {
        let filter = AuditFilter {
            client: Some(self.row.client.clone()),
            ..AuditFilter::default()
        };
        Ok(self
            .scope
            .audit_trail(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
