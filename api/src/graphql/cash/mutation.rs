//! What can be done with federal cash and contributions.

use async_graphql::{Context, Object, Result};

use super::{
    AwardAdvanceLiquidateInput, AwardCashReturnInput, AwardDirectCostReverseInput, AwardDrawInput,
    AwardInterestRecordInput, AwardInterestRemitInput, AwardMatchRecordInput,
    AwardMatchReverseInput, AwardPaymentMethodSetInput,
};
use crate::graphql::{award::Award, submit::payload};

payload! {
    /// The answer of a command about an award's cash.
    CashPayload, award: Award
}

/// What can be done with federal cash and contributions.
#[derive(Default)]
pub(crate) struct CashMutation;

#[Object]
impl CashMutation {
    /// Says how the prime gets its federal cash from now on. For officers.
    async fn award_payment_method_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardPaymentMethodSetInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Draws federal cash. For the prime.
    async fn award_draw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardDrawInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Reports that costs took up what was drawn ahead of them. For the prime.
    async fn award_advance_liquidate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardAdvanceLiquidateInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Returns federal cash that is on hand: unused advances first, then what was drawn for costs that no longer stand. For the prime.
    async fn award_cash_return(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardCashReturnInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Records interest that federal cash earned. What is above the fiscal year's limit is to be remitted. For the prime.
    async fn award_interest_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardInterestRecordInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Remits interest that is above the limit. For the prime.
    async fn award_interest_remit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardInterestRemitInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Records what others than the federal government contributed. For the prime.
    async fn award_match_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardMatchRecordInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Takes a contribution back. For the prime.
    async fn award_match_reverse(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardMatchReverseInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }

    /// Takes a cost back that was recorded in error. For the prime.
    async fn award_direct_cost_reverse(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardDirectCostReverseInput,
    ) -> Result<CashPayload> {
        CashPayload::carry_out(ctx, &input).await
    }
}
