//! What can be done with awards.

use async_graphql::{Context, Object, Result};

use super::{
    Award, AwardCloseInput, AwardDirectCostRecordInput, AwardExtendInput, AwardIssueInput,
    AwardReduceInput, AwardResumeInput, AwardSubAwardShareWaiveInput, AwardSupplementInput,
    AwardSuspendInput,
};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about awards.
    AwardPayload, award: Award
}

/// What can be done with awards.
#[derive(Default)]
pub(crate) struct AwardMutation;

#[Object]
impl AwardMutation {
    /// Issues an award with its first budget period: the notice of award. For officers.
    async fn award_issue(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardIssueInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Adds federal funds to an award. For officers.
    async fn award_supplement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardSupplementInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Takes federal funds of an award back. For officers.
    async fn award_reduce(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardReduceInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Extends an award at no cost. For officers.
    async fn award_extend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardExtendInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Suspends an award. For officers.
    async fn award_suspend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardSuspendInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Ends the suspension of an award. For officers.
    async fn award_resume(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardResumeInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Closes an award. Below its sub-award share it closes only with a waiver. For officers.
    async fn award_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardCloseInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Lets an award close below its sub-award share, with a reason. For officers.
    async fn award_sub_award_share_waive(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardSubAwardShareWaiveInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }

    /// Records a cost that the prime paid from funds that it retained; refused above the most that it may retain. For the prime.
    async fn award_direct_cost_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardDirectCostRecordInput,
    ) -> Result<AwardPayload> {
        AwardPayload::carry_out(ctx, &input).await
    }
}
