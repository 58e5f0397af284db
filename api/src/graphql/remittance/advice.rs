//! A remittance advice as it is read.

use std::sync::Arc;

use almoner_projections::remittances::{Advice, ProviderAdjustment, Totals};
use async_graphql::{Enum, Object, Result, SimpleObject};

use super::claim::RemittanceClaim;
use crate::graphql::{
    connection::{Connection, Page},
    organization::Organization,
    payment::PaymentStatus,
    scalar,
    scope::Scope,
};

pub(crate) struct RemittanceAdvice {
    pub(crate) advice: Arc<Advice>,
    pub(crate) scope: Scope,
}

/// What one payment pays one sub-awardee, claim by claim, line by line. It balances, as X12 835 has it: billed less
/// adjustments is allowed for every line, and paid for every claim; claims less provider adjustments is the payment.
#[Object]
impl RemittanceAdvice {
    /// The payment's id in the ledger.
    async fn payment_id(&self) -> scalar::PaymentId {
        scalar::PaymentId::of(&self.advice.header().payment)
    }

    /// The FAIN of the award.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.advice.header().award)
    }

    /// The programme's code.
    async fn programme_code(&self) -> scalar::ProgrammeCode {
        scalar::ProgrammeCode::of(&self.advice.header().programme)
    }

    /// The prime that pays.
    async fn grantee(&self) -> Result<Option<Organization>> {
        let prime = &self.advice.prime().organization;
        Ok(self.scope.organization(prime).await?)
    }

    /// The sub-awardee that is paid.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        let paid = &self.advice.sub_awardee().organization;
        Ok(self.scope.organization(paid).await?)
    }

    /// Where the payment stands. Until it is confirmed, nothing is paid.
    async fn status(&self) -> PaymentStatus {
        self.advice.header().status.into()
    }

    /// Why it is paid now.
    async fn justification(&self) -> &str {
        self.advice.header().justification.as_str()
    }

    /// The accounting date of the payment's preparation.
    async fn prepared_on(&self) -> scalar::Date {
        scalar::Date::of(self.advice.header().prepared_on)
    }

    /// The accounting date of its authorisation.
    async fn authorised_on(&self) -> Option<scalar::Date> {
        self.advice.header().authorised_on.map(scalar::Date::of)
    }

    /// The day on which the money went out.
    async fn confirmed_on(&self) -> Option<scalar::Date> {
        self.advice.header().confirmed_on.map(scalar::Date::of)
    }

    /// The claims, by id, as they were when the payment gathered them.
    #[allow(clippy::unused_async, reason = "every resolver is asynchronous")]
    async fn claims(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<RemittanceClaim>> {
        let page = Page::new(first, after)?;
        let count = usize::try_from(page.first).unwrap_or(usize::MAX);
        let claims = self.advice.claims();
        let begin = page.after.as_ref().map_or(0, |after| {
            claims.partition_point(|claim| claim.claim().as_str() <= after.as_str())
        });
        let left = claims.get(begin..).unwrap_or_default();
        let items = left.iter().take(count).map(|claim| {
            let key = claim.claim().as_str().to_owned();
            (key, RemittanceClaim::of(claim))
        });
        let has_next = left.len() > count;
        Ok(Connection::new(items, &page, has_next, self.scope.as_of()))
    }

    /// What is taken off the payment that belongs to no claim of it.
    async fn provider_adjustments(&self) -> Vec<RemittanceProviderAdjustment> {
        let taken = self.advice.provider_adjustments().iter();
        taken.map(RemittanceProviderAdjustment::of).collect()
    }

    /// What the sub-awardee still owes after this payment: the next remittances are less by it.
    async fn forward_balance(&self) -> scalar::Money {
        scalar::Money::of(self.advice.forward_balance())
    }

    /// What it adds up to.
    async fn totals(&self) -> RemittanceTotals {
        RemittanceTotals::of(self.advice.totals())
    }

    /// What was posted as paid for its claims, which is what they are paid; none until the payment is confirmed.
    async fn posted(&self) -> Option<scalar::Money> {
        self.advice.posted().map(scalar::Money::of)
    }

    /// Under what it was read, so that anybody can read the same again.
    async fn control(&self) -> RemittanceControl {
        let control = self.advice.control();
        RemittanceControl {
            ledger: control.origin.clone(),
            position: scalar::Position::of(control.position),
            recorded_at: scalar::DateTime::at(control.recorded_at),
            checkpoint_size: scalar::Position::of(control.checkpoint_size),
            checkpoint_root: scalar::Digest::of(hex::encode(&control.checkpoint_root)),
        }
    }
}

/// What an advice adds up to: billed less adjusted is claims; claims less provider adjustments is payment.
#[derive(SimpleObject)]
pub(crate) struct RemittanceTotals {
    /// The sum billed.
    billed: scalar::Money,
    /// The sum of all adjustments of lines.
    adjusted: scalar::Money,
    /// What the claims are paid.
    claims: scalar::Money,
    /// What is taken off that belongs to no claim.
    provider_adjustments: scalar::Money,
    /// What is paid.
    payment: scalar::Money,
}

impl RemittanceTotals {
    fn of(totals: &Totals) -> Self {
        Self {
            billed: scalar::Money::of(totals.billed()),
            adjusted: scalar::Money::of(totals.adjusted()),
            claims: scalar::Money::of(totals.claims()),
            provider_adjustments: scalar::Money::of(totals.provider_adjustments()),
            payment: scalar::Money::of(totals.payment()),
        }
    }
}

/// What a provider adjustment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::remittances::ProviderAdjustmentKind")]
pub(crate) enum ProviderAdjustmentKind {
    /// WO: an overpayment of an earlier remittance, recovered by offset.
    OverpaymentRecovery,
}

/// An amount that a payment is less by, for no claim of it (X12 835 `PLB`).
#[derive(SimpleObject)]
pub(crate) struct RemittanceProviderAdjustment {
    /// What it is for.
    kind: ProviderAdjustmentKind,
    /// The provider adjustment reason code of X12 835, such as `WO`.
    code: &'static str,
    /// What it settles: the receivable.
    reference: String,
    /// How much the payment is less by.
    amount: scalar::Money,
}

impl RemittanceProviderAdjustment {
    fn of(taken: &ProviderAdjustment) -> Self {
        Self {
            kind: taken.kind.into(),
            code: taken.kind.code(),
            reference: taken.reference.clone(),
            amount: scalar::Money::of(taken.amount),
        }
    }
}

/// Under what an advice was read.
#[derive(SimpleObject)]
pub(crate) struct RemittanceControl {
    /// The ledger, as its checkpoints name it.
    ledger: String,
    /// The position of the journal as of which it was read: ask with it as `asOf` to get the same for ever.
    position: scalar::Position,
    /// When the event of that position was recorded.
    recorded_at: scalar::DateTime,
    /// How many events the earliest checkpoint over that position covers.
    checkpoint_size: scalar::Position,
    /// The root of that checkpoint.
    checkpoint_root: scalar::Digest,
}
