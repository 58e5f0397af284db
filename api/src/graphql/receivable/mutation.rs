//! What can be done with what is owed back.

use async_graphql::{Context, Object, Result};

use super::ReceivableRefundInput;
use crate::graphql::{sub_award::SubAward, submit::payload};

payload! {
    /// The answer of a command about what a sub-award owes back.
    ReceivablePayload, sub_award: SubAward
}

/// What can be done with what is owed back.
#[derive(Default)]
pub(crate) struct ReceivableMutation;

#[Object]
impl ReceivableMutation {
    /// Records that a sub-awardee paid back a part of what it owes. For the prime.
    async fn receivable_refund(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ReceivableRefundInput,
    ) -> Result<ReceivablePayload> {
        ReceivablePayload::carry_out(ctx, &input).await
    }
}
