//! How months are closed.

use async_graphql::{Context, Object, Result};

use super::{
    PeriodClose, PeriodCloseApproveInput, PeriodCloseBeginInput, PeriodCloseWithdrawInput,
    agreement::disagreement,
};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about the closing of months: the latest close of the programme.
    PeriodClosePayload, period_close: PeriodClose
}

/// How months are closed.
#[derive(Default)]
pub(crate) struct ClosingMutation;

#[Object]
impl ClosingMutation {
    /// Begins to close a programme's months, and freezes them. For officers.
    async fn period_close_begin(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: PeriodCloseBeginInput,
    ) -> Result<PeriodClosePayload> {
        PeriodClosePayload::carry_out(ctx, &input).await
    }

    /// Says that the trial balance of the months is right; with the second officer who says so they are closed for good. What
    /// is stated is compared with the books first. For officers.
    async fn period_close_approve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: PeriodCloseApproveInput,
    ) -> Result<PeriodClosePayload> {
        match disagreement(ctx, &input).await? {
            Some(error) => Ok(PeriodClosePayload::refused(vec![error])),
            None => PeriodClosePayload::carry_out(ctx, &input).await,
        }
    }

    /// Withdraws a close that is under way, with a reason. For officers.
    async fn period_close_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: PeriodCloseWithdrawInput,
    ) -> Result<PeriodClosePayload> {
        PeriodClosePayload::carry_out(ctx, &input).await
    }
}
