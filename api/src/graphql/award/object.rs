//! An award as it is read.

use almoner_domain::regime::{recipient_closeout_due, retained_until};
use almoner_projections::audit_trail::AuditFilter;
use almoner_projections::award_cash::CashFilter;
use almoner_projections::awards::AwardRow;
use almoner_projections::postings::PostingFilter;
use async_graphql::{ID, Object, Result, SimpleObject};

use super::{AwardStatus, SubAwardShare, TimelineEntry};
use crate::graphql::{
    account::{AwardBalances, Posting},
    cash::{AwardCash, AwardMatch, CashEntry, Contribution},
    claim::{Claim, ClaimFilterInput},
    connection::{Connection, Page, Window},
    income::ProgramIncome,
    journal::JournalEvent,
    node,
    organization::Organization,
    oversight::AwardFile,
    payment::{Payment, PaymentFilterInput},
    period::Period,
    programme::{Programme, RuleSet},
    scalar,
    scope::Scope,
    sub_award::{SubAward, SubAwardFilterInput},
};

pub(crate) struct Award {
    pub(crate) row: AwardRow,
    pub(crate) scope: Scope,
}

/// How the cost of a project is shared. The percentage is of the total, not of the federal funds.
#[derive(SimpleObject)]
pub(crate) struct CostShare {
    /// The federal part of the total: `"0.7187"` is 71.87 percent.
    federal_share: scalar::Rate,
    /// The total cost: the federal funds divided by the federal part, to the cent.
    total: scalar::Money,
    /// What others pay: the total less the federal funds.
    non_federal: scalar::Money,
}

