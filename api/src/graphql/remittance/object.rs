//! A remittance in short, as a list shows it.

use almoner_projections::remittances::RemittanceRow;
use async_graphql::{Object, Result};

use super::RemittanceAdvice;
use crate::graphql::{
    award::Award, organization::Organization, payment::PaymentStatus, scalar, scope::Scope,
};

pub(crate) struct Remittance {
    pub(crate) row: RemittanceRow,
    pub(crate) scope: Scope,
}

/// What a payment pays one sub-awardee, in short. Seen by officers, the prime and the sub-awardee; by auditors where
/// more than aggregates may be told of the programme's clients.
#[Object]
impl Remittance {
    /// The payment's id in the ledger.
    async fn payment_id(&self) -> scalar::PaymentId {
        scalar::PaymentId::of(&self.row.header.payment)
    }

    /// The FAIN of the award.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.header.award)
    }

    /// The award; none for a sub-awardee, who sees its sub-awards alone.
    async fn award(&self) -> Result<Option<Award>> {
        Ok(self.scope.award(&self.row.header.award).await?)
    }

    /// The prime that pays.
    async fn grantee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.header.grantee).await?)
    }

    /// The sub-awardee that is paid.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.sub_awardee).await?)
    }

    /// Where the payment stands. Until it is confirmed, nothing is paid.
    async fn status(&self) -> PaymentStatus {
        self.row.header.status.into()
    }

    /// The accounting date of the payment's preparation.
    async fn prepared_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.header.prepared_on)
    }

    /// The day on which the money went out.
    async fn confirmed_on(&self) -> Option<scalar::Date> {
        self.row.header.confirmed_on.map(scalar::Date::of)
    }

    /// How many claims it pays.
    async fn claim_count(&self) -> i64 {
        self.row.claim_count
    }

    /// What the claims are paid, before anything is offset.
    async fn claims_total(&self) -> scalar::Money {
        scalar::Money::of(self.row.claims)
    }

    /// The whole advice: every claim and line, what was taken off and why, and how it adds up.
    async fn advice(&self) -> Result<Option<RemittanceAdvice>> {
        let (payment, sub_awardee) = (&self.row.header.payment, &self.row.sub_awardee);
        Ok(self.scope.remittance_advice(payment, sub_awardee).await?)
    }
}
