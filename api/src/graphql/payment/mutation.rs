//! What can be done with payments.

use async_graphql::{Context, Object, Result};

use super::{Payment, PaymentAuthoriseInput, PaymentConfirmInput, PaymentPrepareInput};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about payments.
    PaymentPayload, payment: Payment
}

/// What can be done with payments.
#[derive(Default)]
pub(crate) struct PaymentMutation;

#[Object]
impl PaymentMutation {
    /// Gathers approved claims of one award into a payment. For the prime.
    async fn payment_prepare(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: PaymentPrepareInput,
    ) -> Result<PaymentPayload> {
        PaymentPayload::carry_out(ctx, &input).await
    }

    /// Authorises a payment; by another person than who prepared it. For the prime.
    async fn payment_authorise(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: PaymentAuthoriseInput,
    ) -> Result<PaymentPayload> {
        PaymentPayload::carry_out(ctx, &input).await
    }

    /// Confirms that the money went out; by another person than who authorised it. For the prime.
    async fn payment_confirm(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: PaymentConfirmInput,
    ) -> Result<PaymentPayload> {
        PaymentPayload::carry_out(ctx, &input).await
    }
}