/// A federal award to a prime, by FAIN. Seen by officers, auditors and its prime.
#[Object]
impl Award {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("Award", &self.row.award)
    }

    /// The federal award identification number.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.award)
    }

    /// The number of its last notice: FAIN, budget year and amendment.
    async fn number(&self) -> scalar::AwardNumber {
        scalar::AwardNumber::of(&self.row.number)
    }

    /// The programme that pays.
    async fn programme(&self) -> Result<Option<Programme>> {
        Ok(self.scope.programme(&self.row.programme).await?)
    }

    /// The notice of funding under which it was made.
    async fn notice(&self) -> &str {
        self.row.notice.as_str()
    }

    /// The rules that are pinned to it: those that held on the first day of its project.
    async fn rule_set(&self) -> Result<Option<RuleSet>> {
        let rule_sets = self.scope.rule_sets(&self.row.programme).await?;
        Ok(rule_sets
            .into_iter()
            .find(|rule_set| rule_set.row.version == self.row.rule_set))
    }

    /// The prime: the organization that received it.
    async fn grantee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.grantee).await?)
    }

    /// What it is for.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// The assistance listing.
    async fn assistance_listing(&self) -> scalar::AssistanceListing {
        scalar::AssistanceListing::of(&self.row.assistance_listing)
    }

    /// Where it stands.
    async fn status(&self) -> AwardStatus {
        self.row.status.into()
    }

    /// Federal funds awarded, all supplements and reductions counted.
    async fn awarded(&self) -> scalar::Money {
        scalar::Money::of(self.row.awarded)
    }

    /// Net obligations to all its sub-awards.
    async fn sub_obligated(&self) -> scalar::Money {
        scalar::Money::of(self.row.committed)
    }

    /// How the cost is shared; none where the federal government pays all.
    async fn cost_share(&self) -> Option<CostShare> {
        Some(CostShare {
            federal_share: scalar::Rate::of(self.row.federal_share?),
            total: scalar::Money::of(self.row.total_cost?),
            non_federal: scalar::Money::of(self.row.non_federal?),
        })
    }

    /// The HHS regions that it serves, from 1 to 10; empty is the whole country.
    async fn regions(&self) -> Vec<u8> {
        self.row.regions.iter().copied().map(u8::from).collect()
    }

    /// The period of performance.
    async fn project_period(&self) -> Period {
        Period::of(self.row.project_starts_on, self.row.project_ends_on)
    }

    /// The budget period that runs.
    async fn budget_period(&self) -> Period {
        Period::of(self.row.budget_starts_on, self.row.budget_ends_on)
    }

    /// The accounting date of its issue.
    async fn issued_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.issued_on)
    }

    /// The accounting date of its close.
    async fn closed_on(&self) -> Option<scalar::Date> {
        self.row.closed_on.map(scalar::Date::of)
    }

    /// The last day, where it was terminated before its time.
    async fn terminated_on(&self) -> Option<scalar::Date> {
        self.row.terminated_on.map(scalar::Date::of)
    }

    /// The last day on which the prime closes it out: 120 days after the period of performance, 90 where it ended before
    /// September 2023.
    async fn closeout_due_on(&self) -> scalar::Date {
        scalar::Date::of(recipient_closeout_due(self.row.project_ends_on))
    }

    /// Until when records are kept and costs may be disallowed: three years from its close. None while it is open.
    async fn records_kept_until(&self) -> Option<scalar::Date> {
        let closed = self.row.closed_on?;
        Some(scalar::Date::of(retained_until(closed)))
    }

    /// Its sub-award share: the 60 percent rule. None where the programme has no such rule.
    async fn sub_award_share(&self) -> Result<Option<SubAwardShare>> {
        Ok(self.scope.sub_award_share(&self.row.award).await?)
    }

    /// Its money: what is spent, obligated, accrued and paid.
    async fn balances(&self) -> Result<AwardBalances> {
        let funds = self.scope.award_funds(&self.row.award).await?;
        Ok(AwardBalances::new(&self.row, &funds))
    }

    /// Its federal cash: what was drawn, what costs took up of it, and what is on hand.
    async fn cash(&self) -> Result<AwardCash> {
        let cash = self.scope.award_cash(&self.row).await?;
        let spent = self.scope.award_disbursed(&self.row.award).await?;
        let income = self.scope.award_income(&self.row).await?;
        Ok(AwardCash::new(&cash, &spent, income.unexpended))
    }

    /// Its program income: what the project earned, and what that was spent on.
    async fn program_income(&self) -> Result<ProgramIncome> {
        let row = self.scope.award_income(&self.row).await?;
        let scope = self.scope.clone();
        Ok(ProgramIncome { row, scope })
    }

    /// Its recipient share: what others are to contribute, and what they did. None where the federal government pays all.
    #[graphql(name = "match")]
    async fn recipient_share(&self) -> Result<Option<AwardMatch>> {
        let cash = self.scope.award_cash(&self.row).await?;
        Ok(AwardMatch::new(&self.row, &cash))
    }

    /// What moved its federal cash and interest on it, in order.
    async fn cash_entries(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<CashEntry>> {
        let filter = CashFilter {
            award: Some(self.row.award.clone()),
        };
        Ok(self
            .scope
            .award_cash_entries(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// What others contributed to it, by id.
    async fn contributions(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Contribution>> {
        let filter = CashFilter {
            award: Some(self.row.award.clone()),
        };
        Ok(self
            .scope
            .award_contributions(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// Its sub-awards, by id.
    async fn sub_awards(
        &self,
        #[graphql(desc = "Which of them.")] filter: Option<SubAwardFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<SubAward>> {
        let filter = SubAwardFilterInput {
            award: Some(scalar::Fain::of(&self.row.award)),
            ..filter.unwrap_or_default()
        };
        Ok(self
            .scope
            .sub_awards(&filter.read()?, &Page::new(first, after)?)
            .await?)
    }

    /// The claims under its sub-awards, by id.
    async fn claims(
        &self,
        #[graphql(desc = "Which of them.")] filter: Option<ClaimFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Claim>> {
        let filter = ClaimFilterInput {
            award: Some(scalar::Fain::of(&self.row.award)),
            ..filter.unwrap_or_default()
        };
        Ok(self
            .scope
            .claims(&filter.read()?, &Page::new(first, after)?)
            .await?)
    }

    /// Its payments, by id.
    async fn payments(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Payment>> {
        let filter = PaymentFilterInput {
            award: Some(scalar::Fain::of(&self.row.award)),
            ..PaymentFilterInput::default()
        };
        Ok(self
            .scope
            .payments(&filter.read()?, &Page::new(first, after)?)
            .await?)
    }

    /// Everything that was posted to its accounts and those of its sub-awards, in the order of the journal.
    async fn postings(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Posting>> {
        let filter = PostingFilter {
            award: Some(self.row.award.clone()),
            ..PostingFilter::default()
        };
        Ok(self
            .scope
            .postings(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// Its file beside its money: reports that were filed, and what was found.
    async fn file(&self) -> AwardFile {
        AwardFile {
            row: self.row.clone(),
            scope: self.scope.clone(),
        }
    }

    /// Who did what and when, to it and to everything under it, in the order of the journal.
    async fn audit_trail(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<JournalEvent>> {
        let filter = AuditFilter {
            award: Some(self.row.award.clone()),
            ..AuditFilter::default()
        };
        Ok(self
            .scope
            .audit_trail(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// What happened to it, in a sentence each with its amount and who did it, as of the moment that is asked about: its own
    /// actions, its sub-awards, claims, draws, payments, findings and closes, and the closing of its programme's months
    /// since it was issued (which officers and auditors see).
    async fn timeline(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "How many, counted from the end of the list; instead of `first`.")]
        last: Option<i32>,
        #[graphql(desc = "The cursor before which to end.")] before: Option<String>,
        #[graphql(desc = "The last ones first.", default)] newest_first: bool,
    ) -> Result<Connection<TimelineEntry>> {
        let filter = AuditFilter {
            award: Some(self.row.award.clone()),
            with_closings_of: Some(self.row.programme.clone()),
            newest_first,
            ..AuditFilter::default()
        };
        let window = Window::new(first, after, last, before)?;
        Ok(self.scope.award_timeline(filter, &window).await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
