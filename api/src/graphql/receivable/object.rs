//! A movement of what is owed back, as it is read.

use almoner_projections::receivables::ReceivableEntryRow;
use async_graphql::{Enum, Object, Result};

use crate::graphql::{claim::Claim, payment::Payment, scalar, scope::Scope};

/// What moved what a sub-award owes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::receivables::ReceivableKind")]
pub(crate) enum ReceivableKind {
    /// What was paid for a claim no longer stands: it was voided, replaced or denied.
    Raised,
    /// It counts for the claim that replaces it, instead of being owed.
    Carried,
    /// A payment went out without it.
    Offset,
    /// The sub-awardee paid it back.
    Refunded,
}

pub(crate) struct ReceivableEntry {
    pub(crate) row: ReceivableEntryRow,
    pub(crate) scope: Scope,
}

/// A movement of what a sub-award owes back. What is owed is never below nothing.
#[Object]
impl ReceivableEntry {
    /// Its place among the movements of the sub-award, from 1.
    async fn entry(&self) -> u32 {
        self.row.entry
    }

    /// What moved it.
    async fn kind(&self) -> ReceivableKind {
        self.row.kind.into()
    }

    /// The sub-award that owes.
    async fn sub_award_id(&self) -> scalar::SubAwardId {
        scalar::SubAwardId::of(&self.row.sub_award)
    }

    /// The claim that was overpaid, or that the payment counts for.
    async fn claim(&self) -> Result<Option<Claim>> {
        match &self.row.claim {
            None => Ok(None),
            Some(claim) => Ok(self.scope.claim(claim).await?),
        }
    }

    /// The payment that withheld it; none for who does not see the payment.
    async fn payment(&self) -> Result<Option<Payment>> {
        match &self.row.payment {
            None => Ok(None),
            Some(payment) => Ok(self.scope.payment(payment).await?),
        }
    }

    /// The refund.
    async fn refund(&self) -> Option<scalar::RefundId> {
        self.row.refund.as_ref().map(scalar::RefundId::of)
    }

    /// How much.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// What the sub-award owes after it.
    async fn receivable(&self) -> scalar::Money {
        scalar::Money::of(self.row.receivable)
    }

    /// The accounting date.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }
}
