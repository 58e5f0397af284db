//! A sub-award as it is read.

use almoner_projections::audit_trail::AuditFilter;
use almoner_projections::postings::PostingFilter;
use almoner_projections::receivables::ReceivableFilter;
use almoner_projections::sub_awards::SubAwardRow;
use async_graphql::{ID, Object, Result};

use super::{SubAwardInstrument, SubAwardStatus};
use crate::graphql::{
    account::{Posting, SubAwardBalances},
    award::Award,
    claim::{Claim, ClaimFilterInput},
    client::{Client, ClientFilterInput},
    connection::{Connection, Page},
    journal::JournalEvent,
    node,
    organization::Organization,
    oversight::SubAwardFile,
    period::Period,
    programme::Programme,
    receivable::ReceivableEntry,
    scalar,
    scope::Scope,
    standing::{ClaimReduction, ClaimStanding},
};

pub(crate) struct SubAward {
    pub(crate) row: SubAwardRow,
    pub(crate) scope: Scope,
}

/// A sub-award of a prime to a sub-awardee. Seen by officers, auditors, the prime and the sub-awardee.
#[Object]
impl SubAward {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("SubAward", &self.row.sub_award)
    }

    /// Its id in the ledger.
    async fn sub_award_id(&self) -> scalar::SubAwardId {
        scalar::SubAwardId::of(&self.row.sub_award)
    }

    /// The FAIN of its award, which every sub-awardee is told (2 CFR 200.332).
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.award)
    }

    /// Its award; none for a sub-awardee, who does not see the prime's award.
    async fn award(&self) -> Result<Option<Award>> {
        Ok(self.scope.award(&self.row.award).await?)
    }

    /// The programme.
    async fn programme(&self) -> Result<Option<Programme>> {
        Ok(self.scope.programme(&self.row.programme).await?)
    }

    /// The prime.
    async fn grantee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.grantee).await?)
    }

    /// The sub-awardee.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.sub_awardee).await?)
    }

    /// By what instrument the funds are passed on.
    async fn instrument(&self) -> SubAwardInstrument {
        self.row.instrument.into()
    }

    /// It counts towards the sub-award share: a sub-award to a qualified local grassroots organization.
    async fn qualified(&self) -> bool {
        self.row.qualified
    }

    /// What it is for.
    async fn purpose(&self) -> &str {
        self.row.purpose.as_str()
    }

    /// Where it serves.
    async fn states(&self) -> Vec<scalar::State> {
        self.row
            .states
            .iter()
            .map(|state| scalar::State::of(state.code()))
            .collect()
    }

    /// Where it stands.
    async fn status(&self) -> SubAwardStatus {
        self.row.status.into()
    }

    /// Funds obligated, all modifications counted.
    async fn obligated(&self) -> scalar::Money {
        scalar::Money::of(self.row.obligated)
    }

    /// The period of performance.
    async fn period(&self) -> Period {
        Period::of(self.row.starts_on, self.row.ends_on)
    }

    /// The accounting date of its execution.
    async fn executed_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.executed_on)
    }

    /// The accounting date of its close.
    async fn closed_on(&self) -> Option<scalar::Date> {
        self.row.closed_on.map(scalar::Date::of)
    }

    /// Its money: what is available, reserved, accrued, paid, waited for and owed back.
    async fn balances(&self) -> Result<SubAwardBalances> {
        let funds = self.scope.sub_award_funds(&self.row.sub_award).await?;
        Ok(SubAwardBalances::new(&self.row, &funds))
    }

    /// Its file: what the sub-awardee was told, risk, monitoring, audits, reports and findings.
    async fn file(&self) -> SubAwardFile {
        SubAwardFile::of(self.row.clone(), self.scope.clone())
    }

    /// The clients whose cases are managed under it, by code.
    async fn clients(
        &self,
        #[graphql(desc = "Which of them.")] filter: Option<ClientFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Client>> {
        let filter = ClientFilterInput {
            sub_award: Some(scalar::SubAwardId::of(&self.row.sub_award)),
            ..filter.unwrap_or_default()
        };
        Ok(self
            .scope
            .clients(&filter.read()?, &Page::new(first, after)?)
            .await?)
    }

    /// The claims under it, by id.
    async fn claims(
        &self,
        #[graphql(desc = "Which of them.")] filter: Option<ClaimFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Claim>> {
        let filter = ClaimFilterInput {
            sub_award: Some(scalar::SubAwardId::of(&self.row.sub_award)),
            ..filter.unwrap_or_default()
        };
        Ok(self
            .scope
            .claims(&filter.read()?, &Page::new(first, after)?)
            .await?)
    }

    /// The claims under it that you see, counted and summed by where they stand.
    async fn claim_standings(&self) -> Result<Vec<ClaimStanding>> {
        Ok(self.scope.claim_standings(&self.row.sub_award).await?)
    }

    /// What was taken off the claims under it, why, and what to do about it, by claim. Claims that were replaced or
    /// voided are left out.
    async fn reductions(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<ClaimReduction>> {
        let page = Page::new(first, after)?;
        let id = &self.row.sub_award;
        Ok(self.scope.claim_reductions(id, &page).await?)
    }

    /// What moved what it owes back, in order: overpayments, offsets and refunds.
    async fn receivables(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<ReceivableEntry>> {
        let filter = ReceivableFilter {
            sub_award: Some(self.row.sub_award.clone()),
            ..ReceivableFilter::default()
        };
        Ok(self
            .scope
            .receivable_entries(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// Everything that was posted to its accounts, in the order of the journal.
    async fn postings(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        let filter = PostingFilter {
            sub_award: Some(self.row.sub_award.clone()),
            ..PostingFilter::default()
        };
        Ok(self
            .scope
            .postings(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// Who did what and when, to it and to everything under it, in the order of the journal.
    async fn audit_trail(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<JournalEvent>> {
        let filter = AuditFilter {
            sub_award: Some(self.row.sub_award.clone()),
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
