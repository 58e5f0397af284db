//! A payment as it is read.

use almoner_projections::{
    payments::{
        PaymentClaimFilter, PaymentClaimRow, PaymentOffsetFilter, PaymentOffsetRow, PaymentRow,
    },
    remittances::RemittanceFilter,
};
use async_graphql::{ID, Object, Result};

use super::PaymentStatus;
use crate::graphql::{
    award::Award,
    claim::Claim,
    connection::{Connection, Page},
    node,
    organization::Organization,
    remittance::Remittance,
    scalar,
    scope::Scope,
    sub_award::SubAward,
};

pub(crate) struct Payment {
    pub(crate) row: PaymentRow,
    pub(crate) scope: Scope,
}

/// A batch of approved claims of one award that are paid together. Seen by officers, auditors and the prime; a
/// sub-awardee sees its own items through its claims.
#[Object]
impl Payment {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("Payment", &self.row.payment)
    }

    /// Its id in the ledger.
    async fn payment_id(&self) -> scalar::PaymentId {
        scalar::PaymentId::of(&self.row.payment)
    }

    /// The FAIN of the award.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.award)
    }

    /// The award.
    async fn award(&self) -> Result<Option<Award>> {
        Ok(self.scope.award(&self.row.award).await?)
    }

    /// The prime that pays.
    async fn grantee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.grantee).await?)
    }

    /// Where it stands.
    async fn status(&self) -> PaymentStatus {
        self.row.status.into()
    }

    /// How many claims it pays.
    async fn claim_count(&self) -> u32 {
        self.row.claim_count
    }

    /// The sum of its claims.
    async fn total(&self) -> scalar::Money {
        scalar::Money::of(self.row.total)
    }

    /// What is withheld of what its sub-awardees owe back, all offsets together.
    async fn offset_total(&self) -> Result<scalar::Money> {
        let withheld = self.scope.payment_offset_total(&self.row.payment).await?;
        Ok(scalar::Money::of(withheld))
    }

    /// What goes out: the sum of its claims less what is withheld.
    async fn net(&self) -> Result<scalar::Money> {
        let withheld = self.scope.payment_offset_total(&self.row.payment).await?;
        Ok(scalar::Money::of(self.row.total.less(withheld)))
    }

    /// What is withheld of what each sub-awardee owes back (provider adjustments), by sub-award.
    async fn offsets(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<PaymentOffset>> {
        let filter = PaymentOffsetFilter {
            payment: Some(self.row.payment.clone()),
            ..PaymentOffsetFilter::default()
        };
        Ok(self
            .scope
            .payment_offsets(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// SHA-256 over a line `claim amount` for each claim, in their order.
    async fn digest(&self) -> scalar::Digest {
        scalar::Digest::of(&self.row.digest)
    }

    /// Why it is paid now.
    async fn justification(&self) -> &str {
        self.row.justification.as_str()
    }

    /// The account that prepared it.
    async fn prepared_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.prepared_by)
    }

    /// The accounting date of its preparation.
    async fn prepared_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.prepared_on)
    }

    /// The account that authorised it; another than prepared it.
    async fn authorised_by(&self) -> Option<scalar::ActorId> {
        self.row.authorised_by.as_ref().map(scalar::ActorId::of)
    }

    /// The accounting date of its authorisation.
    async fn authorised_on(&self) -> Option<scalar::Date> {
        self.row.authorised_on.map(scalar::Date::of)
    }

    /// The account that confirmed it; another than authorised it.
    async fn confirmed_by(&self) -> Option<scalar::ActorId> {
        self.row.confirmed_by.as_ref().map(scalar::ActorId::of)
    }

    /// The day on which the money went out.
    async fn confirmed_on(&self) -> Option<scalar::Date> {
        self.row.confirmed_on.map(scalar::Date::of)
    }

    /// The claims that it pays, by id.
    async fn items(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<PaymentItem>> {
        let filter = PaymentClaimFilter {
            payment: Some(self.row.payment.clone()),
            ..PaymentClaimFilter::default()
        };
        Ok(self
            .scope
            .payment_items(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// What it pays to each sub-awardee, by sub-awardee.
    async fn remittances(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Remittance>> {
        let filter = RemittanceFilter {
            payment: Some(self.row.payment.clone()),
            ..RemittanceFilter::default()
        };
        let page = Page::new(first, after)?;
        Ok(self.scope.remittances(&filter, &page).await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}

pub(crate) struct PaymentItem {
    pub(crate) row: PaymentClaimRow,
    pub(crate) scope: Scope,
}

/// A claim as part of a payment.
#[Object]
impl PaymentItem {
    /// The claim.
    async fn claim(&self) -> Result<Option<Claim>> {
        Ok(self.scope.claim(&self.row.claim).await?)
    }

    /// Its id in the ledger.
    async fn claim_id(&self) -> scalar::ClaimId {
        scalar::ClaimId::of(&self.row.claim)
    }

    /// Its sub-award.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        Ok(self.scope.sub_award(&self.row.sub_award).await?)
    }

    /// Who is paid.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.sub_awardee).await?)
    }

    /// How much.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// The day on which it was paid.
    async fn paid_on(&self) -> Option<scalar::Date> {
        self.row.paid_on.map(scalar::Date::of)
    }
}

pub(crate) struct PaymentOffset {
    pub(crate) row: PaymentOffsetRow,
    pub(crate) scope: Scope,
}

/// What a payment withholds of what a sub-awardee owes back: a provider adjustment (X12 835 `PLB`, reason WO).
#[Object]
impl PaymentOffset {
    /// The sub-award that owes.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        Ok(self.scope.sub_award(&self.row.sub_award).await?)
    }

    /// Who owes.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.sub_awardee).await?)
    }

    /// What was owed when the payment was prepared, and no other payment withheld.
    async fn owed(&self) -> scalar::Money {
        scalar::Money::of(self.row.owed)
    }

    /// How much is withheld.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// What is still owed after the payment.
    async fn forward_balance(&self) -> scalar::Money {
        scalar::Money::of(self.row.forward_balance)
    }

    /// The day on which the payment went out without it.
    async fn settled_on(&self) -> Option<scalar::Date> {
        self.row.settled_on.map(scalar::Date::of)
    }
}
