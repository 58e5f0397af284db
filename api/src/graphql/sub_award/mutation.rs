//! What can be done with sub-awards.

use async_graphql::{Context, Object, Result};

use super::{
    SubAward, SubAwardCloseInput, SubAwardExecuteInput, SubAwardExtendInput, SubAwardLowerInput,
    SubAwardRaiseInput, SubAwardResumeInput, SubAwardSuspendInput,
};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about sub-awards.
    SubAwardPayload, sub_award: SubAward
}

/// What can be done with sub-awards.
#[derive(Default)]
pub(crate) struct SubAwardMutation;

#[Object]
impl SubAwardMutation {
    /// Obligates funds of an award to a sub-awardee. For the prime.
    async fn sub_award_execute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardExecuteInput,
    ) -> Result<SubAwardPayload> {
        SubAwardPayload::carry_out(ctx, &input).await
    }

    /// Obligates more to a sub-award; claims that wait for funds are released in their order. For the prime.
    async fn sub_award_raise(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardRaiseInput,
    ) -> Result<SubAwardPayload> {
        SubAwardPayload::carry_out(ctx, &input).await
    }

    /// De-obligates unliquidated funds of a sub-award. For the prime.
    async fn sub_award_lower(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardLowerInput,
    ) -> Result<SubAwardPayload> {
        SubAwardPayload::carry_out(ctx, &input).await
    }

    /// Extends a sub-award's period of performance. For the prime.
    async fn sub_award_extend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardExtendInput,
    ) -> Result<SubAwardPayload> {
        SubAwardPayload::carry_out(ctx, &input).await
    }

    /// Suspends a sub-award: new claims wait. For the prime.
    async fn sub_award_suspend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardSuspendInput,
    ) -> Result<SubAwardPayload> {
        SubAwardPayload::carry_out(ctx, &input).await
    }

    /// Ends the suspension of a sub-award. For the prime.
    async fn sub_award_resume(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardResumeInput,
    ) -> Result<SubAwardPayload> {
        SubAwardPayload::carry_out(ctx, &input).await
    }

    /// Closes a sub-award; what is available is de-obligated. For the prime.
    async fn sub_award_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardCloseInput,
    ) -> Result<SubAwardPayload> {
        SubAwardPayload::carry_out(ctx, &input).await
    }
}
